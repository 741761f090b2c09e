"""Accounts. The sign-in pages are open; everybody has an account page; people are the administrator's."""

from sengetsu.accounts.choices import Role
from sengetsu.accounts.invitations.actions import invite
from sengetsu.accounts.models import Invitation
from tests import factories

from .table import ADMINISTRATOR, HIDDEN, PUBLIC, SIGN_IN, SIGNED_IN, Profile, Row, Subject, Town, only

NOBODY = Profile("nobody: the demo is off", lambda _who, _of: HIDDEN)
# The second stage of a sign-in that has not begun leads to the first.
SECOND_STAGE = PUBLIC.but(anybody=SIGN_IN)
# Nobody in the town has printed codes; the address exists for who has.
CODES = only("who has spare codes")
INVITERS = only("inviters", "uno", "ogawa")
LEAD = only("the agency's lead", "sato")
TOTP = SIGNED_IN.but(hara=HIDDEN, soda=HIDDEN)

ROWS = [
    Row("account_login", PUBLIC, "GET POST"),
    Row("account_logout", PUBLIC, "GET POST"),
    Row("demo_sign_in", NOBODY, "POST"),
    Row("account_home", SIGNED_IN),
    Row("account_sessions_close", SIGNED_IN, "POST"),
    Row("account_reauthenticate", SIGNED_IN, "GET POST"),
    Row("account_change_password", SIGNED_IN, "GET POST"),
    Row("mfa_index", SIGNED_IN),
    Row("mfa_authenticate", SECOND_STAGE, "GET POST"),
    Row("mfa_reauthenticate", SIGNED_IN, "GET POST"),
    Row("mfa_activate_totp", SIGNED_IN, "GET POST"),
    Row("mfa_deactivate_totp", TOTP, "GET POST"),
    Row("mfa_view_recovery_codes", CODES),
    Row("mfa_generate_recovery_codes", SIGNED_IN, "GET POST"),
    Row("mfa_download_recovery_codes", CODES),
    Row("mfa_list_webauthn", SIGNED_IN),
    Row("mfa_add_webauthn", SIGNED_IN, "GET POST"),
    Row("mfa_login_webauthn", SECOND_STAGE, "GET POST"),
    Row("mfa_reauthenticate_webauthn", SIGNED_IN, "GET POST"),
    Row("mfa_remove_webauthn", SIGNED_IN, "GET POST"),
    Row("mfa_edit_webauthn", SIGNED_IN, "GET POST"),
    Row("invitation_accept", PUBLIC, "GET POST", keys={"token": "invitation_token"}),
    Row("colleague_list", LEAD),
    Row("colleague_invite", LEAD, "GET POST"),
    Row("colleague_end", LEAD, "POST", keys={"grant_id": "colleague_id"}),
    Row("colleague_revoke", LEAD, "POST", keys={"invitation_id": "colleague_invitation_id"}),
    Row("account_list", INVITERS),
    Row("account_invite", INVITERS, "GET POST"),
    Row("account_invitation_revoke", ADMINISTRATOR, "POST"),
    Row("account_edit", ADMINISTRATOR, "GET POST"),
    Row("account_end", ADMINISTRATOR, "GET POST"),
    Row("account_reinvite", ADMINISTRATOR, "GET POST"),
    Row("account_grant_give", ADMINISTRATOR, "GET POST"),
    Row("account_grant_change", ADMINISTRATOR, "GET POST"),
    Row("account_grant_end", ADMINISTRATOR, "POST"),
    Row("team_list", ADMINISTRATOR, "GET POST"),
    Row("team_edit", ADMINISTRATOR, "GET POST"),
    Row("agency_list", ADMINISTRATOR, "GET POST"),
    Row("agency_edit", ADMINISTRATOR, "GET POST"),
]


def furnish(town: Town) -> None:
    aoki = town.people["aoki"]
    grant = aoki.grants.get()
    token = invite(by=town.people["uno"], role=Role.ORGANIZER)
    invitation = Invitation.objects.get()
    house = town.people["sato"].grants.get().agency
    colleague = factories.user("noma", "野間 圭", Role.PARTNER, agency=house)
    invite(by=town.people["uno"], role=Role.PARTNER, agency=house)
    town.put(
        Subject.OWN,
        username=aoki.username,
        pk=aoki.pk,
        user_id=aoki.pk,
        grant_id=grant.pk,
        team_id=grant.team_id,
        agency_id=town.people["sato"].grants.get().agency_id,
        invitation_id=invitation.pk,
        colleague_id=colleague.grants.get().pk,
        colleague_invitation_id=Invitation.objects.latest("pk").pk,
        invitation_token=token,
    )
