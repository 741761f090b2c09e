"""The reference of the request that is being answered: on error pages, in logs, in the audit trail."""

from contextvars import ContextVar, Token

_current: ContextVar[str] = ContextVar("reference", default="")


def current() -> str:
    """The reference of this request, or "" outside one (a command, a job)."""
    return _current.get()


def begin(reference: str) -> Token[str]:
    return _current.set(reference)


def end(token: Token[str]) -> None:
    _current.reset(token)
