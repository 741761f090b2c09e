"""Somebody tells a situation and gets what the town has for it. The story is in no address, no log and no
table; the page is in no cache."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sengetsu.base.form_pages import posted
from sengetsu.base.open_forms import admit_address, secret_page, status_of

from .forms import StoryForm
from .queries import answer_to

STORIES_PER_ADDRESS = 300  # in an hour; a town hall sits behind one address


@secret_page
def story_tell(request: HttpRequest) -> HttpResponse:
    form = StoryForm(posted(request))
    told = None
    address = request.META.get("REMOTE_ADDR", "")
    if (
        form.is_bound
        and form.is_valid()
        and admit_address(address, form, what="story", limit=STORIES_PER_ADDRESS)
    ):
        told = answer_to(form.cleaned_data["story"], form.known())
    context = {"form": form, "told": told}
    return render(request, "directory/stories/tell.html", context, status=status_of(form))
