"""All groups, for those who run the place."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from sengetsu.base.form_pages import form_page, posted
from sengetsu.base.pagination import page_of
from sengetsu.living_room.spaces.access import host_or_404

from .actions import register_by_phone
from .choices import Shown
from .own_forms import TelephoneForm
from .pages import page_of_group
from .queries import counts, find, listed

LONGEST_WORDS = 200


@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    host_or_404(request)
    asked, words = request.GET.get("which", ""), _words(request)
    many = counts()
    first = Shown.WAITING if many[Shown.WAITING] else Shown.VALID
    which = Shown(asked) if asked in Shown.values else first
    page = {
        "page": page_of(request, listed(which, words)),
        "which": which,
        "views": [(shown, many[shown]) for shown in Shown],
        "words": words,
    }
    return render(request, "living_room/groups/list.html", page)


@require_safe
def group_find(request: HttpRequest) -> HttpResponse:
    """A part of a page: the groups that fit `q`, or the name or telephone that is being typed."""
    host_or_404(request)
    words, phone = _words(request), request.GET.get("contact_phone", "")
    found = find(words) or find(phone)
    return render(request, "living_room/groups/_found.html", {"found": found, "words": words or phone})


@require_http_methods(["GET", "HEAD", "POST"])
def group_new(request: HttpRequest) -> HttpResponse:
    """Somebody is on the telephone."""
    host = host_or_404(request)
    form = TelephoneForm(posted(request))

    def act(_: dict[str, Any]) -> str:
        group = register_by_phone(by=host, **form.facts())
        messages.success(request, f"「{group}」を登録しました。")
        return page_of_group(group)

    return form_page(request, form=form, template="living_room/groups/new.html", act=act)


def _words(request: HttpRequest) -> str:
    """`q`, or the name that is being typed into the form."""
    typed = request.GET.get("q") or request.GET.get("name") or ""
    return typed.replace("\x00", " ").strip()[:LONGEST_WORDS]
