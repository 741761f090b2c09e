"""Which rule and which waiver count for a date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Max, Q, QuerySet

from sengetsu.base.seen import Fact
from sengetsu.base.yen import yen
from sengetsu.living_room.bookings.choices import Purpose
from sengetsu.living_room.bookings.models import Application, Booking
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Venue

from .models import FeeRule, FeeSettings, PaymentNotice, SalesReport, Waiver, WaiverGrant

SETTINGS_COLUMNS = ("issuer", "where_to_pay", "due_days", "report_days")


class RuleBook:
    """All rules of a venue, read in one query."""

    def __init__(self, venue: Venue) -> None:
        rows = FeeRule.objects.filter(venue=venue).select_related("entered_by")
        self._versions = {
            purpose: list(rules) for purpose, rules in groupby(rows, key=lambda rule: rule.purpose)
        }

    def versions(self, purpose: str) -> list[FeeRule]:
        """Newest first."""
        return self._versions.get(purpose, [])

    def rule_on(self, purpose: str, day: date) -> FeeRule | None:
        """The rule in force on a day, or None where the town has not decided yet."""
        return next((rule for rule in self.versions(purpose) if rule.valid_from <= day), None)


@dataclass(frozen=True)
class PurposeRules:
    """One purpose on the page of the rules."""

    purpose: Purpose
    current: FeeRule | None
    to_come: list[FeeRule]
    past: list[FeeRule]


def rules_by_purpose(venue: Venue, today: date) -> list[PurposeRules]:
    book = RuleBook(venue)
    return [_on_page(book, purpose, today) for purpose in Purpose]


def _on_page(book: RuleBook, purpose: Purpose, today: date) -> PurposeRules:
    versions, current = book.versions(purpose), book.rule_on(purpose, today)
    to_come = [rule for rule in versions if rule.valid_from > today]
    past = [rule for rule in versions if rule.valid_from <= today and rule != current]
    return PurposeRules(purpose, current, to_come, past)


def facts_of_last_rule(rule: FeeRule | None) -> list[Fact]:
    """What the writer of a new version saw: see `base.seen`."""
    return [Fact("いちばん新しい決まり", rule.pk if rule else None, str(rule) if rule else None)]


def settings_of(venue: Venue) -> FeeSettings:
    return FeeSettings.objects.filter(venue=venue).first() or FeeSettings(venue=venue)


def trial_number(booking: Booking) -> int:
    """1 for the first standing date of this group (or person) with this purpose, by day, not by report."""
    application = booking.application
    before = Q(day__lt=booking.day) | Q(day=booking.day, starts__lt=booking.starts)
    before |= Q(day=booking.day, starts=booking.starts, pk__lt=booking.pk)
    earlier = Booking.objects.standing().filter(before, application__in=_of_same_applicant(application))
    return 1 + earlier.filter(application__purpose=application.purpose).count()


def _of_same_applicant(application: Application) -> QuerySet[Application]:
    """Who has no group is known by the telephone number or the address that they gave."""
    here = Application.objects.filter(venue_id=application.venue_id)
    if application.group_id:
        return here.filter(group_id=application.group_id)
    same = Q(pk=application.pk)
    if application.contact_phone:
        same |= Q(contact_phone=application.contact_phone)
    if application.contact_email:
        same |= Q(contact_email__iexact=application.contact_email)
    return here.filter(same, group=None)


def grants_for(application: Application) -> QuerySet[WaiverGrant]:
    """What was granted to this application or its group, and not ended."""
    whom = Q(application=application)
    if application.group_id:
        whom |= Q(group_id=application.group_id)
    return WaiverGrant.objects.filter(whom, ended_at=None).select_related("waiver", "group", "application")


def best_grant(grants: Iterable[WaiverGrant], purpose: str, day: date) -> WaiverGrant | None:
    """Of several, the one that takes off most; they are never added up."""
    covering = [grant for grant in grants if grant.waiver.covers(purpose, day)]
    return max(covering, key=lambda grant: (grant.waiver.rate, -grant.pk), default=None)


def waivers_of(venue: Venue) -> QuerySet[Waiver]:
    return Waiver.objects.filter(venue=venue).prefetch_related("grants")


def open_waivers(venue: Venue, today: date) -> QuerySet[Waiver]:
    """Rows of the table that can be granted today, also those that begin later."""
    return Waiver.objects.filter(Q(last_day=None) | Q(last_day__gte=today), venue=venue)


def grants_of(venue: Venue) -> QuerySet[WaiverGrant]:
    return WaiverGrant.objects.filter(waiver__venue=venue).select_related(
        "waiver", "group", "application", "granted_by"
    )


def minutes_of(booking: Booking) -> int:
    begins, ends = (datetime.combine(booking.day, clock) for clock in (booking.starts, booking.ends))
    return int((ends - begins).total_seconds()) // 60


def last_report(booking: Booking) -> SalesReport | None:
    """The sales report that counts."""
    return SalesReport.objects.filter(booking=booking).select_related("reported_by").first()


def facts_of_last_report(report: SalesReport | None) -> list[Fact]:
    """What the writer of a report saw: see `base.seen`."""
    said = f"{yen(report.sales)}（{report.reported_by or '—'}）" if report else None
    return [Fact("売上報告", report.pk if report else None, said)]


def next_number(venue: Venue, fiscal_year: int) -> int:
    """The number of the next 納入通知. Only under the trail's lock."""
    same_year = PaymentNotice.objects.filter(venue=venue, fiscal_year=fiscal_year)
    return (same_year.aggregate(last=Max("number"))["last"] or 0) + 1


def reminder_key(booking: Booking, suffix: str) -> str:
    """What makes the reminder of a late report unique (see `notices.actions.notify`)."""
    return f"sales-report-late:{booking.public_id}:{suffix}"


def purposes_without_rule(venue: Venue, today: date) -> list[Purpose]:
    """Purposes for which the town has not decided yet what they cost."""
    book = RuleBook(venue)
    return [purpose for purpose in Purpose if book.rule_on(purpose, today) is None]


def all_rules() -> QuerySet[FeeRule]:
    return FeeRule.objects.all()


def all_waivers() -> QuerySet[Waiver]:
    return Waiver.objects.all()


def all_grants() -> QuerySet[WaiverGrant]:
    return WaiverGrant.objects.select_related("waiver")


def grantable_groups() -> QuerySet[Group]:
    """Groups that may still use the place."""
    return Group.objects.filter(state__in=[GroupState.APPLIED, GroupState.APPROVED])
