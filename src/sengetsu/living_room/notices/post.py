"""The talk with a mail server. It tells apart what was certainly not sent from what nobody can know."""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime
from typing import Any

from django.conf import settings

SECONDS = 20  # for each answer of the server
TAKEN, NEVER = 2, 5  # first digits of an answer; 4 is "not now"
GREETING = "このメールは、自動で送っています。"
OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class NotSent(Exception):
    """It was certainly not sent. `for_good`: the same try will get the same answer. `is_down`: no server."""

    def __init__(self, problem: str, *, for_good: bool = False, is_down: bool = False) -> None:
        super().__init__(problem)
        self.for_good = for_good
        self.is_down = is_down


class Unsure(Exception):
    """The line broke after the message was handed over: perhaps it was taken, perhaps not (RFC 1047)."""


def message(*, to: str, subject: str, text: str, path: str, message_id: str) -> bytes:
    """Plain text, with a link. It says nothing that the page does not say better."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = settings.MAIL_FROM
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = format_datetime(localtime())
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    link = f"{settings.PUBLIC_URL}{path}" if path else ""
    mail.set_content("\n\n".join(part for part in (text, link, GREETING) if part) + "\n", cte="base64")
    return mail.as_bytes()


class Post:
    """A line to the mail server, opened when it is first needed and kept for one round."""

    def __init__(self) -> None:
        self._line: smtplib.SMTP | None = None

    def send(self, mail: bytes, *, to: str) -> None:
        """Hand one message over. Raises `NotSent` or `Unsure`."""
        line = self._line or self._open()
        try:
            _accepted(line.mail(_plain_address(settings.MAIL_FROM)))
            _accepted(line.rcpt(to))
        except NotSent:
            self._start_anew(line)
            raise
        except UnicodeError:
            self._start_anew(line)
            raise NotSent("宛先のメールアドレスが読めません。", for_good=True) from None
        except (OSError, smtplib.SMTPException) as fault:
            self.close()
            raise NotSent(f"送る前に切れました（{type(fault).__name__}）。", is_down=True) from fault
        self._hand_over(line, mail)

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            try:
                line.quit()
            except (OSError, smtplib.SMTPException):
                line.close()

    def _hand_over(self, line: smtplib.SMTP, mail: bytes) -> None:
        try:
            _accepted(line.data(mail))
        except smtplib.SMTPDataError as refused:
            self._start_anew(line)
            raise _refusal(refused.smtp_code) from None
        except (OSError, smtplib.SMTPException) as fault:
            self.close()
            raise Unsure(type(fault).__name__) from fault

    def _open(self) -> smtplib.SMTP:
        if settings.MAIL_SERVER is None:
            raise NotSent("メールサーバーが決まっていません。", is_down=True)
        try:
            self._line = _connected(settings.MAIL_SERVER)
        except (OSError, smtplib.SMTPException) as fault:
            raise NotSent(
                f"メールサーバーにつながりません（{type(fault).__name__}）。", is_down=True
            ) from fault
        return self._line

    def _start_anew(self, line: smtplib.SMTP) -> None:
        try:
            line.rset()
        except (OSError, smtplib.SMTPException):
            self.close()


def _connected(server: Any) -> smtplib.SMTP:
    """Encrypted whenever the server can; a password never goes over an open line to another machine."""
    safe = ssl.create_default_context()
    if server.is_tls:
        line: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=safe)
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
        line.ehlo_or_helo_if_needed()
        if line.has_extn("starttls"):
            line.starttls(context=safe)
        elif server.user and server.host not in OWN_MACHINE:
            line.close()
            raise smtplib.SMTPNotSupportedError("the server offers no encryption")
    if server.user:
        line.login(server.user, server.password)
    return line


def _accepted(answer: tuple[int, bytes]) -> None:
    code, _ = answer
    if code // 100 != TAKEN:
        raise _refusal(code)


def _refusal(code: int) -> NotSent:
    """The code says enough: the server's words may hold the address."""
    return NotSent(f"メールサーバーが受け取りませんでした（{code}）。", for_good=code // 100 == NEVER)


def _plain_address(sender: str) -> str:
    """`織月 <hello@example.jp>` → `hello@example.jp`."""
    return sender.rpartition("<")[2].rstrip("> ")
