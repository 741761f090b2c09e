"""The day before, a report that is missing, a key that is not back: each told once, to whom it concerns."""

from datetime import time, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.choices import State, Verdict
from sengetsu.living_room.bookings.models import Application, Booking
from sengetsu.living_room.groups.models import Membership
from sengetsu.living_room.notices.models import Notice
from sengetsu.living_room.usage.actions import hand_key, name_key_holder, save_report, take_key_back
from sengetsu.living_room.usage.reminders import remind
from tests import factories

from .conftest import MakeDate

pytestmark = pytest.mark.django_db
SODA = {"holder_name": "早田 空"}


def remind_now() -> list[Notice]:
    remind(by=None, now=timezone.now())
    return list(Notice.objects.order_by("pk"))


def test_on_the_day_before_the_members_are_told_once(
    make_date: MakeDate, soramame: Application, organizer_soda: User, kazama: User
) -> None:
    hana = factories.user("hana", "花田 みどり")
    Membership.objects.create(group=soramame.group, user=hana)
    Membership.objects.create(group=soramame.group, user=kazama, ended_at=timezone.now())
    make_date(1, verdict=Verdict.OK), make_date(2), make_date(1, state=State.WAITING)
    remind_now()
    notices = remind_now()
    assert {notice.user for notice in notices} == {organizer_soda, hana}
    assert len(notices) == 2
    assert notices[0].subject == "あしたは「そらまめ食堂」の日です"
    assert "11月26日（木） 18:00–20:00" in notices[0].text
    assert "鍵" not in notices[0].text


def test_out_of_hours_the_key_is_part_of_it_and_nobodys_name(make_date: MakeDate, aoki: User) -> None:
    name_key_holder(by=aoki, booking=make_date(1), facts=SODA)
    [notice] = remind_now()
    assert "鍵を忘れずに" in notice.text
    assert "早田" not in notice.text


def test_without_a_key_holder_it_says_so_and_leads_to_the_page(make_date: MakeDate) -> None:
    booking = make_date(1)
    [notice] = remind_now()
    assert "まだ決まっていません" in notice.text
    assert notice.path == f"/bookings/dates/{booking.public_id}/key/"


def test_nobody_is_woken_before_nine(make_date: MakeDate, november: time_machine.Traveller) -> None:
    make_date(1)
    november.move_to("2026-11-25 08:59+09:00")
    assert remind_now() == []
    november.move_to("2026-11-25 09:00+09:00")
    assert len(remind_now()) == 1


def test_a_worker_that_stood_still_yesterday_tells_today(
    make_date: MakeDate, november: time_machine.Traveller
) -> None:
    make_date(0, decided_at=timezone.now() - timedelta(days=5))
    make_date(0, starts=time(20), ends=time(21), decided_at=timezone.now())  # approved just now: they know
    [notice] = remind_now()
    assert notice.subject == "きょうは「そらまめ食堂」の日です"
    november.move_to("2026-11-25 18:01+09:00")
    Notice.objects.all().delete()
    assert remind_now() == []


def test_a_date_that_moved_is_told_again(make_date: MakeDate, november: time_machine.Traveller) -> None:
    booking = make_date(1)
    remind_now()
    Booking.objects.filter(pk=booking.pk).update(day=booking.day.replace(day=28))
    november.move_to("2026-11-27 09:30+09:00")
    assert len(remind_now()) == 2


def test_three_days_after_the_date_a_missing_report_is_asked_for_once(
    make_date: MakeDate, organizer_soda: User, november: time_machine.Traveller
) -> None:
    booking, reported = make_date(-2), make_date(-2)
    save_report(by=organizer_soda, booking=reported, steps={"adult": 3}, send=True)
    assert remind_now() == []
    for day in (26, 27):
        november.move_to(f"2026-11-{day} 09:30+09:00")
        [notice] = remind_now()
        assert notice.path == f"/bookings/dates/{booking.public_id}/report/"


def test_last_months_missing_reports_are_not_told_by_a_worker_that_starts_today(make_date: MakeDate) -> None:
    make_date(-31)
    assert remind_now() == []


def test_a_key_that_is_not_back_the_day_after_is_asked_for_once(
    make_date: MakeDate, aoki: User, november: time_machine.Traveller
) -> None:
    late, back = make_date(0), make_date(0)
    for booking in (late, back):
        name_key_holder(by=aoki, booking=booking, facts=SODA)
        hand_key(by=aoki, booking=booking)
    take_key_back(by=aoki, booking=back)
    assert remind_now() == []
    november.move_to("2026-11-26 09:30+09:00")
    remind_now()
    [notice] = remind_now()
    assert notice.key.startswith(f"key-late:{late.pk}:")


def test_who_has_no_account_is_told_by_mail_without_a_page(
    make_date: MakeDate, soramame: Application
) -> None:
    Membership.objects.all().delete()
    Application.objects.filter(pk=soramame.pk).update(contact_email="soda@example.jp")
    make_date(1)
    [notice] = remind_now()
    assert (notice.user, notice.address, notice.path) == (None, "soda@example.jp", "")


def test_the_worker_asks_the_rooms_delivers_and_closes_what_is_over(make_date: MakeDate) -> None:
    make_date(1)
    over = make_date(-1)
    call_command("work", once=True)
    over.refresh_from_db()
    assert over.state == State.USED
    assert Notice.objects.get(subject__startswith="あしたは").delivered_at
