"""Blind tokens: how a search finds sealed text (ADR 0003). No foreign keys, so that every room may write."""

from django.db import models


class Owner(models.IntegerChoices):
    """What kind of row a token was taken from."""

    CASE = 1
    PERSON = 2
    HOUSEHOLD = 3
    INTAKE = 4
    CONTACT = 5
    NEED = 6
    REFERRAL = 7
    EVENT = 8
    TIE = 9
    PLAN = 10
    ASSESSMENT = 11


class Token(models.Model):
    token = models.BigIntegerField()
    owner_kind = models.PositiveSmallIntegerField(choices=Owner.choices)
    owner_id = models.BigIntegerField()
    # The case through which the row may be read; none for what is not in a case yet.
    case_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            # Holds all that a search asks for, so it never reads the rows themselves.
            models.Index(
                fields=["token", "owner_kind", "case_id", "owner_id"], name="link_work_token_by_word"
            ),
            # The id first: begun with the kind, SQLite would walk through all tokens of a kind to group them.
            models.Index(fields=["owner_id", "owner_kind"], name="link_work_token_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.owner_kind}:{self.owner_id}"
