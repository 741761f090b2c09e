from .table import PUBLIC, Row

ROWS = [
    Row("front", PUBLIC),
    Row("about", PUBLIC),
    Row("accessibility", PUBLIC),
    Row("privacy", PUBLIC),
]
