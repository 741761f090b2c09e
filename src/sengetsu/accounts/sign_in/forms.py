"""allauth's forms in our words: same checks, no placeholders, every sentence Japanese."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

CODE_HELP = "認証アプリに出ている6けたの数字、または控えておいた予備のコードを入れてください。"
NEW_PASSWORD_HELP = "12文字以上。短い文のように、長くて覚えやすいものが丈夫です。"  # noqa: S105  (a sentence)


def _say(field: forms.Field, label: str, help_text: str = "") -> None:
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class SignInForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["login"], "ユーザー名")
        _say(self.fields["password"], "パスワード")
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["oldpassword"], "いまのパスワード")
        _say(self.fields["password1"], "新しいパスワード", NEW_PASSWORD_HELP)
        _say(self.fields["password2"], "新しいパスワード（もう一度）")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()  # type: ignore[no-untyped-call]
        if self.has_error("password2"):
            del self.errors["password2"]
            self.add_error("password2", "2つのパスワードがちがいます。同じものを入れてください。")
        return cleaned


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["password"], "パスワード")


class _Code(forms.Form):
    """The field for a code: digits keyboard, spaces and full-width digits are fine."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["code"], "確認コード", CODE_HELP)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class CodeForm(_Code, mfa.AuthenticateForm):
    pass


class CodeAgainForm(_Code, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(_Code, totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "QRコードを読み取ると、アプリに6けたの数字が出ます。"


class _PasskeyName(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["name"], "呼び名", "たとえば「私のスマートフォン」。")
        self.fields["name"].widget.attrs["maxlength"] = "60"


class AddPasskeyForm(_PasskeyName, webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self.fields["passwordless"],
            "パスワードなしのサインインにも使う",
            "指紋・顔・PINで本人を確かめられる端末のときに選びます。",
        )
        self.fields["passwordless"].initial = True


class EditPasskeyForm(_PasskeyName, webauthn.EditWebAuthnForm):
    pass
