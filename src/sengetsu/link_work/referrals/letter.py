"""The letter to an agency: what is asked, what may be told, and the way to answer."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from sengetsu.base.qr_code import code_of
from sengetsu.link_work.cases.models import Case

from .choices import Purpose
from .models import Question
from .queries import Asked


def answer_address(question: Question) -> str:
    """The full address of the one-time page."""
    return str(settings.PUBLIC_URL) + reverse("answer_write", args=[question.token])


def letter_context(case: Case, asked: Asked) -> dict[str, Any]:
    address = answer_address(asked.question)
    return {
        "referral": asked.question.referral,
        "question": asked.question,
        "how_it_went": asked.question.purpose == Purpose.ATTENDANCE,
        "case": case,
        "shared": asked.shared,
        "address": address,
        "code": code_of(address),
    }
