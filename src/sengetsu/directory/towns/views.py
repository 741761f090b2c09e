from typing import Any

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sengetsu.base.form_pages import form_page, posted
from sengetsu.directory.organizations.access import keeper_or_404

from .actions import save_town
from .forms import TownForm
from .queries import town


@require_http_methods(["GET", "HEAD", "POST"])
def town_edit(request: HttpRequest) -> HttpResponse:
    keeper = keeper_or_404(request)
    here = town()
    form = TownForm(posted(request), initial=model_to_dict(here))
    if not here._state.adding:
        form.saw(here)

    def save(data: dict[str, Any]) -> str:
        save_town(by=keeper, facts={name: data[name] for name in TownForm.EDITS}, seen=data["seen"])
        messages.success(request, "書きなおしました。オープンデータは、いまからこの内容です。")
        return reverse("town_edit")

    return form_page(request, form=form, template="directory/towns/edit.html", act=save)
