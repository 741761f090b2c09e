"""Rules, waivers, and what notices say: the settings of fees, for staff."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.living_room.bookings.choices import Purpose
from sengetsu.living_room.spaces.access import host_or_404

from .actions import (
    add_rule,
    add_waiver,
    change_settings,
    end_grant,
    end_waiver,
    grant_waiver,
    withdraw_rule,
)
from .dates import venue_or_404
from .forms import SEND
from .queries import (
    RuleBook,
    grantable_groups,
    grants_of,
    open_waivers,
    rules_by_purpose,
    rules_of,
    settings_of,
    waivers_of,
)
from .rule_forms import GrantForm, RuleForm, SettingsForm, TryForm, WaiverForm
from .trying import Trial, examples_of, try_rule


@require_safe
def fee_rules(request: HttpRequest) -> HttpResponse:
    host_or_404(request)
    rules = rules_by_purpose(venue_or_404(request), timezone.localdate())
    return render(request, "living_room/fees/rules.html", {"rules": rules})


@require_http_methods(["GET", "HEAD", "POST"])
def fee_rule_new(request: HttpRequest, purpose: str) -> HttpResponse:
    """Write, look at the rule in words with examples, begin it."""
    host, venue = host_or_404(request), venue_or_404(request)
    if purpose not in Purpose.values:
        raise Http404
    versions = RuleBook(venue).versions(purpose)
    form = RuleForm(posted(request), last=versions[0] if versions else None)
    context: dict[str, Any] = {"purpose": Purpose(purpose), "last": versions[0] if versions else None}

    def act(data: dict[str, Any]) -> str:
        facts = {"valid_from": data["valid_from"], "note": data["note"], "seen": data["seen"]}
        add_rule(by=host, venue=venue, purpose=Purpose(purpose), terms=form.terms(), **facts)
        messages.success(request, "新しい決まりを書きました。")
        return reverse("fee_rules")

    if form.is_bound and form.step != SEND and form.is_valid():
        context |= {"form": form, "examples": examples_of(form.terms())}
        return render(request, f"living_room/fees/rule_{form.answer_template}.html", context)
    return form_page(request, form=form, template="living_room/fees/rule_form.html", act=act, context=context)


@require_POST
def fee_rule_withdraw(request: HttpRequest, rule_id: int) -> HttpResponse:
    host = host_or_404(request)
    rule = get_object_or_404(rules_of(venue_or_404(request)), pk=rule_id)
    with refusal_as_message(request):
        withdraw_rule(by=host, rule=rule)
    return redirect("fee_rules")


@require_safe
def fee_try(request: HttpRequest) -> HttpResponse:
    """The calculator: a GET, so that an example can be shared; nothing is saved."""
    host_or_404(request)
    venue = venue_or_404(request)
    form = TryForm(request.GET if "purpose" in request.GET else None)
    form.choose_among("waiver", open_waivers(venue, timezone.localdate()))
    trial: Trial | None = try_rule(venue, form.cleaned_data) if form.is_bound and form.is_valid() else None
    return render(request, "living_room/fees/try.html", {"form": form, "trial": trial})


@require_http_methods(["GET", "HEAD", "POST"])
def waiver_list(request: HttpRequest) -> HttpResponse:
    """The table, who has what of it, and a form for the next row."""
    host, venue = host_or_404(request), venue_or_404(request)
    form = WaiverForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        add_waiver(by=host, venue=venue, facts=form.facts(), purposes=data["purposes"])
        messages.success(request, "減免の表に加えました。")
        return reverse("waiver_list")

    context = {"waivers": waivers_of(venue), "grants": grants_of(venue)}
    return form_page(request, form=form, template="living_room/fees/waivers.html", act=act, context=context)


@require_POST
def waiver_end(request: HttpRequest, waiver_id: int) -> HttpResponse:
    host = host_or_404(request)
    end_waiver(by=host, waiver=get_object_or_404(waivers_of(venue_or_404(request)), pk=waiver_id))
    messages.success(request, "減免を終わりにしました。")
    return redirect("waiver_list")


@require_http_methods(["GET", "HEAD", "POST"])
def waiver_grant(request: HttpRequest, waiver_id: int) -> HttpResponse:
    host, venue = host_or_404(request), venue_or_404(request)
    waiver = get_object_or_404(waivers_of(venue), pk=waiver_id)
    form = GrantForm(posted(request))
    form.choose_among("group", grantable_groups())

    def act(data: dict[str, Any]) -> str:
        grant_waiver(by=host, waiver=waiver, group=data["group"], reason=data["reason"])
        messages.success(request, "減免をつけました。")
        return reverse("waiver_list")

    context = {"waiver": waiver}
    return form_page(request, form=form, template="living_room/fees/grant.html", act=act, context=context)


@require_POST
def waiver_grant_end(request: HttpRequest, grant_id: int) -> HttpResponse:
    host = host_or_404(request)
    end_grant(by=host, grant=get_object_or_404(grants_of(venue_or_404(request)), pk=grant_id))
    messages.success(request, "この減免をやめました。もう決まった料金は変わりません。")
    return redirect("waiver_list")


@require_http_methods(["GET", "HEAD", "POST"])
def fee_settings(request: HttpRequest) -> HttpResponse:
    host, venue = host_or_404(request), venue_or_404(request)
    form = SettingsForm(posted(request), row=settings_of(venue))

    def act(data: dict[str, Any]) -> str:
        change_settings(by=host, venue=venue, facts=data, seen=data["seen"])
        messages.success(request, "保存しました。これからの通知にのります。")
        return reverse("fee_settings")

    return form_page(request, form=form, template="living_room/fees/settings.html", act=act)
