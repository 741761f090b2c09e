"""Keys, closing lists and reports of dates."""

from datetime import time, timedelta

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.choices import Door, Purpose, State, Verdict
from sengetsu.living_room.bookings.models import Application, Booking
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.groups.models import Group, Membership
from sengetsu.living_room.usage.models import ClosingItem, KeyLoan

from .table import LINK_WORK, LINK_WORKERS, OK, ORGANIZER, Outcome, Row, Subject, Town

STAFF: dict[str, Outcome] = dict.fromkeys((*LINK_WORKERS, "ogawa"), OK)
# Their own group's for organizers, everybody's for staff.
OF_A_GROUP = ORGANIZER.but(**STAFF)

ROWS = [
    Row("key_list", LINK_WORK),
    Row("key_name", OF_A_GROUP, "GET POST", keys={"date_id": "key_date_id"}),
    Row("key_hand", LINK_WORK, "POST"),
    Row("key_back", LINK_WORK, "POST"),
    Row("key_undo", LINK_WORK, "POST"),
    Row("closing_edit", OF_A_GROUP, "GET POST"),
    Row("closing_list_edit", LINK_WORK, "GET POST"),
    Row("report_edit", OF_A_GROUP, "GET POST"),
    Row("report_list", LINK_WORK),
]


def furnish(town: Town) -> None:
    for subject, members in {Subject.OWN: ["soda"], Subject.OTHER: []}.items():
        over, coming = _dates_with_key(f"{subject}の会", *(town.people[who] for who in members))
        town.put(subject, date_id=over.public_id, key_date_id=coming.public_id)


def _dates_with_key(name: str, *members: User) -> tuple[Booking, Booking]:
    """A date that is over, with a key that is out, and one that comes, both out of hours."""
    group, today = Group.objects.create(name=name), timezone.localdate()
    for member in members:
        Membership.objects.create(group=group, user=member)
    application = Application.objects.create(
        venue=load_demo(), group=group, title=name, purpose=Purpose.SALON, door=Door.ACCOUNT
    )
    over, coming = (
        Booking.objects.create(
            application=application,
            day=today + timedelta(days=days),
            starts=time(18),
            ends=time(20),
            state=State.APPROVED,
            verdict=Verdict.OUT_OF_HOURS,
        )
        for days in (-4, 5)
    )
    KeyLoan.objects.create(booking=over, holder_name="早田", handed_at=timezone.now())
    ClosingItem.objects.get_or_create(venue=application.venue, text="火の元を確かめる")
    return over, coming
