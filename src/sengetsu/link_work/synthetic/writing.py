"""Saving what was made up: many rows at a time, with their search tokens, in bounded memory."""

from django.db import transaction

from sengetsu.link_work.index.models import Token
from sengetsu.link_work.visits.models import Contact

from .bundle import ORDER, Bundle
from .index import RULES, tokens_of

ROWS = 2_000  # of one statement; Django divides further where the database wants fewer


def save(bundle: Bundle) -> int:
    """Save all rows of a bundle and their tokens, all or none; returns the number of rows."""
    with transaction.atomic():
        for model in ORDER:
            model._default_manager.bulk_create(bundle.rows.get(model, []), batch_size=ROWS)
        # A correction points to a contact whose number is known only now.
        Contact.objects.bulk_create(bundle.corrections, batch_size=ROWS)
        bundle.add(*bundle.corrections)
        for model in RULES:
            if rows := bundle.rows.get(model):
                Token.objects.bulk_create(tokens_of(rows), batch_size=ROWS)
    return sum(len(rows) for rows in bundle.rows.values())
