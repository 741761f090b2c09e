from django.db import models


class How(models.TextChoices):
    VISIT = "visit", "訪問"
    PHONE = "phone", "電話"
    LETTER = "letter", "手紙を置いた"
    ESCORT = "escort", "同行"
    AT_PLACE = "at_place", "織月で"
    RELATIVES = "relatives", "家族と"
    AGENCY = "agency", "機関と"
    MESSAGE = "message", "メール・伝言"


class WithWhom(models.TextChoices):
    PERSON = "person", "本人"
    RELATIVES = "relatives", "家族"
    BOTH = "both", "本人と家族"
    NOBODY = "nobody", "会えなかった"
    OTHERS = "others", "まわりの人"
