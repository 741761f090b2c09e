"""A question on a note, and its answer. The note itself stays as it was written."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing

from .models import Contact, NoteQuestion


def _trace(question: NoteQuestion, by: User, action: Action) -> None:
    number = question.contact.case.number
    record(by=by, action=action, thing="note_question", thing_id=str(question.pk), case_id=number)


def ask_about(*, by: User, contact: Contact, words: str) -> NoteQuestion:
    """It waits on the today of whoever wrote the note."""
    if not words.strip():
        raise ValidationError({"words": "問いかけを書いてください。"})
    with writing():
        row = NoteQuestion.objects.create(contact=contact, words=words, by=by)
        _trace(row, by, Action.CREATED)
    return row


def answer_question(*, by: User, question: NoteQuestion, answer: str) -> NoteQuestion:
    if not answer.strip():
        raise ValidationError({"answer": "返事を書いてください。"})
    with writing():
        row = (
            NoteQuestion.objects.select_for_update(of=("self",))
            .select_related("contact__case")
            .get(pk=question.pk)
        )
        if row.answered_at is not None:
            raise ValidationError("もう返事がされています。")
        row.answer, row.answered_by, row.answered_at = answer, by, timezone.now()
        row.save(update_fields=["answer", "answered_by", "answered_at"])
        _trace(row, by, Action.ANSWERED)
    return row
