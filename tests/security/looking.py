"""Everybody looks everywhere, and what each answer showed is compared with what the trail says."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from tests import factories
from tests.access.addresses import Address, all_addresses

from .canaries import SONG, Bird

ROOMS = ("sengetsu.link_work", "sengetsu.home", "sengetsu.postbox", "sengetsu.audit")
# What shows nothing but the reader's own words, or what a link opens that knows no case: and why.
OPEN_TO_ITS_WRITER = {
    "tip_list": "an informant reads own words",
    "answer_write": "the open wing knows no case: the envelope has its own entry",
}
QUERIES = {
    "case_list": [
        {"whose": whose, "state": state} for whose, state in product(("all", "team"), ("open", ""))
    ],
    "case_export": [{"state": ""}],
    "home_search": [{"q": "{song}"}, {"q": "{number}"}],
    "people_likely": [{"name": "{song}"}, {"phone": "{song}"}, {"address": "{song}"}],
    "intake_list": [{"which": "handled"}],
    "intake_add": [{"q": "{song}"}],
    "referral_pick": [{"q": "見学"}],
}
PAGE, FRAGMENT, HEAD, FORM = (
    ("GET", {}),
    ("GET", {"HTTP_HX_REQUEST": "true"}),
    ("HEAD", {}),
    ("POST", {}),
)
# Who comes into the wing tries most; the others meet one wall, whose sameness the access table proves.
TRIES: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "aoki": (PAGE, FRAGMENT, HEAD, FORM),
    "kitano": (PAGE, FORM),
    "mori": (PAGE, FORM),
    "hoshi": (PAGE,),
    "ogawa": (PAGE, FORM),
}
FORGERS = {"aoki", "kitano"}  # they ask for a thing of one case under another


@dataclass(frozen=True)
class Shown:
    """What one answer showed of one case, and whether the trail knows."""

    who: str
    address: str
    question: str
    song: str
    fields: frozenset[str]
    traced: bool

    def __str__(self) -> str:
        return f"{self.who} {self.question}: {self.song} {sorted(self.fields)}"


def _asked(query: dict[str, str], bird: Bird) -> str:
    return urlencode({name: text.format(song=bird.song, number=bird.number) for name, text in query.items()})


class Looking:
    def __init__(self, people: dict[str, User], birds: dict[str, Bird]) -> None:
        self.birds = birds
        self.clients = {"anybody": Client()}
        for name, person in people.items():
            self.clients[name] = Client()
            factories.open_session(self.clients[name], person)
        self.addresses = [one for one in all_addresses() if one.view.__module__.startswith(ROOMS)]

    def everywhere(self, who: str) -> Iterator[Shown]:
        """All addresses, each about every case, and about the things of one case under another."""
        for address in self.addresses:
            for path in sorted(set(self.paths(address, forged=who in FORGERS))):
                for method, headers in TRIES.get(who, (PAGE,)):
                    yield from self.look(who, address, method, path, headers)

    def paths(self, address: Address, *, forged: bool) -> Iterator[str]:
        if not address.parts:
            yield reverse(address.name)
            for query, bird in product(QUERIES.get(address.name, []), self.birds.values()):
                asked = {
                    name: text.format(song=bird.song, number=bird.number) for name, text in query.items()
                }
                yield f"{reverse(address.name)}?{urlencode(asked)}"
            return
        for of, under in product(self.birds.values(), repeat=2):
            things = self._things(address, of=of, under=under)
            if things is None or (of is not under and not forged):
                continue
            path = reverse(address.name, kwargs=things)
            yield path
            for query in QUERIES.get(address.name, []):
                yield f"{path}?{_asked(query, of)}"

    def paths_of(self, address: Address, bird: Bird) -> list[str]:
        """The address of the things of one case, or none if it speaks of something else."""
        things = self._things(address, of=bird, under=bird)
        return [] if things is None else [reverse(address.name, kwargs=things)]

    def _things(self, address: Address, *, of: Bird, under: Bird) -> dict[str, Any] | None:
        """Ids for an address: the case is that of `under`, what lies in it that of `of`."""
        whole = of.whole
        entry = address.route.startswith("intake/")
        known = {
            "public_id": whole.intake.public_id if entry else under.whole.case.public_id,
            "person_id": whole.person.public_id,
            "contact_id": whole.contact.public_id,
            "need_id": whole.need.public_id,
            "referral_id": whole.referral.public_id,
            "consent_id": whole.consent.public_id,
            "pk": whole.tie.pk if "ties/" in address.route else whole.handover.pk,
            "merge_id": whole.merge.pk,
            "attachment_id": whole.attachment.public_id,
            "question_id": whole.question.pk,
            "code": "ucla3" if "measures/" in address.route else "domains",
            "item": "money",
            "bond_id": whole.bond.pk,
            "proposal_id": whole.proposal.pk,
            "disclosure_id": whole.disclosure.public_id,
            "plan_id": whole.plan.plan.public_id,
            "goal_id": whole.plan.goal.public_id,
            "action_id": whole.plan.action.public_id,
            "which": "plan",
            "conference_id": under.whole.conference.conference.public_id,
            "item_id": whole.conference.item.public_id,
            "paper_id": whole.conference.paper.public_id,
            "part_id": whole.conference.part.public_id,
            "member_id": whole.conference.member.public_id,
            "resolution_id": whole.conference.resolution.public_id,
            "guest_id": (
                whole.conference.waiting if "letter/" in address.route else whole.conference.guest
            ).public_id,
            "place": f"contact:{under.whole.case.public_id}",
            "token": whole.referral.questions.latest("pk").token,
        }
        if set(address.parts) - set(known):
            return None
        return {part: known[part] for part in address.parts}

    def look(
        self, who: str, address: Address, method: str, path: str, headers: dict[str, str]
    ) -> Iterator[Shown]:
        client = self.clients[who]
        session = client.cookies.get(settings.SESSION_COOKIE_NAME)
        with transaction.atomic():
            response = client.generic(
                method, path, content_type="application/x-www-form-urlencoded", **headers
            )
            text = response.getvalue().decode(errors="replace")
            found: dict[str, set[str]] = {}
            for song, field in SONG.findall(text) if method != "HEAD" else []:
                found.setdefault(song, set()).add(field)
            for song, fields in found.items():
                known = self._is_in_trail(response.headers["X-Reference"], self.birds[song].number)
                yield Shown(who, address.name, f"{method} {path}", song, frozenset(fields), known)
            transaction.set_rollback(True)
        if session is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = session  # signing out was rolled back too

    @staticmethod
    def _is_in_trail(reference: str, number: str) -> bool:
        entries = Entry.objects.filter(reference=reference).values_list("case_id", "listed")
        return any(number == case_id or number in listed for case_id, listed in entries)
