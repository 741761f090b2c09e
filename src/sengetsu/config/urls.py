"""All addresses. The fixed ones are promised to the outside (see `README.md`)."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("sengetsu.base.urls")),
    path("", include("sengetsu.living_room.urls")),
    path("", include("sengetsu.postbox.urls")),
    path("directory/", include("sengetsu.directory.urls")),
    path("api/", include("sengetsu.directory.api.urls")),
    path("accounts/", include("sengetsu.accounts.urls")),
    path("audit/", include("sengetsu.audit.urls")),
]
if not settings.OPEN_WING_ONLY:
    urlpatterns += [
        path("", include("sengetsu.link_work.urls")),
        path("home/", include("sengetsu.home.urls")),
    ]

handler400 = "sengetsu.base.faults.bad_request"
handler403 = "sengetsu.base.faults.forbidden"
handler404 = "sengetsu.base.faults.not_found"
handler500 = "sengetsu.base.faults.server_error"
