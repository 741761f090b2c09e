"""What the database itself holds true of activities."""

import pytest
from django.db import IntegrityError, transaction

from sengetsu.accounts.models import User
from sengetsu.living_room.activities.choices import ActivityState
from sengetsu.living_room.activities.models import Activity, ActivityApplication

from .calendar import activity, application_for, group_of

pytestmark = pytest.mark.django_db


def test_an_application_serves_one_activity() -> None:
    application = application_for(activity())
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityApplication.objects.create(activity=activity("学習室"), application=application)


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        activity(state="somehow")


def test_a_draft_is_for_its_group_and_for_those_who_run_the_place(
    organizer_soda: User, partner_sato: User, aoki: User
) -> None:
    draft = activity(group=group_of(organizer_soda), state=ActivityState.DRAFT)
    seen_by = {who.username: list(Activity.objects.visible_to(who)) for who in (organizer_soda, aoki)}
    assert seen_by == {"soda": [draft], "aoki": [draft]}
    assert list(Activity.objects.visible_to(partner_sato)) == []
    assert list(Activity.objects.published()) == []
