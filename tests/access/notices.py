"""Everybody reads their own notices; those who run the place see what was sent."""

from sengetsu.living_room.notices.actions import notify

from .table import LINK_WORK, OK, ORGANIZER, SIGNED_IN, Row, Subject, Town

ROWS = [
    Row("notice_list", SIGNED_IN),
    Row("notice_seen_all", SIGNED_IN, "POST"),
    Row("notice_open", ORGANIZER.but(Subject.OTHER, hara=OK), "POST"),
    Row("notice_seen", ORGANIZER.but(Subject.OTHER, hara=OK), "POST"),
    Row("notice_outbox", LINK_WORK),
    Row("notice_again", LINK_WORK, "POST"),
    Row("notice_settle", LINK_WORK, "POST"),
]


def furnish(town: Town) -> None:
    for subject, who in {Subject.OWN: "soda", Subject.OTHER: "hara"}.items():
        told = notify(by=None, key=who, subject="許可", text="12月6日", path="/", to=town.people[who])
        town.put(subject, notice_id=told.pk)
