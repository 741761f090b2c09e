from django.db.models import QuerySet

from sengetsu.link_work.cases.models import Case

from .models import Tie


def ties_of(case: Case) -> QuerySet[Tie]:
    """The ties of today; ended ones stay for the picture through time."""
    return case.ties.filter(until=None).select_related("case")


def tie_of(case: Case, pk: int) -> Tie | None:
    return ties_of(case).filter(pk=pk).first()
