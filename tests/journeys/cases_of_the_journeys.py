"""Cases for the journeys, opened as the page opens them."""

from datetime import timedelta

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.actions import NextStep, open_case
from sengetsu.link_work.cases.choices import Rhythm
from sengetsu.link_work.cases.models import Case


def a_case(owner: User, title: str, *, days: int = 3) -> Case:
    """A case of `owner` whose next step is `days` from today."""
    assert owner.team
    step = NextStep(words="声をかける", on=timezone.localdate() + timedelta(days=days), person=owner)
    return open_case(
        by=owner, title=title, team=owner.team, owner=owner, next_step=step, rhythm=Rhythm.WEEKLY
    )
