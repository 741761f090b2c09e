"""Who works in the synthetic town: the demo's people, and colleagues who came and went over the years."""

from dataclasses import dataclass
from datetime import date, timedelta

from sengetsu.accounts import demo
from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import RoleGrant, Team, User

from .words import Words

# user name, name, team, begun and ended so many years before today (None: still here), share of cases
POSTINGS = (
    ("aoki", "", demo.SENGETSU, 10.0, None, 50),
    ("mori", "", demo.SENGETSU, 10.0, None, 20),
    ("kitano", "", demo.NORTH, 10.0, None, 15),
    ("hase", "長谷みちる", demo.NORTH, 6.0, None, 10),
    ("tono", "遠野すばる", "東部", 4.0, None, 5),
    ("sawai", "沢井ゆたか", demo.SENGETSU, 10.0, 5.0, 25),
    ("minami", "南あかり", demo.NORTH, 9.0, 2.0, 25),
)


@dataclass(frozen=True)
class Posting:
    user: User
    team: Team
    begins: date
    ends: date | None
    share: int

    def works_on(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class Staff:
    postings: list[Posting]
    informant: User
    manager: User

    def owner(self, words: Words, day: date) -> Posting:
        """Who has a case on `day`, as often as their share."""
        there = [one for one in self.postings if one.works_on(day)] or self.postings[:1]
        return words.dice.choices(there, weights=[one.share for one in there])[0]

    def colleague(self, words: Words, day: date) -> User:
        return self.owner(words, day).user

    @property
    def gone(self) -> list[Posting]:
        return [one for one in self.postings if one.ends]


def take_on(today: date) -> Staff:
    """Make the people once; a second run finds them."""
    known = demo.load_demo()
    postings = [_posting(row, known, today) for row in POSTINGS]
    return Staff(postings, informant=known["hara"], manager=known["ogawa"])


def _years_before(today: date, years: float) -> date:
    return today - timedelta(days=round(years * 365.25))


def _posting(
    row: tuple[str, str, str, float, float | None, int], known: dict[str, User], today: date
) -> Posting:
    username, name, team_name, came, left, share = row
    team = Team.objects.get_or_create(name=team_name)[0]
    begins = _years_before(today, came)
    ends = _years_before(today, left) if left else None
    user = known.get(username) or _colleague(username, name, team, begins, ends)
    return Posting(user, team, begins, ends, share)


def _colleague(username: str, name: str, team: Team, begins: date, ends: date | None) -> User:
    user, is_new = User.objects.get_or_create(
        username=username, defaults={"display_name": name, "is_demo": True, "is_active": ends is None}
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        RoleGrant.objects.create(user=user, role=Role.LINK_WORKER, team=team, starts_on=begins, ends_on=ends)
    return user
