"""The town's own words for needs, and what they lead to. For keepers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.directory.organizations.access import keeper_or_404

from .actions import change_need, return_to_edition
from .forms import NeedForm
from .lessons import proposals
from .models import TaxonomyEdition
from .queries import editions, newest_edition, taxonomy


@require_safe
def taxonomy_list(request: HttpRequest) -> HttpResponse:
    keeper_or_404(request)
    knowing = taxonomy()
    counts: dict[str, int] = {}
    for story in knowing.stories:
        for need in story.needs:
            counts[need] = counts.get(need, 0) + 1
    needs = [(need, counts.get(need.code, 0)) for need in knowing.needs.values()]
    taught = [(one, knowing.needs[one.need], knowing.kinds[one.kind]) for one in proposals(knowing)]
    context = {"needs": needs, "edition": knowing.edition, "editions": editions(), "taught": taught}
    return render(request, "directory/taxonomies/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def taxonomy_edit(request: HttpRequest, need_code: str) -> HttpResponse:
    keeper = keeper_or_404(request)
    knowing = taxonomy()
    if need_code not in knowing.needs:
        raise Http404
    need, newest = knowing.needs[need_code], newest_edition()
    form = NeedForm(posted(request), need=need, taxonomy=knowing, initial=_start(need, newest))

    def save(data: dict[str, Any]) -> str:
        change_need(by=keeper, need=need_code, change=form.change(), seen=data["seen"], reason=data["reason"])
        messages.success(request, "新しい版にしました。次にさがすときから、この言葉で聞きます。")
        return reverse("taxonomy_list")

    shipped_words = [story.text for story in knowing.stories if need_code in story.needs][:40]
    context = {"need": need, "words": shipped_words}
    return form_page(request, form=form, template="directory/taxonomies/edit.html", act=save, context=context)


def _start(need: Any, newest: TaxonomyEdition | None) -> dict[str, Any]:
    own = newest.changes.get(need.code, {}) if newest else {}
    number = newest.number if newest else 0
    return {"label": need.label, "sayings": "\n".join(own.get("sayings", [])), "seen": number}


@require_POST
def taxonomy_return(request: HttpRequest, number: int) -> HttpResponse:
    keeper = keeper_or_404(request)
    with refusal_as_message(request):
        made = return_to_edition(by=keeper, number=number)
        messages.success(request, f"第{made.number}版として、もとの言葉にもどしました。")
    return redirect("taxonomy_list")
