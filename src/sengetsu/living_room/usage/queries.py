"""Keys, closing lists and reports as pages need them."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.choices import HOLDING, STANDING, State, Verdict
from sengetsu.living_room.bookings.models import Booking, BookingQuerySet
from sengetsu.living_room.spaces.models import Venue

from .choices import COUNTS
from .models import Closing, ClosingItem, KeyLoan, Report, ReportCorrection

LATE_AFTER = timedelta(days=3)  # after the date
AHEAD = timedelta(days=35)  # how far the ledger looks: the key for later dates is nobody's worry yet
BACK = timedelta(days=365)


def dates_without_key_holder(venue: Venue | None = None, *, until: date | None = None) -> BookingQuerySet:
    """Coming dates out of hours, approved or waiting for it, for which nobody is named to hold the key."""
    return _out_of_hours(venue).filter(state__in=HOLDING, key_loan=None, day__lte=until or _horizon())


def keys_to_hand(venue: Venue | None = None) -> BookingQuerySet:
    """Coming approved dates with a holder to whom the key was not handed yet."""
    rows = _out_of_hours(venue).filter(state=State.APPROVED, day__lte=_horizon())
    return rows.filter(key_loan__isnull=False, key_loan__handed_at=None).select_related("key_loan")


def keys_out() -> QuerySet[KeyLoan]:
    """Keys that somebody has now, the longest ones first; also of a date that was called off since."""
    return _loans().filter(handed_at__isnull=False, returned_at=None).order_by("booking__day", "pk")


def keys_overdue(today: date) -> QuerySet[KeyLoan]:
    """Not back on the day after."""
    return keys_out().filter(booking__day__lt=today)


def keys_back() -> QuerySet[KeyLoan]:
    return _loans().exclude(returned_at=None).order_by("-returned_at")


def loan_of(booking: Booking) -> KeyLoan | None:
    return KeyLoan.objects.filter(booking=booking).first()


def closing_of(booking: Booking) -> Closing | None:
    return Closing.objects.filter(booking=booking).first()


def items_of(booking: Booking) -> list[ClosingItem]:
    """The closing list of the venue of a date."""
    return list(booking.application.venue.closing_items.all())


def closing_list(venue: Venue) -> str:
    """One item a line, as the form takes it."""
    return "\n".join(item.text for item in venue.closing_items.all())


def corrections_of(report: Report) -> list[ReportCorrection]:
    """What stood in a report before it was corrected, the newest first."""
    return list(report.corrections.select_related("by")) if report.pk else []


def report_of(booking: Booking) -> Report:
    """The report of a date; an empty one (unsaved) if nobody has counted yet."""
    return Report.objects.select_related("by").filter(booking=booking).first() or Report(booking=booking)


def reports_due(*, user: User | None = None, now_day: date | None = None) -> BookingQuerySet:
    """Dates that are over and were not reported, the oldest first; of one person's groups, or of all."""
    here = timezone.localtime()
    today = now_day or here.date()
    over = Q(day__lt=today) | Q(day=today, ends__lte=here.time())
    rows = Booking.objects.visible_to(user) if user else Booking.objects.all()
    unsent = Q(report=None) | Q(report__sent_at=None)
    return rows.filter(over, unsent, state__in=STANDING, day__gte=today - BACK).on_page().order_by("day")


def reports_late(today: date) -> BookingQuerySet:
    """Three days after the date and still not reported."""
    return reports_due(now_day=today).filter(day__lte=today - LATE_AFTER)


def reports_sent() -> QuerySet[Report]:
    rows = Report.objects.exclude(sent_at=None).select_related("booking__application__group", "by")
    return rows.order_by("-sent_at")


def to_look_at(since: date) -> list[Booking]:
    """Dates since then after which something was left undone, broken or somebody was hurt."""
    undone = ~Q(closing__missing=[]) & Q(closing__isnull=False)
    rows = Booking.objects.filter(undone | Q(report__accidents__gt=""), day__gte=since)
    return list(rows.select_related("application__group", "closing", "report").order_by("-day"))


def labels() -> dict[str, str]:
    """band → how pages call it."""
    return {name: str(Report._meta.get_field(name).verbose_name) for name in COUNTS}  # type: ignore[union-attr]


def _out_of_hours(venue: Venue | None) -> BookingQuerySet:
    now = timezone.localtime()
    to_come = Q(day__gt=now.date()) | Q(day=now.date(), ends__gt=now.time())
    rows = Booking.objects.exclude(verdict=Verdict.OK).filter(to_come)
    return (
        (rows.filter(application__venue=venue) if venue else rows).on_page().order_by("day", "starts", "pk")
    )


def _horizon() -> date:
    return timezone.localdate() + AHEAD


def _loans() -> QuerySet[KeyLoan]:
    return KeyLoan.objects.select_related("booking__application__group", "handed_by", "received_by")
