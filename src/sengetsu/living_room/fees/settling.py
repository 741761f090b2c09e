"""What one date would cost now: shared by the page that shows it and the action that settles it."""

from dataclasses import dataclass

from sengetsu.living_room.bookings.models import Booking

from .models import Fee, FeeRule, PaymentNotice, WaiverGrant
from .queries import RuleBook, best_grant, grants_for, minutes_of, trial_number
from .rules import Calculation, fee


@dataclass(frozen=True)
class Settlement:
    """A calculation with what it stands on."""

    booking: Booking
    rule: FeeRule
    grant: WaiverGrant | None
    trial_number: int
    calculation: Calculation

    @property
    def amount(self) -> int:
        return self.calculation.amount


def current_fee(booking: Booking) -> Fee | None:
    """The fee that counts, with its notice."""
    rows = Fee.objects.filter(booking=booking, superseded_at=None)
    return rows.select_related("rule", "notice", "report", "grant__waiver").first()


def notice_of(fee: Fee | None) -> PaymentNotice | None:
    """Its notice, if one was issued."""
    return getattr(fee, "notice", None) if fee else None


def rule_for(booking: Booking, settled: Fee | None) -> FeeRule | None:
    """What was settled once stays with its rule, whatever versions came later."""
    if settled:
        return settled.rule
    return RuleBook(booking.application.venue).rule_on(booking.application.purpose, booking.day)


def settlement(booking: Booking, rule: FeeRule, settled: Fee | None, sales: int | None) -> Settlement:
    """What the date costs by this rule. Its number among the trials stays as it was settled first."""
    number = settled.trial_number if settled else trial_number(booking)
    grant = best_grant(grants_for(booking.application), booking.application.purpose, booking.day)
    calculation = fee(
        rule.terms,
        sales=sales,
        trial_number=number,
        waiver=grant.waiver.relief if grant else None,
        minutes=minutes_of(booking),
    )
    return Settlement(booking, rule, grant, number, calculation)


def preview(booking: Booking, rule: FeeRule | None, settled: Fee | None, sales: int) -> Settlement | None:
    """What the page shows before the report is sent; nothing where the town has no rule yet."""
    return settlement(booking, rule, settled, sales) if rule else None
