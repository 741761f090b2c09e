"""Cells that a spreadsheet reads as text, whoever wrote them."""

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula (CSV injection)."""
    return f"'{value}" if value.startswith(STARTS_A_FORMULA) else value
