"""The people of the demo town, all made up. They have no password: a button is their way in."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from .choices import AgencyRole, Role
from .models import Agency, RoleGrant, Team, User

SENGETSU, NORTH = "織月", "北部"
HIDAMARI = "ひだまり福祉会"
TERM = (date(2025, 12, 1), date(2028, 11, 30))  # welfare commissioners: all renewed 2025-12-01, three years
POSTED = date(2026, 4, 1)


@dataclass(frozen=True)
class Person:
    username: str
    name: str
    role: Role
    what: str
    team: str = ""
    agency: str = ""
    district: str = ""
    term: tuple[date, date | None] = (POSTED, None)


PEOPLE = (
    Person("aoki", "青木はるか", Role.LINK_WORKER, "リンクワーカー（織月）", team=SENGETSU),
    Person("mori", "森なつき", Role.LINK_WORKER, "リンクワーカー（織月）", team=SENGETSU),
    Person("kitano", "北野あきら", Role.LINK_WORKER, "リンクワーカー（北部）", team=NORTH),
    Person("ogawa", "小川ひろし", Role.MANAGER, "福祉課（管理職）", team=SENGETSU),
    Person("sato", "佐藤めぐみ", Role.PARTNER, "支援機関（ひだまり福祉会）", agency=HIDAMARI),
    Person("hara", "原よしえ", Role.INFORMANT, "民生委員（西高尾）", district="西高尾", term=TERM),
    Person("soda", "早田まめこ", Role.ORGANIZER, "活動の主催者（そらまめ食堂）"),
    Person("kagami", "鏡としお", Role.AUDITOR, "監査人"),
    Person("uno", "宇野つかさ", Role.ADMINISTRATOR, "システム管理者"),
)


@transaction.atomic
def load_demo() -> dict[str, User]:
    """Make the demo's people, by user name. A second run changes nothing."""
    return {person.username: _load(person) for person in PEOPLE}


def _load(person: Person) -> User:
    user, is_new = User.objects.get_or_create(
        username=person.username, defaults={"display_name": person.name, "is_demo": True}
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        starts_on, ends_on = person.term
        RoleGrant.objects.create(
            user=user,
            role=person.role,
            team=Team.objects.get_or_create(name=person.team)[0] if person.team else None,
            agency=Agency.objects.get_or_create(name=person.agency)[0] if person.agency else None,
            agency_role=AgencyRole.LEAD,
            district=person.district,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    return user


def demo_people() -> list[tuple[Person, User]]:
    """Who has a button on the sign-in page, in the order of `PEOPLE`."""
    users = {user.username: user for user in User.objects.filter(is_demo=True, is_active=True)}
    return [(person, users[person.username]) for person in PEOPLE if person.username in users]
