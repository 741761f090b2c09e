"""Empties the letter box into the rooms: letters and tips into intake, answers into referrals."""

from sengetsu.accounts.models import User
from sengetsu.link_work.intake.collecting import collect_letters
from sengetsu.link_work.referrals.collecting import collect_answers


def collect_post(*, by: User) -> int:
    """Take in whatever waits in the box; returns how many. Doing it twice changes nothing."""
    return collect_letters(by=by) + collect_answers(by=by)
