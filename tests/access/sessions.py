"""The papers of a date: whoever acts for it, and those who run the place. See `usage.py` for the dates."""

from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.sessions.models import Helper, PhotoConsent

from .table import LINK_WORKERS, OK, ORGANIZER, Outcome, Row, Subject, Town

STAFF: dict[str, Outcome] = dict.fromkeys((*LINK_WORKERS, "ogawa"), OK)
OF_A_GROUP = ORGANIZER.but(**STAFF)
DATE = {"date_id": "session_date_id"}

ROWS = [
    Row("session_page", OF_A_GROUP, keys=DATE),
    Row("session_hygiene", OF_A_GROUP, "GET POST", keys=DATE),
    Row("session_helper_new", OF_A_GROUP, "GET POST", keys=DATE),
    Row("session_helper_arrived", OF_A_GROUP, "POST", keys=DATE),
    Row("session_helper_remove", OF_A_GROUP, "POST", keys=DATE),
    Row("session_photo_new", OF_A_GROUP, "GET POST", keys=DATE),
    Row("session_photo_withdraw", OF_A_GROUP, "POST", keys=DATE | {"consent_id": "photo_consent_id"}),
]


def furnish(town: Town) -> None:
    """On the dates that `living_room.py` has put."""
    for subject in (Subject.OWN, Subject.OTHER):
        booking = Booking.objects.get(public_id=town.thing(subject, "booking_id"))
        helper = Helper.objects.create(booking=booking, name="はるさん")
        consent = PhotoConsent.objects.create(booking=booking, name="なっちゃん", media=["wall"])
        town.put(
            subject,
            session_date_id=booking.public_id,
            helper_id=helper.public_id,
            photo_consent_id=consent.public_id,
        )
