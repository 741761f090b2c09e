"""The auditor reads the trail, and is in it."""

import csv
import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.audit import access, queries, triggers
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.models import BROKEN_REASON, ChainHead, Entry
from tests.people import SignIn

from .conftest import Forge

pytestmark = pytest.mark.django_db
TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture
def kagami(auditor_kagami: User, sign_in: SignIn) -> Client:
    return sign_in(auditor_kagami)


def rows_of(client: Client, **asked: str) -> list[Entry]:
    page = client.get("/audit/", asked)
    assert page.status_code == 200
    found: list[Entry] = page.context["entries"]
    return found


def test_the_auditor_is_known_by_the_name_that_accounts_gives_the_role() -> None:
    assert Role.AUDITOR.value == access.AUDITOR


@pytest.mark.parametrize("who", ["aoki", "ogawa", "partner_sato", "administrator_uno"])
def test_for_everybody_else_the_trail_does_not_exist(
    who: str, trail: list[Entry], sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(who))
    assert client.get("/audit/").status_code == 404
    assert client.get("/audit/export/").status_code == 404
    assert client.post("/audit/verify/").status_code == 404


def test_the_auditor_sees_who_looked_at_which_case_and_why(trail: list[Entry], kagami: Client) -> None:
    text = kagami.get("/audit/").content.decode()
    assert "R8-012" in text
    assert "ケース：見ました" in text
    assert "担当者の休みのため（1日目）" in text


def test_reading_the_trail_is_in_the_trail(trail: list[Entry], kagami: Client, auditor_kagami: User) -> None:
    kagami.get("/audit/", {"case_id": "R8-012", "person": "青木"})
    last = Entry.objects.first()
    assert last is not None
    assert (last.actor_id, last.action, last.thing) == (str(auditor_kagami.pk), "listed", "trail")
    assert (last.case_id, last.detail["person"]) == ("R8-012", "青木")


def test_a_day_is_asked_in_either_era_and_both_ends_count(kagami: Client) -> None:
    for hour, number in ((0, "A"), (23, "B")):
        with time_machine.travel(datetime(2026, 4, 10, hour, 30, tzinfo=TOKYO), tick=False):
            record(by=None, action=Action.RECEIVED, case_id=number)
    same_day = rows_of(kagami, since="令和8年4月10日", until="2026-04-10")
    assert [entry.case_id for entry in same_day] == ["B", "A"]
    assert not rows_of(kagami, since="令和8年4月11日", until="令和8年4月12日")
    assert not rows_of(kagami, until="令和8年4月9日")


def test_an_end_before_the_beginning_is_said_beside_the_field(kagami: Client) -> None:
    page = kagami.get("/audit/", {"since": "2026-04-10", "until": "2026-04-01"})
    assert "より前になっています" in page.content.decode()


def test_a_person_and_an_action_can_be_asked_for(trail: list[Entry], mori: User, kagami: Client) -> None:
    record(by=mori, action=Action.PRINTED, case_id="R8-001")
    assert [entry.actor_id for entry in rows_of(kagami, person=str(mori))] == [str(mori.pk)]
    assert [entry.case_id for entry in rows_of(kagami, action="printed")] == ["R8-001"]


def test_a_case_is_found_in_lists_too_and_no_other_with_it(aoki: User, kagami: Client) -> None:
    record(by=aoki, action=Action.LISTED, listed=["R8-1", "R8-12"])
    record(by=aoki, action=Action.LISTED, listed=["R8-123", "R8-12%"])
    assert [entry.listed for entry in rows_of(kagami, case_id="R8-12")] == [["R8-1", "R8-12"]]
    assert not rows_of(kagami, case_id="R8-")


def test_what_is_older_than_a_month_is_shown_when_asked_for(kagami: Client) -> None:
    with time_machine.travel(datetime.now(TOKYO) - timedelta(days=60), tick=False):
        record(by=None, action=Action.RECEIVED, case_id="old")
    assert not rows_of(kagami)
    assert [entry.case_id for entry in rows_of(kagami, action="received")] == ["old"]


def test_an_empty_trail_says_so(kagami: Client) -> None:
    assert "合う記録はありません" in kagami.get("/audit/", {"person": "いない人"}).content.decode()


def test_a_broken_seal_hides_no_other_row(forge: Forge, kagami: Client) -> None:
    forge("UPDATE audit_entry SET reason = 'x' WHERE sequence = 3")
    reasons = [entry.reason_to_read for entry in rows_of(kagami)]
    assert reasons.count(BROKEN_REASON) == 1
    assert "担当者の休みのため（1日目）" in reasons


def test_thirty_rows_cost_no_more_queries_than_one(aoki: User, kagami: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            kagami.get("/audit/")
        return len(captured)

    record(by=aoki, action=Action.OPENED, case_id="1", listed=["1", "2"])
    few = cost()
    for number in range(30):
        record(by=aoki, action=Action.OPENED, case_id=number, reason="急ぎ")
    assert cost() == few


def test_long_trails_have_pages(aoki: User, kagami: Client) -> None:
    for number in range(60):
        record(by=aoki, action=Action.OPENED, case_id=number)
    page = kagami.get("/audit/", {"person": str(aoki), "page": "2"})
    assert len(page.context["entries"]) == 10
    assert 'rel="prev"' in page.content.decode()


def exported(client: Client, **asked: str) -> list[dict[str, str]]:
    answer = client.get("/audit/export/", asked)
    raw = answer.getvalue()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))


def test_the_export_opens_in_a_spreadsheet_and_is_itself_recorded(trail: list[Entry], kagami: Client) -> None:
    rows = exported(kagami, case_id="R8-012")
    assert len(rows) == 8
    assert rows[-1]["理由"] == "担当者の休みのため（1日目）"
    last = Entry.objects.first()
    assert last is not None
    assert (last.action, last.thing, last.detail["rows"]) == ("exported", "trail", 8)


@pytest.mark.parametrize("formula", ["=1+1", "+8", "-8", "@SUM(A1)"])
def test_no_cell_of_the_export_runs_as_a_formula(formula: str, aoki: User, kagami: Client) -> None:
    record(by=aoki, action=Action.REASON_GIVEN, case_id="R8-012", reason=formula)
    assert exported(kagami, case_id="R8-012")[0]["理由"] == f"'{formula}"


def test_the_auditor_can_verify_and_it_is_noted(trail: list[Entry], kagami: Client) -> None:
    assert "8番まで、すべて書いたときのままです" in kagami.post("/audit/verify/").content.decode()
    last = Entry.objects.first()
    assert last is not None
    assert (last.action, last.detail) == ("trail_verified", {"checked": 8, "fault": "none"})


def test_the_page_names_the_row_that_was_altered(forge: Forge, kagami: Client) -> None:
    forge("UPDATE audit_entry SET actor_label = '別の人' WHERE sequence = 4")
    assert "4番の記録が書きかえられています" in kagami.post("/audit/verify/").content.decode()


@pytest.mark.parametrize("address", ["/audit/", "/audit/export/"])
def test_with_a_moved_end_the_auditor_sees_the_alarm_and_no_fault(
    forge: Forge, trail: list[Entry], kagami: Client, address: str
) -> None:
    forge(f"UPDATE audit_chainhead SET count = 6, hash = '{trail[5].hash}'")
    answer = kagami.get(address)
    assert answer.status_code == 200
    assert "書きかえられているか、なくなっています" in answer.content.decode()


def test_the_case_in_which_somebody_looked_says_who(trail: list[Entry], mori: User, kitano: User) -> None:
    record(by=mori, action=Action.EXPORTED, thing="case_export", listed=["R8-012", "R8-050"])
    record(by=kitano, action=Action.LISTED, listed=["R8-012"])
    record(by=kitano, action=Action.CHANGED, case_id="R8-012")
    looks = queries.looks_at("R8-012")
    assert looks.count() == 9
    assert looks[0].actor == str(mori)


@pytest.mark.django_db(transaction=True)
def test_after_a_flush_the_trail_is_guarded_again(kagami: Client) -> None:
    triggers.remove(connection)
    call_command("flush", interactive=False, verbosity=0)
    with transaction.atomic():
        record(by=None, action=Action.RECEIVED)
    assert ChainHead.objects.get().count == 1
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Entry.objects.all().delete()
