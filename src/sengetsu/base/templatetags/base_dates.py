"""Filters for days and moments. Nothing in, nothing out: a missing date is an empty text."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from sengetsu.base import dates

register = template.Library()


def _day(value: date | datetime) -> date:
    return timezone.localdate(value) if isinstance(value, datetime) else value


@register.filter
def wareki(value: date | datetime | None) -> str:
    """令和8年11月24日（火）."""
    return dates.wareki(_day(value), weekday=True) if value else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """11月24日（火）; with the year if it is another one than now."""
    if not value:
        return ""
    found = _day(value)
    year = "" if found.year == timezone.localdate().year else dates.era_year(found)
    return year + dates.month_and_day(found)


@register.filter
def moment(value: datetime | None) -> str:
    """11月24日（火）10:30, in local time."""
    if not value:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(local.date())}{local:%H:%M}"


@register.filter
def month_of(value: date | datetime | None) -> str:
    """令和8年11月."""
    return f"{dates.era_year(_day(value))}{_day(value).month}月" if value else ""
