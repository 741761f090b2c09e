"""Health, and a fresh token for a page that stayed open while its person signed in again."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 if the database answers, 503 if not. Says nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
@never_cache
def token_show(request: HttpRequest) -> JsonResponse:
    """The token and the mark of whoever is signed in now. Only our own pages can read the answer.

    A page that was opened by one person must not save its text as another's, so it compares the marks.
    """
    return JsonResponse({"token": get_token(request), "person": person_mark(request.user.pk)})


def person_mark(pk: object) -> str:
    """Tells a page's script whether the same person is still signed in, and nothing else."""
    return salted_hmac("sengetsu.person", str(pk)).hexdigest()[:16] if pk else ""
