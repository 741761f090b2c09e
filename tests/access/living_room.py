from datetime import date, time

from sengetsu.accounts.invitations.queries import hash_of
from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.choices import Door, Purpose, State
from sengetsu.living_room.bookings.models import Application, Booking, Closure
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.groups.models import Group, Membership

from .table import (
    LINK_WORK,
    LINK_WORKERS,
    OK,
    ORGANIZER,
    PUBLIC,
    Outcome,
    Row,
    Subject,
    Town,
    only,
)

STAFF: dict[str, Outcome] = dict.fromkeys((*LINK_WORKERS, "ogawa"), OK)
# Their own group's for organizers, everybody's for staff.
OF_A_GROUP = ORGANIZER.but(**STAFF)
APPLICANTS = only("applicants", *LINK_WORKERS, "ogawa", "soda")
PAPER = {"application_id": "paper_application_id"}

ROWS = [
    Row("front", PUBLIC),
    Row("about", PUBLIC),
    Row("accessibility", PUBLIC),
    Row("privacy", PUBLIC),
    Row("booking_list", APPLICANTS),
    Row("booking_new", APPLICANTS, "GET POST"),
    Row("application_page", OF_A_GROUP, keys=PAPER),
    Row("booking_change", OF_A_GROUP, "GET POST"),
    Row("booking_cancel", OF_A_GROUP, "GET POST"),
    Row("booking_undo", OF_A_GROUP, "POST"),
    Row("booking_take_up", OF_A_GROUP, "POST"),
    Row("booking_desk", LINK_WORK),
    Row("booking_decide", LINK_WORK, "POST", keys=PAPER),
    Row("closure_list", LINK_WORK, "GET POST"),
    Row("closure_lift", LINK_WORK, "POST"),
    Row("booking_apply_open", PUBLIC, "GET POST"),
    Row("booking_request_page", PUBLIC, keys={"token": "request_token"}),
    Row("booking_request_cancel", PUBLIC, "POST", keys={"token": "request_token"}),
    Row("booking_request_permit", PUBLIC, keys={"token": "request_token"}),
    Row("booking_request_refusal", PUBLIC, keys={"token": "request_token"}),
    Row("booking_permit", OF_A_GROUP, keys=PAPER),
    Row("booking_refusal", OF_A_GROUP, keys=PAPER),
]


def furnish(town: Town) -> None:
    own, other = _decided_for("そらまめの会", town.people["soda"]), _decided_for("つくしの会")
    for subject, application in ((Subject.OWN, own), (Subject.OTHER, other)):
        date_ = application.bookings.first()
        assert date_
        town.put(subject, paper_application_id=application.public_id, booking_id=date_.public_id)
    own.token_hash = hash_of("a-link-of-the-applicant")
    own.save()
    closure = Closure.objects.create(
        venue=own.venue, first_day=date(2027, 2, 1), last_day=date(2027, 2, 2), reason="換気扇の工事"
    )
    town.put(Subject.OWN, request_token="a-link-of-the-applicant", closure_id=closure.pk)


def _decided_for(name: str, *members: User) -> Application:
    """An application with one date granted and one declined."""
    group = Group.objects.create(name=name)
    for member in members:
        Membership.objects.create(group=group, user=member)
    application = Application.objects.create(
        venue=load_demo(), group=group, title=name, purpose=Purpose.SALON, door=Door.ACCOUNT
    )
    for day, state in ((date(2026, 12, 6), State.APPROVED), (date(2026, 12, 13), State.DECLINED)):
        Booking.objects.create(application=application, day=day, starts=time(10), ends=time(12), state=state)
    return application
