"""Whom a notice about an application reaches: members with an account, else the address that was given."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from sengetsu.accounts.models import User
from sengetsu.living_room.groups.models import Membership
from sengetsu.living_room.notices.actions import notify, withdraw_notice
from sengetsu.living_room.notices.models import Notice

from .access import can_decide
from .models import Application


def tell(
    application: Application,
    *,
    by: User | None,
    key: str,
    subject: str,
    text: str,
    due_at: datetime | None = None,
) -> None:
    """One notice to each who acts for the application, apart from the one who acts now."""
    for to, address, suffix in recipients(application):
        if to is not None and by is not None and to.pk == by.pk:
            continue
        notify(
            by=by,
            key=f"{key}:{suffix}",
            to=to,
            address=address,
            subject=subject,
            text=text,
            path=path_of(application) if to else "",
            due_at=due_at,
        )


def untell(application: Application, *, by: User | None, key: str) -> bool:
    """Take back what was not sent yet; False if somebody was told already, or under another key."""
    keys = [
        f"{key}:{suffix}"
        for to, _, suffix in recipients(application)
        if to is None or by is None or to.pk != by.pk
    ]
    for one in keys:
        withdraw_notice(by=by, key=one)
    return Notice.objects.filter(key__in=keys).exclude(withdrawn_at=None).count() == len(keys)


def recipients(application: Application) -> Iterator[tuple[User | None, str, str]]:
    """User or address, and a word that makes the key of the notice unique."""
    people = []
    if application.group_id:
        rows = Membership.objects.filter(group=application.group_id, ended_at=None).select_related("user")
        people = [row.user for row in rows if row.user.is_active]
    elif application.entered_by and not can_decide(application.entered_by):
        people = [application.entered_by]
    for person in people:
        yield person, "", f"user-{person.pk}"
    address = application.contact_email or (application.group.contact_email if application.group else "")
    if address and not people:
        yield None, address, "address"


def path_of(application: Application) -> str:
    try:
        return reverse("application_page", args=[application.public_id])
    except NoReverseMatch:
        return ""
