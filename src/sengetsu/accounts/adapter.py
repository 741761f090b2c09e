"""How allauth behaves in this house: accounts by invitation only, plain Japanese, sealed secrets."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sengetsu.base.sealed import seal, unseal

from .sign_in.address import client_address

SECRET_LABEL = "mfa_authenticator.data"  # noqa: S105  (the column's name, not a secret)
TOO_MANY = "まちがいが続いたので、いまは受け付けられません。15分ほどたってから、もう一度お試しください。"
WRONG_CODE = "確認コードがちがいます。アプリに今出ている6けたの数字を入れてください。"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "このアカウントは、いまは使えません。",
        "enter_current_password": "いまのパスワードがちがいます。",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "パスワードがちがいます。",
        "rate_limited": TOO_MANY,
        "too_many_login_attempts": TOO_MANY,
        "username_password_mismatch": "ユーザー名かパスワードがちがいます。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by axes, per name and address. allauth would count per name alone,
        and then a stranger could lock anybody out from anywhere."""

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        messages.error(request, "このアカウントは、いまは使えません。管理者にお問い合わせください。")
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_home")

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, str]]:
        words = {
            "reauthenticate": "パスワードで確かめる",
            "mfa_reauthenticate": "確認コードで確かめる",
            "mfa_reauthenticate:webauthn": "パスキーで確かめる",
        }
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]


class MfaAdapter(DefaultMFAAdapter):
    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return seal(text, label=SECRET_LABEL)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, label=SECRET_LABEL)

    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:  # noqa: A002  (allauth's name)
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return "パスキー" if not count else f"パスキー {count + 1}"
