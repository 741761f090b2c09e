from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sengetsu.accounts.models import User
from sengetsu.base.form_pages import posted
from sengetsu.postbox import passphrase
from sengetsu.postbox.lifelines import lifelines
from sengetsu.postbox.pages import admit, letter_box_page, status_of

from .actions import drop_letter
from .choices import LetterKind
from .forms import LetterForm, TipForm


@letter_box_page
def letter_new(request: HttpRequest) -> HttpResponse:
    form = LetterForm(posted(request))
    if form.is_bound and form.is_valid() and admit(request, form):
        once_key = form.cleaned_data["once_key"]
        words = passphrase.of_form(once_key)
        letter = drop_letter(
            payload=form.payload, by=None, kind=LetterKind.LETTER, passphrase=words, once_key=once_key
        )
        # Shown at once, with no redirect: the words must stand in no address, session or table. Loading
        # this page again sends the same form, and so shows the same receipt and the same words.
        return render(
            request,
            "postbox/letters/letter_sent.html",
            {"letter": letter, "words": words, "latin": passphrase.in_latin(words)},
        )
    context = {"form": form, "lifelines": lifelines()}
    return render(request, "postbox/letters/letter_new.html", context, status=status_of(form))


@letter_box_page
def tip_new(request: HttpRequest) -> HttpResponse:
    by = request.user if isinstance(request.user, User) else None
    form = TipForm(posted(request), signed_in=by is not None)
    if form.is_bound and form.is_valid() and admit(request, form):
        letter = drop_letter(
            payload=form.payload, by=by, kind=LetterKind.TIP, once_key=form.cleaned_data["once_key"]
        )
        return render(request, "postbox/letters/tip_sent.html", {"letter": letter})
    context = {"form": form, "lifelines": lifelines()}
    return render(request, "postbox/letters/tip_new.html", context, status=status_of(form))
