"""A case to visit, and the form of a contact as a browser sends it."""

import re
from datetime import timedelta
from urllib.parse import urlencode

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.actions import NextStep, open_case
from sengetsu.link_work.cases.models import Case

HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|once_key)"\s+value="([^"]+)"')


def case_of(owner: User) -> Case:
    assert owner.team
    step = NextStep("訪問する", timezone.localdate(), owner)
    return open_case(by=owner, title="北川家", team=owner.team, owner=owner, next_step=step)


def filled_in(page: str, *, happened: str, by: int = 0, key: str = "") -> str:
    """The body of a POST of the contact form that `page` shows; `key` makes it another form than it was."""
    now = timezone.localtime()
    hidden = dict(HIDDEN.findall(page)) | ({"once_key": key} if key else {})
    person = by or re.search(r'<option value="(\d+)"', page).group(1)  # type: ignore[union-attr]
    return urlencode(
        {
            **hidden, "how": "visit", "with_whom": "person", "rung": "5", "happened": happened,
            "on": now.date().isoformat(), "at": "00:00", "next_step": "電話する",
            "next_on": (now.date() + timedelta(days=7)).isoformat(), "next_person": person,
        }
    )  # fmt: skip
