"""The dates that took place, with what is still to do about their fee: the staff's list and its sums."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from sengetsu.base.dates import fiscal_year
from sengetsu.living_room.bookings.models import Booking, BookingQuerySet
from sengetsu.living_room.spaces.models import Venue

from .choices import Kind, Stage
from .models import Fee, FeeRule, PaymentNotice, SalesReport
from .queries import RuleBook, settings_of
from .settling import notice_of

T = TypeVar("T")
TO_DO = frozenset({Stage.LATE, Stage.OPEN, Stage.UNPAID, Stage.REFUND})
RULES_OF_DATE = FeeRule.objects.filter(
    venue=OuterRef("application__venue"),
    purpose=OuterRef("application__purpose"),
    valid_from__lte=OuterRef("day"),
)
CURRENT = Fee.objects.filter(superseded_at=None)
SETTLED = Exists(CURRENT.filter(booking=OuterRef("pk")))
RULED = Exists(RULES_OF_DATE)
LOOK_BACK = timedelta(days=92)  # a quarter: older reports are on the staff's list only
UNPAID = Q(notice__paid_at=None) & ~Q(notice__to_pay=0) & Q(notice__isnull=False)


@dataclass(frozen=True)
class Row:
    """One date on the list."""

    booking: Booking
    rule: FeeRule | None
    fee: Fee | None
    report: SalesReport | None
    today: date
    report_days: int

    @property
    def notice(self) -> PaymentNotice | None:
        return notice_of(self.fee)

    @cached_property
    def stage(self) -> Stage:
        if self.fee is None:
            return self._before()
        if self.notice is None or (self.fee.amount == 0 and self.notice.to_pay == 0):
            return Stage.FREE
        if self.notice.paid_at or self.notice.to_pay == 0:
            return Stage.PAID
        return Stage.UNPAID if self.notice.to_pay > 0 else Stage.REFUND

    def _before(self) -> Stage:
        if self.rule is None:
            return Stage.UNRULED
        return Stage.LATE if self.rule.terms.needs_sales and self.report is None else Stage.OPEN

    @property
    def is_for_organizer(self) -> bool:
        """Whether whoever used the place has something to do; a calculation waits for staff."""
        return self.stage in {Stage.LATE, Stage.UNPAID}

    @property
    def report_due_on(self) -> date:
        return self.booking.day + timedelta(days=self.report_days)

    @property
    def is_late(self) -> bool:
        """The report, or the money, should have come before today."""
        if self.stage == Stage.LATE:
            return self.report_due_on < self.today
        return self.stage == Stage.UNPAID and self.notice is not None and self.notice.due_on < self.today

    @property
    def why(self) -> str:
        """By which rule, trial or waiver it costs what it costs."""
        if self.fee is None:
            return self.rule.in_words if self.rule else ""
        if self.fee.grant:
            return f"{self.fee.grant.waiver}"
        told = dict(self.fee.steps)
        return str(told.get("取り消し") or told.get("お試し") or self.fee.rule.in_words)


@dataclass(frozen=True)
class ToDo:
    """What waits for somebody, oldest first."""

    late: list[Row]
    free: list[Row]
    open: list[Row]
    unpaid: list[Row]
    refund: list[Row]

    @property
    def number(self) -> int:
        return sum(len(part) for part in (self.late, self.free, self.open, self.unpaid, self.refund))

    @property
    def unpaid_sum(self) -> int:
        return sum(row.notice.to_pay for row in self.unpaid if row.notice)


def to_do(venue: Venue) -> ToDo:
    waiting = [*rows(venue, unsettled(venue)), *rows(venue, unpaid(venue))]
    by_stage = {stage: [row for row in waiting if row.stage == stage] for stage in TO_DO}
    return ToDo(
        late=by_stage[Stage.LATE],
        free=[row for row in by_stage[Stage.OPEN] if _is_free(row)],
        open=[row for row in by_stage[Stage.OPEN] if not _is_free(row)],
        unpaid=by_stage[Stage.UNPAID],
        refund=by_stage[Stage.REFUND],
    )


def _is_free(row: Row) -> bool:
    return row.rule is not None and row.rule.kind == Kind.FREE


def rows(venue: Venue, dates: Any) -> list[Row]:
    """The dates (a QuerySet of bookings, also a page of one) as rows; a constant number of queries."""
    book, conditions, today = RuleBook(venue), settings_of(venue), timezone.localdate()
    found = []
    for booking in with_fees(dates):
        fee = _first(booking.current_fees)  # type: ignore[attr-defined]
        report = _first(booking.reports_newest_first)  # type: ignore[attr-defined]
        rule = fee.rule if fee else book.rule_on(booking.application.purpose, booking.day)
        found.append(Row(booking, rule, fee, report, today, conditions.report_days))
    return found


def with_fees(dates: QuerySet[Booking]) -> QuerySet[Booking]:
    fees = CURRENT.select_related("rule", "notice__corrects", "notice__paid_by", "report", "grant__waiver")
    return dates.select_related("application__group", "application__venue").prefetch_related(
        Prefetch("fees", fees, to_attr="current_fees"),
        Prefetch("sales_reports", SalesReport.objects.all(), to_attr="reports_newest_first"),
    )


def past_dates(venue: Venue, now: datetime | None = None) -> BookingQuerySet:
    """Standing dates whose time is over."""
    here = timezone.localtime(now)
    over = Q(day__lt=here.date()) | Q(day=here.date(), ends__lte=here.time())
    return Booking.objects.standing().filter(over, application__venue=venue)


def unsettled(venue: Venue, now: datetime | None = None) -> BookingQuerySet:
    """Past dates under a rule, without a fee yet. Dates before a purpose's first rule are nobody's debt."""
    dates = past_dates(venue, now).filter(RULED).exclude(SETTLED)
    return dates.order_by("day", "starts", "pk")


def _ruled_as(kind: Kind) -> Exists:
    """Narrows a search to purposes that had such a rule at some time; the row says which rule counts."""
    return Exists(RULES_OF_DATE.filter(kind=kind))


def with_money(dates: BookingQuerySet) -> BookingQuerySet:
    """Those among the dates that a rule or a settled fee speaks of."""
    return dates.filter(Q(RULED) | Q(SETTLED))


def unpaid(venue: Venue) -> BookingQuerySet:
    """Dates whose notice waits for money, either way."""
    waiting = CURRENT.filter(UNPAID, booking=OuterRef("pk"))
    return Booking.objects.filter(Exists(waiting), application__venue=venue).order_by("day", "starts", "pk")


def settled_in(venue: Venue, first_year: int) -> BookingQuerySet:
    """Dates of a 年度 with nothing left to do, newest first."""
    done = CURRENT.filter(booking=OuterRef("pk")).exclude(UNPAID)
    return of_fiscal_year(venue, first_year).filter(Exists(done)).order_by("-day", "-starts", "-pk")


def of_fiscal_year(venue: Venue, first_year: int) -> BookingQuerySet:
    days = (date(first_year, 4, 1), date(first_year + 1, 3, 31))
    return Booking.objects.filter(application__venue=venue, day__range=days)


def late_dates(venue: Venue, now: datetime) -> list[Booking]:
    """Dates whose sales should have been reported before today, and not longer ago than a quarter.

    The worker asks every few seconds, so only purposes that pay a percentage are looked at.
    """
    last_day = timezone.localdate(now) - timedelta(days=settings_of(venue).report_days)
    days = (last_day - LOOK_BACK, last_day - timedelta(days=1))
    dates = unsettled(venue, now).filter(_ruled_as(Kind.PERCENTAGE), day__range=days)
    return [row.booking for row in rows(venue, dates) if row.stage == Stage.LATE]


def free_dates(venue: Venue, now: datetime) -> list[Booking]:
    """Past dates under a free rule, not settled yet."""
    dates = unsettled(venue, now).filter(_ruled_as(Kind.FREE))
    return [row.booking for row in rows(venue, dates) if _is_free(row)]


def fiscal_years(venue: Venue) -> list[int]:
    """The 年度 of which there are fees, newest first, this one always."""
    days = CURRENT.filter(booking__application__venue=venue).values_list("booking__day", flat=True).distinct()
    return sorted({fiscal_year(day) for day in days} | {fiscal_year(timezone.localdate())}, reverse=True)


@dataclass
class Sums:
    """Counts and yen of a month or a 年度, by day of use."""

    dates: int = 0
    sales: int = 0
    full: int = 0
    fee: int = 0
    received: int = 0

    @property
    def waived(self) -> int:
        return self.full - self.fee

    @property
    def open(self) -> int:
        """What is to come in still; negative where more is to be given back."""
        return self.fee - self.received

    def add(self, fee: Fee) -> None:
        notice = notice_of(fee)
        self.dates += 1
        self.sales += fee.report.sales if fee.report else 0
        self.full += fee.full
        self.fee += fee.amount
        self.received += notice.received if notice else 0


def sums_of(venue: Venue, first_year: int) -> tuple[list[tuple[date, Sums]], Sums]:
    """The months of a 年度 that have fees, the newest first, and the whole of it. One query."""
    fees = CURRENT.filter(booking__in=of_fiscal_year(venue, first_year))
    months: dict[date, Sums] = {}
    total = Sums()
    for fee in fees.select_related("report", "notice", "booking").order_by("-booking__day"):
        months.setdefault(fee.booking.day.replace(day=1), Sums()).add(fee)
        total.add(fee)
    return list(months.items()), total


def _first(found: list[T]) -> T | None:
    return next(iter(found), None)
