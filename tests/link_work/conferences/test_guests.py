"""Somebody of an agency comes to a conference once, without an account."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from sengetsu.accounts.models import User
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.conferences.actions import bring_case, change_conference, end_conference
from sengetsu.link_work.conferences.choices import ConferenceKind, SeatAnswer
from sengetsu.link_work.conferences.guest_actions import invite_guest, write_answer
from sengetsu.link_work.conferences.guest_views import NOT_ALLOWED, NOT_COMING
from sengetsu.link_work.conferences.models import Conference, Guest, Paper
from sengetsu.link_work.conferences.paper_actions import prepare_paper, write_part
from sengetsu.link_work.consents.actions import narrow_consent, withdraw_consent
from sengetsu.link_work.consents.choices import Basis, Document, Fact, Way
from sengetsu.link_work.desk.post import collect_post
from sengetsu.living_room.notices.models import Notice
from tests.link_work.asking import consent, service
from tests.link_work.plans.conftest import Household
from tests.people import SignIn
from tests.whole_conferences import called
from tests.whole_plans import WholePlan

TODAY = timezone.localdate()
ATTENDS = {"ask": "invitation", "answer": "attend", "secrecy": "on", "name": "見守りの会 田村", "message": ""}


def invited(aoki: User, conference: Conference, name: str = "田村 幸") -> Guest:
    organization = service("見守りの会", "見守り").organization
    return invite_guest(by=aoki, conference=conference, organization=organization, name=name)


def page_of(guest: Guest) -> str:
    return reverse("answer_write", args=[guest.token])


def answered(client: Client, guest: Guest, **form: str) -> Guest:
    client.post(page_of(guest), {**ATTENDS, **form})
    collect_post(by=None)
    guest.refresh_from_db()
    return guest


def paper_for(guest: Guest, paper: Paper) -> str:
    things = (guest.conference, guest, paper)
    return reverse("guest_paper", args=[thing.public_id for thing in things])


def why_not(desk: Client, guest: Guest, paper: Paper) -> str:
    """The page that says why this paper is not handed over."""
    answer = desk.get(paper_for(guest, paper), follow=True)
    assert answer["Content-Type"].startswith("text/html")
    return answer.content.decode()


def read(answer: Any) -> str:
    pages = PdfReader(BytesIO(answer.content)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "")


@pytest.mark.django_db
def test_the_invitation_tells_day_and_place_and_no_case(
    aoki: User, kitagawa: Case, client: Client, sign_in: SignIn
) -> None:
    conference = called(aoki)
    bring_case(by=aoki, conference=conference, case=kitagawa, topic="夜の物音")
    sent = {"organization": str(service("見守りの会", "見守り").organization.pk), "name": "田村 幸"}
    made = sign_in(aoki).post(reverse("guest_new", args=[conference.public_id]), sent)
    guest = conference.guests.get()
    assert made["Location"] == reverse("guest_letter", args=[conference.public_id, guest.public_id])
    letter = sign_in(aoki).get(made["Location"]).content.decode()
    shown = client.get(page_of(guest)).content.decode()
    for words in (letter, shown):
        assert conference.number in words
        assert "106条の6第5項" in words
        assert "夜の物音" not in words
        assert str(kitagawa.title) not in words
        assert kitagawa.number not in words
    assert page_of(guest) in letter


@pytest.mark.django_db
def test_who_comes_promises_secrecy_first(aoki: User, client: Client) -> None:
    guest = invited(aoki, called(aoki))
    refused = client.post(page_of(guest), {**ATTENDS, "secrecy": ""}).content.decode()
    assert "守秘にしるしをつけてください" in refused
    assert "見守りの会 田村" in refused
    assert answered(client, guest, message="30分おくれます").said == SeatAnswer.ATTEND
    assert (guest.said_by, guest.words) == ("見守りの会 田村", "30分おくれます")
    assert guest.acknowledged_at
    assert guest.oath_version == "2026-11"
    assert client.get(page_of(guest)).status_code == 404
    notice = Notice.objects.filter(user=aoki).latest("pk")
    assert "会議" not in f"{notice.subject}{notice.text}"
    with pytest.raises(ValidationError) as by_telephone:
        write_answer(by=aoki, guest=guest, said=SeatAnswer.ATTEND)
    assert "promised" in by_telephone.value.message_dict


@pytest.mark.django_db
@pytest.mark.parametrize(
    "form", [{"ask": "", "answer": "accept"}, {"ask": "attendance", "answer": "staying"}]
)
def test_a_bent_form_is_somebody_who_wants_to_talk(form: dict[str, str], aoki: User, client: Client) -> None:
    guest = answered(client, invited(aoki, called(aoki)), **form)
    assert guest.said == SeatAnswer.TALK
    assert guest.acknowledged_at is None


@pytest.mark.django_db
def test_a_paper_is_handed_over_only_to_who_promised_and_was_not_taken_back(
    aoki: User, kitagawa: Case, client: Client, sign_in: SignIn
) -> None:
    conference = called(aoki)
    paper = prepare_paper(by=aoki, item=bring_case(by=aoki, conference=conference, case=kitagawa, topic="話"))
    write_part(by=aoki, paper=paper, heading="様子", words="夜の物音", tells="situation")
    guest, desk = invited(aoki, conference), sign_in(aoki)
    assert NOT_COMING in why_not(desk, guest, paper)
    answered(client, guest)
    assert "夜の物音" in read(desk.get(paper_for(guest, paper)))
    desk.get(paper_for(guest, paper))
    row = kitagawa.disclosures.get()
    assert (row.basis, row.way, row.recipient) == (Basis.STATUTORY, Way.PRINTED, "田村 幸")
    assert row.organization == guest.organization
    Organization.objects.filter(pk=guest.organization_id).update(closed_on=TODAY)
    assert NOT_COMING in why_not(desk, guest, paper), "the agency is closed"
    Organization.objects.filter(pk=guest.organization_id).update(closed_on=None)
    address = reverse("guest_withdraw", args=[conference.public_id, guest.public_id])
    assert desk.post(address).status_code == 302
    assert NOT_COMING in why_not(desk, guest, paper)


@pytest.mark.django_db
def test_at_a_plan_conference_the_paper_tells_what_was_consented_to(
    aoki: User, in_force: WholePlan, household: Household, client: Client, sign_in: SignIn
) -> None:
    """The consent is to an agency; its person without an account gets no more, and after it nothing."""
    allowed = consent(
        household.case, aoki, household.person, household.service,
        facts=[Fact.NAME, Fact.NEED], documents=[Document.PLAN, Document.CONFERENCE],
    )  # fmt: skip
    withdraw_consent(by=aoki, consent=household.consent)
    conference = called(aoki, ConferenceKind.PLAN)
    item = bring_case(by=aoki, conference=conference, case=household.case, topic="話", plan=in_force.plan)
    paper = prepare_paper(by=aoki, item=item)
    write_part(
        by=aoki, paper=paper, heading="必要", words="灯油がない", tells="need", person=household.person
    )
    write_part(by=aoki, paper=paper, heading="様子", words="夜の物音", tells="situation")
    guest = invite_guest(by=aoki, conference=conference, organization=household.agency, name="佐藤")
    stranger = invited(aoki, conference)
    assert "106条" not in client.get(page_of(guest)).content.decode(), "that law is the other conference's"
    for one in (guest, stranger):
        answered(client, one)
    desk = sign_in(aoki)
    words = read(desk.get(paper_for(guest, paper)))
    assert "灯油がない" in words
    assert "夜の物音" not in words
    assert NOT_ALLOWED in why_not(desk, stranger, paper)
    row = household.case.disclosures.filter(way=Way.PRINTED).get()
    assert (row.consent, row.recipient) == (allowed, "佐藤")
    narrow_consent(
        by=aoki, consent=allowed, facts=[Fact.NAME], documents=[Document.CONFERENCE], until=allowed.until
    )
    assert "灯油がない" not in read(desk.get(paper_for(guest, paper)))
    allowed.refresh_from_db()
    withdraw_consent(by=aoki, consent=allowed)
    assert NOT_ALLOWED in why_not(desk, guest, paper)


@pytest.mark.django_db
def test_another_day_asks_anew(aoki: User, client: Client, sign_in: SignIn) -> None:
    conference = called(aoki)
    guest = answered(client, invited(aoki, conference))
    before = page_of(guest)
    change_conference(by=aoki, conference=conference, on=conference.on + timedelta(days=7), place="織月")
    guest.refresh_from_db()
    assert (guest.said, guest.acknowledged_at) == ("", None)
    assert client.get(before).status_code == 404
    assert client.get(page_of(guest)).status_code == 200
    change_conference(by=aoki, conference=conference, on=guest.conference.on, place="織月", purpose="定例")
    before = page_of(guest)
    guest.refresh_from_db()
    assert page_of(guest) == before, "only day, hours and place are on the page"


@pytest.mark.django_db
def test_an_answer_to_the_old_day_that_still_lies_in_the_box_is_kept_as_that(
    aoki: User, client: Client, sign_in: SignIn
) -> None:
    conference = called(aoki)
    guest = invited(aoki, conference)
    client.post(page_of(guest), {**ATTENDS, "answer": "absent", "message": "その日は雪かきがあります"})
    change_conference(by=aoki, conference=conference, on=conference.on + timedelta(days=7), place="織月")
    guest.refresh_from_db()
    assert guest.said == "", "the new day is unanswered"
    page = sign_in(aoki).get(reverse("conference_page", args=[conference.public_id])).content.decode()
    assert "前の日程への返事" in page
    assert "その日は雪かきがあります" in page
    assert collect_post(by=None) == [], "nothing is left in the box"


@pytest.mark.django_db
def test_today_says_how_many_of_the_invited_have_answered(
    aoki: User, client: Client, sign_in: SignIn
) -> None:
    conference = called(aoki)
    answered(client, invited(aoki, conference))
    invited(aoki, conference, "岡 みち")
    assert "アカウントのない2人のうち1人から返事" in sign_in(aoki).get("/home/").content.decode()


@pytest.mark.django_db
def test_the_end_of_the_conference_closes_the_invitations(aoki: User, client: Client) -> None:
    conference = called(aoki)
    guest = invited(aoki, conference)
    end_conference(by=aoki, conference=conference, held=True)
    assert client.get(page_of(guest)).status_code == 404


@pytest.mark.django_db
def test_a_closed_agency_and_the_same_person_twice_are_refused(aoki: User) -> None:
    conference = called(aoki)
    guest = invited(aoki, conference)
    with pytest.raises(ValidationError) as twice:
        invite_guest(by=aoki, conference=conference, organization=guest.organization, name=" 田村 幸 ")
    assert "name" in twice.value.message_dict
    guest.organization.closed_on = TODAY
    guest.organization.save()
    with pytest.raises(ValidationError) as closed:
        invite_guest(by=aoki, conference=conference, organization=guest.organization, name="岡")
    assert "organization" in closed.value.message_dict


@pytest.mark.django_db
def test_an_answer_by_telephone_is_written_and_its_page_closes(
    aoki: User, client: Client, sign_in: SignIn
) -> None:
    conference = called(aoki)
    guest = invited(aoki, conference)
    address = reverse("guest_answer", args=[conference.public_id, guest.public_id])
    form = {"said": "attend", "said_by": "田村 幸"}
    refused: HttpResponse = sign_in(aoki).post(address, form)  # type: ignore[assignment]
    assert "守秘の文を読み上げ" in refused.content.decode()
    assert sign_in(aoki).post(address, {**form, "promised": "on"}).status_code == 302
    guest.refresh_from_db()
    assert guest.said == SeatAnswer.ATTEND
    assert client.get(page_of(guest)).status_code == 404
