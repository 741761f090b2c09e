"""Forms offer what belongs to the case and to whom it may go; what is sent beside that is no choice."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.directory.models import Service
from sengetsu.link_work.cases.models import Case
from tests import factories
from tests.access.walk import people

from .canaries import OTHER, OWN, Bird, birds

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Town:
    people: dict[str, User]
    cases: dict[str, Bird]

    def client(self, who: str) -> Client:
        client = Client(raise_request_exception=False)
        factories.open_session(client, self.people[who])
        return client


@pytest.fixture
def town() -> Town:
    everybody = people()
    return Town(everybody, birds(everybody))


def _consent(town: Town, own: Bird) -> tuple[str, dict[str, object], str]:
    """A consent by somebody of another case."""
    asked = {"organization": Service.objects.get().organization_id, "facts": ["name"], "purpose": "見学",
             "given_on": "2026-11-01", "until": "2027-01-01", "given": "paper"}  # fmt: skip
    person = town.cases[OTHER].whole.person.pk
    return reverse("consent_new", args=[own.whole.case.public_id]), {**asked, "person": person}, "person"


def _need(town: Town, own: Bird) -> tuple[str, dict[str, object], str]:
    person = town.cases[OTHER].whole.person.pk
    asked = {"words": "居場所", "category": "health", "person": person}
    return reverse("need_new", args=[own.whole.case.public_id]), asked, "person"


def _referral(town: Town, own: Bird) -> tuple[str, dict[str, object], str]:
    """A referral that stands on the consent of another case."""
    page = reverse("referral_new", args=[own.whole.case.public_id, own.whole.need.public_id])
    asked = {"question": "見学", "way": "consent", "follow_up_on": "2026-12-24"}
    consent = town.cases[OTHER].whole.consent.pk
    return f"{page}?service={Service.objects.get().pk}", {**asked, "consent": consent}, "consent"


def _next_step(town: Town, own: Bird) -> tuple[str, dict[str, object], str]:
    """A next step promised to somebody who does no link work."""
    asked = {"next_step": "訪ねる", "next_on": "2026-12-24", "rhythm": "weekly"}
    page = reverse("case_next_step", args=[own.whole.case.public_id])
    return page, {**asked, "next_person": town.people["sato"].pk}, "next_person"


def _handover(town: Town, own: Bird) -> tuple[str, dict[str, object], str]:
    asked = {"summary": "おねがいします", "receiver": town.people["kagami"].pk}
    return reverse("case_handover", args=[own.whole.case.public_id]), asked, "receiver"


def _restrict(town: Town, own: Bird) -> tuple[str, dict[str, object], str]:
    page = reverse("case_restrict", args=[own.whole.case.public_id])
    return page, {"users": [town.people["sato"].pk]}, "users"


@pytest.mark.parametrize("forge", [_consent, _need, _referral, _next_step, _handover, _restrict])
def test_a_forged_choice_is_refused_at_its_field(
    forge: Callable[[Town, Bird], tuple[str, dict[str, object], str]], town: Town
) -> None:
    page, answers, field = forge(town, town.cases[OWN])
    before = Case.objects.values().get(pk=town.cases[OWN].whole.case.pk)
    answer = town.client("aoki").post(page, answers)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert Case.objects.values().get(pk=town.cases[OWN].whole.case.pk) == before


def test_a_draft_is_its_writers_own(town: Town) -> None:
    case = town.cases[OWN].whole.case
    keep, form = f"/drafts/contact:{case.public_id}/", reverse("contact_new", args=[case.public_id])
    aoki, mori = town.client("aoki"), town.client("mori")
    aoki.post(keep, {"happened": "書きかけの灯台"})
    assert "書きかけの灯台" not in mori.get(form).content.decode()
    mori.post(f"{keep}drop/")
    assert "書きかけの灯台" in aoki.get(form).content.decode()


def test_a_text_too_long_to_keep_ends_no_session_in_a_fault(town: Town) -> None:
    client, case = town.client("aoki"), town.cases[OWN].whole.case
    session = client.session
    session["seen_at"] = time.time() - 3600
    session.save()
    form = reverse("contact_new", args=[case.public_id])
    text = {"happened": "月" * 250_000, "draft_place": f"contact:{case.public_id}"}
    answer = client.post(form, text, headers={"origin": "http://testserver"})
    assert answer.status_code == 401
    assert "月月月" in answer.content.decode()
    assert client.get(form).status_code == 302


@pytest.mark.parametrize(
    "evil", ["https://evil.example/", "//evil.example", "/\\evil.example", "\t//evil.example"]
)
def test_no_address_sends_anybody_to_another_site(evil: str, town: Town) -> None:
    case, aoki, nobody = town.cases[OWN].whole.case, town.client("aoki"), Client()
    password = {"login": "hara", "password": factories.PASSWORD, "next": evil}
    answers = [
        nobody.get("/language/", {"language": "en", "next": evil}),
        nobody.post("/accounts/login/", password),
        aoki.post(f"/drafts/contact:{case.public_id}/drop/", {"next": evil}),
        aoki.get(reverse("case_reason", args=[case.public_id]), {"next": evil}),
        aoki.post("/accounts/logout/", {"next": evil}),
    ]
    assert [answer["Location"] for answer in answers if "evil" in answer["Location"]] == []


def test_a_word_that_is_no_address_leads_home_and_breaks_nothing(town: Town) -> None:
    case, aoki = town.cases[OWN].whole.case, town.client("aoki")
    page = reverse("case_page", args=[case.public_id])
    assert aoki.post(f"/drafts/contact:{case.public_id}/drop/", {"next": "emperor"})["Location"] == "/home/"
    assert aoki.get(reverse("case_reason", args=[case.public_id]), {"next": "-1"})["Location"] == page
