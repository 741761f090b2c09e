"""Users, the teams and agencies they belong to, and their roles over time."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .choices import SECOND_FACTOR_ROLES, AgencyRole, Role


class Team(models.Model):
    """Link workers who share the care for their cases."""

    name = models.CharField("名前", max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """An organization that has accounts. A directory organization may point down to it."""

    name = models.CharField("名前", max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person with an account. `display_name` is what others see."""

    display_name = models.CharField("表示名", max_length=80)
    is_demo = models.BooleanField("デモの人", default=False)
    # Every session carries the number it was opened with; counting up closes all of them at once.
    session_epoch = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def grants_now(self) -> list["RoleGrant"]:
        """Today's roles; read once per request (the user object lives for one request)."""
        if not hasattr(self, "_grants_now"):
            mine = RoleGrant.objects.current().filter(user_id=self.pk).select_related("team", "agency")
            grants = mine if self.is_active else []
            self._grants_now = list(grants)
        return self._grants_now

    def agency_role(self, agency_id: int | None) -> AgencyRole | None:
        """What this person may do for an agency today; None for somebody who is not of it."""
        own = [g for g in self.grants_now if g.role == Role.PARTNER and g.agency_id == agency_id is not None]
        ranks = list(AgencyRole)
        return min((AgencyRole(grant.agency_role) for grant in own), key=ranks.index, default=None)

    @property
    def only_reads(self) -> bool:
        """Of agencies alone, and in each of them a reader: pages offer no form."""
        roles = [grant.agency_role for grant in self.grants_now if grant.role == Role.PARTNER]
        return bool(roles) and set(roles) == {AgencyRole.READER}

    def has_role(self, *roles: Role) -> bool:
        return any(grant.role in roles for grant in self.grants_now)

    @property
    def team(self) -> "Team | None":
        """The team for which this person opens cases: that of the first link worker role."""
        for grant in self.grants_now:
            if grant.role == Role.LINK_WORKER:
                return grant.team
        return None

    @property
    def needs_second_factor(self) -> bool:
        return self.has_role(*SECOND_FACTOR_ROLES)

    @property
    def team_ids(self) -> set[int]:
        """Teams in which this person is a link worker or manager today."""
        return {
            grant.team_id
            for grant in self.grants_now
            if grant.team_id and grant.role in {Role.LINK_WORKER, Role.MANAGER}
        }


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def current(self) -> "RoleGrantQuerySet":
        today = timezone.localdate()
        begun = self.filter(starts_on__lte=today, ended_at=None)
        return begun.filter(Q(ends_on=None) | Q(ends_on__gte=today))


class RoleGrant(models.Model):
    """A role from a day to a day (a welfare commissioner's term, a colleague's posting)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField("役割", max_length=20, choices=Role.choices)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="grants")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="grants")
    agency_role = models.CharField(
        "機関での役", max_length=10, choices=AgencyRole.choices, default=AgencyRole.STAFF
    )
    district = models.CharField("担当地区", max_length=80, blank=True)
    starts_on = models.DateField("はじまり", default=timezone.localdate)
    ends_on = models.DateField("おわり", null=True, blank=True)
    # A day ends at midnight; who leaves the team leaves now.
    ended_at = models.DateTimeField("終わらせた時刻", null=True, blank=True)

    objects: ClassVar[RoleGrantQuerySet] = RoleGrantQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="accounts_grant_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.LINK_WORKER) | Q(team__isnull=False),
                name="accounts_link_worker_has_team",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.PARTNER) | Q(agency__isnull=False),
                name="accounts_partner_has_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


from .invitations.models import Invitation  # noqa: E402
from .sessions.models import OpenSession  # noqa: E402

__all__ = ["Agency", "Invitation", "OpenSession", "RoleGrant", "Team", "User"]
