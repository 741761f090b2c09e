"""Takes letters and tips out of the box: opened with the link workers' key, sealed again in our tables."""

import json
from typing import Any
from uuid import UUID

from django.db import transaction

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.base.danger import danger_words
from sengetsu.link_work.cases.choices import Route
from sengetsu.link_work.index.actions import pieces_of_person, pieces_of_text, replace
from sengetsu.link_work.index.models import Owner
from sengetsu.postbox.letters import actions as letters
from sengetsu.postbox.letters.choices import Feeling, HowKnown, LetterKind, MayTell, PersonKnows
from sengetsu.postbox.letters.models import Letter
from sengetsu.postbox.letters.queries import uncollected
from sengetsu.postbox.sealing import open_letter

from .choices import About, Kind, ReplyBy
from .models import Intake

KINDS = {
    LetterKind.LETTER: Kind.LETTER,
    LetterKind.FOLLOW_UP: Kind.FOLLOW_UP,
    LetterKind.TIP: Kind.TIP,
}
REPLIES = {
    "here": ReplyBy.HERE,
    "telephone": ReplyBy.PHONE,
    "visit": ReplyBy.VISIT,
    "letter": ReplyBy.LETTER,
}
ROUTES = {
    "commissioner": Route.COMMISSIONER,
    "neighborhood": Route.ASSOCIATION,
    "cafeteria": Route.CAFETERIA,
    "neighbour": Route.NEIGHBOUR,
}
ABOUT_ROUTES = {"self": Route.SELF, "family": Route.FAMILY}


def collect_letters(*, by: User) -> int:
    """Take in every waiting letter and tip, one transaction each; returns how many."""
    waiting = uncollected().filter(kind__in=list(KINDS)).values_list("pk", flat=True)
    return sum(_collect(letter_id, by=by) for letter_id in list(waiting))


@transaction.atomic
def _collect(letter_id: UUID, *, by: User) -> bool:
    letter = Letter.objects.select_for_update().filter(pk=letter_id, collected_at=None).first()
    if letter is None:
        return False
    content = open_letter(bytes(letter.sealed))
    intake = Intake.objects.create(
        letter_id=letter.pk,
        receipt=letter.receipt,
        kind=KINDS[LetterKind(letter.kind)],
        received_at=letter.arrived_on,
        **_facts(content),
        **_earlier(letter),
    )
    warn_and_index(intake)
    letters.collect(letter=letter, by=by)
    record(
        by=by, action=Action.RECEIVED, thing="intake", thing_id=str(intake.pk), case_id=_case_number(intake)
    )
    return True


def _case_number(intake: Intake) -> str:
    return intake.case.number if intake.case else ""


def _earlier(letter: Letter) -> dict[str, Any]:
    """A letter of a thread belongs where the first one went; it is still new until somebody answers."""
    if not letter.in_reply_to:
        return {}
    first = Intake.objects.filter(receipt=letter.in_reply_to).select_related("case").first()
    return {"case": first.case, "reply_by": first.reply_by} if first else {"reply_by": ReplyBy.HERE}


def _informant(content: dict[str, Any]) -> User | None:
    return User.objects.filter(pk=content["sent_by"]).first() if content.get("sent_by") else None


def _route(content: dict[str, Any], informant: User | None) -> Route:
    if informant and informant.has_role(Role.INFORMANT):
        return Route.COMMISSIONER
    said = str(content.get("tip_from") or "")
    return ROUTES.get(said) or ABOUT_ROUTES.get(str(content.get("about") or ""), Route.OTHER)


def _facts(content: dict[str, Any]) -> dict[str, Any]:
    informant = _informant(content)
    about = str(content.get("about") or "")
    facts = {
        "story": str(content.get("text", "")),
        "sender": str(content.get("name") or (informant.display_name if informant else "")),
        "contact": str(content.get("contact") or ""),
        "informant": informant,
        "route": _route(content, informant),
        "about": about if about in About.values else About.UNKNOWN,
        "person": str(content.get("who") or ""),
        "place": str(content.get("where") or ""),
        "details": json.dumps(_details(content), ensure_ascii=False),
    }
    if "thread" not in content:
        facts["reply_by"] = REPLIES.get(str(content.get("reply") or ""), ReplyBy.NONE)
    return facts


def _label(choices: Any, value: object) -> str:
    return str(choices(value).label) if value in choices.values else ""


def _details(content: dict[str, Any]) -> dict[str, str]:
    """The remaining answers of a tip, in words."""
    known = "、".join(_label(HowKnown, value) for value in content.get("how_known") or [])
    said = {
        "どうして知ったか": known,
        "いつごろから": str(content.get("since") or ""),
        "本人は知っているか": _label(PersonKnows, content.get("person_knows")),
        "いつまでに（知らせた人の感じ）": _label(Feeling, content.get("feeling")),
        "知らせた人のことを伝えてよいか": _label(MayTell, content.get("may_tell")),
    }
    return {label: text for label, text in said.items() if text}


def warn_and_index(intake: Intake) -> None:
    """Note words that speak of danger (a warning, never a decision), and make the entry findable."""
    found = danger_words(intake.story)
    intake.warned = bool(found)
    intake.warning_words = "、".join(dict.fromkeys(one.words for one in found))
    intake.save(update_fields=["warned", "warning_words"])
    tokens = pieces_of_text(intake.story, intake.person, intake.place, intake.sender, intake.outcome)
    tokens |= pieces_of_person(
        names=[(name, "") for name in (intake.person, intake.sender) if name],
        phones=[intake.contact],
        addresses=[intake.place],
    )
    replace(owner_kind=Owner.INTAKE, owner_id=intake.pk, case_id=intake.case_id, tokens=tokens)
