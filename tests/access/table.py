"""The access table: every address × every person × every subject × every method has one expected answer.

How to add an address: put a `Row` in `tests/access/<app>.py`::

    ROWS = [
        Row("case_show", CASE),                       # GET only
        Row("visit_create", CASE, "GET POST"),
        Row("space_list", PUBLIC),
        Row("inbox_list", LINK_WORK.but(ogawa=HIDDEN)),
        Row("visit_show", CASE, keys={"pk": "visit_id"}),   # the address calls it pk, the town visit_id
    ]

    def furnish(town: Town) -> None:                  # optional: what the addresses of this app speak about
        town.put(Subject.OWN, case_id=case_of(town.people["aoki"]).pk)

`test_table.py` walks the resolver; an address without a row fails. Values for `<uuid:case_id>` are looked up
by that name among what `furnish` put: first for the row's subject, then for `Subject.OWN`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sengetsu.accounts.models import User

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Subject(StrEnum):
    """Whose thing is asked for."""

    OWN = "own"  # aoki's case (team 織月); hara's tip; soda's group; sato's answer
    OTHER = "other"  # kitano's case, of another team; a tip of somebody else
    RESTRICTED = "restricted"  # named to aoki (owner) and hoshi (deputy), both of team 織月
    CLOSED = "closed"  # a closed case of aoki's


class Outcome(StrEnum):
    OK = "ok"  # GET answers; POST is taken in hand (an empty form may be refused, never for who one is)
    SIGN_IN = "sign_in"  # 302 to the sign-in page
    HIDDEN = "hidden"  # 404, byte for byte like a thing or an address that does not exist
    REASON = "reason"  # 302 to the page that asks why one opens another team's case
    METHOD = "method"  # 405
    FAULT = "fault"  # anything else; nobody expects it


OK, SIGN_IN, HIDDEN, REASON, METHOD = (
    Outcome.OK,
    Outcome.SIGN_IN,
    Outcome.HIDDEN,
    Outcome.REASON,
    Outcome.METHOD,
)

ANYBODY = "anybody"
LINK_WORKERS = ("aoki", "mori", "hoshi", "kitano")
PEOPLE = (ANYBODY, *LINK_WORKERS, "ogawa", "sato", "hara", "soda", "kagami", "uno")

Rule = Callable[[str, Subject], Outcome]


@dataclass(frozen=True)
class Profile:
    """What each person gets for each subject when the method exists."""

    name: str
    rule: Rule
    subjects: tuple[Subject, ...] = (Subject.OWN,)

    def but(self, subject: Subject | None = None, **changed: Outcome) -> "Profile":
        """This profile with other outcomes for some people (for one subject, or for all)."""
        unknown = set(changed) - set(PEOPLE)
        if unknown:
            raise ValueError(f"nobody is called {', '.join(sorted(unknown))}")

        def rule(who: str, of: Subject) -> Outcome:
            if who in changed and subject in {None, of}:
                return changed[who]
            return self.rule(who, of)

        return Profile(f"{self.name}*", rule, self.subjects)


def only(name: str, *allowed: str, subjects: tuple[Subject, ...] = (Subject.OWN,)) -> Profile:
    """`allowed` may; for everybody else who is signed in, it does not exist."""

    def rule(who: str, _: Subject) -> Outcome:
        if who in allowed:
            return OK
        return SIGN_IN if who == ANYBODY else HIDDEN

    return Profile(name, rule, subjects)


def _case(who: str, of: Subject) -> Outcome:
    """Its team: everything. Other teams and managers: after a reason. Restricted: the named ones only."""
    if who == ANYBODY:
        return SIGN_IN
    if who not in {*LINK_WORKERS, "ogawa"}:
        return HIDDEN
    if of is Subject.RESTRICTED:
        return OK if who in {"aoki", "hoshi"} else HIDDEN
    team = {"kitano"} if of is Subject.OTHER else {"aoki", "mori", "hoshi"}
    return OK if who in team else REASON


def _owned(owner: str) -> Rule:
    def rule(who: str, of: Subject) -> Outcome:
        if who == ANYBODY:
            return SIGN_IN
        return OK if who == owner and of is Subject.OWN else HIDDEN

    return rule


PUBLIC = Profile("public", lambda _who, _of: OK)
SIGNED_IN = only("signed in", *PEOPLE[1:])
LINK_WORK = only("link work", *LINK_WORKERS, "ogawa")
LINK_WORKERS_ONLY = only("link workers only", *LINK_WORKERS)
CASE = Profile("case", _case, tuple(Subject))
PARTNER = Profile("partner", _owned("sato"), (Subject.OWN, Subject.OTHER))
INFORMANT = Profile("informant", _owned("hara"), (Subject.OWN, Subject.OTHER))
ORGANIZER = Profile("organizer", _owned("soda"), (Subject.OWN, Subject.OTHER))
MANAGER = only("manager", "ogawa")
AUDITOR = only("auditor", "kagami")
ADMINISTRATOR = only("administrator", "uno")


@dataclass(frozen=True)
class Row:
    """One address. `methods` are those that exist for who may; every other one answers 405 to them."""

    name: str
    profile: Profile
    methods: str = "GET"
    keys: dict[str, str] = field(default_factory=dict)
    query: str = ""

    def expected(self, who: str, subject: Subject, method: str) -> set[Outcome]:
        outcome = self.profile.rule(who, subject)
        if method in self.methods.split():
            return {outcome}
        if outcome is OK:
            return {METHOD}
        # Whether the method or the person is refused first tells nothing, as long as a thing that does not
        # exist answers alike; the walk compares that.
        return {outcome, METHOD}


@dataclass
class Town:
    """One town for the whole walk: people with a session each, and things to ask for."""

    people: dict[str, User]
    things: dict[Subject, dict[str, Any]] = field(default_factory=lambda: {of: {} for of in Subject})

    def put(self, subject: Subject, **things: Any) -> None:
        known = self.things[subject].keys() & things.keys()
        if known:
            raise ValueError(f"{', '.join(sorted(known))}: another app means something else; see Row.keys")
        self.things[subject].update(things)

    def thing(self, subject: Subject, name: str) -> Any:
        for of in (subject, Subject.OWN):
            if name in self.things[of]:
                return self.things[of][name]
        raise KeyError(
            f"the town has no {name} for a subject {subject}: put it in furnish() of tests/access/<app>.py"
        )
