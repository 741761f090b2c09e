"""Accounts. The sign-in pages are open; everybody has an account page; people are the administrator's."""

from .table import HIDDEN, PUBLIC, SIGN_IN, SIGNED_IN, Profile, Row, Subject, Town, only

NOBODY = Profile("nobody: the demo is off", lambda _who, _of: HIDDEN)
# The second stage of a sign-in that has not begun leads to the first.
SECOND_STAGE = PUBLIC.but(anybody=SIGN_IN)
# Nobody in the town has printed codes; the address exists for who has.
CODES = only("who has spare codes")
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
]


def furnish(town: Town) -> None:
    town.put(Subject.OWN, username=town.people["aoki"].username, pk=town.people["aoki"].pk)
