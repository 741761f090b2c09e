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
def western_and_era(value: date | datetime | None) -> str:
    """2026年（令和8年）11月24日（火）."""
    if not value:
        return ""
    day = _day(value)
    return f"{day.year}年（{dates.era_year(day)}）{dates.month_and_day(day)}"


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
def days_since(value: date | datetime | None) -> str:
    """今日, きのう, 3日前, あす, 5日後."""
    if not value:
        return ""
    days = (timezone.localdate() - _day(value)).days
    near = {0: "今日", 1: "きのう", -1: "あす"}
    return near.get(days) or (f"{days}日前" if days > 0 else f"{-days}日後")
