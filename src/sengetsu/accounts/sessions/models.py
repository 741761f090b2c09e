from django.conf import settings
from django.db import models


class OpenSession(models.Model):
    """One sign-in, as its owner sees it in 「サインイン中の端末」. It grants nothing: what closes sessions
    is `User.session_epoch`, which a session carries and which costs no query of its own."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="open_sessions")
    device = models.CharField("端末", max_length=80, blank=True)
    signed_in_at = models.DateTimeField("サインインした時刻")
    seen_at = models.DateTimeField("最後に使われた時刻")
    ended_at = models.DateTimeField("終わった時刻", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "ended_at"], name="accounts_open_session_user")]

    def __str__(self) -> str:
        return f"{self.device} {self.signed_in_at:%F %R}"
