"""How long a sign-in lives: 30 idle minutes, 12 hours in all, and no longer than its roles.

What a session must remember stands in the session itself, so a page costs no extra query; the database is
written at most once a minute.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from allauth.account.signals import password_changed
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models import F
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from .models import OpenSession

if TYPE_CHECKING:
    from sengetsu.accounts.models import User

SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"  # seconds since 1970
EPOCH, GRANTS, ROW = "session_epoch", "session_grants", "session_row"
TOUCH_SECONDS = 60
DEVICES = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "Mac"}
BROWSERS = {"Edg": "Edge", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}


def device_name(user_agent: str) -> str:
    """Enough to know one's own devices by, and no more: 「Windows・Edge」."""
    device = next((name for mark, name in DEVICES.items() if mark in user_agent), "")
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    return "・".join(filter(None, (device, browser))) or "そのほかの端末"


@receiver(user_logged_in, dispatch_uid="accounts.session_begins")
def begin(request: HttpRequest, user: "User", **_: Any) -> None:
    now = timezone.now()
    row = OpenSession.objects.create(
        user=user, device=device_name(request.headers.get("User-Agent", "")), signed_in_at=now, seen_at=now
    )
    request.session.update(
        {
            SIGNED_IN_AT: now.timestamp(),
            SEEN_AT: now.timestamp(),
            EPOCH: user.session_epoch,
            GRANTS: sorted(grant.pk for grant in user.grants_now),
            ROW: row.pk,
        }
    )


@receiver(user_logged_out, dispatch_uid="accounts.session_ends")
def sign_out(request: HttpRequest, **_: Any) -> None:
    mark_ended(request)


def close_all(user: "User") -> None:
    """Every sign-in of `user` ends with its next request. A step of an action, which leaves the trace."""
    get_user_model().objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])
    OpenSession.objects.filter(user=user, ended_at=None).update(ended_at=timezone.now())


@receiver(password_changed, dispatch_uid="accounts.session_password")
def others_ended(request: HttpRequest, user: "User", **_: Any) -> None:
    """Django closes the other sessions, because the password is part of their proof."""
    others = OpenSession.objects.filter(user=user, ended_at=None).exclude(pk=request.session[ROW])
    others.update(ended_at=timezone.now())


def has_ended(request: HttpRequest, user: "User") -> str:
    """Why this sign-in is over: "" (it lives), "time", or "closed" (roles ended, closed from elsewhere)."""
    session, now = request.session, timezone.now().timestamp()
    if session.get(EPOCH) != user.session_epoch:
        return "closed"
    if not {grant.pk for grant in user.grants_now}.issuperset(session[GRANTS]):
        return "closed"
    if now - session[SEEN_AT] > timedelta(minutes=settings.SESSION_IDLE_MINUTES).total_seconds():
        return "time"
    if now - session[SIGNED_IN_AT] > timedelta(hours=settings.SESSION_HOURS).total_seconds():
        return "time"
    return ""


def touch(request: HttpRequest) -> None:
    """Note that the session is in use."""
    now = timezone.now()
    if now.timestamp() - request.session[SEEN_AT] < TOUCH_SECONDS:
        return
    request.session[SEEN_AT] = now.timestamp()
    OpenSession.objects.filter(pk=request.session[ROW]).update(seen_at=now)


def mark_ended(request: HttpRequest) -> None:
    if row := request.session.get(ROW):
        OpenSession.objects.filter(pk=row, ended_at=None).update(ended_at=timezone.now())
