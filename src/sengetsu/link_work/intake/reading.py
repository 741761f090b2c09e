"""What a letter or a tip says, in the words of an entry."""

import json
from typing import Any

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.link_work.cases.choices import Route
from sengetsu.postbox.letters.choices import Feeling, HowKnown, LetterKind, MayTell, PersonKnows
from sengetsu.postbox.letters.models import Letter

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


def entry_of(letter: Letter, content: dict[str, Any]) -> Intake:
    """The entry for a letter that was opened; not saved yet."""
    return Intake(
        letter_id=letter.pk,
        receipt=letter.receipt,
        thread=letter.thread,
        kind=KINDS[LetterKind(letter.kind)],
        received_at=letter.arrived_on,
        **_facts(content),
        **_earlier(letter),
    )


def _earlier(letter: Letter) -> dict[str, Any]:
    """A letter of a thread lies beside the case of the earlier ones, and is new until somebody reads it.
    Who goes on writing holds the passphrase, so the reply can always be read with it."""
    if not letter.in_reply_to:
        return {}
    together = Intake.objects.filter(thread=letter.thread).select_related("case")
    known = together.exclude(case=None).order_by("-pk").first()
    first = together.order_by("received_at", "pk").first()
    return {
        "reply_by": ReplyBy.HERE,
        "case": known.case if known else None,
        **({"sender": first.sender, "about": first.about, "route": first.route} if first else {}),
    }


def _informant(content: dict[str, Any]) -> User | None:
    return User.objects.filter(pk=content["sent_by"]).first() if content.get("sent_by") else None


def _route(content: dict[str, Any], informant: User | None) -> Route:
    if informant and informant.has_role(Role.INFORMANT):
        return Route.COMMISSIONER
    said = str(content.get("tip_from") or "")
    return ROUTES.get(said) or ABOUT_ROUTES.get(str(content.get("about") or ""), Route.OTHER)


def _facts(content: dict[str, Any]) -> dict[str, Any]:
    details = json.dumps(_details(content), ensure_ascii=False)
    if "thread" in content:
        return {"story": str(content["text"]), "details": details}
    informant = _informant(content)
    about = str(content.get("about") or "")
    return {
        "story": str(content["text"]),
        "sender": str(content.get("name") or (informant.display_name if informant else "")),
        "contact": str(content.get("contact") or ""),
        "informant": informant,
        "route": _route(content, informant),
        "about": about if about in About.values else About.UNKNOWN,
        "person": str(content.get("who") or ""),
        "place": str(content.get("where") or ""),
        "reply_by": REPLIES.get(str(content.get("reply") or ""), ReplyBy.NONE),
        "details": details,
    }


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
