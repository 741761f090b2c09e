"""Start-ups, for those who accompany them; and the path alone for the group that goes it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from sengetsu.accounts.access import signed_in
from sengetsu.accounts.models import User
from sengetsu.base.form_pages import form_page, posted
from sengetsu.base.pagination import page_of
from sengetsu.living_room.spaces.access import host_or_404

from . import queries
from . import startup_actions as actions
from .choices import CheckState, StartStep
from .models import Startup
from .path import path_of
from .startup_forms import (
    BeginForm,
    CheckForm,
    CorrectForm,
    HintsForm,
    MoveForm,
    NextFields,
    NoteForm,
    SettleForm,
    StartupForm,
)
from .views import venue_or_404, wish_or_404

both = require_http_methods(["GET", "HEAD", "POST"])


def _startup(request: HttpRequest, startup_id: UUID) -> tuple[User, Startup]:
    host = host_or_404(request)
    startup = queries.startup_for(host, startup_id)
    if startup is None:
        raise Http404
    return host, startup


def _page(startup: Startup) -> str:
    return reverse("startup_show", args=[startup.public_id])


@require_safe
def startup_list(request: HttpRequest) -> HttpResponse:
    """What is late, what comes this week, and the board by step."""
    host = host_or_404(request)
    today = timezone.localdate()
    rows = list(queries.running(host))
    context = {
        "sight": queries.InSight.of(rows, today),
        "columns": queries.by_step(rows),
        "page": page_of(request, queries.other_startups(host)),
        "today": today,
    }
    return render(request, "living_room/startups/startup_list.html", context)


@both
def startup_new(request: HttpRequest, wish_id: UUID | None = None) -> HttpResponse:
    host = host_or_404(request)
    wish = wish_or_404(host, wish_id) if wish_id else None
    venue = wish.venue if wish else venue_or_404(request)
    form = BeginForm(posted(request), by=host, wish=wish)

    def act(data: dict[str, Any]) -> str:
        following, answer = form.following(), data.get("answer", "")
        startup = actions.begin_startup(
            by=host, venue=venue, facts=form.facts(), following=following, wish=wish, answer=answer
        )
        messages.success(request, "はじめました。次の日まで、いっしょに。")
        return _page(startup)

    return form_page(
        request,
        form=form,
        template="living_room/startups/startup_new.html",
        act=act,
        context={"wish": wish},
    )


@require_safe
def startup_show(request: HttpRequest, startup_id: UUID) -> HttpResponse:
    _, startup = _startup(request, startup_id)
    context = {
        "startup": startup,
        "path": path_of(startup),
        "reminders": queries.reminders_of(startup),
        "today": timezone.localdate(),
    }
    return render(request, "living_room/startups/startup_show.html", context)


@require_safe
def startup_print(request: HttpRequest, startup_id: UUID) -> HttpResponse:
    _, startup = _startup(request, startup_id)
    context = {
        "startup": startup,
        "path": path_of(startup),
        "reminders": queries.reminders_of(startup),
        "today": timezone.localdate(),
    }
    return render(request, "living_room/startups/startup_print.html", context)


@both
def startup_edit(request: HttpRequest, startup_id: UUID) -> HttpResponse:
    host, startup = _startup(request, startup_id)
    form = StartupForm(posted(request), startup=startup)

    def act(data: dict[str, Any]) -> str:
        actions.change_startup(by=host, startup=startup, facts=form.facts(), seen=data["seen"])
        messages.success(request, "直しました。")
        return _page(startup)

    return _form(request, startup, form, act, words=("書きなおす・団体や申請とつなぐ", "保存する"))


@both
def startup_move(request: HttpRequest, startup_id: UUID) -> HttpResponse:
    host, startup = _startup(request, startup_id)
    form = MoveForm(posted(request), by=host, startup=startup)

    def act(data: dict[str, Any]) -> str:
        said = {name: data[name] for name in ("on", "words", "seen")}
        step = StartStep(data["step"])
        actions.move_startup(by=host, startup=startup, step=step, following=form.following(), **said)
        messages.success(request, f"「{step.label}」に進みました。")
        return _page(startup)

    return _form(request, startup, form, act, words=("段階を進める", "この段階にする"))


@both
def startup_plan(request: HttpRequest, startup_id: UUID) -> HttpResponse:
    host, startup = _startup(request, startup_id)
    form = NextFields(posted(request), by=host, startup=startup)

    def act(data: dict[str, Any]) -> str:
        following = form.following()
        actions.plan_startup(by=host, startup=startup, following=following, seen=data["seen"])
        messages.success(request, "次の日を決めました。")
        return _page(startup)

    return _form(request, startup, form, act, words=("次の日を決める", "この日にする"))


@both
def startup_settle(request: HttpRequest, startup_id: UUID) -> HttpResponse:
    host, startup = _startup(request, startup_id)
    form = SettleForm(posted(request), by=host, startup=startup)

    def act(_: dict[str, Any]) -> str:
        actions.settle_startup(by=host, startup=startup, **form.arguments())
        messages.success(request, "変えました。わけはメモに残っています。")
        return _page(startup)

    return _form(request, startup, form, act, words=("お休み・おわり・再開", "こうする"))


@both
def startup_note(request: HttpRequest, startup_id: UUID) -> HttpResponse:
    host, startup = _startup(request, startup_id)
    form = NoteForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        actions.note_startup(by=host, startup=startup, on=data["on"], text=data["text"])
        messages.success(request, "メモを書きました。")
        return _page(startup)

    return _form(request, startup, form, act, words=("メモを書く", "書く"))


@both
def startup_note_correct(request: HttpRequest, startup_id: UUID, note_id: UUID) -> HttpResponse:
    host, startup = _startup(request, startup_id)
    note = queries.note_of(startup, note_id)
    if note is None:
        raise Http404
    form = CorrectForm(posted(request), note=note)

    def act(data: dict[str, Any]) -> str:
        actions.correct_note(by=host, note=note, text=data["text"], reason=data["reason"])
        messages.success(request, "直しました。まえの文も残っています。")
        return _page(startup)

    return _form(request, startup, form, act, words=("メモを直す", "直す"))


@both
def startup_check(request: HttpRequest, startup_id: UUID) -> HttpResponse:
    """`?about=`: the words of the hint."""
    host, startup = _startup(request, startup_id)
    found = queries.reminder_of(startup, request.GET.get("about", ""))
    form = CheckForm(posted(request), initial=found)

    def act(data: dict[str, Any]) -> str:
        said = {name: data[name] for name in ("text", "note")}
        actions.check_hint(by=host, startup=startup, state=CheckState(data["state"]), **said)
        messages.success(request, "書きました。")
        return _page(startup)

    return _form(request, startup, form, act, words=("確かめたことを書く", "書く"))


@both
def startup_hints(request: HttpRequest) -> HttpResponse:
    host = host_or_404(request)
    venue = venue_or_404(request)
    form = HintsForm(posted(request), initial={"texts": "\n".join(queries.hints_of(venue))})

    def act(data: dict[str, Any]) -> str:
        actions.set_hints(by=host, venue=venue, texts=data["texts"])
        messages.success(request, "保存しました。")
        return reverse("startup_list")

    return form_page(request, form=form, template="living_room/startups/startup_hints.html", act=act)


# --- For the group ----------------------------------------------------------------------------------------
@require_safe
def startup_own_list(request: HttpRequest) -> HttpResponse:
    """The start-ups of one's own groups. The only one opens at once."""
    rows = list(queries.startups_of(signed_in(request)))
    if len(rows) == 1:
        return redirect("startup_own", rows[0].public_id)
    return render(request, "living_room/startups/startup_own_list.html", {"rows": rows})


@require_safe
def startup_own(request: HttpRequest, startup_id: UUID) -> HttpResponse:
    """The path and the next day; the notes of the staff are not read from here."""
    startup = queries.path_for(signed_in(request), startup_id)
    if startup is None:
        raise Http404
    context = {"startup": startup, "path": path_of(startup)}
    return render(request, "living_room/startups/startup_own.html", context)


def _form(
    request: HttpRequest, startup: Startup, form: Any, act: Any, *, words: tuple[str, str]
) -> HttpResponse:
    """One page for every small form about a start-up; `words`: its heading and its button."""
    heading, button = words
    context = {"startup": startup, "heading": heading, "button": button}
    return form_page(
        request, form=form, template="living_room/startups/startup_form.html", act=act, context=context
    )
