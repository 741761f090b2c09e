"""The inside of asking an agency: on what it stands, what the page shows, and closing it."""

import json
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.dates import wareki
from sengetsu.directory.models import Service
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.choices import Basis, Fact, Way
from sengetsu.link_work.consents.ledger_actions import disclose
from sengetsu.link_work.consents.models import Consent
from sengetsu.postbox.envelopes import actions as postbox
from sengetsu.postbox.sealing import Content, question_address

from .choices import Purpose
from .facts import Shared, told
from .models import Question, Referral
from .naming import names_in, people_known
from .queries import address_token

LINK_DAYS = 45  # the one-time page of an agency stays open this long, today counted
HOW_IT_WENT = "その後の様子を教えてください。はじめて来られた、来られなかった、続いている、などです。"


def check_consent(*, consent: Consent | None, service: Service | None, case: Case) -> None:
    """A consent must be of this case, of somebody still in it, valid today, and to this very agency.

    Words outside the directory can therefore never carry a name: nobody could say to whom it was told.
    """
    if consent is None:
        return
    if consent.case_id != case.pk or not case.members.filter(person=consent.person_id).exists():
        raise ValidationError({"consent": "このケースの人の同意ではありません。"})
    if not consent.is_valid_on(timezone.localdate()):
        raise ValidationError({"consent": "この同意は、期限が切れたか、取りやめられています。"})
    if service is None or service.organization_id != consent.organization_id:
        raise ValidationError({"consent": "この同意は、別の相手へのものです。"})


def check_basis(referral: Referral, *, aware: bool) -> None:
    """Nothing leaves the house without a consent, or without names (promise 6).

    `aware`: the worker has seen which known names stand in the text, and says that they are none.
    """
    if referral.consent is None and not referral.without_name:
        raise ValidationError("同意がまだありません。同意をもらうか、名前を出さずにたずねてください。")
    check_consent(consent=referral.consent, service=referral.service, case=referral.case)
    consent = referral.consent
    told = [(consent.person, consent.facts)] if consent else []
    found = [] if aware else names_in(referral.question, people=people_known(referral.case), told=told)
    if found:
        words = "」「".join(found)
        sentence = f"お願いの文に「{words}」があります。書きかえるか、伝えてよいことなら印をつけてください。"
        raise ValidationError({"aware": sentence})


def told_by(referral: Referral) -> Shared:
    """What the agency would be shown of the case now."""
    return told(case=referral.case, need=referral.need, consent=referral.consent)


def _content(referral: Referral, purpose: Purpose, shared: Shared, by: User) -> Content:
    asked: Content = {"お願いしたいこと": referral.question}
    if purpose is Purpose.ATTENDANCE:
        day = wareki(referral.sent_on) if referral.sent_on else ""
        asked = {
            "ask": "attendance",
            "お願いした件": f"{day} {referral.question}",
            "おたずねしたいこと": HOW_IT_WENT,
        }
    return {**asked, **shared, "たずねている人": f"リンクワーカー {by}"}


def closing_time(consents: Iterable[Consent]) -> datetime:
    """When a one-time page closes: the midnight after its 45th day, but no later than any of the consents
    that it stands on."""
    last = min([timezone.localdate() + timedelta(days=LINK_DAYS - 1), *(one.until for one in consents)])
    return timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))


def ask(referral: Referral, *, purpose: Purpose, by: User) -> Question:
    """Put a page into the postbox: facts by consent only, readable by who holds the link. A page that is
    still open is closed, so that a referral never has two."""
    close_pages(referral, by=by)
    shared = told_by(referral)
    content = _content(referral, purpose, shared, by)
    into_ledger(referral, shared, way=Way.SENT, by=by)
    until = closing_time([referral.consent] if referral.consent else [])
    token = postbox.put_question(content=content, expires_at=until, by=by)
    return Question.objects.create(
        referral=referral,
        purpose=purpose,
        token=token,
        address=address_token(question_address(token)),
        shared=json.dumps(shared, ensure_ascii=False),
        by=by,
    )


def into_ledger(referral: Referral, shared: Shared, *, way: Way, by: User) -> None:
    """One row of the disclosure ledger. A question without names tells of nobody, and is no disclosure."""
    if referral.consent is None:
        return
    disclose(
        by=by,
        case=referral.case,
        basis=Basis.CONSENT,
        consent=referral.consent,
        organization=referral.consent.organization,
        way=way,
        facts=[fact for fact in Fact if fact.label in shared],
        what=referral.question,
        why=referral.consent.purpose,
    )


def close_pages(referral: Referral, *, by: User | None) -> None:
    """Never fails: a page that is dead already stays as it is."""
    for question in referral.questions.all():
        postbox.withdraw(token=question.token, by=by)
