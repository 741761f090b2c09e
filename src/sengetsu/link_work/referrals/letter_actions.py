"""Printing the letter to an agency is a disclosure of its own."""

import json

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.writing import writing
from sengetsu.link_work.consents.choices import Way

from .asking import into_ledger
from .models import Question


def print_letter(*, by: User, question: Question) -> None:
    """A row of the ledger for the paper; looking at the same letter again on that day adds none."""
    case = question.referral.case
    printed = case.disclosures.filter(
        way=Way.PRINTED, by=by, consent=question.referral.consent, at__date=timezone.localdate()
    )
    with writing():
        if not any(row.what == question.referral.question for row in printed):
            into_ledger(question.referral, json.loads(question.shared), way=Way.PRINTED, by=by)
