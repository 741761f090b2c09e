from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sengetsu.accounts.access import SignedInRequest
from sengetsu.audit.choices import Action
from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.base.pagination import page_of
from sengetsu.directory.queries import pickable, suggested
from sengetsu.link_work.cases.doors import case_page, leave_list_trace, link_work_page
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.needs.models import Need
from sengetsu.link_work.needs.queries import need_of

from . import actions, queries
from .choices import CAN_BE_ASKED_HOW, ReferralState, Said, default_category
from .forms import MoveForm, PhoneAnswerForm, ReferralForm
from .lesson_actions import remember_suggestion
from .letter import letter_context
from .letter_actions import print_letter
from .models import Referral
from .moving import default_follow_up
from .suggestions import known_of

both = require_http_methods(["GET", "HEAD", "POST"])


def _need(case: Case, need_id: UUID) -> Need:
    need = need_of(case, need_id)
    if need is None:
        raise Http404
    return need


def _referral(case: Case, referral_id: UUID) -> Referral:
    referral = queries.referral_of(case, referral_id)
    if referral is None:
        raise Http404
    return referral


def _to(referral: Referral) -> str:
    return reverse("referral_page", args=[referral.case.public_id, referral.public_id])


def _written(data: dict[str, Any]) -> dict[str, Any]:
    values = {name: data.get(name) for name in ("question", "way", "consent", "follow_up_on")}
    return {**values, "aware": data.get("aware", False)}


@both
@case_page(thing="referral_pick")
def referral_pick(request: SignedInRequest, case: Case, need_id: UUID) -> HttpResponse:
    """Choose where to: what the expert hears in the need, or what is searched for. A POST brings the
    worker's taps on what was heard; nothing of it is stored, and no need stands in an address."""
    need = _need(case, need_id)
    text = request.GET.get("q", "")[:200]
    services = pickable(text, "" if text else default_category(need.category))
    told = None if text else suggested(need.words, known_of(need, request.POST))
    context = {
        "case": case,
        "need": need,
        "q": text,
        "told": told,
        "page": page_of(request, services, size=20),
    }
    return render(request, "link_work/referrals/pick.html", context)


@require_POST
@case_page(thing="referral_pick")
def suggestion_decline(request: SignedInRequest, case: Case, need_id: UUID) -> HttpResponse:
    """「合わない」: counted for the pair of need and kind, without the case."""
    need = _need(case, need_id)
    service = queries.service_or_none(request.POST.get("service", ""))
    if service is not None:
        remember_suggestion(by=request.user, need=need, service=service, accepted=False)
        messages.success(request, "おぼえました。だれのことだったかは残りません。")
    return redirect("referral_pick", case.public_id, need.public_id)


@both
@case_page(thing="referral_new")
def referral_new(request: SignedInRequest, case: Case, need_id: UUID) -> HttpResponse:
    need = _need(case, need_id)
    service = queries.service_or_none(request.GET.get("service", ""))
    place = f"referral:{need.public_id}"
    initial = {"follow_up_on": default_follow_up(ReferralState.SENT)}
    form = ReferralForm(
        posted(request), user=request.user, case=case, service=service, place=place, initial=initial
    )

    def act(data: dict[str, Any]) -> str:
        where = {"need": need, "service": service, "destination": data.get("destination", "")}
        return _to(actions.write_referral(by=request.user, place=place, **where, **_written(data)))

    context = {"case": case, "need": need, "service": service, "heading": "つなぐ"}
    return form_page(request, form=form, template="link_work/referrals/new.html", act=act, context=context)


@require_GET
@link_work_page
def referral_list(request: SignedInRequest) -> HttpResponse:
    """Every referral of the team that has not ended; those to ask about first, today's at the top."""
    page = page_of(request, queries.open_of(request.user))
    leave_list_trace(request, [referral.case for referral in page.object_list], thing="referral_list")
    return render(request, "link_work/referrals/list.html", {"page": page})


@require_GET
@case_page(thing="referral")
def referral_page(request: SignedInRequest, case: Case, referral_id: UUID) -> HttpResponse:
    referral = _referral(case, referral_id)
    for answer in referral.answers.all():
        actions.see_answer(by=request.user, answer=answer)
    context = {
        "case": case,
        "referral": referral,
        "asked": queries.asked_of(referral),
        "would_show": queries.would_show(referral),
        "can_ask_how": referral.state in CAN_BE_ASKED_HOW,
    }
    return render(request, "link_work/referrals/page.html", context)


@both
@case_page(thing="referral_send")
def referral_send(request: SignedInRequest, case: Case, referral_id: UUID) -> HttpResponse:
    """Finish a draft and send it: the words, on what it stands, and when to ask again."""
    referral = _referral(case, referral_id)
    if referral.state != ReferralState.DRAFTED:
        return redirect(_to(referral))
    place = f"send:{referral.public_id}"
    initial = {"follow_up_on": default_follow_up(ReferralState.SENT)}
    form = ReferralForm(
        posted(request), user=request.user, case=case, service=referral.service, place=place, draft=referral,
        initial=initial,
    )  # fmt: skip

    def act(data: dict[str, Any]) -> str:
        actions.write_referral(by=request.user, draft=referral, place=place, **_written(data))
        return _to(referral)

    context = {"case": case, "need": referral.need, "service": referral.service, "heading": "送る"}
    return form_page(request, form=form, template="link_work/referrals/new.html", act=act, context=context)


@require_POST
@case_page(thing="referral")
def referral_ask(request: SignedInRequest, case: Case, referral_id: UUID) -> HttpResponse:
    """A fresh page for the agency: the same question again, or how it went."""
    referral = _referral(case, referral_id)
    with refusal_as_message(request):
        actions.ask_again(by=request.user, referral=referral)
        messages.success(request, "返事のページをつくりました。手紙を渡すか、リンクを伝えてください。")
    return redirect(_to(referral))


@both
@case_page(thing="referral_move")
def referral_move(request: SignedInRequest, case: Case, referral_id: UUID) -> HttpResponse:
    referral = _referral(case, referral_id)
    form = MoveForm(posted(request), referral=referral)

    def act(data: dict[str, Any]) -> str:
        if data["to"]:
            to = ReferralState(data.pop("to"))
            actions.move_referral(
                by=request.user, referral=referral, to=to, words=data["words"], on=data["on"],
                follow_up_on=data["follow_up_on"],
            )  # fmt: skip
        else:
            actions.postpone(
                by=request.user, referral=referral, follow_up_on=data["follow_up_on"], words=data["words"]
            )
        return _to(referral)

    context = {"case": case, "referral": referral, "heading": "どうなったかを書く"}
    return form_page(request, form=form, template="link_work/referrals/form.html", act=act, context=context)


@both
@case_page(thing="referral_phone")
def referral_phone(request: SignedInRequest, case: Case, referral_id: UUID) -> HttpResponse:
    """A telephone answer, in ten seconds."""
    referral = _referral(case, referral_id)
    form = PhoneAnswerForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        actions.answer_by_phone(
            by=request.user,
            referral=referral,
            said=Said(data["said"]),
            words=data["words"],
            said_by=data["said_by"],
            first_on=data["first_on"],
            aware=data.get("aware", False),
        )
        messages.success(request, "電話の返事を書きました。")
        return _to(referral)

    context = {"case": case, "referral": referral, "heading": "電話の返事を書く"}
    return form_page(request, form=form, template="link_work/referrals/form.html", act=act, context=context)


@require_GET
@case_page(thing="referral_letter", action=Action.PRINTED)
def referral_letter(request: SignedInRequest, case: Case, referral_id: UUID) -> HttpResponse:
    """The printed letter to the agency, with the QR code of its one-time page."""
    asked = queries.asked_of(_referral(case, referral_id))
    if asked is None or not asked.is_open:
        raise Http404
    print_letter(by=request.user, question=asked.question)
    return render(request, "link_work/referrals/letter.html", letter_context(case, asked))
