from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from sengetsu.accounts.sign_in.address import client_address
from sengetsu.base.form_pages import posted
from sengetsu.base.limits import take
from sengetsu.postbox import receipt as receipts
from sengetsu.postbox.letters.actions import drop_follow_up
from sengetsu.postbox.lifelines import lifelines
from sengetsu.postbox.pages import (
    WORDS_PER_ADDRESS,
    WORDS_PER_RECEIPT,
    admit,
    letter_box_page,
    status_of,
)

from .actions import EnvelopeDead, Thread, WrongWords, answer_question, open_question, open_replies
from .forms import FollowUpForm, WordsForm, answer_form
from .queries import as_rows


@letter_box_page
def letter_reply(request: HttpRequest) -> HttpResponse:
    form = WordsForm(posted(request))
    if form.is_bound and form.is_valid() and (thread := _opened(request, form)):
        letter = thread.letter
        context = {"thread": thread, "form": FollowUpForm(initial={"thread": FollowUpForm.proof(letter)})}
        return render(request, "postbox/envelopes/replies.html", {**context, "lifelines": lifelines()})
    return render(request, "postbox/envelopes/letter_reply.html", {"form": form}, status=status_of(form))


def _opened(request: HttpRequest, form: WordsForm) -> Thread | None:
    """The thread, or None with the refusal in the form. Both counters count also the right words."""
    receipt, words = form.cleaned_data["receipt"], form.cleaned_data["passphrase"]
    address = take("words", client_address(request), limit=WORDS_PER_ADDRESS)
    number = take("receipt", receipts.normalise(receipt) or "", limit=WORDS_PER_RECEIPT)
    if not (address and number):
        sentence = _("続けて試せる回数をこえました。1時間ほどあとで試してください。")
        form.add_error(None, ValidationError(sentence, code="throttled"))
        return None
    try:
        return open_replies(receipt=receipt, passphrase=words, by=None)
    except WrongWords:
        form.add_error(None, ValidationError(_("受付番号と合言葉の組み合わせが見つかりません。")))
        return None


@letter_box_page
def letter_again(request: HttpRequest) -> HttpResponse:
    form = FollowUpForm(posted(request))
    if form.is_bound and form.is_valid() and admit(request, form):
        letter = drop_follow_up(
            thread=form.cleaned_data["thread"],
            payload={"text": form.cleaned_data["text"]},
            by=None,
            once_key=form.cleaned_data["once_key"],
        )
        return render(request, "postbox/envelopes/again_sent.html", {"letter": letter})
    if not form.is_bound:  # a bookmark, or another language chosen after sending
        return render(request, "postbox/envelopes/letter_reply.html", {"form": WordsForm()})
    context = {"form": form, "lifelines": lifelines()}
    return render(request, "postbox/envelopes/letter_again.html", context, status=status_of(form))


@csrf_exempt  # the link is the right to answer; nobody's session is used, and cookies are not needed
@letter_box_page
def answer_write(request: HttpRequest, token: str) -> HttpResponse:
    response = _answer_page(request, token)
    response["Referrer-Policy"] = "no-referrer"  # the address is the key: not even our own logs need it
    return response


def _answer_page(request: HttpRequest, token: str) -> HttpResponse:
    form = answer_form(request.POST.get("ask"))(posted(request))
    try:
        if form.is_bound and form.is_valid():
            answer_question(token=token, answer=form.payload, by=None, once_key=form.cleaned_data["once_key"])
            return render(request, "postbox/envelopes/answer_sent.html")
        content = open_question(token=token, by=None)
        form = form if form.is_bound else answer_form(content.get("ask"))()
    except EnvelopeDead:
        return _dead()
    return render(request, "postbox/envelopes/answer_write.html", {"form": form, "rows": as_rows(content)})


def _dead() -> HttpResponse:
    """One page for answered, withdrawn, expired and forged links, the same to the byte.

    It is rendered for a request that says nothing: the real one carries the link in its path, and a signed-in
    visitor's page carries a token that changes each time.
    """
    nobody = HttpRequest()
    nobody.method, nobody.path, nobody.user = "GET", "/", AnonymousUser()
    return render(nobody, "postbox/envelopes/dead.html", status=404)
