"""Empties the letter box into the rooms: letters into intake, answers into referrals and conferences."""

from sengetsu.accounts.models import User
from sengetsu.link_work.conferences.guest_actions import receive_answer
from sengetsu.link_work.intake.collecting import collect_letters
from sengetsu.link_work.plans import asking
from sengetsu.link_work.referrals.collecting import collect_answers
from sengetsu.postbox.letters.models import Letter


def collect_post(*, by: User | None) -> list[Letter]:
    """Take in whatever waits in the box. Returns what stays there because it cannot be opened or belongs
    to nobody who asked; doing it twice changes nothing. `by` is nobody when the house itself does it."""
    return [*collect_letters(by=by), *collect_answers(by=by, others=[receive_answer, asking.receive_answer])]
