from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sengetsu.accounts.access import SignedInRequest, roles_required, signed_in
from sengetsu.accounts.choices import Role
from sengetsu.base.form_pages import form_page, posted
from sengetsu.link_work.cases.doors import case_page
from sengetsu.link_work.cases.models import Case

from . import actions, queries
from .choices import How, Scoring, SheetKind
from .forms import MeasureForm, PieceForm, SheetForm
from .models import Sheet

both = require_http_methods(["GET", "HEAD", "POST"])


def _sheet(code: str, kind: SheetKind) -> Sheet:
    sheet = queries.sheet_of(code)
    if sheet is None or sheet.kind != kind or sheet.retired:
        raise Http404
    return sheet


def _list(case: Case) -> str:
    return reverse("assessment_list", args=[case.public_id])


@both
@case_page(thing="assessment")
def piece_write(request: SignedInRequest, case: Case, code: str, item: str) -> HttpResponse:
    """One domain; everything else can wait for another visit."""
    sheet = _sheet(code, SheetKind.DOMAINS)
    asked = sheet.item(item)
    if asked is None:
        raise Http404
    form = PieceForm(posted(request), case=case, sheet=sheet, code=item, user=request.user)

    def act(data: dict[str, Any]) -> str:
        values = {name: data[name] for name in ("said", "seen", "person", "on")}
        actions.write_piece(
            by=request.user, case=case, sheet=sheet, code=item, how=How(data["how"]), place=form.draft_key,
            **values,
        )  # fmt: skip
        return f"{_list(case)}#{item}"

    context = {"case": case, "heading": asked["label"]}
    return form_page(request, form=form, template="link_work/assessments/form.html", act=act, context=context)


@both
@case_page(thing="assessment")
def measure_new(request: SignedInRequest, case: Case, code: str) -> HttpResponse:
    sheet = _sheet(code, SheetKind.MEASURE)
    form = MeasureForm(posted(request), case=case, sheet=sheet)

    def act(data: dict[str, Any]) -> str:
        actions.measure(
            by=request.user, case=case, sheet=sheet, person=data["person"], answers=form.answers(),
            on=data["on"], how=How(data["how"]),
        )  # fmt: skip
        messages.success(request, "答えを書きました。")
        return f"{_list(case)}#measures"

    context = {"case": case, "heading": sheet.title, "sheet": sheet}
    return form_page(request, form=form, template="link_work/assessments/form.html", act=act, context=context)


@require_GET
@roles_required(Role.LINK_WORKER, Role.MANAGER)
def sheet_list(request: HttpRequest) -> HttpResponse:
    return render(request, "link_work/assessments/sheets.html", {"sheets": queries.sheets(retired=True)})


@both
@roles_required(Role.LINK_WORKER, Role.MANAGER)
def sheet_write(request: HttpRequest, code: str = "") -> HttpResponse:
    """A town writes its own sheets and loads its own measures. Saving makes a new version."""
    sheet = queries.sheet_of(code) if code else None
    if code and sheet is None:
        raise Http404
    form = SheetForm(posted(request), sheet=sheet)

    def act(data: dict[str, Any]) -> str:
        kind, scoring = SheetKind(data.pop("kind")), Scoring(data.pop("scoring"))
        saved = actions.save_sheet(
            by=signed_in(request), code=code or queries.free_code(), kind=kind, scoring=scoring, **data
        )
        messages.success(request, f"{saved}にしました。まえの版で書いたものは、そのまま残ります。")
        return reverse("sheet_list")

    context = {"sheet": sheet, "heading": f"{sheet.title}を書きなおす" if sheet else "シートを加える"}
    template = "link_work/assessments/sheet.html"
    return form_page(request, form=form, template=template, act=act, context=context)
