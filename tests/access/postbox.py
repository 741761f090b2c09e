"""The letter box is open to anybody; a link's page asks for the link alone."""

from datetime import timedelta

from django.utils import timezone

from sengetsu.postbox.envelopes.actions import put_question

from .table import PUBLIC, Row, Subject, Town

ROWS = [
    Row("letter_new", PUBLIC, "GET POST"),
    Row("letter_reply", PUBLIC, "GET POST"),
    Row("letter_again", PUBLIC, "GET POST"),
    Row("tip_new", PUBLIC, "GET POST"),
    Row("answer_write", PUBLIC, "GET POST"),
]


def furnish(town: Town) -> None:
    token = put_question(
        content={"おねがい": ["見学の付き添い"]},
        expires_at=timezone.now() + timedelta(days=1),
        by=town.people["aoki"],
    )
    town.put(Subject.OWN, token=token)
