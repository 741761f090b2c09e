"""The papers of a plan, opened and read as a reader would."""

from io import BytesIO

import pytest
from django.urls import reverse
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from sengetsu.accounts.models import User
from sengetsu.base.dates import wareki, western
from sengetsu.base.paper.signing import certificates
from tests.people import SignIn
from tests.whole_plans import WholePlan, whole_plan

from .conftest import Household


def words_of(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


@pytest.mark.django_db
def test_the_plan_as_a_city_files_it(aoki: User, household: Household, sign_in: SignIn) -> None:
    whole = whole_plan(
        by=aoki, case=household.case, person=household.person, organization=household.agency, word="散歩"
    )
    address = reverse("plan_paper", args=[household.case.public_id, whole.plan.public_id, "plan"])
    answer = sign_in(aoki).get(address)
    assert answer["Content-Type"] == "application/pdf"
    read = words_of(answer.content)
    assert whole.plan.starts_on
    for words in (
        "支援プラン兼支援決定書", "髙橋ふみ", "たかはし", "散歩に行きたい", "月に一度、散歩",
        "社会福祉協議会",
        "散歩の送り迎え", "片桐望", "散歩が楽しみ", "散歩0→4", "すこし近づいた", "説明した人",
        wareki(whole.plan.starts_on), western(whole.plan.starts_on),
    ):  # fmt: skip
        assert words in read, words


@pytest.mark.django_db
def test_the_plan_in_plain_words_speaks_to_the_person(
    aoki: User, draft: WholePlan, household: Household, sign_in: SignIn
) -> None:
    address = reverse("plan_paper", args=[household.case.public_id, draft.plan.public_id, "plain"])
    read = words_of(sign_in(aoki).get(address).content)
    assert "あなたは、散歩の靴をはく" in read
    assert "やめても、相談はつづけられます" in read
    assert "支援決定" not in read


@pytest.mark.django_db
def test_a_protected_address_is_on_no_paper(
    aoki: User, draft: WholePlan, household: Household, sign_in: SignIn
) -> None:
    address = reverse("plan_paper", args=[household.case.public_id, draft.plan.public_id, "plan"])
    client = sign_in(aoki)
    assert "西高尾4-15" in words_of(client.get(address).content)
    household.person.address_protected = True
    household.person.save()
    assert "西高尾4-15" not in words_of(client.get(address).content)


def signatures(pdf: bytes) -> list[PdfSignatureStatus]:
    """As a reader checks them who trusts the certificate of this house."""
    trusted = ValidationContext(trust_roots=certificates(), allow_fetching=False)
    embedded = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return [validate_pdf_signature(one, trusted) for one in embedded]


@pytest.mark.django_db
def test_a_decided_plan_is_signed_and_a_changed_file_shows_it(
    aoki: User, in_force: WholePlan, household: Household, sign_in: SignIn
) -> None:
    address = reverse("plan_paper", args=[household.case.public_id, in_force.plan.public_id, "plan"])
    pdf = sign_in(aoki).get(address).content
    (signed,) = signatures(pdf)
    assert signed.bottom_line, "intact, valid, and trusted by who trusts the house"
    assert signed.coverage == SignatureCoverageLevel.ENTIRE_FILE
    field = PdfReader(BytesIO(pdf)).get_fields()["Sengetsu"]["/V"]  # type: ignore[index]
    assert field["/Reason"].startswith("支援決定")
    assert household.person.name not in str(field)
    page = pdf.index(b"stream\n") + 20
    changed = pdf[:page] + bytes([pdf[page] ^ 1]) + pdf[page + 1 :]
    (broken,) = signatures(changed)
    assert not broken.intact


@pytest.mark.django_db
def test_a_draft_is_not_signed(aoki: User, draft: WholePlan, household: Household, sign_in: SignIn) -> None:
    address = reverse("plan_paper", args=[household.case.public_id, draft.plan.public_id, "plan"])
    assert signatures(sign_in(aoki).get(address).content) == []
