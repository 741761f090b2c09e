"""The traces of today and of a search: which cases were on the page, in one entry each."""

from django.http import HttpRequest

from sengetsu.audit.choices import Action
from sengetsu.link_work.cases.doors import leave_list_trace
from sengetsu.link_work.desk.search import Found

from .queries import Part

OF_CASES = ("follow_ups", "late", "due", "recheck", "week", "orphans")
WITH_A_CASE = (
    "letters",
    "recheck_letters",
    "chase",
    "handovers",
    "reviews",
    "decisions",
    "monitoring",
    "plan_news",
    "proposals",
)


def trace_today(request: HttpRequest, parts: dict[str, Part]) -> None:
    shown = [case for name in OF_CASES for case in parts[name].rows]
    shown += [row.case for name in WITH_A_CASE for row in parts[name].rows if row.case]
    shown += [answer.referral.case for answer in parts["answers"].rows]
    letters = [*parts["letters"].rows, *parts["recheck_letters"].rows]
    shown += [row.item.case for row in parts["resolutions"].rows]
    shown += [question.contact.case for question in parts["questions"].rows]
    caseless = sum(1 for letter in letters if letter.case is None)
    leave_list_trace(request, shown, thing="today", others=caseless)


def trace_search(request: HttpRequest, found: Found | None) -> None:
    if found is not None:
        leave_list_trace(request, found.cases, thing="search", action=Action.SEARCHED)  # also of nothing
