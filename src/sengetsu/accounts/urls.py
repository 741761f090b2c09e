from django.urls import include, path

urlpatterns = [
    path("", include("sengetsu.accounts.own.urls")),
    path("", include("sengetsu.accounts.sign_in.urls")),
    path("", include("sengetsu.accounts.invitations.urls")),
    path("agency/", include("sengetsu.accounts.colleagues.urls")),
    path("people/", include("sengetsu.accounts.people.urls")),
]
