"""A POST that meets an ended session is kept as a draft before the session is gone."""

from contextlib import suppress
from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest

from sengetsu.accounts.models import User
from sengetsu.accounts.signals import session_ended

from .actions import keep_draft
from .views import is_place


@receiver(session_ended)
def keep_what_was_sent(user: User, request: HttpRequest, **_: Any) -> None:
    place = request.POST.get("draft_place", "")
    if request.method == "POST" and is_place(place):
        with suppress(ValueError):  # too long to keep: the page that says so gives the words back
            keep_draft(by=user, place=place, content=dict(request.POST.lists()))
