from django.db import models


class Sex(models.TextChoices):
    """As on the intake sheet (相談受付・申込票)."""

    UNKNOWN = "unknown", "わからない"
    FEMALE = "female", "女"
    MALE = "male", "男"
    OTHER = "other", "他"
    NO_ANSWER = "no_answer", "答えない"


class Relationship(models.TextChoices):
    """続柄, seen from the household's reference person."""

    SELF = "self", "本人"
    SPOUSE = "spouse", "配偶者・パートナー"
    FATHER = "father", "父"
    MOTHER = "mother", "母"
    SON = "son", "息子"
    DAUGHTER = "daughter", "娘"
    BROTHER = "brother", "兄・弟"
    SISTER = "sister", "姉・妹"
    GRANDPARENT = "grandparent", "祖父母"
    GRANDCHILD = "grandchild", "孫"
    OTHER_RELATIVE = "other_relative", "その他の親族"
    NOT_RELATED = "not_related", "親族ではない同居人"
    UNKNOWN = "unknown", "わからない"


class BondKind(models.TextChoices):
    """A line of the genogram between two people. `first` is the parent where one is."""

    BIRTH_PARENT = "birth", "生みの親"
    OTHER_PARENT = "parent", "育ての親・養親"
    COUPLE = "couple", "夫婦・パートナー"


class BondState(models.TextChoices):
    """Of a couple: // divorced, / separated (domain.md, drawing)."""

    TOGETHER = "together", "いっしょ"
    SEPARATED = "separated", "別居"
    DIVORCED = "divorced", "離婚"


PARENTS = frozenset({BondKind.BIRTH_PARENT, BondKind.OTHER_PARENT})
