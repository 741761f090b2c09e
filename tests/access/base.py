from .table import PUBLIC, Row

ROWS = [
    Row("healthz", PUBLIC),
    Row("token_show", PUBLIC),
    Row("language_choose", PUBLIC, "GET POST"),
]
