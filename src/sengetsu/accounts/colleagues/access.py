from sengetsu.accounts.choices import AgencyRole, Role
from sengetsu.accounts.models import Agency, User


def leads(user: User, agency_id: int | None) -> bool:
    return user.agency_role(agency_id) == AgencyRole.LEAD


def led_agencies(user: User) -> list[Agency]:
    """The agencies whose people this person answers for today."""
    own = (grant.agency for grant in user.grants_now if grant.role == Role.PARTNER)
    return list({agency.pk: agency for agency in own if agency and leads(user, agency.pk)}.values())
