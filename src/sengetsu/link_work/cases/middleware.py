"""Says who is looking, so that people with a visibility of their own are veiled (`people.veil`)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sengetsu.accounts.models import User
from sengetsu.link_work.people import veil

from . import access, queries

GetResponse = Callable[[HttpRequest], HttpResponse]


class VeilMiddleware:
    """For whoever comes into the confidential wing. An agency's sight is each person's consent (promise 6),
    and everybody else reads no person at all."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def withheld() -> frozenset[int]:
            user = request.user
            if not isinstance(user, User) or not access.can_enter(user):
                return frozenset()
            return frozenset(queries.withheld_from(user).values_list("pk", flat=True))

        with veil.looking(withheld):
            return self.get_response(request)
