"""Lists of what came in: the most urgent and newest first."""

import json
from datetime import datetime
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import IntegerField, Q, QuerySet, Value, When

from sengetsu.accounts.models import User
from sengetsu.link_work.cases import queries as cases
from sengetsu.link_work.cases.choices import State, Urgency
from sengetsu.link_work.cases.models import Case
from sengetsu.postbox.envelopes.models import Envelope
from sengetsu.postbox.letters.models import Letter

from .choices import IN_A_CASE, About, IntakeState, Kind
from .hearing import names_in, phones_in
from .models import Intake, IntakeReply
from .topics import TOPICS

# Sealed texts that a list does not show, of an entry and of its case.
NOT_IN_A_LIST = (
    "contact", "kana", "details", "topics", "main_topic", "warning_words", "urgency_reason", "outcome",
    "case__next_step", *(f"case__{name}" for name in cases.NOT_IN_A_LIST),
)  # fmt: skip

# A human's 緊急 and 高 first; then what nobody has judged but the software warns of; then the rest.
ORDER = [
    When(urgency=Urgency.EMERGENCY, then=Value(0)),
    When(urgency="", warned=True, then=Value(1)),
    When(urgency=Urgency.HIGH, then=Value(2)),
    When(urgency="", then=Value(3)),
    When(urgency=Urgency.MIDDLE, then=Value(4)),
]


def for_a_list(rows: QuerySet[Intake]) -> QuerySet[Intake]:
    """Entries with all that a row shows, and nothing that it does not."""
    return rows.select_related("informant", "receiver", "case", "handled_by").defer(*NOT_IN_A_LIST)


def _most_urgent_first(rows: QuerySet[Intake]) -> QuerySet[Intake]:
    place = Choose(*ORDER, default=Value(5), output_field=IntegerField())
    return rows.annotate(place_in_line=place).order_by("place_in_line", "-received_at", "-pk")


def waiting(user: User) -> QuerySet[Intake]:
    """What nobody has dealt with yet."""
    new = Intake.objects.visible_to(user).filter(state=IntakeState.NEW)
    return _most_urgent_first(for_a_list(new))


def handled(user: User) -> QuerySet[Intake]:
    done = Intake.objects.visible_to(user).exclude(state=IntakeState.NEW)
    return for_a_list(done).order_by("-received_at", "-pk")


def intake_of(user: User, public_id: UUID) -> Intake | None:
    return (
        Intake.objects.visible_to(user)
        .select_related("case", "informant", "receiver", "handled_by", "urgency_by")
        .filter(public_id=public_id)
        .first()
    )


def thread_of(user: User, intake: Intake) -> QuerySet[Intake]:
    """What the same writer sent under the same passphrase, first letter first."""
    if not intake.thread:
        return Intake.objects.none()
    together = Intake.objects.visible_to(user).filter(thread=intake.thread).exclude(pk=intake.pk)
    return together.order_by("received_at", "pk")


def replies_of(intake: Intake) -> list[tuple[IntakeReply, str]]:
    """Every reply, and for those read with the passphrase whether they were (EnvelopeState's words)."""
    replies = list(intake.replies.select_related("by"))
    envelopes = Envelope.objects.in_bulk([one.envelope_id for one in replies if one.envelope_id])
    states = {key: str(one.state_now.label) for key, one in envelopes.items()}
    return [(one, states.get(one.envelope_id, "") if one.envelope_id else "") for one in replies]


def can_be_read_here(intake: Intake) -> bool:
    """Whether the writer holds a passphrase with which a reply can be read."""
    return Letter.objects.filter(receipt=intake.receipt).exclude(reply_key=None).exists()


def recheck_due(user: User, now: datetime) -> QuerySet[Intake]:
    """Entries whose urgency somebody promised to look at again by now, and which no case has taken over
    (a case keeps its own day: `cases.queries.recheck_due`)."""
    due = Intake.objects.visible_to(user).exclude(state__in=IN_A_CASE).filter(urgency_recheck_at__lte=now)
    return for_a_list(due).order_by("urgency_recheck_at", "pk")


def tips_of(user: User) -> QuerySet[Intake]:
    """An informant's own tips; the page shows receipt, day and state, never the case."""
    return Intake.objects.filter(informant=user, kind=Kind.TIP).order_by("-received_at", "-pk")


def details_of(intake: Intake) -> dict[str, str]:
    """Further answers of the form, in words."""
    return dict(json.loads(intake.details)) if intake.details else {}


def topics_of(intake: Intake) -> list[str]:
    labels = dict(TOPICS)
    chosen = [labels[code] for code in intake.topics.split(",") if code in labels]
    main = labels.get(intake.main_topic, "")
    return ([f"◎ {main}"] if main else []) + [label for label in chosen if label != main]


def likely_people(
    user: User, *, person: str = "", kana: str = "", sender: str = "", contact: str = "", place: str = ""
) -> list[cases.Likely]:
    """People already known, with their cases, closed ones too, who may be the one an entry speaks of.

    The words are those of the form, as heard: 北川さんのお宅, 048-000-0012 昼のうちに. The worker decides.
    """
    numbers = [*phones_in(contact), *phones_in(person), *phones_in(place)]
    names = " ".join(names_in(person, kana, sender))
    return cases.likely_people(user, name=names, phone=numbers[0] if numbers else "", address=place)


def likely_of(user: User, intake: Intake) -> list[cases.Likely]:
    names = {name: getattr(intake, name) for name in ("person", "kana", "sender", "contact", "place")}
    if intake.about == About.OTHER or intake.kind == Kind.TIP:
        names["sender"] = names["contact"] = ""  # the neighbour who told it is not the one to look for
    return likely_people(user, **names)


def cases_of_likely(likely: list[cases.Likely]) -> list[Case]:
    return list({case.pk: case for one in likely for case in one.cases}.values())


def cases_to_add_to(user: User, intake: Intake, text: str) -> QuerySet[Case]:
    """What an entry can be added to: the case of its thread, likely ones (closed ones too) and one's own
    open cases, or what `text` finds."""
    if text:
        return cases.found_by(user, text)
    ids = [case.pk for case in cases_of_likely(likely_of(user, intake))]
    mine = Q(owner=user, pk__in=Case.objects.readable_by(user)) & ~Q(state=State.CLOSED)
    wanted = Case.objects.visible_to(user).filter(Q(pk__in=[*ids, intake.case_id]) | mine)
    first = Choose(When(pk__in=ids, then=Value(0)), default=Value(1), output_field=IntegerField())
    return wanted.select_related("owner").order_by(first, "next_on", "pk")
