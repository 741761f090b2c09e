"""How the product fails: calmly, with a reference, without data, and without losing what was typed."""

import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sengetsu.accounts.models import User
from tests.people import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.base.kit_urls")]
HERE = {"Sec-Fetch-Site": "same-origin"}
STORY = "母のことで、\nだれにも言えませんでした。"


@pytest.fixture
def visitor() -> Client:
    """Somebody without an account, whose browser checks tokens as a real one does."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def test_not_found_is_one_page_whoever_asks(visitor: Client, sign_in: SignIn, aoki: User) -> None:
    worker = sign_in(aoki)
    pages = [
        visitor.get("/no/such/page"),
        visitor.get("/t/hidden/"),
        worker.get("/no/such/page"),
        worker.get("/t/hidden/"),
        worker.get("/t/hidden/", headers={"Accept-Language": "en"}),
    ]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    assert len({page["X-Reference"] for page in pages}) == len(pages)


def test_not_found_knows_nobody(sign_in: SignIn, aoki: User) -> None:
    page = sign_in(aoki).get("/t/hidden/").content.decode()
    assert aoki.display_name not in page
    assert "csrf" not in page
    assert "canary" not in page


def test_the_headers_of_not_found_do_not_tell_hidden_from_missing(sign_in: SignIn, aoki: User) -> None:
    worker = sign_in(aoki)
    hidden, missing = worker.get("/t/hidden/"), worker.get("/no/such/page")
    names = set(hidden.headers) - {"X-Reference"}
    assert {name: hidden[name] for name in names} == {name: missing[name] for name in names}


@pytest.mark.parametrize(("path", "status"), [("/t/400/", 400), ("/t/403/", 403), ("/t/500/", 500)])
def test_a_fault_page_has_a_reference_and_no_data(visitor: Client, path: str, status: int) -> None:
    page = visitor.get(path)
    assert page.status_code == status
    assert page["X-Reference"] in page.content.decode()
    assert "canary" not in page.content.decode()
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("path", ["/t/disk/", "/t/lost/"])
def test_a_full_disk_or_a_lost_database_is_a_clean_page(visitor: Client, path: str) -> None:
    page = visitor.get(path)
    assert page.status_code == 503
    assert "いまは保存できません" in page.content.decode()
    assert "canary" not in page.content.decode()
    assert visitor.get("/t/open/").content == b"open page"


def test_our_own_mistake_is_not_called_a_full_disk(visitor: Client) -> None:
    assert visitor.get("/t/broken/").status_code == 500


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="fills a SQLite file to its brim")
def test_a_database_that_is_full_says_so_and_goes_on_when_there_is_room() -> None:
    client = Client(raise_request_exception=False, headers=HERE)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
    try:
        answers = [client.post("/t/write/", {"story": f"{n} " + "あ" * 140}) for n in range(60)]
        sessions = [Client(raise_request_exception=False).get("/t/session/") for _ in range(60)]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    kept = sum(answer.status_code == 200 for answer in answers)
    assert {answer.status_code for answer in answers} == {200, 503}
    assert 503 in {answer.status_code for answer in sessions}, "the session is saved after the view"
    assert 500 not in {answer.status_code for answer in sessions}
    assert Group.objects.count() == kept, "what was acknowledged is there, and nothing else"
    refused = next(answer for answer in answers if answer.status_code == 503)
    assert "あ" * 140 in refused.content.decode(), "what was typed is given back"
    assert client.post("/t/write/", {"story": "また書けます"}).status_code == 200


def fields_of(page: str) -> dict[str, str]:
    """Name and value of all that one tap on the page would send."""
    form = page[page.index("<form") : page.index("</form>")]
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))
    found.update(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL))
    return found


def test_an_old_token_loses_no_words_and_one_tap_sends_them_again(visitor: Client) -> None:
    page = visitor.post("/t/write/", {"story": STORY, "way": "visit"}, headers=HERE)
    assert page.status_code == 403
    fields = fields_of(page.content.decode())
    assert fields["story"] == STORY
    assert fields["way"] == "visit"
    assert visitor.post("/t/write/", fields, headers=HERE).content == b"kept"


def test_words_given_back_are_never_markup(visitor: Client) -> None:
    story = "</textarea><script>alert(1)</script>\n"
    page = visitor.post("/t/write/", {"story": story}, headers=HERE).content.decode()
    assert "<script>alert" not in page
    assert "&lt;/textarea&gt;" in page


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://elsewhere.example", "Referer": "https://elsewhere.example/"},
        {},
    ],
)
def test_a_strangers_page_gets_no_fresh_token(visitor: Client, headers: dict[str, str]) -> None:
    page = visitor.post("/t/write/", {"story": STORY}, headers=headers)
    assert page.status_code == 403
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert "だれにも" not in page.content.decode()


@pytest.mark.parametrize("secret", ["password", "new_password1", "passphrase", "code"])
def test_a_secret_is_never_written_into_a_page(visitor: Client, secret: str) -> None:
    page = visitor.post("/t/write/", {secret: "hush-hush", "story": STORY}, headers=HERE)
    assert "hush-hush" not in page.content.decode()


def test_who_was_writing_when_the_session_ended_keeps_the_words(
    visitor: Client, sign_in: SignIn, aoki: User
) -> None:
    visitor.get("/token/")
    token = visitor.get("/token/").json()["token"]
    data = {"story": STORY, "csrfmiddlewaretoken": token}
    page = visitor.post("/t/room/", data, headers=HERE)
    assert page.status_code == 401
    assert "もう一度サインインしてください" in page.content.decode()
    fields = fields_of(page.content.decode())
    assert fields["story"] == STORY
    assert STORY in sign_in(aoki).post("/t/room/", fields).content.decode()


def test_a_stranger_who_only_looks_is_sent_to_sign_in(visitor: Client) -> None:
    page = visitor.get("/t/room/")
    assert page.status_code == 302
    assert page["Location"].startswith("/accounts/login/")


def test_a_script_hears_that_the_session_is_over(visitor: Client) -> None:
    client = Client(headers={"Accept": "application/json", **HERE})
    page = client.post("/t/room/", {"story": STORY})
    assert page.status_code == 401
    assert page.json()["sign_in"].startswith("/accounts/login/")


def test_what_a_signed_in_person_sees_is_kept_nowhere(visitor: Client, sign_in: SignIn, aoki: User) -> None:
    assert "no-store" in sign_in(aoki).get("/t/room/")["Cache-Control"]
    assert "no-store" in sign_in(aoki).get("/t/open/")["Cache-Control"]
    assert "no-store" not in visitor.get("/t/open/").headers.get("Cache-Control", "")


def test_health_asks_the_database(visitor: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert visitor.get("/healthz").content == b"ok\n"


def test_a_page_can_tell_whether_another_person_is_signed_in(
    visitor: Client, sign_in: SignIn, aoki: User, mori: User
) -> None:
    marks = [client.get("/token/").json()["person"] for client in (visitor, sign_in(aoki), sign_in(mori))]
    assert marks[0] == ""
    assert len(set(marks)) == 3
    assert sign_in(aoki).get("/token/").json()["person"] == marks[1]
