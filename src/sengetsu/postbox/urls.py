from django.urls import include, path

urlpatterns = [
    path("", include("sengetsu.postbox.letters.urls")),
    path("", include("sengetsu.postbox.envelopes.urls")),
]
