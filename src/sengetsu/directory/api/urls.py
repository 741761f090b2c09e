"""`/api/`. A slash at the end is the same address: clients write both."""

from django.urls import URLPattern, path

from .endpoints import api
from .views import open_to_all, openapi_json


def _hsds() -> list[URLPattern]:
    found = []
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and (pattern.name or "").startswith("hsds_"):
            route = str(pattern.pattern).replace("//", "/")
            view = open_to_all(pattern.callback)
            found.append(path(route, view, name=pattern.name))
            other = route.rstrip("/") if route.endswith("/") else f"{route}/"
            found.append(path(other, view, name=f"{pattern.name}_again"))
    return found


urlpatterns = [
    path("openapi.json", openapi_json, name="openapi_json"),
    *_hsds(),
]
