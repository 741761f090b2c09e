"""The arithmetic of fees: yen integers, exact, no float. Knows no database.

The order is a decision of the house, and the page shows every step of it:

1. **Free trial times.** The first n dates of a group cost nothing; nothing else is looked at.
2. **The bare amount**: the fixed yen; yen per hour × minutes; or sales × percentage. Exact, with fractions.
3. **Rounding** of the bare amount to the unit (down, half up, up to 1, 10 or 100 yen).
4. **Floor, then cap** (not for a fixed fee). They are round already in the eyes of who set them, so they come
   after the rounding: a floor of 550 yen means 550 yen. The floor also holds for sales of 0 yen.
5. **Waiver** (減免): its share is taken off what step 4 gave, so that it can also lead below the floor. What
   is left is rounded down to a whole yen, in favour of whoever pays; the unit of step 3 is not applied again,
   else a half waiver of a small fee could become a full one, or none.
"""

from dataclasses import dataclass
from fractions import Fraction

from sengetsu.base.yen import yen

from .choices import Kind, Rounding, Unit

WHOLE = 10_000  # 100 %: rates are integers in hundredths of a percent
MINUTES_OF_AN_HOUR = 60


@dataclass(frozen=True)
class Terms:
    """What a rule says. All amounts in yen; `rate` in hundredths of a percent; no `cap`: no upper bound."""

    kind: Kind
    amount: int = 0
    rate: int = 0
    floor: int = 0
    cap: int | None = None
    free_times: int = 0
    rounding: Rounding = Rounding.DOWN
    unit: int = Unit.ONE

    @property
    def needs_sales(self) -> bool:
        return self.kind == Kind.PERCENTAGE

    @property
    def is_bounded(self) -> bool:
        """Floor and cap are for what varies."""
        return self.kind in {Kind.PERCENTAGE, Kind.HOURLY}


@dataclass(frozen=True)
class Relief:
    """A waiver: what the town calls it, and which part of the fee it takes off."""

    name: str
    rate: int = WHOLE


@dataclass(frozen=True)
class Step:
    """One line of the calculation, as the page and the notice show it."""

    label: str
    words: str


@dataclass(frozen=True)
class Calculation:
    """`full` is the fee before the waiver, `amount` what is to be paid; both in yen."""

    steps: tuple[Step, ...]
    full: int
    amount: int

    @property
    def waived(self) -> int:
        return self.full - self.amount


def fee(
    rule: Terms,
    *,
    sales: int | None = None,
    trial_number: int = 1,
    waiver: Relief | None = None,
    minutes: int = 0,
) -> Calculation:
    """The fee of one date, with its steps.

    `sales`: yen, needed for a percentage. `trial_number`: 1 for a group's first date of this purpose.
    `minutes`: length of the date, for a fee by the hour. Raises ValueError for a negative number, and for a
    percentage of unknown sales.
    """
    if min(sales or 0, minutes) < 0 or trial_number < 1:
        raise ValueError("sales and minutes are not negative, and the first trial is number 1")
    if rule.kind == Kind.FREE:
        return _closed([Step("決まり", "この使いかたは無料です")], 0, waiver)
    if trial_number <= rule.free_times:
        words = f"はじめの{rule.free_times}回は無料です（これは{trial_number}回目）"
        return _closed([*_of_sales(rule, sales), Step("お試し", words)], 0, None)
    bare, steps = _bare(rule, sales, minutes)
    amount = rounded(bare, rule.rounding, rule.unit)
    if rule.kind != Kind.FIXED:
        steps.append(_rounding_step(rule, bare, amount))
    if rule.is_bounded:
        amount, bounds = _bounded(rule, amount)
        steps += bounds
    return _closed(steps, amount, waiver)


def rounded(exact: Fraction, rounding: Rounding, unit: int) -> int:
    """`exact` yen (not negative) to a multiple of `unit`."""
    top, bottom = exact.numerator, exact.denominator * unit
    if rounding == Rounding.UP:
        return -(-top // bottom) * unit
    if rounding == Rounding.HALF_UP:
        return (2 * top + bottom) // (2 * bottom) * unit
    return top // bottom * unit


def percent(rate: int) -> str:
    """1000 is 10%, 1250 is 12.5%, 1 is 0.01%."""
    whole, part = divmod(rate, 100)
    return f"{whole}.{part:02}".rstrip("0").rstrip(".") + "%"


def exact_yen(amount: Fraction) -> str:
    """1,234.5円; a fraction that never ends is cut after two digits and says 約."""
    if amount.denominator == 1:
        return yen(amount.numerator)
    places = next((n for n in range(1, 5) if (amount * 10**n).denominator == 1), 0)
    whole, part = divmod(int(amount * 10 ** (places or 2)), 10 ** (places or 2))
    return ("" if places else "約") + f"{whole:,}.{part:0{places or 2}}円"


def _bare(rule: Terms, sales: int | None, minutes: int) -> tuple[Fraction, list[Step]]:
    """Step 2 of the order."""
    if rule.kind == Kind.FIXED:
        return Fraction(rule.amount), [Step("決まり", f"1回 {yen(rule.amount)}")]
    if rule.kind == Kind.HOURLY:
        bare = Fraction(rule.amount * minutes, MINUTES_OF_AN_HOUR)
        return bare, [
            Step("使った時間", in_hours(minutes)),
            Step("1時間あたり", f"{yen(rule.amount)} × {in_hours(minutes)} ＝ {exact_yen(bare)}"),
        ]
    if sales is None:
        raise ValueError("a percentage needs the sales")
    bare = Fraction(sales * rule.rate, WHOLE)
    share = Step("割合", f"{yen(sales)} × {percent(rule.rate)} ＝ {exact_yen(bare)}")
    return bare, [*_of_sales(rule, sales), share]


def _of_sales(rule: Terms, sales: int | None) -> list[Step]:
    return [Step("売上", yen(sales))] if rule.needs_sales and sales is not None else []


def in_hours(minutes: int) -> str:
    """3時間, 3時間15分, 45分."""
    hours, rest = divmod(minutes, MINUTES_OF_AN_HOUR)
    return (f"{hours}時間" if hours or not rest else "") + (f"{rest}分" if rest else "")


def _rounding_step(rule: Terms, bare: Fraction, amount: int) -> Step:
    how = f"{Unit(rule.unit).label}未満は{Rounding(rule.rounding).label}"
    return Step("端数", f"{how} → {yen(amount)}" if bare != amount else f"{how}（端数はありません）")


def _bounded(rule: Terms, amount: int) -> tuple[int, list[Step]]:
    """Step 4 of the order. A cap below the floor is refused where a rule is written; here the cap wins."""
    steps = []
    if rule.floor:
        lifted = max(amount, rule.floor)
        steps.append(_bound_step("下限", rule.floor, amount, lifted, "にとどかない"))
        amount = lifted
    if rule.cap is not None:
        lowered = min(amount, rule.cap)
        steps.append(_bound_step("上限", rule.cap, amount, lowered, "をこえる"))
        amount = lowered
    return amount, steps


def _bound_step(label: str, bound: int, before: int, after: int, why: str) -> Step:
    what_happened = "（そのまま）" if before == after else f"{why}ので、{yen(after)}"
    return Step(label, yen(bound) + what_happened)


def _closed(steps: list[Step], full: int, waiver: Relief | None) -> Calculation:
    """Step 5 of the order, and the result as the last line."""
    amount = full
    if waiver and full:
        amount = full * (WHOLE - waiver.rate) // WHOLE
        share = "全額" if waiver.rate == WHOLE else percent(waiver.rate)
        steps.append(Step("減免", f"{waiver.name}（{share}） −{yen(full - amount)}"))
    steps.append(Step("料金", yen(amount)))
    return Calculation(tuple(steps), full, amount)


def in_words(rule: Terms) -> str:
    """The rule in one line: 「売上の10%（10円未満は切り捨て、下限500円、はじめの2回は無料）」."""
    if rule.kind == Kind.FREE:
        return "無料"
    main = {
        Kind.FIXED: f"1回 {yen(rule.amount)}",
        Kind.HOURLY: f"1時間 {yen(rule.amount)}",
        Kind.PERCENTAGE: f"売上の{percent(rule.rate)}",
    }[rule.kind]
    more = []
    if rule.kind != Kind.FIXED:
        more.append(f"{Unit(rule.unit).label}未満は{Rounding(rule.rounding).label}")
    if rule.is_bounded and rule.floor:
        more.append(f"下限{yen(rule.floor)}")
    if rule.is_bounded and rule.cap is not None:
        more.append(f"上限{yen(rule.cap)}")
    if rule.free_times:
        more.append(f"はじめの{rule.free_times}回は無料")
    return main + (f"（{'、'.join(more)}）" if more else "")
