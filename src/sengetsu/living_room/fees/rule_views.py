"""Rules, waivers, and what notices say: the settings of fees, for staff."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.living_room.bookings.choices import Purpose
from sengetsu.living_room.spaces.access import host_or_404
from sengetsu.living_room.spaces.pages import address, here_or_404
from sengetsu.living_room.spaces.queries import place_of_venue

from .actions import (
    add_rule,
    add_waiver,
    change_settings,
    end_grant,
    end_waiver,
    grant_waiver,
    withdraw_rule,
)
from .forms import SEND
from .queries import (
    RuleBook,
    all_grants,
    all_rules,
    all_waivers,
    grantable_groups,
    grants_of,
    open_waivers,
    rules_by_purpose,
    settings_of,
    waivers_of,
)
from .rule_forms import GrantForm, RuleForm, SettingsForm, TryForm, WaiverForm
from .trying import examples_of, try_rule


@require_safe
def fee_rules(request: HttpRequest) -> HttpResponse:
    here = here_or_404(request)
    rules = rules_by_purpose(here.venue, timezone.localdate())
    return render(request, "living_room/fees/rules.html", {"rules": rules, "here": here})


@require_http_methods(["GET", "HEAD", "POST"])
def fee_rule_new(request: HttpRequest, purpose: str) -> HttpResponse:
    """Write, look at the rule in words with examples, begin it."""
    host, here = host_or_404(request), here_or_404(request)
    if purpose not in Purpose.values:
        raise Http404
    last = next(iter(RuleBook(here.venue).versions(purpose)), None)
    form = RuleForm(posted(request), last=last)
    context: dict[str, Any] = {"purpose": Purpose(purpose), "last": last, "here": here}

    def act(data: dict[str, Any]) -> str:
        facts = {"valid_from": data["valid_from"], "note": data["note"], "seen": data["seen"]}
        add_rule(by=host, venue=here.venue, purpose=Purpose(purpose), terms=form.terms(), **facts)
        messages.success(request, "新しい決まりを書きました。")
        return address("fee_rules", here)

    if form.is_bound and form.step != SEND and form.is_valid():
        context |= {"form": form, "examples": examples_of(form.terms())}
        return render(request, f"living_room/fees/rule_{form.answer_template}.html", context)
    return form_page(request, form=form, template="living_room/fees/rule_form.html", act=act, context=context)


@require_POST
def fee_rule_withdraw(request: HttpRequest, rule_id: int) -> HttpResponse:
    host = host_or_404(request)
    rule = get_object_or_404(all_rules(), pk=rule_id)
    with refusal_as_message(request):
        withdraw_rule(by=host, rule=rule)
    return redirect(address("fee_rules", place_of_venue(rule.venue_id)))


@require_safe
def fee_try(request: HttpRequest) -> HttpResponse:
    """The calculator: a GET, so that an example can be shared; nothing is saved."""
    here = here_or_404(request)
    form = TryForm(request.GET if "purpose" in request.GET else None)
    form.choose_among("waiver", open_waivers(here.venue, timezone.localdate()))
    trial = try_rule(here.venue, form.cleaned_data) if form.is_bound and form.is_valid() else None
    return render(request, "living_room/fees/try.html", {"form": form, "trial": trial, "here": here})


@require_http_methods(["GET", "HEAD", "POST"])
def waiver_list(request: HttpRequest) -> HttpResponse:
    """The table, who has what of it, and a form for the next row."""
    host, here = host_or_404(request), here_or_404(request)
    form = WaiverForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        add_waiver(by=host, venue=here.venue, facts=form.facts(), purposes=data["purposes"])
        messages.success(request, "減免の表に加えました。")
        return address("waiver_list", here)

    context = {"waivers": waivers_of(here.venue), "grants": grants_of(here.venue), "here": here}
    return form_page(request, form=form, template="living_room/fees/waivers.html", act=act, context=context)


@require_POST
def waiver_end(request: HttpRequest, waiver_id: int) -> HttpResponse:
    host = host_or_404(request)
    waiver = get_object_or_404(all_waivers(), pk=waiver_id)
    end_waiver(by=host, waiver=waiver)
    messages.success(request, "減免を終わりにしました。")
    return redirect(address("waiver_list", place_of_venue(waiver.venue_id)))


@require_http_methods(["GET", "HEAD", "POST"])
def waiver_grant(request: HttpRequest, waiver_id: int) -> HttpResponse:
    host = host_or_404(request)
    waiver = get_object_or_404(all_waivers(), pk=waiver_id)
    here = place_of_venue(waiver.venue_id)
    form = GrantForm(posted(request))
    form.choose_among("group", grantable_groups())

    def act(data: dict[str, Any]) -> str:
        grant_waiver(by=host, waiver=waiver, group=data["group"], reason=data["reason"])
        messages.success(request, "減免をつけました。")
        return address("waiver_list", here)

    context = {"waiver": waiver, "here": here}
    return form_page(request, form=form, template="living_room/fees/grant.html", act=act, context=context)


@require_POST
def waiver_grant_end(request: HttpRequest, grant_id: int) -> HttpResponse:
    host = host_or_404(request)
    grant = get_object_or_404(all_grants(), pk=grant_id)
    end_grant(by=host, grant=grant)
    messages.success(request, "この減免をやめました。もう決まった料金は変わりません。")
    return redirect(address("waiver_list", place_of_venue(grant.waiver.venue_id)))


@require_http_methods(["GET", "HEAD", "POST"])
def fee_settings(request: HttpRequest) -> HttpResponse:
    host, here = host_or_404(request), here_or_404(request)
    form = SettingsForm(posted(request), row=settings_of(here.venue))

    def act(data: dict[str, Any]) -> str:
        change_settings(by=host, venue=here.venue, facts=data, seen=data["seen"])
        messages.success(request, "保存しました。これからの通知にのります。")
        return address("fee_settings", here)

    template = "living_room/fees/settings.html"
    return form_page(request, form=form, template=template, act=act, context={"here": here})
