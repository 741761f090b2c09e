"""Asking an agency without an account how its action goes: a one-time page, by what consents allow."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.dates import wareki
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.choices import Document, Fact, Way
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.consents.showing import show_by_consent
from sengetsu.link_work.consents.sight import Sight, all_open, names_by, sights
from sengetsu.link_work.referrals.asking import closing_time
from sengetsu.link_work.referrals.queries import address_token
from sengetsu.postbox.envelopes import actions as postbox
from sengetsu.postbox.sealing import Content, question_address

from .choices import OVER, SHOWN_TO_PARTNERS, ActionState
from .models import ActionComment, ActionPage, Plan, PlanAction
from .writing import locked, trace

NO_CONSENT = "この機関へプランを見せる同意が、いまはありません。先に同意を記録してください。"
TALK = "話したい、とのことです。"


def _allowed(action: PlanAction) -> dict[int, Sight]:
    """What everybody of the plan allows the action's agency today. Raises `ValidationError` when that is
    not the plan."""
    plan, organization = action.goal.plan, action.organization
    if organization is None:
        raise ValidationError("機関がすることではありません。")
    if organization.is_closed:
        raise ValidationError("この機関は、もう閉じています。")
    if plan.state not in SHOWN_TO_PARTNERS or action.removed or action.goal.removed:
        raise ValidationError("いまは、機関に見せるプランではありません。")
    allowed = sights(
        case=plan.case, people=plan.people.all(), organizations=[organization.pk], day=timezone.localdate()
    )
    if not all_open(allowed, Document.PLAN):
        raise ValidationError(NO_CONSENT)
    return allowed


def _content(action: PlanAction, allowed: dict[int, Sight], by: User) -> Content:
    plan = action.goal.plan
    names = names_by(allowed, plan.people.all())
    told: Content = {
        "ask": "action",
        "おたずねしたいこと": "下のことは、いまどうなっていますか。",
        "していただくこと": action.words,
        "プラン": str(plan),
    }
    if action.by_when:
        told["いつまでに"] = wareki(action.by_when)
    if names:
        told["どなたのこと"] = names
    return {**told, "たずねている人": f"リンクワーカー {by}"}


def _until(action: PlanAction) -> datetime:
    """As long as a referral's page, but never longer than any consent on which it may stand: what is on the
    page stays there, though each fact may come from another consent."""
    plan = action.goal.plan
    return closing_time(
        Consent.objects.valid_on(timezone.localdate()).filter(
            case=plan.case, person__in=plan.people.all(), organization=action.organization
        )
    )


def ask_agency(*, by: User, action: PlanAction) -> ActionPage:
    """Put a page for this action into the postbox; a page that is still open closes. Raises
    `ValidationError` without the consent of everybody in the plan."""
    with writing():
        plan = locked(action.goal.plan)
        action = PlanAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
        allowed = _allowed(action)
        _close(ActionPage.objects.filter(action=action), by=by)
        until = _until(action)
        token = postbox.put_question(content=_content(action, allowed, by), expires_at=until, by=by)
        page = ActionPage.objects.create(
            action=action, token=token, address=address_token(question_address(token)), until=until, by=by
        )
        for sight in allowed.values():
            if sight.consent:
                facts = {Document.PLAN.value} | ({Fact.NAME.value} & sight.facts)
                show_by_consent(
                    by=by, consent=sight.consent, facts=facts, what=str(plan), way=Way.SENT,
                    recipient=str(action.organization),
                )  # fmt: skip
        trace(plan, by, Action.SENT, what="action_page")
    return page


def stop_asking(*, by: User, action: PlanAction) -> None:
    """Close the page. Asks for no consent (promise 7)."""
    with writing():
        plan = locked(action.goal.plan)
        if _close(ActionPage.objects.filter(action=action), by=by):
            trace(plan, by, Action.WITHDRAWN, what="action_page")


def _close(pages: Any, *, by: User | None) -> int:
    """Never fails: a page that is dead already stays as it is."""
    living = list(pages.filter(ended_at=None))
    for page in living:
        postbox.withdraw(token=page.token, by=by)
        page.ended_at = timezone.now()
        page.save(update_fields=["ended_at"])
    return len(living)


def close_pages_of_plan(*, by: User, plan: Plan) -> None:
    """In the caller's transaction: the plan is over."""
    _close(ActionPage.objects.filter(action__goal__plan=plan), by=by)


def close_what_consents_opened(*, by: User, case: Case, person_id: int, organization_id: UUID | None) -> None:
    """In the caller's transaction: somebody's consent changed, or they left the case. Whatever that consent
    may still allow is asked anew by hand."""
    here = Q(action__goal__plan__case=case, action__goal__plan__people=person_id)
    if organization_id is not None:
        here &= Q(action__organization=organization_id)
    _close(ActionPage.objects.filter(here), by=by)


def close_pages_of_agency(*, by: User, organization: Organization) -> None:
    """In the caller's transaction: the agency was closed."""
    _close(ActionPage.objects.filter(action__organization=organization), by=by)


def receive_answer(*, by: User | None, address: str, content: dict[str, Any], letter_id: UUID) -> bool:
    """Keep what came through the letter box beside the action. False if it answers no page of ours.

    Anything but a state is 「話したい」. Of a plan that is over, words are kept and nothing moves.
    """
    rows = ActionPage.objects.select_for_update(of=("self",)).select_related("action__goal__plan__case", "by")
    page = rows.filter(address=address_token(address)).first()
    if page is None:
        return False
    plan, action, now = locked(page.action.goal.plan), page.action, timezone.now()
    said, words = str(content.get("answer")), str(content.get("message") or "")
    known = said in ActionState.values and plan.state not in OVER
    if not known:
        words = f"{TALK}{words}"
    state = ActionState(said) if known else ActionState(action.state)
    ActionComment.objects.create(
        action=action, organization=action.organization, state=state, words=words,
        said_by=str(content.get("name") or ""), by=page.by,
    )  # fmt: skip
    if known:
        action.state, action.changed_at = state, now
        action.save(update_fields=["state", "changed_at"])
    page.ended_at = page.ended_at or now
    page.save(update_fields=["ended_at"])
    trace(plan, by, Action.ANSWERED, what="action_page", letter=str(letter_id))
    return True
