"""The pages: my notices, unread ones first; and for staff what was sent, what waits, what failed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sengetsu.accounts.models import User
from sengetsu.living_room.notices.actions import notify
from sengetsu.living_room.notices.delivery import deliver_due
from sengetsu.living_room.notices.models import Notice
from tests.people import SignIn

pytestmark = pytest.mark.django_db


def tell(to: User, key: str, subject: str, path: str = "/notices/") -> Notice:
    return notify(by=None, key=key, subject=subject, text=f"{subject}。", path=path, to=to)


def test_i_read_mine_unread_first_and_nobody_elses(
    organizer_soda: User, commissioner_hara: User, sign_in: SignIn
) -> None:
    old = tell(organizer_soda, "1", "まえの知らせ")
    Notice.objects.filter(pk=old.pk).update(due_at=timezone.now() - timedelta(days=2))
    seen = tell(organizer_soda, "2", "見た知らせ")
    Notice.objects.filter(pk=seen.pk).update(seen_at=timezone.now())
    tell(commissioner_hara, "3", "原さんへの知らせ")
    page = sign_in(organizer_soda).get("/notices/").content.decode()
    assert page.index("まえの知らせ") < page.index("見た知らせ")
    assert "原さんへの知らせ" not in page


def test_what_is_due_later_or_withdrawn_is_not_there_yet(organizer_soda: User, sign_in: SignIn) -> None:
    for key, at in {"due_at": timezone.now() + timedelta(hours=1), "withdrawn_at": timezone.now()}.items():
        Notice.objects.filter(pk=tell(organizer_soda, key, "まだない").pk).update(**{key: at})
    assert "まだない" not in sign_in(organizer_soda).get("/notices/").content.decode()


def test_the_bar_counts_what_i_have_not_seen_until_i_have(organizer_soda: User, sign_in: SignIn) -> None:
    first, _ = tell(organizer_soda, "1", "一つめ"), tell(organizer_soda, "2", "二つめ")
    client = sign_in(organizer_soda)
    number = '<span class="count"><b>{}</b>'
    assert number.format(2) in client.get("/").content.decode()
    answer = client.post(reverse("notice_open", args=[first.pk]))
    assert answer["Location"] == "/notices/"
    assert number.format(1) in client.get("/").content.decode()
    client.post(reverse("notice_seen_all"))
    assert 'class="count"' not in client.get("/").content.decode()


@pytest.mark.parametrize("path", ["//evil.example.jp/", "https://evil.example.jp/", "javascript:alert(1)"])
def test_a_notice_leads_nowhere_outside(path: str, organizer_soda: User, sign_in: SignIn) -> None:
    notice = tell(organizer_soda, "1", "外", path=path)
    answer = sign_in(organizer_soda).post(reverse("notice_open", args=[notice.pk]))
    assert answer["Location"] == "/notices/"


def test_somebody_elses_notice_is_not_there(
    organizer_soda: User, commissioner_hara: User, sign_in: SignIn
) -> None:
    notice = tell(commissioner_hara, "1", "原さんへの知らせ")
    answer = sign_in(organizer_soda).post(reverse("notice_seen", args=[notice.pk]))
    assert answer.status_code == 404
    notice.refresh_from_db()
    assert notice.seen_at is None


def test_staff_see_what_was_sent_what_waits_and_what_is_stuck(
    aoki: User, organizer_soda: User, sign_in: SignIn
) -> None:
    tell(organizer_soda, "sent", "送った知らせ")
    deliver_due()
    Notice.objects.filter(pk=tell(organizer_soda, "stuck", "止まった知らせ").pk).update(
        stuck_at=timezone.now(), attempts=9, problem="メールサーバーが受け取りませんでした（550）。"
    )
    tell(organizer_soda, "waiting", "待つ知らせ")
    page = sign_in(aoki).get("/notices/outbox/").content.decode()
    assert page.index("止まった知らせ") < page.index("待つ知らせ") < page.index("送った知らせ")
    assert "（550）" in page


def test_a_link_worker_sends_a_stuck_one_again(aoki: User, organizer_soda: User, sign_in: SignIn) -> None:
    notice = tell(organizer_soda, "1", "止まった知らせ")
    Notice.objects.update(stuck_at=timezone.now(), attempts=9)
    answer = sign_in(aoki).post(reverse("notice_again", args=[notice.pk]), follow=True)
    assert "もう一度送ります。" in answer.content.decode()
    assert deliver_due().delivered == 1


def test_pressed_twice_the_second_says_that_it_is_over(
    aoki: User, organizer_soda: User, sign_in: SignIn
) -> None:
    notice = tell(organizer_soda, "1", "止まった知らせ")
    Notice.objects.update(stuck_at=timezone.now(), attempts=9)
    client = sign_in(aoki)
    client.post(reverse("notice_settle", args=[notice.pk]))
    answer = client.post(reverse("notice_settle", args=[notice.pk]), follow=True)
    assert "もう送り終わっています" in answer.content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_outbox_asks_the_same_number_of_questions(
    number: int,
    aoki: User,
    organizer_soda: User,
    sign_in: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for one in range(number):
        tell(organizer_soda, f"sent:{one}", "送った")
    deliver_due()
    for one in range(number):
        tell(organizer_soda, f"waiting:{one}", "待つ")
    client = sign_in(aoki)
    with django_assert_max_num_queries(16):
        client.get("/notices/outbox/")
