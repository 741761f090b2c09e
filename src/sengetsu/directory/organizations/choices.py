from django.db import models


class OrganizationKind(models.TextChoices):
    CITY = "city", "市の窓口"
    COUNCIL = "council", "社会福祉協議会"
    PUBLIC = "public", "国・県の機関"
    PROVIDER = "provider", "事業者・法人"
    MEDICAL = "medical", "医療"
    CIVIC = "civic", "市民の活動・当事者の会"
