from django.db import models


class LetterKind(models.TextChoices):
    LETTER = "letter", "相談"
    TIP = "tip", "気になる人のお知らせ"
    ANSWER = "answer", "支援機関の返事"
    FOLLOW_UP = "follow_up", "続きの手紙"
