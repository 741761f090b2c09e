"""Recording contacts: few taps, the rhythm, and corrections that keep the old text."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.models import Entry
from sengetsu.link_work.cases import queries as cases
from sengetsu.link_work.cases.actions import change_state, date_by_rhythm
from sengetsu.link_work.cases.choices import Rhythm, Rung, State
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.desk.queries import Course
from sengetsu.link_work.visits.actions import correct_contact, record_contact
from sengetsu.link_work.visits.choices import How, WithWhom
from sengetsu.link_work.visits.models import Contact
from tests.link_work.conftest import in_days
from tests.people import SignIn

pytestmark = pytest.mark.django_db


def ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def address(case: Case) -> str:
    return reverse("contact_new", args=[case.public_id])


def sent(by: User, **more: object) -> dict[str, object]:
    now = timezone.localtime()
    return {
        "how": "visit", "with_whom": "nobody", "rung": "1", "happened": "そでが見えた",
        "on": now.date().isoformat(), "at": now.strftime("%H:%M"), "next_step": "また来る",
        "next_on": in_days(14).isoformat(), "next_person": by.pk, **more,
    }  # fmt: skip


def test_a_visit_is_saved_with_its_next_step_and_trace(kitagawa: Case, aoki: User, sign_in: SignIn) -> None:
    answer = sign_in(aoki).post(address(kitagawa), sent(aoki), follow=True)
    assert "記録しました" in answer.content.decode()
    contact = Contact.objects.get()
    kitagawa.refresh_from_db()
    assert (contact.rung, contact.with_whom, contact.by) == (Rung.CURTAIN, WithWhom.NOBODY, aoki)
    assert (kitagawa.trust, kitagawa.next_step, kitagawa.next_on) == (1, "また来る", in_days(14))
    assert kitagawa.last_contact_on == timezone.localdate()
    made = Entry.objects.filter(case_id=kitagawa.number, action=Action.CREATED, thing="contact")
    assert made.exists()


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [(Rhythm.WEEKLY, 7), (Rhythm.BIWEEKLY, 14), (Rhythm.MONTHLY, 28), (Rhythm.QUARTERLY, 91)],
)
def test_the_rhythm_makes_the_next_date(
    kitagawa: Case, aoki: User, sign_in: SignIn, rhythm: Rhythm, days: int
) -> None:
    Case.objects.filter(pk=kitagawa.pk).update(rhythm=rhythm)
    form = sign_in(aoki).get(address(kitagawa)).context["form"]
    assert form["next_on"].initial == in_days(days)
    assert date_by_rhythm(rhythm, after=timezone.localdate()) == in_days(days)


def test_without_a_rhythm_the_worker_decides(kitagawa: Case, aoki: User, sign_in: SignIn) -> None:
    Case.objects.filter(pk=kitagawa.pk).update(rhythm=Rhythm.NONE)
    assert sign_in(aoki).get(address(kitagawa)).context["form"]["next_on"].initial is None


def test_one_tap_keeps_the_next_step(kitagawa: Case, aoki: User, sign_in: SignIn) -> None:
    sign_in(aoki).post(address(kitagawa), sent(aoki, next_step="", keep_step="on"))
    kitagawa.refresh_from_db()
    assert (kitagawa.next_step, kitagawa.next_on) == ("縁側から声をかける", in_days(14))


def test_neither_a_new_nor_the_old_step_is_no_step(kitagawa: Case, aoki: User, sign_in: SignIn) -> None:
    answer = sign_in(aoki).post(address(kitagawa), sent(aoki, next_step=""))
    assert list(answer.context["form"].errors) == ["next_step"]
    assert not Contact.objects.exists()


def test_the_few_taps_come_first_and_what_is_folded_opens_on_an_error(
    kitagawa: Case, aoki: User, sign_in: SignIn
) -> None:
    client = sign_in(aoki)
    form = client.get(address(kitagawa)).context["form"]
    first = [field.name for field in form.first_fields()]
    assert first == ["how", "with_whom", "rung", "happened", "keep_step", "next_step", "next_on"]
    wrong = client.post(address(kitagawa), sent(aoki, on="令和80年1月1日"))
    assert '<details class="fold" open>' in wrong.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"how": "drone"}, {"with_whom": ""}, {"rung": "9"}, {"happened": "あ" * 4001}, {"on": "2099-01-01"},
        {"on": ""}, {"at": "25:00"}, {"next_on": ""}, {"next_on": "2020-01-01"}, {"next_person": "0"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_lost(
    kitagawa: Case, aoki: User, sign_in: SignIn, wrong: dict[str, str]
) -> None:
    answer = sign_in(aoki).post(address(kitagawa), sent(aoki, **wrong))
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) & set(wrong)
    assert not Contact.objects.exists()
    assert ("そでが見えた" in answer.content.decode()) == ("happened" not in wrong)


def test_a_story_of_four_thousand_characters_fits(kitagawa: Case, aoki: User, sign_in: SignIn) -> None:
    story = "冬の朝。\n" * 800
    sign_in(aoki).post(address(kitagawa), sent(aoki, happened=story.replace("\n", "\r\n")))
    assert Contact.objects.get().happened == story.strip()


def test_what_is_written_down_late_changes_neither_day_nor_rung(kitagawa: Case, aoki: User) -> None:
    record_contact(by=aoki, case=kitagawa, at=ago(1), how=How.VISIT, rung=Rung.TALKED)
    record_contact(by=aoki, case=kitagawa, at=ago(30), how=How.VISIT, rung=Rung.CURTAIN)
    record_contact(by=aoki, case=kitagawa, at=ago(0), how=How.LETTER)
    kitagawa.refresh_from_db()
    assert (kitagawa.trust, kitagawa.last_contact_on) == (Rung.TALKED, timezone.localdate())


def test_a_rung_that_is_remembered_later_still_counts(kitagawa: Case, aoki: User) -> None:
    record_contact(by=aoki, case=kitagawa, at=ago(0), how=How.LETTER)
    record_contact(by=aoki, case=kitagawa, at=ago(1), how=How.VISIT, rung=Rung.TALKED)
    kitagawa.refresh_from_db()
    assert kitagawa.trust == Rung.TALKED


def test_nothing_is_recorded_in_a_closed_case(kitagawa: Case, aoki: User) -> None:
    closed = change_state(by=aoki, case=kitagawa, to=State.CLOSED, words="就職した")
    with pytest.raises(ValidationError, match="ふたたび開く"):
        record_contact(by=aoki, case=closed, at=ago(0), how=How.PHONE)


# --- Corrections ----------------------------------------------------------------------------------------


@pytest.fixture
def visit(kitagawa: Case, aoki: User) -> Contact:
    return record_contact(
        by=aoki, case=kitagawa, at=ago(1), how=How.VISIT, rung=Rung.TALKED, happened="長男とみかんの話をした"
    )


def test_a_correction_keeps_the_old_text_and_says_why(
    visit: Contact, kitagawa: Case, mori: User, sign_in: SignIn
) -> None:
    new = correct_contact(by=mori, contact=visit, happened="母とりんごの話をした", reason="人ちがい")
    newest = correct_contact(by=mori, contact=new, happened="母と柿の話をした", reason="くだものちがい")
    (line,) = [line for line in Course(kitagawa)[:] if line.contact]
    assert line.contact == newest
    assert [old.happened for old in line.earlier] == ["母とりんごの話をした", "長男とみかんの話をした"]
    text = sign_in(mori).get(reverse("case_course", args=[kitagawa.public_id])).content.decode()
    assert all(words in text for words in ("みかん", "りんご", "柿", "くだものちがい"))
    assert Entry.objects.filter(case_id=kitagawa.number, action=Action.CORRECTED).count() == 2


def test_a_wrong_tap_is_put_right_too_and_the_case_knows(
    visit: Contact, kitagawa: Case, aoki: User, sign_in: SignIn
) -> None:
    page = reverse("contact_correct", args=[kitagawa.public_id, visit.public_id])
    form = sign_in(aoki).get(page).context["form"]
    known = {name: form[name].value() for name in form.fields if name not in {"once_key", "draft_place"}}
    known.update(rung="4", how="escort", reason="押しまちがい")
    sign_in(aoki).post(page, known)
    kitagawa.refresh_from_db()
    now = Contact.objects.current().get()
    assert (now.rung, now.how, now.happened, kitagawa.trust) == (4, "escort", visit.happened, 4)
    assert now.at == visit.at.replace(second=0, microsecond=0)


def test_a_correction_needs_a_reason_and_the_newest_version(visit: Contact, aoki: User) -> None:
    with pytest.raises(ValidationError, match="理由"):
        correct_contact(by=aoki, contact=visit, happened="別の文", reason="　")
    correct_contact(by=aoki, contact=visit, happened="別の文", reason="まちがい")
    with pytest.raises(ValidationError, match="もう直されて"):
        correct_contact(by=aoki, contact=visit, happened="三つめの文", reason="まちがい")


def test_a_search_finds_what_holds_today(visit: Contact, kitagawa: Case, aoki: User) -> None:
    correct_contact(by=aoki, contact=visit, happened="りんごの話をした", reason="くだものちがい")
    assert list(cases.found_by(aoki, "りんご")) == [kitagawa]
    assert list(cases.found_by(aoki, "みかん")) == []
