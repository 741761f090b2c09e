"""Handing over: one act with a summary, and the receiver must accept."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import RoleGrant, User
from sengetsu.audit.choices import Action
from sengetsu.audit.models import Entry
from sengetsu.link_work.cases import queries
from sengetsu.link_work.cases.actions import NextStep, set_next_step
from sengetsu.link_work.cases.choices import HandoverState
from sengetsu.link_work.cases.handovers import accept, decline, offer, take_over, withdraw
from sengetsu.link_work.cases.models import Case, Handover
from tests.link_work.conftest import in_days
from tests.people import SignIn

pytestmark = pytest.mark.django_db
SUMMARY = "母の受診を見守っている。長男は縁側からなら話せる。"


@pytest.fixture
def asked(kitagawa: Case, aoki: User, mori: User) -> Handover:
    return offer(by=aoki, case=kitagawa, receiver=mori, summary=SUMMARY)


def leave(worker: User) -> None:
    RoleGrant.objects.filter(user=worker).update(ended_at=timezone.now())
    worker.__dict__.pop("_grants_now", None)


def traced(case: Case) -> list[str]:
    return list(
        Entry.objects.filter(case_id=case.number).order_by("sequence").values_list("action", flat=True)
    )


def test_until_it_is_accepted_the_owner_stays(
    asked: Handover, kitagawa: Case, aoki: User, mori: User
) -> None:
    kitagawa.refresh_from_db()
    assert kitagawa.owner == aoki
    assert list(queries.handovers_for(mori)) == [asked]


def test_accepting_takes_case_and_promise(asked: Handover, kitagawa: Case, mori: User) -> None:
    accept(by=mori, handover=asked)
    kitagawa.refresh_from_db()
    assert (kitagawa.owner, kitagawa.next_person) == (mori, mori)
    assert traced(kitagawa)[-2:] == [Action.HANDED_OVER, Action.ACCEPTED]


def test_a_promise_of_somebody_else_stays_theirs(
    asked: Handover, kitagawa: Case, aoki: User, mori: User, hoshi: User
) -> None:
    step = NextStep(words="同行", on=in_days(2), person=hoshi)
    set_next_step(by=aoki, case=kitagawa, next_step=step)
    accept(by=mori, handover=asked)
    kitagawa.refresh_from_db()
    assert (kitagawa.owner, kitagawa.next_person) == (mori, hoshi)


def test_the_case_goes_to_the_receivers_team(kitagawa: Case, aoki: User, kitano: User) -> None:
    accept(by=kitano, handover=offer(by=aoki, case=kitagawa, receiver=kitano, summary=SUMMARY))
    kitagawa.refresh_from_db()
    assert kitagawa.team == kitano.team


def test_declining_needs_a_reason_and_leaves_all_as_it_was(
    asked: Handover, kitagawa: Case, aoki: User, mori: User
) -> None:
    with pytest.raises(ValidationError, match="理由"):
        decline(by=mori, handover=asked, answer="　")
    assert decline(by=mori, handover=asked, answer="手いっぱい").state == HandoverState.DECLINED
    kitagawa.refresh_from_db()
    assert kitagawa.owner == aoki
    assert traced(kitagawa)[-1] == Action.REFUSED


def test_the_giver_takes_it_back(asked: Handover, kitagawa: Case, aoki: User, mori: User) -> None:
    with pytest.raises(ValidationError, match="お願いした人"):
        withdraw(by=mori, handover=asked)
    assert withdraw(by=aoki, handover=asked).state == HandoverState.WITHDRAWN
    with pytest.raises(ValidationError, match="返事がすんで"):
        accept(by=mori, handover=asked)
    assert traced(kitagawa)[-1] == Action.WITHDRAWN


RECEIVERS = {
    "mori": True, "kitano": True, "aoki": False, "ogawa": False, "partner_sato": False,
    "auditor_kagami": False, "administrator_uno": False, "commissioner_hara": False,
}  # fmt: skip


@pytest.mark.parametrize(("who", "may"), RECEIVERS.items())
def test_who_can_be_asked(
    kitagawa: Case, aoki: User, request: pytest.FixtureRequest, who: str, may: bool
) -> None:
    receiver = request.getfixturevalue(who)
    if may:
        assert (
            offer(by=aoki, case=kitagawa, receiver=receiver, summary=SUMMARY).state == HandoverState.OFFERED
        )
    else:
        with pytest.raises(ValidationError, match="リンクワーカーから選んで"):
            offer(by=aoki, case=kitagawa, receiver=receiver, summary=SUMMARY)


def test_of_a_restricted_case_only_the_named_are_asked(
    saeki: Case, aoki: User, hoshi: User, mori: User
) -> None:
    with pytest.raises(ValidationError, match="先にその人を加えて"):
        offer(by=aoki, case=saeki, receiver=mori, summary=SUMMARY)
    accept(by=hoshi, handover=offer(by=aoki, case=saeki, receiver=hoshi, summary=SUMMARY))
    saeki.refresh_from_db()
    assert saeki.owner == hoshi


def test_only_the_receiver_answers(asked: Handover, aoki: User, hoshi: User, kitano: User) -> None:
    for other in (aoki, hoshi, kitano):
        with pytest.raises(ValidationError, match="お願いされた人"):
            accept(by=other, handover=asked)
        with pytest.raises(ValidationError, match="お願いされた人"):
            decline(by=other, handover=asked, answer="いいえ")


def test_who_has_left_since_cannot_accept(asked: Handover, kitagawa: Case, mori: User, aoki: User) -> None:
    leave(mori)
    with pytest.raises(ValidationError, match="いまは受け取れません"):
        accept(by=mori, handover=asked)
    kitagawa.refresh_from_db()
    assert kitagawa.owner == aoki


def test_one_offer_at_a_time(asked: Handover, kitagawa: Case, aoki: User, hoshi: User) -> None:
    with pytest.raises(ValidationError, match="すでに"):
        offer(by=aoki, case=kitagawa, receiver=hoshi, summary=SUMMARY)


@pytest.mark.django_db(transaction=True)
def test_two_who_offer_at_the_same_time_make_one_offer(
    kitagawa: Case, aoki: User, mori: User, hoshi: User
) -> None:
    start, refused = threading.Barrier(2), []

    def ask(receiver: User) -> None:
        start.wait()
        try:
            offer(by=aoki, case=kitagawa, receiver=receiver, summary=SUMMARY)
        except ValidationError as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=[receiver]) for receiver in (mori, hoshi)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Handover.objects.count(), len(refused)) == (1, 1)


def test_the_pages_lead_from_the_offer_to_the_new_owner(
    kitagawa: Case, aoki: User, mori: User, sign_in: SignIn
) -> None:
    address = reverse("case_handover", args=[kitagawa.public_id])
    offered = sign_in(aoki).post(address, {"receiver": mori.pk, "summary": SUMMARY}, follow=True)
    assert "引き継ぎをお願いしました" in offered.content.decode()
    pk = Handover.objects.get().pk
    client = sign_in(mori)
    assert SUMMARY in client.get(reverse("handover_answer", args=[kitagawa.public_id, pk])).content.decode()
    taken = client.post(reverse("handover_accept", args=[kitagawa.public_id, pk]), follow=True)
    assert "あなたが担当です" in taken.content.decode()


# --- An owner who has left ------------------------------------------------------------------------------


def test_while_the_owner_is_here_nobody_takes_over(kitagawa: Case, mori: User) -> None:
    with pytest.raises(ValidationError, match="いまの担当がいます"):
        take_over(by=mori, case=kitagawa)


@pytest.mark.parametrize("how", ["role ended", "account closed"])
def test_a_colleague_takes_over_from_who_has_left(
    asked: Handover, kitagawa: Case, aoki: User, hoshi: User, how: str
) -> None:
    if how == "role ended":
        leave(aoki)
    else:
        User.objects.filter(pk=aoki.pk).update(is_active=False)
    assert list(queries.without_a_worker(hoshi)) == [kitagawa]
    case = take_over(by=hoshi, case=kitagawa)
    asked.refresh_from_db()
    assert (case.owner, case.next_person, asked.state) == (hoshi, hoshi, HandoverState.WITHDRAWN)
    assert not queries.without_a_worker(hoshi).exists()
    assert traced(case)[-1] == Action.ACCEPTED


@pytest.mark.parametrize(("who", "sees"), {"mori": True, "ogawa": True, "kitano": False}.items())
def test_a_case_without_a_worker_shows_to_its_team_and_managers(
    kitagawa: Case, aoki: User, request: pytest.FixtureRequest, who: str, sees: bool
) -> None:
    leave(aoki)
    assert queries.without_a_worker(request.getfixturevalue(who)).exists() == sees


@pytest.mark.parametrize("who", ["kitano", "ogawa"])
def test_other_teams_and_managers_do_not_take_over(
    kitagawa: Case, aoki: User, request: pytest.FixtureRequest, who: str
) -> None:
    leave(aoki)
    with pytest.raises(ValidationError, match="チームのリンクワーカーだけ"):
        take_over(by=request.getfixturevalue(who), case=kitagawa)


def test_of_a_restricted_case_the_deputy_takes_over(saeki: Case, aoki: User, hoshi: User, mori: User) -> None:
    leave(aoki)
    assert list(queries.without_a_worker(hoshi)) == [saeki]
    assert not queries.without_a_worker(mori).exists()
    with pytest.raises(ValidationError, match="チームのリンクワーカーだけ"):
        take_over(by=mori, case=saeki)
    assert take_over(by=hoshi, case=saeki).owner == hoshi


def test_today_offers_the_case_in_one_tap(kitagawa: Case, aoki: User, mori: User, sign_in: SignIn) -> None:
    leave(aoki)
    client = sign_in(mori)
    address = reverse("case_take_over", args=[kitagawa.public_id])
    assert address in client.get(reverse("home_today")).content.decode()
    assert "引き受けました" in client.post(address, follow=True).content.decode()
