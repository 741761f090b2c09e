"""The access table by field: each sensitive field × person × way out (page, part, search, export, calendar,
PDF, notice). What stands in `EXPECTED` is all that comes out; everybody who is not named there gets nothing.

The case is aoki's, not restricted; its mother has address protection. sato's agency takes part in the plan
with the mother's consent to her name and the plan alone, and sits in the statutory conference by oath.
"""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from sengetsu.accounts.models import User
from sengetsu.link_work.assessments.actions import write_piece
from sengetsu.link_work.assessments.queries import sheet_of
from sengetsu.link_work.attachments.actions import keep
from sengetsu.link_work.attachments.choices import FileKind
from sengetsu.link_work.cases.actions import write_cautions
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.conferences.actions import acknowledge, bring_case, invite
from sengetsu.link_work.conferences.models import Conference
from sengetsu.link_work.conferences.paper_actions import prepare_paper, say, write_part
from sengetsu.link_work.consents.choices import Document, Fact
from sengetsu.link_work.needs.actions import note_need
from sengetsu.link_work.needs.choices import Category
from sengetsu.link_work.plans.actions import write_plain
from sengetsu.link_work.visits.actions import record_contact
from sengetsu.link_work.visits.choices import How
from sengetsu.link_work.visits.question_actions import ask_about
from sengetsu.living_room.notices.models import Notice
from tests import factories
from tests.link_work.asking import consent, mother, service
from tests.link_work.conftest import opened
from tests.whole_conferences import called, seat
from tests.whole_plans import WholePlan, running

from .walk import people

# field -> the word that it alone holds
SONGS = {
    "title": "題瑠璃", "ng_card": "禁翡翠", "risks": "危鶺鴒", "name": "名雲雀", "kana": "ひばりな",
    "birth": "昭和19年3月8日", "phone": "048-000-0019", "address": "鶯通り九番地", "note": "注目白",
    "contact": "訪燕", "need": "要鷺", "consent": "同鶴", "wishes": "願鴎", "policy": "針鷹",
    "action": "行鳩",
    "assessment": "評雀", "attachment": "紙梟", "question": "問鵲", "heard": "聞鴉", "paper": "資鴨",
}  # fmt: skip
STAFF_PAGES = (
    "case_page", "household_page", "case_course", "case_before", "case_print", "need_list", "consent_list",
    "disclosure_list", "plan_list", "assessment_list", "attachment_list", "case_trail",
)  # fmt: skip
CASE_PAGES = set(SONGS) - {"address", "note", "heard", "paper"}  # a protected address is on no page
EXPECTED: dict[str, dict[str, set[str]]] = {
    "aoki": {
        "page": CASE_PAGES | {"heard", "paper"},
        "part": {"title", "name", "kana"},
        "search": {"title"},
        "export": {"title"},
        "pdf": {"name", "kana", "birth", "wishes", "policy", "action", "paper"},
    },
    # A colleague of the team: all of the case, nothing of a conference without a seat.
    "mori": {
        "page": CASE_PAGES,
        "part": {"title", "name", "kana"},
        "search": {"title"},
        "export": {"title"},
        "pdf": {"name", "kana", "birth", "wishes", "policy", "action"},
    },
    "hoshi": {
        "page": CASE_PAGES,
        "part": {"title", "name", "kana"},
        "search": {"title"},
        "export": {"title"},
        "pdf": {"name", "kana", "birth", "wishes", "policy", "action"},
    },
    # Another team and the manager: what the case is called, until a reason is given.
    "kitano": {"part": {"title", "name", "kana"}, "search": {"title"}},
    "ogawa": {"part": {"title", "name", "kana"}, "search": {"title"}},
    # The agency: the plan by consent, the statutory conference by oath, each on its own page only.
    "sato": {"page": {"name", "wishes", "policy", "action", "heard", "paper"}},
}


@pytest.fixture
def everybody(db: None) -> dict[str, User]:
    return people()


def build(everybody: dict[str, User]) -> tuple[Case, WholePlan, Conference]:
    aoki, sato = everybody["aoki"], everybody["sato"]
    case = opened(aoki, SONGS["title"])
    write_cautions(
        by=aoki,
        case=case,
        title=SONGS["title"],
        ng_card=SONGS["ng_card"],
        risks=SONGS["risks"],
        two_person=False,
    )
    person = mother(
        case, aoki, family_name=SONGS["name"], family_kana=SONGS["kana"], birth=SONGS["birth"],
        phone=SONGS["phone"], address=SONGS["address"], address_protected=True, note=SONGS["note"],
    )  # fmt: skip
    contact = record_contact(
        by=aoki, case=case, at=timezone.now() - timedelta(hours=2), how=How.VISIT, happened=SONGS["contact"]
    )
    ask_about(by=everybody["mori"], contact=contact, words=SONGS["question"])
    note_need(by=aoki, case=case, category=Category.IBASHO, words=SONGS["need"], person=person)
    sheet = sheet_of("domains")
    assert sheet
    write_piece(by=aoki, case=case, sheet=sheet, code="wishes", said=SONGS["assessment"])
    keep(by=aoki, case=case, title=SONGS["attachment"], kind=FileKind.PDF, content=b"%PDF-1.7 %%EOF")
    here = service("社会福祉協議会", "暮らしの相談")
    here.organization.agency = sato.grants_now[0].agency
    here.organization.save()
    consent(case, aoki, person, here, facts=[Fact.NAME], documents=[Document.PLAN], purpose=SONGS["consent"])
    whole = running(by=aoki, case=case, person=person, organization=here.organization)
    plan = whole.plan
    plan.wishes, plan.policy = SONGS["wishes"], SONGS["policy"]
    plan.save()
    write_plain(by=aoki, plan=plan, plain="またね")
    whole.action.words = SONGS["action"]
    whole.action.save()
    conference = called(aoki)
    item = bring_case(by=aoki, conference=conference, case=case, topic="話")
    acknowledge(by=sato, member=invite(by=aoki, conference=conference, user=sato))
    say(by=aoki, item=item, member=seat(aoki, conference), words=SONGS["heard"])
    paper = prepare_paper(by=aoki, item=item)
    paper.parts.all().delete()
    write_part(by=aoki, paper=paper, heading="様子", words=SONGS["paper"], tells=Fact.SITUATION)
    return case, whole, conference


def ways(case: Case, whole: WholePlan, conference: Conference) -> dict[str, list[str]]:
    """Every way out, as addresses."""
    plan, paper = whole.plan, conference.items.get().papers.get()
    of_case = [reverse(name, args=[case.public_id]) for name in STAFF_PAGES]
    here, there = [conference.public_id], [conference.public_id, paper.public_id]
    pages = [
        *of_case, "/home/", "/cases/?whose=all", reverse("plan_page", args=[case.public_id, plan.public_id]),
        reverse("conference_page", args=here), reverse("paper_page", args=there), "/conferences/",
        "/partner/",
        reverse("partner_plan", args=[plan.public_id]), reverse("partner_conference", args=here),
        reverse("partner_paper", args=there), reverse("referral_list"), reverse("intake_list"), "/",
        reverse("audit_list"), reverse("account_list"), reverse("tip_list"), reverse("group_own"),
    ]  # fmt: skip
    return {
        "page": pages,
        "part": [f"{reverse('people_likely')}?phone={SONGS['phone']}"],
        "search": [f"/home/search/?q={case.number}"],
        "export": [reverse("case_export")],
        "calendar": [reverse("conference_calendar"), "/calendar.ics"],
        "pdf": [
            reverse("plan_paper", args=[case.public_id, plan.public_id, which]) for which in ("plan", "plain")
        ] + [reverse("paper_print", args=there)],
    }  # fmt: skip


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    if answer.status_code != 200:
        return ""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"%PDF"):
        return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())
    return body.decode("utf-8", "replace")


def sung(text: str) -> set[str]:
    return {field for field, song in SONGS.items() if song in text}


# Lists of cases show what a case is called to whoever may know of it; that is the table of `link_work.py`.
LISTED = {"/cases/?whose=all"}


@pytest.mark.django_db
def test_each_field_comes_out_only_where_the_table_says(everybody: dict[str, User]) -> None:
    case, whole, conference = build(everybody)
    addresses = ways(case, whole, conference)
    found: dict[str, dict[str, set[str]]] = {}
    for who, user in [*everybody.items(), ("anybody", None)]:
        client = Client()
        if user:
            factories.open_session(client, user)
        for way, listed in addresses.items():
            for address in listed:
                fields = sung(text_of(client, address))
                fields -= {"title"} if address in LISTED else set()
                if fields:
                    found.setdefault(who, {}).setdefault(way, set()).update(fields)
    assert found == EXPECTED


@pytest.mark.django_db
def test_no_notice_and_no_mail_holds_any_field(everybody: dict[str, User]) -> None:
    build(everybody)
    told = " ".join(f"{one.key} {one.subject} {one.text} {one.path}" for one in Notice.objects.all())
    assert told, "nobody was told anything?"
    assert sung(told + " ".join(f"{one.subject} {one.body}" for one in mail.outbox)) == set()
