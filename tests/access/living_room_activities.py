"""Activities: anybody reads them, their own group and staff write them."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from sengetsu.accounts.invitations.queries import hash_of
from sengetsu.base.language_fields import words
from sengetsu.base.pictures import SIZES
from sengetsu.living_room.activities.choices import ActivityState, SignUpState
from sengetsu.living_room.activities.models import Activity
from sengetsu.living_room.activities.picture_models import ActivityPicture, ActivityPictureFile
from sengetsu.living_room.activities.sign_up_models import SignUp, SignUpTerms
from sengetsu.living_room.bookings.choices import Door, Purpose, State
from sengetsu.living_room.bookings.models import Application, Booking
from sengetsu.living_room.groups.models import Group, Membership
from sengetsu.living_room.spaces.models import Venue

from .living_room import OF_A_GROUP
from .table import LINK_WORK, LINK_WORKERS, PUBLIC, Row, Subject, Town, only

# Whoever acts for some group, and staff.
WRITERS = only("writers", *LINK_WORKERS, "ogawa", "soda")

VISIT = {"booking_id": "visit_id"}
PICTURE = {"picture_id": "activity_picture_id"}
TOKEN = "a-link-of-somebody-who-comes"

ROWS = [
    Row("activity_list", PUBLIC),
    Row("activity_show", PUBLIC),
    Row("activity_own", WRITERS),
    Row("activity_new", WRITERS, "GET POST"),
    Row("activity_manage", OF_A_GROUP),
    Row("activity_edit", OF_A_GROUP, "GET POST"),
    Row("activity_move", OF_A_GROUP, "POST"),
    Row("activity_allergens", OF_A_GROUP, "GET POST"),
    Row("activity_applications", OF_A_GROUP),
    Row("activity_attach", OF_A_GROUP, "POST", keys={"application_id": "loose_application_id"}),
    Row("activity_detach", OF_A_GROUP, "POST", keys={"application_id": "attached_application_id"}),
    Row("sign_up_terms", OF_A_GROUP, "GET POST"),
    Row("sign_up_new", PUBLIC, "GET POST", keys=VISIT),
    Row("sign_up_page", PUBLIC, "GET POST", keys={"token": "sign_up_token"}),
    Row("sign_up_cancel", PUBLIC, "POST", keys={"token": "sign_up_token"}),
    Row("sign_up_list", OF_A_GROUP, keys=VISIT),
    Row("sign_up_date_terms", OF_A_GROUP, "GET POST", keys=VISIT),
    Row("sign_up_remove", OF_A_GROUP, "POST", keys=VISIT),
    Row("visit_count", OF_A_GROUP, "GET POST", keys=VISIT),
    Row("activity_pictures", OF_A_GROUP, "GET POST"),
    Row("activity_picture_remove", OF_A_GROUP, "POST", keys=PICTURE),
    Row("activity_picture_show", PUBLIC, keys=PICTURE),
    Row("drop_in", LINK_WORK, "GET POST"),
]


def furnish(town: Town) -> None:
    own, other = Group.objects.create(name="体操の会"), Group.objects.create(name="折り紙の会")
    Membership.objects.create(group=own, user=town.people["soda"])
    for subject, group in ((Subject.OWN, own), (Subject.OTHER, other)):
        town.put(subject, **_activity_of(group))
    for subject, token in ((Subject.OWN, TOKEN), (Subject.OTHER, f"other-{TOKEN}")):
        visit = Booking.objects.get(public_id=town.thing(subject, "visit_id"))
        party = SignUp.objects.create(
            booking=visit,
            state=SignUpState.IN,
            adults=2,
            name="みな",
            token_hash=hash_of(token),
            promised=visit.starts_at,
        )
        town.put(subject, sign_up_token=token, sign_up_id=party.public_id)


def _activity_of(group: Group) -> dict[str, Any]:
    """An activity with an application, and another application of the group that serves none."""
    attached, loose = (
        Application.objects.create(
            venue=Venue.objects.get(), group=group, title=title, purpose=Purpose.SALON, door=Door.ACCOUNT
        )
        for title in ("体操", "体操の発表会")
    )
    activity = Activity.objects.create(
        venue=attached.venue,
        group=group,
        name=words("体操", "{体操|たいそう}", "Gymnastics"),
        state=ActivityState.RUNNING,
        has_food=True,
    )
    activity.applications.add(attached)
    SignUpTerms.objects.create(activity=activity, capacity=10)
    picture = ActivityPicture.objects.create(
        activity=activity, alt=words("体操", "{体操|たいそう}", "Gymnastics")
    )
    for size in SIZES:
        ActivityPictureFile.objects.create(picture=picture, size=size, content=b"", width=1, height=1)
    visit = Booking.objects.create(
        application=attached,
        day=timezone.localdate() + timedelta(days=9),
        starts=time(10),
        ends=time(12),
        state=State.APPROVED,
    )
    return {
        "activity_picture_id": picture.public_id,
        "visit_id": visit.public_id,
        "activity_id": activity.public_id,
        "attached_application_id": attached.public_id,
        "loose_application_id": loose.public_id,
    }
