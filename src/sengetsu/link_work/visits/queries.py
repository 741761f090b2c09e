from uuid import UUID

from django.db.models import QuerySet

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.queries import NOT_IN_A_LIST

from .models import Contact, NoteQuestion


def contact_of(case: Case, contact_id: UUID) -> Contact | None:
    """A contact of this case that no later correction replaced."""
    return Contact.objects.current().filter(case=case, public_id=contact_id).first()


def question_of(case: Case, question_id: int) -> NoteQuestion | None:
    """A question of this case that waits for its answer."""
    rows = NoteQuestion.objects.filter(pk=question_id, contact__case=case, answered_at=None)
    return rows.select_related("contact__by", "contact__case", "by").first()


def questions_for(user: User) -> QuerySet[NoteQuestion]:
    """Questions on what `user` wrote, in cases that they may still read."""
    readable = Case.objects.readable_by(user).values("pk")
    rows = NoteQuestion.objects.filter(answered_at=None, contact__by=user, contact__case__in=readable)
    away = [f"contact__case__{name}" for name in ("next_step", *NOT_IN_A_LIST)]
    texts = [f"contact__{name}" for name in ("happened", "companions", "correction_reason")]
    return rows.select_related("contact__case", "by").defer("words", *away, *texts).order_by("at", "pk")
