"""An agency with an account answers a referral itself."""

import uuid
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.writing import writing
from sengetsu.link_work.consents.sight import check_writes

from .actions import receive_answer
from .asking import close_pages
from .choices import LEADS, Said, answers_to
from .models import AgencyAnswer, Referral


def answer_referral(
    *, by: User, referral: Referral, said: Said, words: str = "", first_on: date | None = None
) -> AgencyAnswer:
    """The one-time page of the same question closes with it. `first_on`: the next day, today or later."""
    if referral.service is not None:
        check_writes(by, referral.service.organization)
    if said == Said.DECLINE and not words.strip():
        raise ValidationError({"words": "断られる理由を書いてください。"})
    if said == Said.ACCEPT and first_on is None:
        raise ValidationError({"first_on": "つぎの日（はじめに会う日、連絡する日）を書いてください。"})
    if first_on and first_on < timezone.localdate():
        raise ValidationError({"first_on": "もう過ぎた日です。"})
    if said not in answers_to(referral.state):
        raise ValidationError({"said": "もう返事がとどいています。ページを開きなおしてください。"})
    with writing():
        answer = receive_answer(
            by=by, referral=referral, letter_id=uuid.uuid4(), said=said, words=words, said_by=str(by),
            first_on=first_on,
        )  # fmt: skip
        if LEADS[said]:
            close_pages(referral, by=by)
    return answer
