"""Typed reading of the environment. The only place that looks at `os.environ`."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name)
    return value.lower() in {"1", "true", "yes", "on"} if value else default


def number(name: str, default: int) -> int:
    """A whole number; anything else stops the start, with the name of the setting."""
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError as wrong:
        raise ValueError(f"{name} must be a whole number") from wrong


def one_of(name: str, *allowed: str) -> str:
    """One of a few words, the first by default; anything else stops the start."""
    value = text(name) or allowed[0]
    if value not in allowed:
        raise ValueError(f"{name} must be one of: {', '.join(allowed)}")
    return value


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def data_directory() -> Path:
    """Where databases, keys and files live: `SENGETSU_DATA`, else `var` below the working directory."""
    path = Path(text("SENGETSU_DATA", "var")).resolve()
    path.mkdir(parents=True, exist_ok=True, mode=0o700)  # names of staff and addresses stand in the database
    return path


def secret(name: str, file: Path) -> str:
    """A secret from the environment, else from `file`, which is made (0600) on first use."""
    if value := text(name):
        return value
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = file.with_suffix(f".{os.getpid()}.new")
        partial.touch(mode=0o600)
        partial.write_text(secrets.token_urlsafe(48))
        try:
            os.link(partial, file)  # atomic: of two first starts, one wins and both read the same
        except FileExistsError:
            pass
        finally:
            partial.unlink()
    return file.read_text().strip()


@dataclass(frozen=True)
class MailServer:
    """Where e-mail is handed over. `is_tls`: encrypted from the first byte; else as soon as it is offered."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    is_tls: bool = False


def mail_server(name: str) -> MailServer | None:
    """`smtp://user:password@host:port` or `smtps://…`; None if there is none. Raises ValueError."""
    value = text(name)
    if not value:
        return None
    url = urlsplit(value)
    if url.scheme not in {"smtp", "smtps"} or not url.hostname:
        raise ValueError(f"{name} must look like smtp://user:password@host:port")
    is_tls = url.scheme == "smtps"
    usual = 465 if is_tls else 587 if url.username else 25
    return MailServer(
        host=url.hostname,
        port=url.port or usual,
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        is_tls=is_tls,
    )
