from uuid import UUID

from django.db.models import QuerySet

from sengetsu.link_work.cases.models import Case

from .models import Need


def need_of(case: Case, need_id: UUID) -> Need | None:
    return case.needs.select_related("person", "case").filter(public_id=need_id).first()


def needs_of(case: Case) -> QuerySet[Need]:
    return case.needs.select_related("person")
