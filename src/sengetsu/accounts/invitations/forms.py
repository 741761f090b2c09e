import unicodedata
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone

from sengetsu.accounts.access import invitable_roles
from sengetsu.accounts.choices import AgencyRole, Role
from sengetsu.accounts.models import Agency, Team, User
from sengetsu.accounts.sign_in.forms import NEW_PASSWORD_HELP
from sengetsu.accounts.terms import term_end
from sengetsu.base.dates import wareki
from sengetsu.base.forms import Chips, Form, JapaneseDateField

SAME = "2つのパスワードがちがいます。同じものを入れてください。"
USERNAME = RegexValidator(
    r"^[a-z][a-z0-9._-]{2,29}$",
    "英小文字ではじまる3〜30文字。使えるのは英小文字・数字・「.」「_」「-」です。",
)


class TermFields(Form):
    """From which day to which day a role lasts."""

    starts_on = JapaneseDateField(label="はじまり", initial=timezone.localdate)
    ends_on = JapaneseDateField(label="おわり", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "おわりは、はじまりより後の日にしてください。")
        return cleaned


class RoleFields(TermFields):
    """A role with what belongs to it. Whoever writes it down is `by`."""

    role = forms.ChoiceField(label="役割", widget=Chips)
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="チーム",
        required=False,
        empty_label="なし",
        help_text="リンクワーカーには要ります。",
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="所属する機関",
        required=False,
        empty_label="なし",
        help_text="支援機関の人には要ります。",
    )
    agency_role = forms.TypedChoiceField(
        label="機関での役",
        choices=AgencyRole.choices,
        coerce=AgencyRole,
        initial=AgencyRole.STAFF,
        required=False,
        empty_value=AgencyRole.STAFF,
        help_text="支援機関の人にだけ効きます。",
    )
    district = forms.CharField(label="担当地区", max_length=80, required=False)
    field_order = ["role", "team", "agency", "agency_role", "district"]

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = invitable_roles(by)
        self.choose_from("role", [choice for choice in Role.choices if choice[0] in allowed])
        self.choose_among("team", Team.objects.order_by("name"))
        self.choose_among("agency", Agency.objects.order_by("name"))
        last = wareki(term_end(timezone.localdate()))
        words = f"空のままなら、民生委員は任期の終わり（{last}）、ほかは決めません。"
        self.fields["ends_on"].help_text = words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        role = cleaned.get("role")
        if role == Role.LINK_WORKER and not cleaned.get("team"):
            self.add_error("team", "リンクワーカーのチームを選んでください。")
        if role == Role.PARTNER and not cleaned.get("agency"):
            self.add_error("agency", "所属する機関を選んでください。")
        return cleaned


class NameHint(Form):
    name_hint = forms.CharField(
        label="どなたへ", max_length=80, required=False, help_text="一覧で見分けるための名前です。"
    )


class InvitationForm(RoleFields, NameHint):
    field_order = ["name_hint", *RoleFields.field_order]


class PasswordForm(Form):
    """A new password for an account that is there already."""

    password1 = forms.CharField(
        label="パスワード",
        help_text=NEW_PASSWORD_HELP,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="パスワード（もう一度）",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def _owner(self) -> User:
        return self.user or User()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", SAME)
        elif first:
            try:
                validate_password(first, self._owner())
            except ValidationError as weak:
                self.add_error("password1", weak)
        return cleaned


class NewAccountForm(PasswordForm):
    display_name = forms.CharField(label="お名前", max_length=80, help_text="ほかの人に見える名前です。")
    username = forms.CharField(
        label="ユーザー名",
        max_length=30,
        help_text="サインインで使います。英小文字と数字で、3文字から。",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    field_order = ["display_name", "username", "password1", "password2"]

    def clean_username(self) -> str:
        name = unicodedata.normalize("NFKC", self.cleaned_data["username"]).strip().lower()
        USERNAME(name)
        return name

    def _owner(self) -> User:
        cleaned = self.cleaned_data
        return User(username=cleaned.get("username", ""), display_name=cleaned.get("display_name", ""))
