"""What stands in the bar and at the foot of a page, by role. Templates of the open wing name no
confidential address themselves; what a signed-in person may open is composed here."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from sengetsu.accounts.choices import Role
from sengetsu.base.views import person_mark
from sengetsu.living_room.notices.queries import unread_by
from sengetsu.living_room.spaces.queries import place_of

WORKERS = frozenset({Role.LINK_WORKER, Role.MANAGER})
EVERYBODY = frozenset(Role)
TOLD = WORKERS | {Role.ORGANIZER}  # whom the house tells something
NOTICES = "notice_list"  # the entry that shows how many are unread


class Entry(NamedTuple):
    """A link that stands in `place` for whoever has one of `roles`, if its address is installed."""

    place: str  # "bar": what to do at once; "under": the main places; "person": about oneself
    label: str  # "" is the name of the place
    url_name: str
    roles: frozenset[Role]


ENTRIES = (
    Entry("bar", "さがす", "home_search", WORKERS),
    Entry("bar", "受け付ける", "intake_new", frozenset({Role.LINK_WORKER})),
    # An organizer's first page is that of their groups.
    Entry("under", "きょう", "home_today", EVERYBODY - {Role.ORGANIZER}),
    Entry("under", "知らせる", "tip_new", frozenset({Role.INFORMANT})),
    Entry("under", "知らせたこと", "tip_list", frozenset({Role.INFORMANT})),
    Entry("under", "手紙", "intake_list", WORKERS),
    Entry("under", "ケース", "case_list", WORKERS),
    Entry("under", "部屋", "booking_desk", WORKERS),
    Entry("under", "お願いとプラン", "partner_home", frozenset({Role.PARTNER})),
    Entry("under", "団体", "group_own", frozenset({Role.ORGANIZER})),
    Entry("under", "予約", "booking_list", frozenset({Role.ORGANIZER})),
    Entry("under", "活動", "activity_own", frozenset({Role.ORGANIZER})),
    Entry("under", "見た記録", "audit_list", frozenset({Role.AUDITOR})),
    Entry("under", "アカウント", "account_list", frozenset({Role.ADMINISTRATOR})),
    Entry("under", "資源", "directory_home", WORKERS | {Role.PARTNER, Role.ORGANIZER}),
    Entry("under", "お知らせ", NOTICES, frozenset({Role.ORGANIZER})),
    Entry("under", "", "front", EVERYBODY),
    Entry("person", "お知らせ", NOTICES, WORKERS),
    Entry("person", "送ったお知らせ", "notice_outbox", WORKERS),
    Entry("person", "売上報告と料金", "own_fees", frozenset({Role.ORGANIZER})),
    Entry("person", "会議", "conference_list", WORKERS),
    Entry("person", "願いと立ち上げ", "wish_list", WORKERS),
    Entry("person", "わたしたちの立ち上げ", "startup_own_list", frozenset({Role.ORGANIZER})),
    Entry("person", "わたしのアカウント", "account_home", EVERYBODY),
    Entry("person", "活動を書く", "activity_own", WORKERS),
    Entry("person", "ふらりと来た人を数える", "drop_in", WORKERS),
    Entry("person", "この場所のことを書きなおす", "venue_home", WORKERS),
    Entry("person", "団体の登録", "group_list", WORKERS),
    Entry("person", "人と招待", "account_list", frozenset({Role.MANAGER})),
    Entry("person", "サインインと安全", "mfa_index", EVERYBODY),
    Entry("person", "パスワードを変える", "account_change_password", EVERYBODY),
)
# For visitors who have not signed in: what the open wing has.
OPEN: tuple[tuple[Promise | str, str], ...] = (
    (_("カレンダー"), "calendar"),
    (_("活動"), "activity_list"),
    (_("部屋とキッチン"), "space_list"),
)
FOOT: tuple[tuple[Promise | str, str], ...] = (
    (_("話してみる"), "letter_new"),
    (_("カレンダー"), "calendar"),
    (_("活動"), "activity_list"),
    (_("部屋とキッチン"), "space_list"),
    (_("やってみたいことの掲示板"), "wish_board"),
    (_("まちの資源"), "directory_home"),
    (_("オープンデータ"), "open_data"),
    (_("この場所のこと"), "about"),
    (_("秘密の守りかた"), "privacy"),
    (_("使いやすさについて"), "accessibility"),
    (_("働く人のサインイン"), "account_login"),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`navigation.bar`, `.under`, `.person`, `.open`, `.foot`: lists of label, url, current."""
    found: dict[str, list[dict[str, Any]]] = {"bar": [], "under": [], "person": [], "open": [], "foot": []}
    for place, entries in (("open", OPEN), ("foot", FOOT)):
        links = (_link(request, label, url_name) for label, url_name in entries)
        found[place] = [link for link in links if link]
    here = SimpleLazyObject(lambda: place_of(request))
    context: dict[str, Any] = {
        "navigation": found,
        "place": here,
        "place_name": SimpleLazyObject(lambda: _place_name(here)),
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return context
    for entry in ENTRIES:
        if not user.has_role(*entry.roles):
            continue
        if link := _link(request, entry.label or context["place_name"], entry.url_name):
            found[entry.place].append(link)
    unread = unread_by(user) if user.has_role(*TOLD) else 0
    for link in (*found["under"], *found["person"]):
        link["count"] = unread if link["name"] == NOTICES else 0
    # On a phone the menu of the person is closed: its number stands on it.
    hidden = sum(link["count"] for link in found["person"])
    return {**context, "unread": hidden, "person_mark": person_mark(user.pk)}


def _place_name(here: Any) -> str:
    return here.called if here else "Sengetsu"


def _link(request: HttpRequest, label: Promise | str, url_name: str) -> dict[str, Any] | None:
    """None if the room is not installed: the open wing may stand alone."""
    try:
        url = reverse(url_name)
    except NoReverseMatch:
        return None
    path = request.path
    return {
        "name": url_name,
        "label": label,
        "url": url,
        "current": path == url or (url != "/" and path.startswith(url)),
    }
