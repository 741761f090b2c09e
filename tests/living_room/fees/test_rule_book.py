"""Rules by version, waivers, and which of them counts for a date."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.base.seen import Stale, seen_in
from sengetsu.living_room.bookings.choices import Purpose, State
from sengetsu.living_room.fees.actions import (
    add_rule,
    add_waiver,
    end_grant,
    end_waiver,
    grant_waiver,
    withdraw_rule,
)
from sengetsu.living_room.fees.models import FeeRule, Waiver, WaiverGrant
from sengetsu.living_room.fees.queries import (
    RuleBook,
    best_grant,
    facts_of_last_rule,
    grants_for,
    trial_number,
)

from .shops import FREE, TENTH, application_of, date_of, group_of, rule_of, shop_of, the_venue

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
SHOP = Purpose.TRIAL_SHOP


def test_a_later_version_leaves_the_days_before_it_alone(aoki: User) -> None:
    first = rule_of(TENTH)
    second = add_rule(by=aoki, venue=the_venue(), purpose=SHOP, valid_from=TODAY, terms=FREE)
    book = RuleBook(the_venue())
    assert book.rule_on(SHOP, TODAY - timedelta(days=1)) == first
    assert book.rule_on(SHOP, TODAY) == second
    assert book.rule_on(SHOP, date(2026, 3, 31)) is None
    assert book.rule_on(Purpose.STUDY, TODAY) is None
    assert (second.version, Entry.objects.latest("sequence").thing) == (2, "fee_rule")


def test_only_the_first_version_may_begin_in_the_past(aoki: User) -> None:
    add_rule(by=aoki, venue=the_venue(), purpose=SHOP, valid_from=date(2026, 4, 1), terms=TENTH)
    with pytest.raises(ValidationError, match="過ぎた日の料金は変わりません"):
        add_rule(by=aoki, venue=the_venue(), purpose=SHOP, valid_from=TODAY - timedelta(days=1), terms=FREE)
    assert FeeRule.objects.count() == 1


def test_versions_follow_each_other_in_time(aoki: User) -> None:
    rule_of(TENTH, valid_from=date(2027, 4, 1))
    with pytest.raises(ValidationError, match="あとの日"):
        add_rule(by=aoki, venue=the_venue(), purpose=SHOP, valid_from=date(2027, 4, 1), terms=FREE)


def test_who_wrote_second_sees_the_version_of_the_first(aoki: User, ogawa: User) -> None:
    seen = seen_in(facts_of_last_rule(rule_of(TENTH)))
    add_rule(by=ogawa, venue=the_venue(), purpose=SHOP, valid_from=TODAY, terms=FREE, seen=seen)
    later = TODAY + timedelta(days=1)
    with pytest.raises(Stale, match="第2版"):
        add_rule(by=aoki, venue=the_venue(), purpose=SHOP, valid_from=later, terms=FREE, seen=seen)


def test_a_version_that_has_begun_cannot_be_taken_back(aoki: User) -> None:
    with pytest.raises(Refused, match="もう始まった"):
        withdraw_rule(by=aoki, rule=rule_of(TENTH, valid_from=TODAY))
    to_come = rule_of(FREE, valid_from=TODAY + timedelta(days=1), version=2)
    withdraw_rule(by=aoki, rule=to_come)
    withdraw_rule(by=aoki, rule=to_come)
    assert [rule.version for rule in FeeRule.objects.all()] == [1]


def test_an_organizer_writes_no_rule(organizer_soda: User) -> None:
    with pytest.raises(PermissionDenied):
        add_rule(by=organizer_soda, venue=the_venue(), purpose=SHOP, valid_from=TODAY, terms=FREE)


@pytest.mark.parametrize("wrong", [{"rate": 10_001}, {"floor": 600, "cap": 500}, {"unit": 7}])
def test_the_database_refuses_a_rule_that_makes_no_sense(wrong: dict[str, int]) -> None:
    facts = {"kind": "percentage", "valid_from": TODAY, "version": 1, "purpose": SHOP, **wrong}
    with pytest.raises(IntegrityError), transaction.atomic():
        FeeRule.objects.create(venue=the_venue(), **facts)


def test_trials_are_counted_by_day_and_group(organizer_soda: User) -> None:
    bakers, others = group_of(organizer_soda), group_of(name="喫茶みなみ")
    second = shop_of(bakers, date(2026, 11, 8))
    first = shop_of(bakers, date(2026, 10, 11))
    shop_of(others, date(2026, 10, 4))
    date_of(application_of(bakers), date(2026, 9, 1), State.CANCELLED)
    date_of(application_of(bakers, Purpose.STUDY), date(2026, 9, 2))
    assert (trial_number(first), trial_number(second)) == (1, 2)


def test_who_has_no_group_is_known_by_the_telephone() -> None:
    shop_of(None, date(2026, 10, 4), contact_name="南", contact_phone="048-000-0007")
    again = shop_of(None, date(2026, 11, 8), contact_name="みなみ", contact_phone="048-000-0007")
    somebody = shop_of(None, date(2026, 11, 9), contact_name="北")
    assert (trial_number(again), trial_number(somebody)) == (2, 1)


def waiver_of(rate: int = 5000, **facts: object) -> Waiver:
    facts = {"name": f"減免{rate}", "first_day": date(2026, 4, 1), **facts}
    return Waiver.objects.create(venue=the_venue(), rate=rate, **facts)


def test_the_waiver_that_takes_off_most_counts(aoki: User) -> None:
    group = group_of()
    application = application_of(group)
    for waiver in (waiver_of(3000), waiver_of(5000)):
        grant_waiver(by=aoki, waiver=waiver, group=group, reason="市の後援")
    until_june = waiver_of(10_000, last_day=date(2026, 6, 30))
    WaiverGrant.objects.create(waiver=until_june, application=application, reason="はじめの月だけ")
    found = best_grant(grants_for(application), SHOP, TODAY)
    assert found is not None
    assert found.waiver.rate == 5000
    in_june = best_grant(grants_for(application), SHOP, date(2026, 6, 30))
    assert in_june is not None
    assert in_june.waiver.rate == 10_000


def test_a_waiver_is_for_its_purposes_and_days_only() -> None:
    row = waiver_of(purposes=["study"], last_day=date(2026, 6, 30))
    assert row.covers("study", date(2026, 6, 30))
    assert not row.covers("study", date(2026, 7, 1))
    assert not row.covers("study", date(2026, 3, 31))
    assert not row.covers("trial_shop", date(2026, 5, 1))


def test_a_waiver_of_another_group_is_nobody_elses(aoki: User) -> None:
    grant_waiver(by=aoki, waiver=waiver_of(), group=group_of(name="喫茶みなみ"), reason="市の後援")
    assert not grants_for(application_of(group_of())).exists()
    assert not grants_for(application_of(None)).exists()


def test_granting_twice_is_granting_once_and_ending_ends_it(aoki: User, mori: User) -> None:
    row, group = waiver_of(), group_of()
    first = grant_waiver(by=aoki, waiver=row, group=group, reason="市の後援")
    assert grant_waiver(by=mori, waiver=row, group=group, reason="もういちど") == first
    end_grant(by=mori, grant=first)
    end_grant(by=aoki, grant=first)
    assert not grants_for(application_of(group)).exists()
    assert Entry.objects.filter(thing="fee_waiver_grant").count() == 2


def test_a_row_that_was_granted_is_closed_and_another_is_taken_away(aoki: User) -> None:
    facts = {"name": "後援", "rate": 5000, "first_day": date(2026, 4, 1)}
    unused = add_waiver(by=aoki, venue=the_venue(), facts=facts)
    used = add_waiver(by=aoki, venue=the_venue(), facts=facts)
    grant_waiver(by=aoki, waiver=used, group=group_of(), reason="市の後援")
    assert not end_waiver(by=aoki, waiver=unused)
    assert end_waiver(by=aoki, waiver=used)
    assert [row.last_day for row in Waiver.objects.all()] == [TODAY]


def test_a_row_that_has_ended_is_granted_to_nobody(aoki: User) -> None:
    with pytest.raises(Refused, match="もう終わっています"):
        grant_waiver(by=aoki, waiver=waiver_of(last_day=date(2026, 6, 30)), group=group_of(), reason="後援")
