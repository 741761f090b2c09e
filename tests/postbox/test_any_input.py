"""Whatever is typed, pasted or forged: a page answers, and what was accepted comes out whole."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sengetsu.postbox import passphrase, receipt
from sengetsu.postbox.letters.forms import LetterForm, TipForm
from sengetsu.postbox.letters.models import Letter
from sengetsu.postbox.sealing import open_letter, seal_letter

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
LONG = st.sampled_from(["あ", "🌙", "👨‍👩‍👧", "髙", "a\r\n", "\x00", "<b>", "ｶﾞ"]).map(lambda one: one * 4100)
TYPED = st.one_of(ANY, LONG, st.just("\x00"), st.just("🙂" * 4000))
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(TYPED, TYPED, TYPED, st.one_of(ANY, st.sampled_from(["here", "telephone", "none"])))
def test_a_form_takes_anything_and_what_is_valid_seals_whole(
    text: str, name: str, way: str, reply: str
) -> None:
    form = LetterForm({"text": text, "name": name, "contact": way, "reply": reply})
    if form.is_valid():
        payload: dict[str, Any] = form.payload
        assert open_letter(seal_letter(payload)) == payload
        assert len(payload["text"]) <= 4000
    assert form["text"].value() is not None


@given(st.dictionaries(st.sampled_from(list(TipForm.base_fields)), TYPED), st.booleans())
def test_a_tip_form_takes_anything(data: dict[str, str], signed_in: bool) -> None:
    form = TipForm(data, signed_in=signed_in)
    if form.is_valid():
        assert open_letter(seal_letter(form.payload)) == form.payload


@given(TYPED)
def test_receipts_and_passphrases_normalise_without_a_fault(typed: str) -> None:
    assert receipt.normalise(typed) is None or len(receipt.normalise(typed) or "") == 9
    once = passphrase.normalise(typed)
    assert passphrase.normalise(once) == once


@few
@given(TYPED)
@pytest.mark.django_db
def test_the_letter_page_answers_whatever_is_sent(text: str) -> None:
    cache.clear()
    before = Letter.objects.count()
    response = Client().post("/letters/new/", {"text": text, "reply": "none"})
    assert response.status_code == 200
    assert Letter.objects.count() in {before, before + 1}


@few
@given(ANY, ANY)
@pytest.mark.django_db
def test_the_reply_page_answers_whatever_is_sent(number: str, words: str) -> None:
    cache.clear()
    assert Client().post("/letters/reply/", {"receipt": number, "passphrase": words}).status_code == 200
