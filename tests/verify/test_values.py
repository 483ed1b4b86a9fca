"""When do two values differ? Rounding, cutting off, hedges, units, currencies, slips."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.models import Quantity, Span
from claims.quantities import find
from verify.values import Relation, Value, gap, gaps, normalise, plainly_apart, relation, renamed

EQUAL, COMPATIBLE, DIFFERENT = Relation.EQUAL, Relation.COMPATIBLE, Relation.DIFFERENT
SLIP, INCOMPARABLE = Relation.SLIP, Relation.INCOMPARABLE


def value(low, high, step=1.0, *, unit=None, dimension="count", about=False):
    return Value(dimension=dimension, unit=unit, low=low, high=high, step=step, approximate=about)


def plain(number, step=1.0, **more):
    return value(number, number, step, **more)


def at_least(number, step=1.0):
    return value(number, None, step)


def at_most(number, step=1.0):
    return value(None, number, step)


SHARE = {"unit": "%", "dimension": "ratio"}
CASES = [
    ("the same", plain(12), plain(12), EQUAL),
    ("one apart", plain(12), plain(13), DIFFERENT),
    ("87 M and 88 M, both exact", plain(87e6, 1e6), plain(88e6, 1e6), DIFFERENT),
    ("rounded", plain(50.96, 0.01), plain(51, 1), EQUAL),
    ("cut off, not rounded", plain(695.65, 0.01), plain(695, 1), EQUAL),
    ("939 is over 930", plain(939), at_least(930, 10), EQUAL),
    ("11,300 is over 11 thousand", plain(11300, 100), at_least(11000, 1000), EQUAL),
    ("at least 240 is not over 310", at_least(240, 10), at_least(310, 10), DIFFERENT),
    ("one digit is not a finer figure cut short", plain(390, 10), plain(300, 100), DIFFERENT),
    ("more than a bound allows", plain(500), at_least(240, 10), DIFFERENT),
    ("less than one, and 1.78", at_most(1), plain(1.78, 0.01), DIFFERENT),
    ("less than one, and 0.4: neither meets nor breaks it", at_most(1), plain(0.4, 0.1), INCOMPARABLE),
    ("less than 66,000, and 56,812", at_most(66_000), plain(56_812), INCOMPARABLE),
    ("less than 66,000, and 65,812", at_most(66_000), plain(65_812), COMPATIBLE),
    ("two upper bounds", at_most(66_000), at_most(50_000), COMPATIBLE),
    ("about 65 is not 80", plain(65, 1, about=True), plain(80), DIFFERENT),
    ("about 65 may be 66", plain(65, 1, about=True), plain(66), COMPATIBLE),
    ("over 50 may be 52.9", at_least(50), plain(52.9, 0.1), COMPATIBLE),
    ("over 50 is not 55", at_least(50), plain(55), DIFFERENT),
    ("over 51 is no round number", at_least(51), plain(54.5, 0.1), DIFFERENT),
    ("about 50 may be 52.9", plain(50, 1, about=True), plain(52.9, 0.1), COMPATIBLE),
    ("about 50 is not 55", plain(50, 1, about=True), plain(55), DIFFERENT),
    ("50 is not 52.9", plain(50), plain(52.9, 0.1), DIFFERENT),
    ("about 1,000 may be 1,070", plain(1000, 1, about=True), plain(1070), COMPATIBLE),
    ("5 may be 5.28", plain(5), plain(5.28, 0.01), COMPATIBLE),
    ("5 is not 5.9 cut short", plain(5), plain(5.9, 0.1), DIFFERENT),
    ("3 is not 3.4", plain(3), plain(3.4, 0.1), DIFFERENT),
    ("5.576 million is 6 million", plain(5.576e6, 1e3), plain(6e6, 1e6), COMPATIBLE),
    ("counts are not rounded", plain(5), plain(6), DIFFERENT),
    ("inside a range", value(60, 80), plain(65), COMPATIBLE),
    ("outside a range", value(60, 80), plain(95), DIFFERENT),
    ("the same range", value(60, 80), value(60, 80), EQUAL),
    ("a thousand times as much", plain(21265, 1), plain(21.265, 0.001), SLIP),
    ("a third drops no digits", plain(33.333333, 3.333333, **SHARE), plain(36, **SHARE), DIFFERENT),
    ("nor does half", plain(50, 5, **SHARE), plain(53, **SHARE), DIFFERENT),
    ("but it is rounded", plain(50, 5, **SHARE), plain(52, **SHARE), EQUAL),
    ("two of three", plain(66.666667, 3.333333, **SHARE), plain(66.2, 0.1, **SHARE), EQUAL),
    ("slip needs the same digits", plain(296), plain(2946), DIFFERENT),
    ("slip of a longer number", plain(21265), plain(21.26, 0.01), SLIP),
    ("slip needs more than one digit", plain(3), plain(30, 10), DIFFERENT),
    ("nothing against something", plain(0), plain(5), DIFFERENT),
    ("other signs", plain(-3), plain(4), DIFFERENT),
    ("a fall told with a minus and without", plain(-3), plain(3), INCOMPARABLE),
    ("degrees below and above", plain(-3, dimension="temperature"), plain(3, dimension="temperature"), DIFFERENT),
    ("other dimensions", plain(3), plain(3, dimension="length", unit="m"), INCOMPARABLE),
    ("other units of one dimension that nothing converts", plain(3, unit="a"), plain(3, unit="b"), INCOMPARABLE),
]


def days(first, last):
    """The days from the first to the last of them."""
    return value(first, last, 0, dimension="date")


def since(first, last):
    """What began then: the bound, and the period that it names."""
    return value(first, None, last - first, dimension="date")


def until(first, last):
    """What is done by then."""
    return value(None, last, last - first, dimension="date")


CASES += [
    ("one day", days(100, 100), days(100, 100), EQUAL),
    ("two days", days(100, 100), days(101, 101), DIFFERENT),
    ("ten times as late is no slip", days(12, 12), days(120, 120), DIFFERENT),
    ("a day of a month", days(100, 130), days(112, 112), COMPATIBLE),
    ("since two years", since(100, 200), since(400, 500), DIFFERENT),
    ("since one year", since(100, 200), since(100, 200), EQUAL),
    ("since a month, and a day of it", since(100, 130), days(112, 112), COMPATIBLE),
    ("from a day, and another day", since(100, 100), days(103, 103), DIFFERENT),
    ("the worst since a year, and this year", since(100, 200), days(900, 900), INCOMPARABLE),
    ("by a year, and by another", until(100, 200), until(400, 500), DIFFERENT),
    ("by a year, and long before", until(400, 500), days(100, 100), INCOMPARABLE),
    ("by a year, and in it", until(400, 500), days(450, 450), COMPATIBLE),
    ("by a year, and after it", until(100, 200), days(450, 450), DIFFERENT),
    ("since one year, by another", since(100, 200), until(400, 500), INCOMPARABLE),
    ("by one year, since a later one", until(100, 200), since(400, 500), DIFFERENT),
]


@pytest.mark.parametrize(("why", "a", "b", "expected"), CASES)
def test_relation(why, a, b, expected):
    assert relation(a, b) is expected, why
    assert relation(b, a) is expected, f"{why} (swapped)"


@pytest.mark.parametrize(
    ("yuan", "dollars", "expected"),
    [(1e9, 139e6, COMPATIBLE), (4e9, 560e6, COMPATIBLE), (1e9, 150e6, COMPATIBLE), (1e9, 560e6, DIFFERENT)],
)
def test_currencies_at_a_rate(yuan, dollars, expected):
    a = plain(yuan, 1e6, unit="CNY", dimension="money")
    b = plain(dollars, 1e6, unit="USD", dimension="money")
    assert relation(a, b, rate=0.139) is expected
    assert relation(b, a, rate=1 / 0.139) is expected


@pytest.mark.parametrize(
    ("number", "step", "rate", "same"),
    [
        (10.6e9, 0.1e9, 1.08, False),
        (88e6, 1e6, 1.09, False),
        (9e9, 1e9, 1.11, False),
        (2e9, 1e9, 1.1, True),  # 1.8 billion, rounded
        (16e9, 1e9, 1.01, True),  # francs and euros are as good as one
        (1.4e9, 0.1e9, 1.03, True),
    ],
)
def test_one_number_in_two_currencies_agrees_only_where_the_rate_leaves_it(number, step, rate, same):
    money = {"dimension": "money"}
    a, b = plain(number, step, unit="EUR", **money), plain(number, step, unit="USD", **money)
    for one, two, turned in ((a, b, rate), (b, a, 1 / rate)):
        assert renamed(one, two, turned) is not same
        assert relation(one, two, turned) is (COMPATIBLE if same else INCOMPARABLE)
    assert relation(a, b) is INCOMPARABLE


def quantity(number, unit, dimension, step="1"):
    span = Span(start=0, end=1, quote="x")
    return Quantity(
        span=span, low=Decimal(number), high=Decimal(number), unit=unit, dimension=dimension, step=Decimal(step)
    )


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (quantity("1600", "ft", "length", "100"), quantity("487", "m", "length"), COMPATIBLE),
        (quantity("900", "mi", "length", "100"), quantity("600", "km", "length", "100"), DIFFERENT),
        (quantity("3.2", "TB/s", "bandwidth", "0.1"), quantity("1800", "GB/s", "bandwidth", "100"), DIFFERENT),
        (quantity("2", "hour", "duration"), quantity("105", "minute", "duration"), COMPATIBLE),
        (quantity("2", "hour", "duration"), quantity("90", "minute", "duration"), DIFFERENT),
        (quantity("2", "hour", "duration"), quantity("3", "hour", "duration"), DIFFERENT),
        (quantity("1", "month", "duration"), quantity("4", "week", "duration"), COMPATIBLE),
        (quantity("1", "year", "duration"), quantity("17", "month", "duration"), DIFFERENT),
        (quantity("2", "km", "length"), quantity("1750", "m", "length"), DIFFERENT),
        (quantity("90", "minute", "duration"), quantity("1.5", "hour", "duration", "0.1"), COMPATIBLE),
        # A slip keeps the digits that are told, two at least.
        (quantity("15", "kg", "mass"), quantity("15", "mg", "mass"), SLIP),
        (quantity("12", "hour", "duration"), quantity("120", "hour", "duration"), SLIP),
        (quantity("12", "hour", "duration"), quantity("5", "day", "duration"), DIFFERENT),
        (quantity("12", "month", "duration"), quantity("10", "year", "duration"), DIFFERENT),
        (quantity("1", "year", "duration"), quantity("10", "year", "duration"), DIFFERENT),
    ],
)
def test_units_meet_in_a_base_unit(a, b, expected):
    one, two = normalise(a), normalise(b)
    assert one is not None
    assert two is not None
    got = relation(one, two)
    assert got is expected or {got, expected} <= {EQUAL, COMPATIBLE}


def test_a_quantity_without_a_number_has_no_value():
    span = Span(start=0, end=1, quote="x")
    assert normalise(Quantity(span=span, low=None, high=None)) is None


@pytest.mark.parametrize(
    ("told", "place"),
    [(plain(50), 10), (plain(300), 100), (plain(137), 1), (plain(52.9, 0.1), 0.1), (plain(0), 0), (plain(7, 0), 0)],
)
def test_the_place_to_which_a_number_is_rounded(told, place):
    assert told.place == pytest.approx(place)


@pytest.mark.parametrize("number", ["1e27", "1e40", "-1e40", "1e400", "12345678901234567890123456789012345678901"])
def test_a_number_of_very_many_digits_is_a_number(number):
    span = Span(start=0, end=1, quote="x")
    value = normalise(Quantity(span=span, low=Decimal(number), high=None, unit="m", step=Decimal(1)))
    assert value is None or value.step == 10


def test_a_step_beyond_all_measure_has_no_place():
    assert plain(1e300, 1e-300).place == 0


numbers = st.floats(-1e12, 1e12, allow_nan=False)
steps = st.sampled_from([0.0, 0.01, 1.0, 100.0])
values = st.builds(lambda n, s, k: [plain(n, s), at_least(n, s), at_most(n, s)][k], numbers, steps, st.integers(0, 2))


@given(values, values)
def test_relation_and_gap_are_symmetric(a, b):
    assert relation(a, b) is relation(b, a)
    assert gap(a, b) == pytest.approx(gap(b, a))


@given(st.lists(values, min_size=2, max_size=5))
def test_many_gaps_are_those_of_each_pair(told):
    left, right = np.triu_indices(len(told), 1)
    each = [gap(told[i], told[j]) for i, j in zip(left, right, strict=True)]
    assert gaps(told, left, right).tolist() == each


@given(values)
def test_a_value_agrees_with_itself(a):
    assert relation(a, a) is EQUAL


@given(values, values)
def test_what_is_plainly_apart_is_different(a, b):
    (apart,) = plainly_apart([a, b], np.array([0]), np.array([1]))
    assert not apart or relation(a, b) is DIFFERENT


def test_most_values_are_plainly_apart_and_slips_and_other_units_never():
    told = [plain(12, 1), plain(19, 1), plain(190, 1), plain(0, 1), value(12, 12, unit="km", dimension="length")]
    left, right = np.array([0, 1, 0, 0]), np.array([1, 2, 3, 4])
    assert plainly_apart(told, left, right).tolist() == [True, False, True, False]


@pytest.mark.parametrize(
    ("told", "digits"),
    [
        (quantity("10", "year", "duration"), 1),
        (quantity("4.2", "ft", "length", "0.1"), 2),
        (quantity("0", None, "count"), 0),
    ],
)
def test_digits_are_counted_as_told(told, digits):
    found = normalise(told)
    assert found is not None
    assert found.digits == digits


def test_basis_points_are_hundredths_of_a_percentage_point():
    (basis,), (points,) = find("150 basis points", "en"), find("1.5 percentage points", "en")
    assert relation(normalise(basis), normalise(points)) is Relation.EQUAL
