"""Filling in sheets, piece by piece; and making a new version of a sheet."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.drafts.actions import drop_draft
from sengetsu.link_work.index.actions import pieces_of_text, replace
from sengetsu.link_work.index.models import Owner
from sengetsu.link_work.people.models import Person

from .choices import DECLINED, How, Scoring, SheetKind
from .models import Answer, Filling, Sheet


def _filling(
    *, by: User, case: Case, sheet: Sheet, person: Person | None, on: date | None, how: How
) -> Filling:
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise ValidationError({"on": "これからの日です。"})
    if person is not None and not case.members.filter(person=person).exists():
        raise ValidationError({"person": "このケースの人を選んでください。"})
    return Filling.objects.create(case=case, sheet=sheet, person=person, on=day, how=how, by=by)


def _trace(filling: Filling, by: User) -> None:
    record(
        by=by,
        action=Action.CREATED,
        thing="assessment",
        thing_id=str(filling.public_id),
        case_id=filling.case.number,
        detail={"sheet": f"{filling.sheet.code} {filling.sheet.version}"},
    )


def write_piece(
    *,
    by: User,
    case: Case,
    sheet: Sheet,
    code: str,
    said: str = "",
    seen: str = "",
    person: Person | None = None,
    on: date | None = None,
    how: How = How.MET,
    place: str = "",
) -> Filling:
    """One domain of a sheet. What was written before stays; the newest counts."""
    if sheet.item(code) is None or sheet.kind != SheetKind.DOMAINS:
        raise ValidationError("この項目は、いまの版にありません。")
    if not said.strip() and not seen.strip():
        raise ValidationError({"said": "本人の言葉か、見えたことを書いてください。"})
    with writing():
        filling = _filling(by=by, case=case, sheet=sheet, person=person, on=on, how=how)
        Answer.objects.create(filling=filling, code=code, said=said, seen=seen)
        replace(
            owner_kind=Owner.ASSESSMENT, owner_id=filling.pk, case_id=case.pk,
            tokens=pieces_of_text(said, seen),
        )  # fmt: skip
        drop_draft(by=by, place=place)
        _trace(filling, by)
    return filling


def measure(
    *,
    by: User,
    case: Case,
    sheet: Sheet,
    person: Person,
    answers: dict[str, str],
    on: date | None = None,
    how: How = How.MET,
) -> Filling:
    """Answers to a measure: item code -> value, or `DECLINED`. What was not asked is left out."""
    given = {code: value for code, value in answers.items() if value}
    if not given:
        raise ValidationError("ひとつも答えがありません。「答えたくない」も選べます。")
    for code, value in given.items():
        item = sheet.item(code)
        values = {str(one) for one, _ in (item or {}).get("choices", [])} | {DECLINED}
        if item is None or value not in values:
            raise ValidationError({code: "選べる答えの中から選んでください。"})
    with writing():
        filling = _filling(by=by, case=case, sheet=sheet, person=person, on=on, how=how)
        Answer.objects.bulk_create(
            [Answer(filling=filling, code=code, value=value) for code, value in given.items()]
        )
        _trace(filling, by)
    return filling


def save_sheet(
    *,
    by: User,
    code: str,
    kind: SheetKind,
    title: str,
    items: list[dict[str, Any]],
    definition: str = "",
    scoring: Scoring = Scoring.SUM,
    retired: bool = False,
) -> Sheet:
    """A new version of a sheet (or the first). Older versions stay with what was filled in."""
    if not items:
        raise ValidationError({"items": "項目をひとつは書いてください。"})
    with writing():
        last = Sheet.objects.filter(code=code).aggregate(last=Max("version"))["last"] or 0
        sheet = Sheet.objects.create(
            code=code, version=last + 1, kind=kind, title=title, definition=definition, scoring=scoring,
            items=items, retired=retired, by=by,
        )  # fmt: skip
        record(by=by, action=Action.CHANGED, thing="sheet", thing_id=f"{code} {sheet.version}")
    return sheet
