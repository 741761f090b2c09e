"""`|yen`: 12,340円."""

from django import template

from sengetsu.base import yen as amounts

register = template.Library()


@register.filter
def yen(amount: int | None) -> str:
    """Nothing in, nothing out: an amount that is not known is an empty text, not 0円."""
    return "" if amount is None else amounts.yen(amount)
