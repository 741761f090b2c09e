"""Words of what is kept of one date that takes place. Japanese only: organizers and staff read them.

The limits are those of the field's hygiene sheet (大量調理施設衛生管理マニュアル). A sheet that lies outside
of them is kept and marked, never refused.
"""

from decimal import Decimal

from django.db import models

FRIDGE_AT_MOST = Decimal(10)  # degrees Celsius
FREEZER_AT_MOST = Decimal(-15)
CORE_AT_LEAST = Decimal(75)
CORE_SECONDS = 60
KEPT_DAYS = 30  # names of helpers, and their telephone numbers, after the date


class Medium(models.TextChoices):
    """Where a picture of somebody may be shown; consent is asked for each."""

    WALL = "wall", "この場所に貼る"
    PAPER = "paper", "広報紙・チラシ"
    WEB = "web", "ウェブページ"
    SOCIAL = "social", "Instagramなど"


class Giver(models.TextChoices):
    SELF = "self", "本人"
    GUARDIAN = "guardian", "保護者"
