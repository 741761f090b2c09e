from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganizationKind(models.TextChoices):
    CITY = "city", _("市の窓口")
    COUNCIL = "council", _("社会福祉協議会")
    PUBLIC = "public", _("国・県の機関")
    PROVIDER = "provider", _("事業者・法人")
    MEDICAL = "medical", _("医療")
    CIVIC = "civic", _("市民の活動・当事者の会")
