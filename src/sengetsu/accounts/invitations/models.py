from django.conf import settings
from django.db import models
from django.db.models import Q

from sengetsu.accounts.choices import AgencyRole, Role


class Invitation(models.Model):
    """A link that makes one account, or that lets its owner into it again. The link itself is not kept:
    only its hash, so a copy of the database opens no door."""

    token_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField("役割", max_length=20, choices=Role.choices, blank=True)
    team = models.ForeignKey("accounts.Team", models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, blank=True, related_name="+")
    agency_role = models.CharField(
        "機関での役", max_length=10, choices=AgencyRole.choices, default=AgencyRole.STAFF
    )
    district = models.CharField("担当地区", max_length=80, blank=True)
    starts_on = models.DateField("役割のはじまり")
    ends_on = models.DateField("役割のおわり", null=True, blank=True)
    name_hint = models.CharField("お名前", max_length=80, blank=True)
    # Set when somebody who lost a password or a second factor is let in again: then no role is given.
    for_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField("期限")
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(for_user__isnull=False) | ~Q(role=""), name="accounts_invitation_for_something"
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.LINK_WORKER) | Q(team__isnull=False),
                name="accounts_invited_link_worker_has_team",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.PARTNER) | Q(agency__isnull=False),
                name="accounts_invited_partner_has_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.name_hint}".strip()
