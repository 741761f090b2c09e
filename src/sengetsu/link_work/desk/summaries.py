"""A hand-over summary put together from the records: one click, then somebody reads and changes it."""

from django.utils import timezone

from sengetsu.base.dates import wareki
from sengetsu.link_work.cases.models import Case

from . import queries

NEWEST = 5  # contacts


def summary_of(case: Case) -> str:
    """Who, what to avoid, what happened, what is needed, what comes next. No protected address."""
    people = [
        f"・{member.person.name}"
        + (f"（{member.place.get_relationship_display()}）" if member.place else "")
        + (f" {member.person.age}歳" if member.person.age is not None else "")
        for member in queries.people_of(case)
        if member.is_close
    ]
    contacts = [
        f"・{wareki(timezone.localdate(one.at))} {one.get_how_display()}：{one.happened}"
        for one in queries.contacts_of(case, limit=NEWEST)
    ]
    needs = [f"・{need.words}（{need.get_state_display()}）" for need in queries.needs_of(case)]
    ties = [f"・{tie.label}（{tie.get_strength_display()}）" for tie in queries.ties_of(case)]
    parts = [
        ("人", people),
        ("やってはいけないこと", [case.ng_card] if case.ng_card else []),
        ("気をつけること", [case.risks] if case.risks else []),
        ("さいきんのこと", contacts),
        ("必要なこと", needs),
        ("つながり", ties),
        ("次の一歩", [f"{wareki(case.next_on)} {case.next_step}"] if case.next_on and case.is_open else []),
    ]
    return "\n\n".join("\n".join([f"【{title}】", *lines]) for title, lines in parts if lines)
