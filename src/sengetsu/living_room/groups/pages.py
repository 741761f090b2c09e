"""What the pages of a group have in common: whose group it is, and one kind of page for every short form."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from sengetsu.accounts.access import signed_in
from sengetsu.accounts.models import User
from sengetsu.base.form_pages import form_page
from sengetsu.living_room.spaces.access import host_or_404

from .models import Group
from .queries import group_seen_by


def own_group(request: HttpRequest, group_id: UUID) -> tuple[User, Group]:
    """Who asks, and the group if it is theirs to see; 404 for every other one."""
    by = signed_in(request)
    group = group_seen_by(by, group_id)
    if group is None:
        raise Http404
    return by, group


def hosted_group(request: HttpRequest, group_id: UUID) -> tuple[User, Group]:
    """The same for what only staff does."""
    host_or_404(request)
    return own_group(request, group_id)


def page_of_group(group: Group) -> str:
    return reverse("group_show", args=[group.public_id])


def short_form(
    request: HttpRequest,
    *,
    group: Group,
    form: forms.BaseForm,
    act: Callable[[dict[str, Any]], object],
    done: str,
    words: dict[str, str],
    **context: Any,
) -> HttpResponse:
    """A form about `group` that leads back to its page. `words`: `heading`, `lead`, `button`; `done` is said
    at the top of the next page."""

    def act_and_go(data: dict[str, Any]) -> str:
        act(data)
        messages.success(request, done)
        return page_of_group(group)

    page = {"group": group, "words": words, **context}
    template = "living_room/groups/form.html"
    return form_page(request, form=form, template=template, act=act_and_go, context=page)
