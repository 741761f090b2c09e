from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sengetsu.accounts.access import SignedInRequest
from sengetsu.audit.choices import Action
from sengetsu.base.form_pages import form_page, posted
from sengetsu.link_work.cases.doors import case_page
from sengetsu.link_work.cases.models import Case

from . import actions, queries
from .choices import TYPES, FileKind
from .forms import AttachmentForm
from .models import Attachment


@require_http_methods(["GET", "HEAD", "POST"])
@case_page(thing="attachment")
def attachment_list(request: SignedInRequest, case: Case) -> HttpResponse:
    form = AttachmentForm(posted(request), request.FILES or None)

    def act(data: dict[str, Any]) -> str:
        file = data["file"]
        actions.attach(by=request.user, case=case, title=data["title"], file=file, size=file.size)
        messages.success(request, "保存しました。")
        return reverse("attachment_list", args=[case.public_id])

    context = {"case": case, "heading": "紙と写真", "attachments": queries.attachments_of(case)}
    template = "link_work/attachments/list.html"
    return form_page(request, form=form, template=template, act=act, context=context)


def _attachment(case: Case, attachment_id: UUID) -> Attachment:
    found = queries.attachment_of(case, attachment_id)
    if found is None:
        raise Http404
    return found


@require_GET
@case_page(thing="attachment", action=Action.EXPORTED)
def attachment_file(request: SignedInRequest, case: Case, attachment_id: UUID) -> HttpResponse:
    """Always a download: nothing that somebody handed in is ever shown as a page of ours."""
    found = _attachment(case, attachment_id)
    if found.removed:
        raise Http404
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=found.filename) or "",
        "Cache-Control": "no-store, private",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(found.bytes, content_type=TYPES[FileKind(found.kind)], headers=headers)


@require_POST
@case_page(thing="attachment")
def attachment_remove(request: SignedInRequest, case: Case, attachment_id: UUID) -> HttpResponse:
    found = _attachment(case, attachment_id)
    actions.remove_attachment(by=request.user, attachment=found, back="back" in request.POST)
    return redirect("attachment_list", case.public_id)
