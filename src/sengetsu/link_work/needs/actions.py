"""The only writer of needs."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.index.actions import pieces_of_text, replace
from sengetsu.link_work.index.models import Owner
from sengetsu.link_work.people.models import Person

from .choices import MOVES, Category, NeedState
from .models import Need


def _trace(need: Need, by: User, action: Action) -> None:
    record(
        by=by,
        action=action,
        thing="need",
        thing_id=str(need.pk),
        case_id=need.case.number,
        detail={"state": need.state},
    )


def _index(need: Need) -> None:
    replace(
        owner_kind=Owner.NEED,
        owner_id=need.pk,
        case_id=need.case_id,
        tokens=pieces_of_text(need.words, need.unmet_reason),
    )


def note_need(*, by: User, case: Case, category: Category, words: str, person: Person | None = None) -> Need:
    """Write down what somebody needs, in their words; whose it is may stay open (the household's)."""
    if not words.strip():
        raise ValidationError({"words": "必要なことを書いてください。"})
    if person and not case.members.filter(person=person).exists():
        raise ValidationError({"person": "このケースの人を選んでください。"})
    with writing():
        need = Need.objects.create(case=case, category=category, words=words, person=person, by=by)
        _index(need)
        _trace(need, by, Action.CREATED)
    return need


def move_need(*, by: User, need: Need, to: NeedState, unmet_reason: str = "") -> Need:
    """Move a need along `MOVES`. 「合う資源がない」 asks what would have helped: evidence for the town."""
    with writing():
        need = Need.objects.select_for_update(of=("self",)).select_related("case").get(pk=need.pk)
        if to == need.state:
            return need
        if to not in MOVES[NeedState(need.state)]:
            raise ValidationError(f"「{need.get_state_display()}」から「{to.label}」へは進めません。")
        if to is NeedState.UNMET and not unmet_reason.strip():
            raise ValidationError({"unmet_reason": "どんな資源があればよいか、書いてください。"})
        need.state, need.changed_on = to, timezone.localdate()
        need.unmet_reason = unmet_reason or need.unmet_reason
        need.save(update_fields=["state", "changed_on", "unmet_reason"])
        _index(need)
        _trace(need, by, Action.STATE_CHANGED)
    return need
