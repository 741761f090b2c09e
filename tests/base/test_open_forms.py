"""Forms that anybody may send: a machine falls into the trap, a flood waits, and a person loses nothing."""

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from sengetsu.base.open_forms import Line, OpenForm, admit_address, open_page, secret_page, status_of

pytestmark = pytest.mark.django_db  # the cache is a table


class NoteForm(OpenForm):
    text = Line(label="ひとこと")


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.clear()


def test_the_form_prints_a_trap_that_nobody_sees_or_reaches_by_keyboard() -> None:
    page = str(NoteForm())
    assert 'name="homepage"' in page
    assert 'tabindex="-1"' in page[page.index('name="homepage"') :]
    assert 'class="hush" aria-hidden="true"' in page


def test_a_machine_that_fills_the_trap_is_refused_and_a_person_sends_the_same_text_again() -> None:
    trapped = NoteForm({"text": "こんにちは", "homepage": "http://spam.example/"})
    assert not trapped.is_valid()
    assert "こんにちは" in str(trapped)
    assert "spam.example" not in str(trapped)
    assert NoteForm({"text": "こんにちは", "homepage": ""}).is_valid()


def test_one_address_waits_after_its_limit_and_another_does_not() -> None:
    def sent_from(address: str, what: str = "note") -> NoteForm:
        form = NoteForm({"text": "こんにちは"})
        assert form.is_valid()
        admit_address(address, form, what=what, limit=2)
        return form

    assert [status_of(sent_from("192.0.2.1")) for _ in range(3)] == [200, 200, 429]
    assert "1時間ほど" in str(sent_from("192.0.2.1"))
    assert status_of(sent_from("192.0.2.2")) == 200
    assert status_of(sent_from("192.0.2.1", what="wish")) == 200


def test_an_open_page_needs_no_account_and_a_secret_one_is_kept_nowhere() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("ok")

    asked = RequestFactory().get("/")
    assert not open_page(view).login_required  # type: ignore[attr-defined]
    assert not secret_page(view).login_required  # type: ignore[attr-defined]
    assert open_page(view)(RequestFactory().put("/")).status_code == 405
    assert "no-store" not in open_page(view)(asked).headers.get("Cache-Control", "")
    kept = secret_page(view)(asked)
    assert kept["Cache-Control"] == "no-store, private"
    assert kept["X-Robots-Tag"] == "noindex, nofollow"
