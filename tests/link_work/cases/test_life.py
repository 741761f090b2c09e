"""The life of a case: papers, questions on notes, one-click papers, moving away, and asking once more."""

import io
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from sengetsu.accounts.models import User
from sengetsu.link_work.attachments.models import Attachment
from sengetsu.link_work.cases.actions import change_state
from sengetsu.link_work.cases.choices import State
from sengetsu.link_work.cases.life_actions import follow_up
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.visits.actions import correct_contact, record_contact
from sengetsu.link_work.visits.choices import How
from sengetsu.link_work.visits.models import Contact
from sengetsu.link_work.visits.question_actions import answer_question, ask_about
from tests.link_work.asking import consent, mother, service
from tests.link_work.conftest import in_days
from tests.people import SignIn

TODAY = timezone.localdate()


def photo(*, kind: str = "JPEG", size: tuple[int, int] = (60, 40)) -> bytes:
    """A photo that says where it was taken."""
    picture, out = Image.new("RGB", size, "orange"), BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "CameraMaker"
    exif.get_ifd(0x8825)[2] = (35.0, 58.0, 0.0)
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    return out.getvalue()


def send(case: Case, user: User, sign_in: SignIn, name: str, content: bytes) -> str:
    file = SimpleUploadedFile(name, content)
    address = reverse("attachment_list", args=[case.public_id])
    return sign_in(user).post(address, {"title": "督促状", "file": file}, follow=True).content.decode()


@pytest.mark.django_db
def test_a_photo_is_kept_without_where_it_was_taken_and_only_downloaded(
    aoki: User, kitagawa: Case, sign_in: SignIn
) -> None:
    assert b"CameraMaker" in photo()
    assert "保存しました" in send(kitagawa, aoki, sign_in, "手紙.jpg", photo())
    kept = Attachment.objects.get()
    assert b"CameraMaker" not in kept.bytes
    assert not Image.open(BytesIO(kept.bytes)).getexif()
    answer = sign_in(aoki).get(reverse("attachment_file", args=[kitagawa.public_id, kept.public_id]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_the_database_holds_neither_the_file_nor_its_title_in_the_clear(
    aoki: User, kitagawa: Case, sign_in: SignIn
) -> None:
    content = b"%PDF-1.7\nVERY-SECRET-WORDS\n%%EOF"
    send(kitagawa, aoki, sign_in, "a.pdf", content)
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, content FROM link_work_attachment")
        ((title, stored),) = cursor.fetchall()
    assert "督促状" not in title
    assert "VkVSWS1TRUNSRVQ" not in stored  # nor as base64
    assert Attachment.objects.get().bytes == content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "読めません"),
        ("a.jpg", b"<html><script>alert(1)</script></html>", "読めません"),
        ("a.pdf", zipped(), "読めません"),
        ("a.pdf", b"%PDF-1.7 cut off", "途中で切れて"),
        ("a.pdf", b"%PDF-" + b"x" * 5_000_001, "大きすぎます"),
        ("a.jpg", b"\xff\xd8" + b"x" * 15_000_001, "大きすぎます"),
        ("a.png", b"", "空です"),
    ],
    ids=["svg", "html", "zip", "cut", "large pdf", "large photo", "empty"],
)
def test_what_is_neither_photo_nor_pdf_is_refused_beside_the_field(
    name: str, content: bytes, words: str, aoki: User, kitagawa: Case, sign_in: SignIn
) -> None:
    page = send(kitagawa, aoki, sign_in, name, content)
    assert words in page
    assert 'value="督促状"' in page  # nothing typed is lost
    assert not Attachment.objects.exists()


@pytest.mark.django_db
def test_another_teams_papers_ask_for_a_reason_and_the_agency_gets_none(
    aoki: User, kitano: User, partner_sato: User, kitagawa: Case, sign_in: SignIn
) -> None:
    send(kitagawa, aoki, sign_in, "a.pdf", b"%PDF-1.7 %%EOF")
    address = reverse("attachment_file", args=[kitagawa.public_id, Attachment.objects.get().public_id])
    assert sign_in(kitano).get(address).status_code == 302
    assert sign_in(partner_sato).get(address).status_code == 404


@pytest.mark.django_db
def test_a_signed_consent_carries_its_photograph(aoki: User, kitagawa: Case, sign_in: SignIn) -> None:
    person, here = mother(kitagawa, aoki), service()
    sent = {
        "person": person.pk, "organization": str(here.organization_id), "facts": ["name"], "purpose": "相談",
        "given_on": TODAY.isoformat(), "until": in_days(30).isoformat(), "given": "paper",
        "photo": SimpleUploadedFile("同意書.jpg", photo()),
    }  # fmt: skip
    client = sign_in(aoki)
    assert client.post(reverse("consent_new", args=[kitagawa.public_id]), sent).status_code == 302
    page = client.get(reverse("consent_list", args=[kitagawa.public_id])).content.decode()
    assert reverse("attachment_file", args=[kitagawa.public_id, Attachment.objects.get().public_id]) in page
    sent["photo"] = SimpleUploadedFile("同意書.jpg", b"<svg/>")
    refused = client.post(reverse("consent_new", args=[kitagawa.public_id]), sent).content.decode()
    assert "読めません" in refused
    assert kitagawa.consents.count() == 1


def note(case: Case, by: User) -> Contact:
    return record_contact(by=by, case=case, at=timezone.now(), how=How.VISIT, happened="戸が半分あいた。")


@pytest.mark.django_db
def test_a_question_on_a_note_waits_for_its_writer_and_outlives_a_correction(
    aoki: User, mori: User, kitagawa: Case, sign_in: SignIn
) -> None:
    contact = note(kitagawa, aoki)
    question = ask_about(by=mori, contact=contact, words="だれがあけましたか")
    writer, address = sign_in(aoki), reverse("question_answer", args=[kitagawa.public_id, question.pk])
    assert address in writer.get("/home/").content.decode()
    assert address not in sign_in(mori).get("/home/").content.decode()
    correct_contact(by=aoki, contact=contact, happened="戸が少しあいた。", reason="書きちがい")
    assert writer.post(address, {"answer": "お母さんです"}).status_code == 302
    assert address not in writer.get("/home/").content.decode()
    course = writer.get(reverse("case_course", args=[kitagawa.public_id])).content.decode()
    assert "だれがあけましたか" in course
    assert "お母さんです" in course
    with pytest.raises(ValidationError, match="もう返事"):
        answer_question(by=aoki, question=question, answer="もう一度")


@pytest.mark.django_db
def test_a_summary_is_put_together_in_one_click_and_can_be_changed(
    aoki: User, kitagawa: Case, sign_in: SignIn
) -> None:
    note(kitagawa, aoki)
    mother(kitagawa, aoki)
    client = sign_in(aoki)
    answer = client.post(reverse("handover_compose", args=[kitagawa.public_id]), follow=True)
    summary = answer.context["form"]["summary"].value()
    for words in ("髙橋 ふみ", "戸が半分あいた", "縁側から声をかける"):
        assert words in summary
    assert "西高尾4-15" not in summary


@pytest.mark.django_db
def test_a_paper_to_another_town_needs_a_basis_and_stays_with_the_case(
    aoki: User, kitagawa: Case, sign_in: SignIn
) -> None:
    person, here = mother(kitagawa, aoki), service("となり市 福祉課")
    client, address = sign_in(aoki), reverse("case_leaving", args=[kitagawa.public_id])
    sent = {
        "recipient": "となり市 福祉課", "organization": str(here.organization_id), "basis": "consent",
        "facts": ["name", "need"], "why": "転出", "words": "朝は起きられません。",
    }  # fmt: skip
    assert "いま有効な同意はありません" in client.post(address, sent).content.decode()
    assert not Attachment.objects.exists()
    consent(kitagawa, aoki, person, here)
    assert client.post(address, sent).status_code == 302
    paper = Attachment.objects.get()
    read = "".join("".join(one.extract_text() for one in PdfReader(BytesIO(paper.bytes)).pages).split())
    for words in ("引き継ぎ書", "となり市福祉課御中", "本人の同意", "朝は起きられません"):
        assert words in read
    row = kitagawa.disclosures.get()
    assert (row.way, row.basis, row.facts) == ("printed", "consent", ["name", "need"])


@pytest.mark.django_db
def test_after_the_end_somebody_asks_once_more_on_the_promised_day(
    aoki: User, kitagawa: Case, sign_in: SignIn
) -> None:
    client, state = sign_in(aoki), reverse("case_state", args=[kitagawa.public_id])
    past = {"to": "closed", "words": "落ち着いた", "follow_up_on": TODAY.isoformat()}
    assert "あすから先の日" in client.post(state, past).content.decode()
    change_state(
        by=aoki, case=kitagawa, to=State.CLOSED, words="落ち着いた", follow_up_on=TODAY + timedelta(days=90)
    )
    address = reverse("case_follow_up", args=[kitagawa.public_id])
    assert address not in client.get("/home/").content.decode()
    Case.objects.filter(pk=kitagawa.pk).update(follow_up_on=TODAY)
    assert address in client.get("/home/").content.decode()
    follow_up(by=aoki, case=kitagawa, words="元気だった")
    assert address not in client.get("/home/").content.decode()
    kitagawa.refresh_from_db()
    assert kitagawa.state == State.CLOSED
