"""Where a notice went, and where it stands. Japanese only: read by staff."""

from django.db import models


class Way(models.TextChoices):
    """How a notice reached its reader. Somebody with an account finds it on the own page in any case."""

    PAGE = "page", "本人のページ"
    OUTBOX = "outbox", "メールなし"
    MAIL = "mail", "メール"
    TOLD = "told", "人が確かめました"


class Standing(models.TextChoices):
    DELIVERED = "delivered", "送りました"
    WITHDRAWN = "withdrawn", "送らないことにしました"
    STUCK = "stuck", "人の手がいります"
    SENDING = "sending", "送っています"
    AGAIN = "again", "あとでもう一度送ります"
    WAITING = "waiting", "送る時を待っています"
