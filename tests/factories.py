"""Makers of data for tests. A maker needs only what the test is about; the rest is ordinary."""

import time
from datetime import date
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from sengetsu.accounts.choices import SECOND_FACTOR_ROLES, AgencyRole, Role
from sengetsu.accounts.models import Agency, RoleGrant, Team, User

PASSWORD = "tsukiyo-no-machi-2026"


# --- Accounts ---------------------------------------------------------------------------------------
def team(name: str = "織月") -> Team:
    return Team.objects.get_or_create(name=name)[0]


def agency(name: str = "きたもと社会福祉協議会") -> Agency:
    return Agency.objects.get_or_create(name=name)[0]


def user(username: str, display_name: str = "", *roles: Role, **grant: Any) -> User:
    """A person with `roles` from long ago, a password, and a second factor where a role demands one.

    `grant`: fields of the `RoleGrant` rows (`team`, `agency`, `district`, `starts_on`, `ends_on`).
    """
    person = User.objects.create_user(username, password=PASSWORD, display_name=display_name or username)
    grant.setdefault("starts_on", date(2025, 4, 1))
    for role in roles:
        RoleGrant.objects.create(user=person, role=role, **grant)
    if SECOND_FACTOR_ROLES.intersection(roles):
        TOTP.activate(person, generate_totp_secret())
    return person


def aoki(of: Team) -> User:
    return user("aoki", "青木 しおり", Role.LINK_WORKER, team=of)


def mori(of: Team) -> User:
    return user("mori", "森 拓海", Role.LINK_WORKER, team=of)


def hoshi(of: Team) -> User:
    return user("hoshi", "星 ひかる", Role.LINK_WORKER, team=of)


def kitano(of: Team) -> User:
    return user("kitano", "北野 葵", Role.LINK_WORKER, team=of)


def ogawa() -> User:
    return user("ogawa", "小川 恵", Role.MANAGER)


def partner_sato(of: Agency) -> User:
    return user("sato", "佐藤 実", Role.PARTNER, agency=of, agency_role=AgencyRole.LEAD)


def commissioner_hara() -> User:
    return user(
        "hara",
        "原 和子",
        Role.INFORMANT,
        district="西高尾",
        starts_on=date(2025, 12, 1),
        ends_on=date(2028, 11, 30),
    )


def organizer_soda() -> User:
    return user("soda", "早田 空", Role.ORGANIZER)


def auditor_kagami() -> User:
    return user("kagami", "各務 誠", Role.AUDITOR)


def administrator_uno() -> User:
    return user("uno", "宇野 直", Role.ADMINISTRATOR)


def open_session(client: Client, person: User) -> None:
    """Sign `person` in with all that the sign-in pages would have asked for."""
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    now = time.time()
    session = client.session
    session["account_authentication_methods_user"] = str(person.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": now, "username": person.username},
        *([{"method": "mfa", "at": now, "type": "totp"}] if person.authenticator_set.exists() else []),
    ]
    session.save()
