"""An agency's lead lets colleagues in and out: of the own agency alone, to no role but the agency's."""

from sengetsu.accounts.access import require
from sengetsu.accounts.actions import close_grant
from sengetsu.accounts.choices import AgencyRole, Role
from sengetsu.accounts.invitations.actions import put_invitation, take_back
from sengetsu.accounts.invitations.models import Invitation
from sengetsu.accounts.models import Agency, RoleGrant, User
from sengetsu.audit.writing import writing

from .access import leads

NOT_LEAD = "この機関の責任者だけができます。"


@writing()
def invite_colleague(*, by: User, agency: Agency, agency_role: AgencyRole, name_hint: str = "") -> str:
    """Make a link for a colleague and return its token, which is kept nowhere."""
    require(leads(by, agency.pk), NOT_LEAD)
    return put_invitation(
        by=by, role=Role.PARTNER, agency=agency, agency_role=agency_role, name_hint=name_hint
    )


@writing()
def revoke_for_agency(*, by: User, invitation: Invitation) -> None:
    """Also a link that another lead made, or the town's administrator."""
    require(invitation.role == Role.PARTNER and leads(by, invitation.agency_id), NOT_LEAD)
    take_back(by=by, invitation=invitation)


@writing()
def end_colleague(*, by: User, grant: RoleGrant) -> None:
    """A colleague is of the agency no longer, now and not at midnight."""
    require(grant.role == Role.PARTNER and leads(by, grant.agency_id), NOT_LEAD)
    require(grant.user_id != by.pk, "ご自身は外せません。ほかの責任者か、市の担当に頼んでください。")
    close_grant(by=by, grant=grant)
