"""Empties the letter box into the rooms: letters and tips into intake, answers into referrals."""

from sengetsu.accounts.models import User
from sengetsu.link_work.intake.collecting import collect_letters
from sengetsu.link_work.referrals.collecting import collect_answers
from sengetsu.postbox.letters.models import Letter


def collect_post(*, by: User | None) -> list[Letter]:
    """Take in whatever waits in the box. Returns what stays there because it cannot be opened or belongs
    to no referral; doing it twice changes nothing. `by` is nobody when the house itself does it."""
    return [*collect_letters(by=by), *collect_answers(by=by)]
