"""Do two stated values differ? Intervals, rounding, hedges, units and currencies.

The rules, each from what newsrooms do (design: a false conflict costs more than a missed one):
- a plain figure stands for its rounding interval, value +- step / 2;
- the finer figure cut off or rounded to the coarser one's digits is equal (695.65 / 695, 939 / "over 930");
- "at least" is soft at the top: one step or 5 %, so "at least 240" and "more than 310" differ;
- "up to" and "less than" reach down to nothing;
- "about" allows 5 % or its rounding interval, whichever is wider;
- a bound or an "about" that is itself a round number is softer: half the place that it is rounded to, 8 % at most, so
  "over 50 %" and 52.9 % may be one;
- a finer figure that rounds to a plain one of a single digit is no other value ("5 %" and 5.28 %), nor is a time told
  in a finer unit ("two hours" and 1 h 45 min);
- two currencies are compared at the day's rate with 12 %, since writers use rates of their own;
- a number and the same with a minus are not held against each other: a fall is told either way;
- "since July" tells when something began: in July; "by 2030" tells nothing against what is done before 2030.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from math import isfinite, log10

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from claims.models import Quantity
from claims.quantities import units

SOFT = 0.05  # "about", "at least": relative
CURRENCY_TOLERANCE = 0.12
ROUND_FROM = 100  # in the unit as written
INEXACT = Decimal("1e27")  # from here on a figure may have more digits than decimals are divided to
HALF = 0.4999  # of a step: the intervals of 12 and 13 do not touch
COARSEST = 0.1  # step / value of a plain figure that may be a finer one cut short
NEAR_BOUND = 0.88  # of an upper bound: what lies below it is not what "less than" was said of
ROUNDEST = 0.08  # relative: what a round bound or estimate allows at most
ONE_DIGIT = 0.2  # step / value of a plain figure to which a finer one may be rounded: five and above
FINER_TIME = 4  # times: how much finer the other of two times is told
LOOSE_TIME = 0.15  # relative: "two hours" for an hour and three quarters
DURATION = "duration"
SLIP_TOLERANCE = 0.005  # digits alike to half a percent, a power of ten apart
TWO = 2  # digits that a slip must keep
TEMPERATURE = "temperature"
BASIS_POINT, BASIS_POINTS, PERCENT = "bp", 100, "%"  # so many to a percentage point
CELSIUS = "°C"  # of no other unit is nought another point
FARTHEST = 9.0  # powers of ten, from which on it makes no difference how far
DIGITS = 1e-9  # float noise
DATE = "date"
NEAR = 0.01  # wider than any tolerance of a slip or of noise


class Relation(StrEnum):
    """How two values stand to each other."""

    EQUAL = "equal"  # the same to the coarser one's digits
    COMPATIBLE = "compatible"  # their intervals meet
    DIFFERENT = "different"
    SLIP = "slip"  # the same digits, a power of ten apart
    INCOMPARABLE = "incomparable"  # units of two dimensions, or no rate of exchange


class Value(BaseModel):
    """A quantity in its dimension's base unit, as floats, with its interval.

    `unit` is the currency of a sum, the dimension of what has units of measure, else the unit as read; `own` is the
    number that stands for it in the unit in which it is told: 10 of "ten years".
    """

    model_config = ConfigDict(frozen=True)

    dimension: str
    unit: str | None
    low: float | None
    high: float | None
    step: float
    approximate: bool
    own: float | None = None

    @cached_property
    def stated(self) -> float:
        """The one number that stands for it: the bound, or the middle of the two."""
        if self.low is None or self.high is None:
            return float(self.high if self.low is None else self.low)  # type: ignore[arg-type]
        return (self.low + self.high) / 2

    @property
    def told(self) -> float:
        """The one number that stands for it, in the unit in which it is told."""
        return self.stated if self.own is None else self.own

    @cached_property
    def digits(self) -> int:
        """How many digits are told, up to the last that is not nought; none of nothing."""
        return len(f"{abs(self.told):.9e}".split("e")[0].rstrip("0").replace(".", "")) if self.told else 0

    @cached_property
    def is_range(self) -> bool:
        """Whether two different bounds are stated."""
        return self.low is not None and self.high is not None and self.low != self.high

    @cached_property
    def named(self) -> tuple[float, float]:
        """Of a date the days from the first to the last that its words name: of "since July" and "by July", July."""
        if self.low is None:
            return self.stated - self.step, self.stated
        return self.low, self.low + self.step if self.high is None else self.high

    @cached_property
    def place(self) -> float:
        """The place to which it is rounded, by the noughts at its end: ten of 50, a hundred of 300; 0 of nothing."""
        told = abs(self.stated) / self.step if self.step else 0.0
        place, steps = self.step, round(told) if isfinite(told) else 0
        while steps and steps % 10 == 0:
            steps, place = steps // 10, place * 10
        return place if steps else 0.0

    @cached_property
    def interval(self) -> tuple[float, float]:
        """Smallest and largest value that the words allow."""
        soft = max(SOFT * abs(self.stated), min(self.place / 2, ROUNDEST * abs(self.stated)))
        if self.high is None:
            return self.stated, self.stated + max(self.step, soft)
        if self.low is None:
            return min(0.0, self.stated), self.stated
        # "300 billion" is not 250: nobody rounds by more than a twentieth.
        half = min(self.step * HALF, SOFT * abs(self.stated))
        slack = max(self.step * HALF, soft) if self.approximate else half
        return (self.low, self.high) if self.is_range else (self.low - slack, self.high + slack)

    def scaled(self, factor: float, unit: str, dimension: str | None = None) -> "Value":
        """The same value in another currency; or, of a bare figure, in one."""
        low, high = (None if v is None else v * factor for v in (self.low, self.high))
        # Built anew: a copy would take the cached interval along.
        return Value(
            dimension=dimension or self.dimension,
            unit=unit,
            low=low,
            high=high,
            step=self.step * factor,
            approximate=self.approximate,
            own=self.own if factor == 1 else None,
        )


def normalise(quantity: Quantity) -> Value | None:
    """The quantity in its dimension's base unit; None when it states no finite number."""
    to_base = _to_base(quantity.unit)
    low, high = (None if v is None else to_base(v) for v in (quantity.low, quantity.high))
    if quantity.form == "change_to" and high is not None:
        low = high  # "from 25.7 to 16.4 %": what it is now
    if (low is None and high is None) or not all(isfinite(v) for v in (low, high) if v is not None):
        return None
    step = _rounded(quantity)
    return Value(
        dimension=quantity.dimension,
        unit=units.dimension(quantity.unit) or (PERCENT if quantity.unit == BASIS_POINT else quantity.unit),
        low=low,
        high=high,
        step=abs(to_base(step) - to_base(Decimal(0))),
        approximate=quantity.approximate,
        own=_own(quantity),
    )


def _own(quantity: Quantity) -> float | None:
    """The number that stands for it, in its own unit."""
    last = quantity.high if quantity.form == "change_to" else None
    told = quantity.mid if last is None else last
    return None if told is None else float(told)


def _rounded(quantity: Quantity) -> Decimal:
    """The step of the quantity; what is measured rather than counted is often rounded to ten ("120 m")."""
    step = quantity.step or Decimal(0)
    stated = quantity.low if quantity.low is not None else quantity.high
    tens = stated is not None and abs(stated) >= ROUND_FROM and _in_tens(stated)
    return Decimal(10) if tens and step == 1 and units.dimension(quantity.unit) else step


def _in_tens(stated: Decimal) -> bool:
    """Whether it ends in a nought; beyond the digits that decimals are divided to, everything counts as if it did."""
    return abs(stated) >= INEXACT or stated % 10 == 0


def _to_base(unit: str | None) -> Callable[[Decimal], float]:
    """How a value in `unit` becomes one in its dimension's base unit; money and counts stay as they are."""
    dimension = units.dimension(unit)
    if unit == BASIS_POINT:
        return lambda v: float(v) / BASIS_POINTS
    if unit is None or dimension is None:
        return float
    if dimension == TEMPERATURE:
        return lambda v: float(units.convert(v, unit, CELSIUS) or 0)
    factor = units.factor(unit)
    return lambda v: float(v * factor)


def gap(a: Value, b: Value) -> float:
    """Distance of two values in powers of ten; 0 when equal, 9 when signs differ or one is nothing."""
    x, y = a.stated, b.stated
    if abs(x - y) <= DIGITS * max(abs(x), abs(y)):
        return 0.0
    if x == 0 or y == 0 or (x > 0) != (y > 0):
        return FARTHEST
    return min(FARTHEST, abs(log10(abs(x)) - log10(abs(y))))


def gaps(values: Sequence[Value], left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    """`gap` of many pairs, given as rows of `values`."""
    stated = np.array([v.stated for v in values], dtype=np.float64)
    # The logarithm of `gap` itself: numpy's may differ in the last bit.
    power = np.array([log10(abs(x)) if x else 0.0 for x in stated.tolist()])
    x, y = stated[left], stated[right]
    alike = np.abs(x - y) <= DIGITS * np.maximum(np.abs(x), np.abs(y))
    apart = np.where(x * np.sign(y) > 0, np.minimum(FARTHEST, np.abs(power[left] - power[right])), FARTHEST)
    return np.asarray(np.where(alike, 0.0, apart))


def _rounds_to(fine: Value, coarse: Value) -> bool:
    """Whether the finer value, rounded as the other is told, is the other: 8.77 is "over 8.8" as well."""
    if fine.is_range or coarse.is_range or fine.step >= coarse.step or coarse.step > COARSEST * abs(coarse.stated):
        return False
    return abs(fine.stated - coarse.stated) <= coarse.step * HALF


def _rounds_loosely(fine: Value, coarse: Value) -> bool:
    """Whether the other may stand for the finer value though it is told in a digit: 5.28 % as "5 %"."""
    if fine.is_range or coarse.is_range or fine.step >= coarse.step:
        return False
    apart = abs(fine.stated - coarse.stated)
    timed = coarse.dimension == DURATION and fine.step * FINER_TIME <= coarse.step
    near = coarse.step <= ONE_DIGIT * abs(coarse.stated) or (timed and apart <= LOOSE_TIME * abs(coarse.stated))
    return near and apart <= coarse.step * HALF


def _cut_off(a: Value, b: Value) -> bool:
    """Whether the finer value, its last digits dropped, is the coarser one."""
    fine, coarse = (a, b) if a.step < b.step else (b, a)
    if fine.is_range or coarse.is_range or fine.step == coarse.step:
        return False
    if coarse.high is not None and coarse.step > COARSEST * abs(coarse.stated):
        return False  # one digit left: "300" is not 390 cut short, though "over 300" may be
    if coarse.dimension == "ratio" and log10(coarse.step) % 1:
        return False  # "a third" has no digits to drop
    beyond = abs(fine.stated) - abs(coarse.stated)
    return 0 <= beyond < coarse.step * (1 - DIGITS) and fine.stated * coarse.stated >= 0


def _meet(a: Value, b: Value) -> bool:
    (low_a, high_a), (low_b, high_b) = a.interval, b.interval
    noise = DIGITS * max(abs(high_a), abs(high_b))
    return low_a <= high_b + noise and low_b <= high_a + noise


def _slip(a: Value, b: Value) -> bool:
    """The same digits as told (two at least) and a factor of 10, 100, 1,000 ... between the values."""
    fewer = min(a.digits, b.digits)
    if a.is_range or b.is_range or fewer < TWO or not 1 <= round(gap(a, b)) < FARTHEST:
        return False
    return _same_digits(a.stated, b.stated, fewer) and _same_digits(a.told, b.told, fewer)


def _same_digits(x: float, y: float, digits: int) -> bool:
    """Whether two numbers, neither of them nought, have so many digits in common: 1.142 and 11.4, to half a percent."""
    power = log10(abs(x / y))
    leading = max(float(f"{abs(v):e}".split("e")[0]) for v in (x, y))
    allowed = min(SLIP_TOLERANCE, 10.0 ** (1 - digits) / leading)
    return abs(10 ** (power - round(power)) - 1) <= allowed


def relation(a: Value, b: Value, rate: float | None = None) -> Relation:
    """How `a` stands to `b`; symmetric. `rate` is b's currency in one unit of a's, where they differ."""
    if a.dimension != b.dimension or _mirrored(a, b):
        return Relation.INCOMPARABLE
    if a.unit != b.unit:
        return _across(a, b, rate)
    if a.dimension == DATE:
        return _on_days(a, b)
    same = gap(a, b) == 0 and a.is_range == b.is_range
    if same or _rounds_to(a, b) or _rounds_to(b, a) or _cut_off(a, b):
        return Relation.EQUAL
    if _meet(a, b) or _rounds_loosely(a, b) or _rounds_loosely(b, a):
        return Relation.INCOMPARABLE if _far_below(a, b) or _far_below(b, a) else Relation.COMPATIBLE
    return Relation.SLIP if _slip(a, b) else Relation.DIFFERENT


def _far_below(low: Value, bound: Value) -> bool:
    """Whether it is so far below an upper bound that it neither meets nor breaks it: 56,000 and "under 66,000"."""
    return bound.low is None and low.low is not None and low.stated < NEAR_BOUND * bound.stated


def _mirrored(a: Value, b: Value) -> bool:
    """Whether the one is the other with a minus; of degrees that makes a difference."""
    return a.unit == b.unit and a.stated == -b.stated != 0 and a.dimension != TEMPERATURE


def _on_days(a: Value, b: Value) -> Relation:
    """Days and periods, open ones by what their bounds name."""
    (first_a, last_a), (first_b, last_b) = a.named, b.named
    if first_a <= last_b and first_b <= last_a:
        return Relation.EQUAL if a.named == b.named else Relation.COMPATIBLE
    early, late = (a, b) if last_a < first_b else (b, a)
    # What ends by then may have ended long before, and what begins later has nothing to do with it.
    apart = late.low is not None or early.low is None
    # "The worst since 1987" names a year of its own; "from 16 June" is the day on which something begins.
    looks_back = any(one.high is None and one.step > 0 and None not in (x.low, x.high) for one, x in ((a, b), (b, a)))
    return Relation.DIFFERENT if apart and not looks_back else Relation.INCOMPARABLE


def plainly_apart(values: Sequence[Value], left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.bool_]:
    """For many pairs, rows of `values`: those so far apart that `relation` can only find them different.

    They have one dimension, not that of days, and one unit; more than their roundings lie between their intervals, and
    their distance is no whole power of ten. Said of too few rather than of too many.
    """
    kinds: dict[tuple[str, str | None], int] = {}
    kind = np.array([kinds.setdefault((v.dimension, v.unit), len(kinds)) for v in values])
    days = np.array([v.dimension == DATE for v in values], dtype=bool)
    low, high = np.array([v.interval for v in values]).T
    step, stated = np.array([(v.step, v.stated) for v in values]).T
    between = np.maximum(low[left] - high[right], low[right] - high[left])
    beyond = between > 2 * np.maximum(step[left], step[right]) + NEAR * np.maximum(abs(high[left]), abs(high[right]))
    with np.errstate(divide="ignore", invalid="ignore"):  # nothing is infinitely far from anything
        power = np.log10(np.abs(stated))
        distance = np.abs(power[left] - power[right])
        slipped = np.abs(distance - np.round(distance)) < NEAR
    told = ~days[left] & (stated[left] != -stated[right])  # of degrees, too: said of too few
    return np.asarray(
        (kind[left] == kind[right]) & told & beyond & (~np.isfinite(distance) | (distance < HALF) | ~slipped)
    )


def _across(a: Value, b: Value, rate: float | None) -> Relation:
    if a.dimension != "money" or rate is None or a.unit is None:
        return Relation.INCOMPARABLE
    if renamed(a, b, rate):
        return Relation.INCOMPARABLE  # one of the two forgot whose money it is
    one = a.scaled(rate, b.unit or "")
    near = gap(one, b) <= log10(1 + CURRENCY_TOLERANCE) + DIGITS
    # A range or a bound may meet where its middle is far; what is merely "about" gets no second tolerance.
    bounded = one.is_range or b.is_range or None in (one.low, one.high, b.low, b.high)
    return Relation.COMPATIBLE if near or (bounded and _meet(one, b)) else Relation.DIFFERENT


def renamed(a: Value, b: Value, rate: float) -> bool:
    """Whether two sums have one number though, at this rate, the one would be another number in the other's money."""
    same = (a.low, a.high) == (b.low, b.high)
    return same and abs(a.stated * rate - b.stated) > max(a.step * rate, b.step) * HALF
