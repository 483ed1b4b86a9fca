import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports.numberline import Bar, draw, figure
from verify.models import Reading


def reading(low, high, unit="x"):
    return Reading(claim_id="c", start=0, end=1, text="1", normalised="1", low=low, high=high, unit=unit)


@pytest.mark.parametrize(
    ("bounds", "bars"),
    [
        ([("1", "1"), ("3", "3")], [Bar(start=6, end=6), Bar(start=94, end=94)]),
        ([("1", "2"), ("3", None)], [Bar(start=6, end=50), Bar(start=94, end=100, open_end=True)]),
        ([(None, "2"), ("4", "4")], [Bar(start=0, end=6, open_start=True), Bar(start=94, end=94)]),
        (
            [("1", "1"), ("10000", "10000"), ("100", "100")],
            [Bar(start=6, end=6), Bar(start=94, end=94), Bar(start=50, end=50)],
        ),
        ([("-5", "-5"), ("1000", "1000")], [Bar(start=6, end=6), Bar(start=94, end=94)]),
        ([("2026-03-01", "2026-03-01"), ("2026-03-03", "2026-03-05")], [Bar(start=6, end=6), Bar(start=50, end=94)]),
        ([("1", "1"), (None, None), ("2", "2")], [Bar(start=6, end=6), None, Bar(start=94, end=94)]),
    ],
)
def test_places(bounds, bars):
    assert draw([reading(*pair) for pair in bounds]).bars == tuple(bars)


@pytest.mark.parametrize(
    "readings",
    [
        [],
        [reading("1", "1")],
        [reading("1", "1"), reading(None, None)],
        [reading("5", "5"), reading("5.0", None)],
        [reading("1", "1", "kg"), reading("2", "2", "m")],
        [reading("one", "one"), reading("two", "two")],
        [reading("NaN", "NaN"), reading("Infinity", "Infinity")],
    ],
)
def test_no_line_where_nothing_can_be_placed(readings):
    assert draw(readings) is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1234567", "1,234,567"),
        ("139400000.0", "139,400,000"),
        ("0.650", "0.65"),
        ("1.394e+08", "139,400,000"),
        ("1E+9", "1,000,000,000"),
        ("-12", "-12"),
        ("100", "100"),
        ("1E+999999999", "1E+999999999"),
        ("2026-03-03", "2026-03-03"),
        ("NaN", "NaN"),
        (None, ""),
    ],
)
def test_figures(value, shown):
    assert figure(value) == shown


NUMBERS = st.one_of(st.none(), st.decimals().map(str), st.integers().map(str), st.dates().map(str), st.text(max_size=5))


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=6))
@example([(None, "0"), (None, "32021318855932203389830508472.672316")])  # longer than decimals are reckoned with
def test_bars_stay_on_the_line(bounds):
    line = draw([reading(*pair) for pair in bounds])
    for bar in line.bars if line else ():
        assert bar is None or (0 <= bar.start <= 100 and 0 <= bar.end <= 100)


@pytest.mark.parametrize(
    ("low", "high", "unit", "ends"),
    [
        ("0.65", "1", "x", ("65 %", "100 %")),
        ("0.65", "2.5", "x", ("0.65", "2.5")),
        ("0.65", "1", "t", ("0.65", "1")),
        ("2025-06-02", "2025-06-16", "date", ("2 June 2025", "16 June 2025")),
    ],
)
def test_ends_are_told_as_the_values_are(low, high, unit, ends):
    line = draw([reading(low, low, unit=unit), reading(high, high, unit=unit)])
    assert line is not None
    assert (line.low, line.high) == ends
