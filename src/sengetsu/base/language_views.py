"""The language switch of the open wing."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .way_back import way_back

ONE_YEAR = 365 * 24 * 3600  # seconds


# A language is a taste, not a right: a plain link may set it, and nothing is gained by forging one. So
# no token is needed, and a visitor who only reads gets no cookie but this one.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def language_choose(request: HttpRequest) -> HttpResponse:
    """Remember `language` for a year and go back to `next` (of this site only)."""
    asked = request.POST if request.method == "POST" else request.GET
    response = HttpResponseRedirect(way_back(request, asked.get("next", "")))
    wanted = asked.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=ONE_YEAR,
            httponly=True,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
    return response
