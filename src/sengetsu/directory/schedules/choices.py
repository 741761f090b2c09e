"""Words of schedules. Japanese only: no page shows them, the words of the times are shown."""

from django.db import models


class Frequency(models.TextChoices):
    """As in RFC 5545 and in HSDS."""

    WEEKLY = "WEEKLY", "毎週"
    MONTHLY = "MONTHLY", "毎月"


WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
