"""Two conferences and the boundary between them."""

from datetime import date, time, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.conferences.actions import (
    acknowledge,
    bring_case,
    call_conference,
    end_conference,
    invite,
    leave,
)
from sengetsu.link_work.conferences.choices import ConferenceKind
from sengetsu.link_work.conferences.models import Conference, Member, PaperOpening
from sengetsu.link_work.conferences.paper_actions import (
    prepare_paper,
    resolve,
    say,
    write_minutes,
    write_part,
)
from sengetsu.link_work.consents.actions import narrow_consent, withdraw_consent
from sengetsu.link_work.consents.choices import Document, Fact
from sengetsu.living_room.notices.models import Notice
from tests import factories
from tests.link_work.asking import consent
from tests.link_work.plans.conftest import Household
from tests.people import SignIn
from tests.whole_conferences import called, seat, whole_conference
from tests.whole_plans import WholePlan

TODAY = timezone.localdate()


def page(name: str, *things: object) -> str:
    return reverse(name, args=[thing.public_id for thing in things])  # type: ignore[attr-defined]


def come_in(conference: Conference, user: User, *, by: User) -> Member:
    return acknowledge(by=user, member=invite(by=by, conference=conference, user=user))


# the statutory conference


@pytest.mark.django_db
def test_nothing_opens_before_secrecy_is_acknowledged(
    aoki: User, partner_sato: User, household: Household, sign_in: SignIn
) -> None:
    whole = whole_conference(by=aoki, case=household.case, word="夜の物音")
    invite(by=aoki, conference=whole.conference, user=partner_sato)
    client, oath = sign_in(partner_sato), page("conference_oath", whole.conference)
    first = client.get(page("partner_conference", whole.conference))
    assert first.status_code == 302
    assert first["Location"] == oath
    assert client.get(page("partner_paper", whole.conference, whole.paper)).status_code == 404
    assert "夜の物音" not in client.get(oath).content.decode()
    assert "守れるときだけ" in client.post(oath, {}).content.decode()
    assert client.post(oath, {"agree": "on"}).status_code == 302
    assert "夜の物音" in client.get(page("partner_conference", whole.conference)).content.decode()
    member = seat(partner_sato, whole.conference)
    assert member.acknowledged_at
    assert member.oath_version == "2026-11"


@pytest.mark.django_db
def test_a_colleague_acknowledges_too(aoki: User, mori: User, kitagawa: Case, sign_in: SignIn) -> None:
    whole = whole_conference(by=aoki, case=kitagawa, word="夜の物音")
    client = sign_in(mori)
    assert client.get(page("conference_page", whole.conference)).status_code == 404
    invite(by=aoki, conference=whole.conference, user=mori)
    shut = client.get(page("conference_page", whole.conference))
    assert shut["Location"] == page("conference_oath", whole.conference)
    client.post(shut["Location"], {"agree": "on"})
    assert "夜の物音" in client.get(page("conference_page", whole.conference)).content.decode()


@pytest.mark.django_db
def test_it_speaks_without_consent_and_each_paper_is_a_row_by_law(
    aoki: User, partner_sato: User, household: Household, sign_in: SignIn
) -> None:
    withdraw_consent(by=aoki, consent=household.consent)
    whole = whole_conference(by=aoki, case=household.case, word="夜の物音")
    come_in(whole.conference, partner_sato, by=aoki)
    client = sign_in(partner_sato)
    for _ in range(2):
        shown = client.get(page("partner_paper", whole.conference, whole.paper)).content.decode()
    assert "髙橋 ふみ" in shown
    assert "西高尾4-15" not in shown  # an address is put into no paper by itself
    row = household.case.disclosures.get()
    assert (row.basis, row.way, row.organization) == ("statutory", "shown", household.agency)
    client.get(page("partner_conference", whole.conference))
    assert household.case.disclosures.filter(basis="statutory").count() == 2  # what was said is a row too
    assert PaperOpening.objects.filter(paper=whole.paper).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "how", ["left", "was asked to leave", "held", "cancelled", "long ago", "other agency"]
)
def test_whoever_is_no_longer_in_it_sees_nothing(
    how: str, aoki: User, partner_sato: User, household: Household, sign_in: SignIn
) -> None:
    whole = whole_conference(by=aoki, case=household.case, word="夜の物音")
    member = come_in(whole.conference, partner_sato, by=aoki)
    client = sign_in(partner_sato)
    addresses = [
        page("partner_conference", whole.conference),
        page("partner_paper", whole.conference, whole.paper),
        page("partner_say", whole.conference, whole.item),
    ]
    assert [client.get(one).status_code for one in addresses] == [200] * 3
    if how == "left":
        leave(by=partner_sato, member=member)
    elif how == "was asked to leave":
        leave(by=aoki, member=member)
    elif how == "long ago":
        Conference.objects.filter(pk=whole.conference.pk).update(on=TODAY - timedelta(days=15))
    elif how == "other agency":
        partner_sato.grants.update(agency=factories.agency("ほかの機関"))
    else:
        end_conference(by=aoki, conference=whole.conference, held=how == "held")
    assert [client.get(one).status_code for one in addresses] == [404] * 3


@pytest.mark.django_db
def test_invited_again_one_acknowledges_again(
    aoki: User, partner_sato: User, household: Household, sign_in: SignIn
) -> None:
    whole = whole_conference(by=aoki, case=household.case, word="夜の物音")
    leave(by=partner_sato, member=come_in(whole.conference, partner_sato, by=aoki))
    invite(by=aoki, conference=whole.conference, user=partner_sato)
    answer = sign_in(partner_sato).get(page("partner_conference", whole.conference))
    assert answer["Location"] == page("conference_oath", whole.conference)


@pytest.mark.django_db
def test_what_was_heard_there_is_on_no_other_page(
    aoki: User, partner_sato: User, in_force: WholePlan, household: Household, sign_in: SignIn
) -> None:
    """Neither on the agency's pages nor on the case's own, nor in search, print, paper and list."""
    conference = called(aoki)
    come_in(conference, partner_sato, by=aoki)
    item = bring_case(by=aoki, conference=conference, case=household.case, topic="瑠璃鶲の話題")
    say(by=aoki, item=item, member=seat(aoki, conference), words="瑠璃鶲の言葉")
    write_minutes(by=aoki, item=item, minutes="瑠璃鶲の記録")
    paper = prepare_paper(by=aoki, item=item)
    write_part(by=aoki, paper=paper, heading="瑠璃鶲", words="瑠璃鶲の中身", tells="situation")
    resolve(by=aoki, item=item, words="瑠璃鶲を確かめる", owner=seat(aoki, conference), due=TODAY)
    case, plan = household.case, in_force.plan
    own = sign_in(aoki)
    for address in (
        "/home/", "/home/search/?q=瑠璃鶲", page("case_page", case), page("case_course", case),
        page("case_print", case), page("plan_list", case), page("plan_page", case, plan),
        page("need_list", case), page("disclosure_list", case), reverse("conference_list"),
        reverse("case_export"), reverse("conference_calendar"), page("case_trail", case),
    ):  # fmt: skip
        answer = own.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert "瑠璃鶲の" not in body.decode("utf-8", "replace"), address
    agency = sign_in(partner_sato)
    for address in (reverse("partner_home"), page("partner_plan", plan), reverse("conference_calendar")):
        assert "瑠璃鶲" not in agency.get(address).content.decode(), address
    pdf = own.get(reverse("plan_paper", args=[case.public_id, plan.public_id, "plan"])).content
    assert "瑠璃鶲" not in "".join(one.extract_text() for one in PdfReader(BytesIO(pdf)).pages)
    assert "瑠璃鶲の言葉" in own.get(page("conference_page", conference)).content.decode()


# the plan conference


def before_a_plan_conference(aoki: User, partner: User, whole: WholePlan) -> Conference:
    conference = called(aoki, ConferenceKind.PLAN)
    invite(by=aoki, conference=conference, user=partner)
    bring_case(by=aoki, conference=conference, case=whole.plan.case, topic="送迎のこと", plan=whole.plan)
    return conference


@pytest.mark.django_db
def test_only_a_plan_with_consent_comes_before_a_plan_conference(
    aoki: User, draft: WholePlan, in_force: WholePlan, household: Household
) -> None:
    conference = called(aoki, ConferenceKind.PLAN)
    for plan, words in [(None, "どの支援プラン"), (draft.plan, "会議にかけている")]:
        with pytest.raises(ValidationError, match=words):
            bring_case(by=aoki, conference=conference, case=household.case, topic="送迎", plan=plan)
    withdraw_consent(by=aoki, consent=household.consent)
    with pytest.raises(ValidationError, match="同意"):
        bring_case(by=aoki, conference=conference, case=household.case, topic="送迎", plan=in_force.plan)


@pytest.mark.django_db
def test_its_papers_open_part_by_part_as_consented(
    aoki: User, partner_sato: User, in_force: WholePlan, household: Household, sign_in: SignIn
) -> None:
    wide = consent(
        household.case, aoki, household.person, household.service,
        facts=[Fact.NAME, Fact.NEED, Fact.SITUATION], documents=[Document.PLAN, Document.CONFERENCE],
    )  # fmt: skip
    conference = before_a_plan_conference(aoki, partner_sato, in_force)
    item = conference.items.get()
    paper = prepare_paper(by=aoki, item=item)
    write_part(by=aoki, paper=paper, heading="くらし", words="朝は起きられない", tells="situation")
    write_part(by=aoki, paper=paper, heading="でんわ", words="048-000-0012", tells="phone")
    client, address = sign_in(partner_sato), page("partner_paper", conference, paper)
    shown = client.get(address).content.decode()
    assert "髙橋 ふみ" in shown
    assert "朝は起きられない" in shown
    assert "048-000-0012" not in shown
    narrow_consent(
        by=aoki, consent=wide, facts=[Fact.NAME], documents=[Document.PLAN, Document.CONFERENCE],
        until=wide.until,
    )  # fmt: skip
    assert "朝は起きられない" not in client.get(address).content.decode()
    withdraw_consent(by=aoki, consent=wide)
    assert client.get(address).status_code == 404
    assert (
        "いま見られる議題はありません" in client.get(page("partner_conference", conference)).content.decode()
    )
    end_conference(by=aoki, conference=conference, held=True)  # nothing blocks an end


@pytest.mark.django_db
def test_a_statutory_paper_never_reaches_the_plan_conference_of_the_same_people(
    aoki: User, partner_sato: User, in_force: WholePlan, household: Household, sign_in: SignIn
) -> None:
    whole = whole_conference(by=aoki, case=household.case, word="夜の物音")
    consent(household.case, aoki, household.person, household.service, documents=list(Document))
    conference = before_a_plan_conference(aoki, partner_sato, in_force)
    prepare_paper(by=aoki, item=conference.items.get())
    client = sign_in(partner_sato)
    shown = client.get(page("partner_conference", conference)).content.decode()
    assert "夜の物音" not in shown
    assert client.get(page("partner_paper", conference, whole.paper)).status_code == 404


# what both have


@pytest.mark.django_db
def test_a_resolution_lands_on_its_owners_today_and_becomes_the_next_step(
    aoki: User, kitagawa: Case, sign_in: SignIn
) -> None:
    conference = called(aoki)
    item = bring_case(by=aoki, conference=conference, case=kitagawa, topic="見守り")
    own = seat(aoki, conference)
    resolve(by=aoki, item=item, words="夜に見に行く", owner=own, due=TODAY, next_step="夕方に寄る")
    kitagawa.refresh_from_db()
    assert (kitagawa.next_step, kitagawa.next_on, kitagawa.next_person) == ("夕方に寄る", TODAY, aoki)
    client = sign_in(aoki)
    here = f"{page('conference_page', conference)}#item-"
    assert here in client.get("/home/").content.decode()
    client.post(reverse("resolution_done", args=[item.resolutions.get().public_id]))
    assert here not in client.get("/home/").content.decode()


@pytest.mark.django_db
def test_the_calendar_names_day_and_place_and_no_case(
    aoki: User, partner_sato: User, household: Household, sign_in: SignIn
) -> None:
    conference = call_conference(
        by=aoki,
        kind=ConferenceKind.STATUTORY,
        on=date(TODAY.year + 1, 1, 6),
        starts_at=time(10),
        place="市役所",
    )
    acknowledge(by=aoki, member=seat(aoki, conference))
    bring_case(by=aoki, conference=conference, case=household.case, topic="見守り")
    come_in(conference, partner_sato, by=aoki)
    for user in (aoki, partner_sato):
        calendar = Calendar.from_ical(sign_in(user).get(reverse("conference_calendar")).content)
        (event,) = calendar.walk("VEVENT")
        assert str(event["SUMMARY"]) == f"支援会議 {conference.number}"
        assert str(event["LOCATION"]) == "市役所"
        assert event["DTSTART"].params["TZID"] == "Asia/Tokyo"
        assert household.case.title not in calendar.to_ical().decode()


@pytest.mark.django_db
def test_an_invitation_tells_that_something_waits_and_nothing_else(
    aoki: User, partner_sato: User, household: Household
) -> None:
    conference = called(aoki)
    bring_case(by=aoki, conference=conference, case=household.case, topic="見守り")
    invite(by=aoki, conference=conference, user=partner_sato)
    notice = Notice.objects.get(user=partner_sato)
    told = f"{notice.subject} {notice.text} {notice.path} {notice.key}"
    for word in ("会議", "conference", str(conference.public_id), conference.number, household.case.title):
        assert word not in told


@pytest.mark.django_db
def test_a_forged_link_is_a_page_that_does_not_exist(
    aoki: User, mori: User, partner_sato: User, kitagawa: Case, sign_in: SignIn
) -> None:
    whole = whole_conference(by=aoki, case=kitagawa, word="夜の物音")
    doors = {
        mori: ["conference_page", "conference_oath"],
        partner_sato: ["conference_oath", "partner_conference"],
    }
    for user, name in [(user, name) for user, names in doors.items() for name in names]:
        assert sign_in(user).get(page(name, whole.conference)).status_code == 404
        forged = reverse(name, args=["00000000-0000-4000-8000-000000000000"])
        assert sign_in(user).get(forged).status_code == 404


@pytest.mark.django_db
def test_the_next_conference_invites_the_same_people_and_brings_no_case(
    aoki: User, partner_sato: User, household: Household, sign_in: SignIn
) -> None:
    conference = called(aoki)
    come_in(conference, partner_sato, by=aoki)
    bring_case(by=aoki, conference=conference, case=household.case, topic="見守り")
    address = f"{reverse('conference_new')}?after={conference.public_id}"
    sent = {"kind": "statutory", "on": (TODAY + timedelta(days=40)).isoformat()}
    assert sign_in(aoki).post(address, sent).status_code == 302
    conference.refresh_from_db()
    following = conference.next_conference
    assert following
    assert {member.user for member in following.members.all()} == {aoki, partner_sato}
    assert not following.items.exists()
    assert not following.members.filter(acknowledged_at__isnull=False).exists()


@pytest.mark.django_db
def test_only_whoever_may_read_a_case_brings_it(aoki: User, kitano: User, kitagawa: Case) -> None:
    conference = called(kitano)
    with pytest.raises(ValidationError, match="出せません"):
        bring_case(by=kitano, conference=conference, case=kitagawa, topic="見守り")


@pytest.mark.django_db
def test_a_restricted_case_stays_hidden_from_a_colleague_in_the_same_conference(
    aoki: User, mori: User, saeki: Case, sign_in: SignIn
) -> None:
    conference = called(aoki)
    bring_case(by=aoki, conference=conference, case=saeki, topic="転居のこと")
    come_in(conference, mori, by=aoki)
    assert "転居のこと" not in sign_in(mori).get(page("conference_page", conference)).content.decode()


@pytest.mark.django_db
def test_the_printed_paper_is_numbered(aoki: User, kitagawa: Case, sign_in: SignIn) -> None:
    whole = whole_conference(by=aoki, case=kitagawa, word="夜の物音")
    second = prepare_paper(by=aoki, item=whole.item)
    pdf = sign_in(aoki).get(page("paper_print", whole.conference, second)).content
    read = "".join("".join(one.extract_text() for one in PdfReader(BytesIO(pdf)).pages).split())
    assert whole.conference.number in read
    assert "資料2" in read


@pytest.mark.django_db
def test_a_seat_does_not_open_the_records_behind_the_agenda(aoki: User, kitano: User, kitagawa: Case) -> None:
    conference = called(aoki)
    item = bring_case(by=aoki, conference=conference, case=kitagawa, topic="見守り")
    member = come_in(conference, kitano, by=aoki)
    with pytest.raises(ValidationError, match="記録を読める人"):
        prepare_paper(by=kitano, item=item)
    with pytest.raises(ValidationError, match="記録を読める人"):
        resolve(by=kitano, item=item, words="行く", owner=member, due=TODAY, next_step="行く")
    assert not item.papers.exists()
