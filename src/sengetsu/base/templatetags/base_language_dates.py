"""`|say_day`, `|say_month`, `|say_moment`, `|clock`: dates for the open wing, with readings as ruby."""

from datetime import date, datetime, time

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from sengetsu.base import language_dates
from sengetsu.base.language import with_readings

register = template.Library()


@register.filter
def say_day(value: date | datetime | None) -> SafeString | str:
    if not value:
        return ""
    day = timezone.localdate(value) if isinstance(value, datetime) else value
    return with_readings(language_dates.say_day(day))


@register.filter
def say_month(value: date | None) -> SafeString | str:
    return with_readings(language_dates.say_month(value)) if value else ""


@register.filter
def say_moment(value: datetime | None) -> SafeString | str:
    return with_readings(language_dates.say_moment(value)) if value else ""


@register.filter
def clock(value: time | datetime | None) -> str:
    if not value:
        return ""
    return language_dates.clock(timezone.localtime(value).time() if isinstance(value, datetime) else value)
