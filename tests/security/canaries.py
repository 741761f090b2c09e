"""Cases in which every sealed text sings: a bird of its own for each case, and the field it sits in.

A response that holds `瑠璃鶲／risks` showed the risks of the case whose bird is 瑠璃鶲.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.db import models
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.sealed import SealedTextField
from sengetsu.directory.models import Organization, Service
from sengetsu.directory.services.choices import Category
from sengetsu.link_work.cases.actions import give_reason, restrict, set_urgency
from sengetsu.link_work.cases.choices import Urgency
from sengetsu.link_work.cases.models import Look
from sengetsu.link_work.index.actions import pieces_of_text
from sengetsu.link_work.index.actions import replace as index
from sengetsu.link_work.index.models import Owner
from sengetsu.link_work.intake.actions import answer, take_in
from sengetsu.link_work.intake.choices import Kind, ReplyBy
from sengetsu.link_work.people.actions import index_person
from sengetsu.link_work.referrals.actions import answer_by_phone, draft_referral
from sengetsu.link_work.referrals.choices import Said
from sengetsu.link_work.referrals.models import AgencyAnswer, Referral
from sengetsu.link_work.visits.actions import correct_contact
from tests.whole_cases import WholeCase, whole_case

OWN, OTHER, RESTRICTED = "瑠璃鶲", "緋連雀", "白腹鶫"
BIRDS = (OWN, OTHER, RESTRICTED)
SONG = re.compile(rf"({'|'.join(BIRDS)})／(\w+)")  # a bird alone is only what the reader asked for

# Sealed, and yet without a song: and why.
SILENT = {
    "Question.token": "a key, not a text",
    "Guest.token": "a key, not a text",
    "ActionPage.token": "a key, not a text",
    "Guest.name": "an agency's person, on an invitation that names no case",
    "Guest.said_by": "as above",
    "Attachment.content": "bytes of a file, as base64",
    "Answer.value": "a number of a list, and the code of a refusal",
    "Conference.place": "names no case: in every member's calendar",
    "Conference.purpose": "names no case: in every member's calendar",
    "Draft.content": "the writer's own words, shown to the writer alone",
    "Intake.topics": "codes of a list",
    "Person.birth": "must be readable as a day or an age",
}
JSON_OF_LINES = {"Question.shared": ["{}"], "Intake.details": "{}"}


@dataclass(frozen=True)
class Bird:
    """A case, and whose it is."""

    song: str
    whole: WholeCase

    @property
    def number(self) -> str:
        return self.whole.case.number


def sealed_fields(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.get_fields() if isinstance(field, SealedTextField)]


def sealed_models() -> list[type[models.Model]]:
    return [model for model in apps.get_app_config("link_work").get_models() if sealed_fields(model)]


def fill(song: str) -> None:
    """Put the song into every sealed field of every row that sings no song yet."""
    for model in sealed_models():
        for row in model._default_manager.all():
            names = [name for name in sealed_fields(model) if f"{model.__name__}.{name}" not in SILENT]
            if any(bird in str(getattr(row, name)) for name in names for bird in BIRDS if bird != song):
                continue
            for name in names:
                setattr(row, name, _text(f"{model.__name__}.{name}", f"{song}／{name}"))
            row.save()


def _text(field: str, song: str) -> str:
    form = JSON_OF_LINES.get(field)
    if form is None:
        return song
    return json.dumps({song: [song] if isinstance(form, list) else song}, ensure_ascii=False)


def silent_fields() -> Iterator[str]:
    """Sealed fields of which no row carries a song, or of which there is no row at all."""
    for model in sealed_models():
        rows = list(model._default_manager.all())
        for name in sealed_fields(model):
            field = f"{model.__name__}.{name}"
            if field not in SILENT and not any(SONG.search(getattr(row, name)) for row in rows):
                yield field


def a_bird(song: str, *, owner: User, receiver: User, visitor: User, service: Service) -> Bird:
    """A case of `owner` with something in every room. `visitor` gave a reason once, and it ran out."""
    team = owner.team
    assert team
    organization = service.organization
    whole = whole_case(owner=owner, team=team, receiver=receiver, organization=organization, word=song)
    case = whole.case
    correct_contact(by=owner, contact=whole.contact, happened=song, reason=song)
    set_urgency(by=owner, case=case, urgency=Urgency.HIGH, reason=song, recheck_on=timezone.localdate())
    other = draft_referral(by=owner, case=case, need=whole.need, question=song, destination=song)
    answer_by_phone(by=owner, referral=whole.referral, said=Said.TALK, words=song, said_by=song)
    AgencyAnswer.objects.create(referral=other, said=Said.ACCEPT, words=song)
    answer(by=owner, intake=whole.intake, text=song, way=ReplyBy.PHONE)
    give_reason(by=visitor, case=case, reason=song)
    Look.objects.filter(case=case).update(until=timezone.now() - timedelta(minutes=1))
    Referral.objects.filter(case=case).update(follow_up_on=timezone.localdate())
    fill(song)
    index_person(whole.person.__class__.objects.get(pk=whole.person.pk))
    for kind, row in [(Owner.CASE, case), (Owner.CONTACT, whole.contact), (Owner.INTAKE, whole.intake)]:
        index(owner_kind=kind, owner_id=row.pk, case_id=case.pk, tokens=pieces_of_text(song, case.number))
    return Bird(song, whole)


def birds(people: dict[str, User]) -> dict[str, Bird]:
    """aoki's case, kitano's case of another team, and aoki's restricted one, open to hoshi beside her."""
    organization = Organization.objects.create(name="西地区の相談室")
    service = Service.objects.create(
        organization=organization, name="朝の見学会", category=next(iter(Category))
    )
    common = {"visitor": people["ogawa"], "service": service}
    found = {
        OWN: a_bird(OWN, owner=people["aoki"], receiver=people["mori"], **common),
        OTHER: a_bird(OTHER, owner=people["kitano"], receiver=people["mori"], **common),
        RESTRICTED: a_bird(RESTRICTED, owner=people["aoki"], receiver=people["mori"], **common),
    }
    # mori was asked to take it before she was shut out: the offer must not keep the door open.
    restrict(by=people["aoki"], case=found[RESTRICTED].whole.case, users=[people["hoshi"]])
    take_in(by=people["aoki"], kind=Kind.WALK_IN, story="となりの家の明かりがつかない")
    return found
