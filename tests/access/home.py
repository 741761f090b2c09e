from .table import LINK_WORK, SIGNED_IN, Row

ROWS = [
    Row("home_today", SIGNED_IN),  # who does no link work is led to where their own work is
    Row("home_search", LINK_WORK, query="q=中村"),
]
