"""Years and months that are not ours, as days that are."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.dates import find, other_calendars

PUBLISHED = "2025-08-20"


def days(text: str, language: str) -> list[str]:
    return [f"{each.start or ''}/{each.end or ''}" for each in find(text, language, PUBLISHED)]


# Days that anybody can look up: new years, feasts, the first day of an era.
@pytest.mark.parametrize(
    ("name", "year", "month", "day", "ours"),
    [
        ("hijri", 1446, 1, 1, date(2024, 7, 7)),
        ("hijri", 1446, 9, 1, date(2025, 3, 1)),
        ("hijri", 1447, 1, 1, date(2025, 6, 26)),
        ("persian", 1403, 1, 1, date(2024, 3, 20)),
        ("persian", 1404, 1, 1, date(2025, 3, 21)),
        ("persian", 1357, 11, 22, date(1979, 2, 11)),
        ("hebrew", 5785, 1, 1, date(2024, 10, 3)),
        ("hebrew", 5785, 8, 15, date(2025, 4, 13)),
        ("hebrew", 5784, 7, 14, date(2024, 3, 24)),
        ("hebrew", 5708, 9, 5, date(1948, 5, 14)),
    ],
)
def test_a_day_of_another_calendar(name: str, year: int, month: int, day: int, ours: date) -> None:
    found = other_calendars.period(name, year, month, day)
    assert found is not None
    assert (found.start, found.end, found.precision) == (ours, ours, "day")


@given(st.sampled_from([("hijri", 1343, 1498), ("persian", 1280, 1477), ("hebrew", 5660, 5858)]), st.data())
def test_years_follow_each_other_and_months_fill_them(calendar: tuple[str, int, int], data: st.DataObject) -> None:
    name, first, last = calendar
    year = data.draw(st.integers(first, last))
    whole, following = other_calendars.period(name, year), other_calendars.period(name, year + 1)
    assert whole is not None
    assert following is not None
    assert whole.end is not None
    assert whole.end + timedelta(days=1) == following.start
    months = [month for number in range(1, 14) if (month := other_calendars.period(name, year, number))]
    assert (months[0].start, months[-1].end) == (whole.start, whole.end)
    assert all(a.end + timedelta(days=1) == b.start for a, b in pairwise(months))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1446, 13, 1), (1446, 0, 1), (1446, 1, 31), (1446, 1, 0), (999, 1, 1)]
)
def test_what_no_calendar_has_is_none(year: int, month: int, day: int) -> None:
    assert other_calendars.period("hijri", year, month, day) is None


def test_only_a_leap_year_has_a_first_adar() -> None:
    assert other_calendars.period("hebrew", 5785, 6) is None
    assert other_calendars.period("hebrew", 5784, 6) is not None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "بدأ في 1 رمضان 1446 هـ.", "2025-03-01/2025-03-01"),
        ("ar", "وقع ذلك سنة 1446 هـ.", "2024-07-07/2025-06-25"),
        ("ar", "وقع ذلك عام 2024 م.", "2024-01-01/2024-12-31"),
        ("fa", "کارخانه در ۱۵ شهریور ۱۴۰۳ باز شد.", "2024-09-05/2024-09-05"),
        ("fa", "کارخانه در سال ۱۴۰۳ باز شد.", "2024-03-20/2025-03-20"),
        ("fa", "کارخانه در ۱۵ شهریور باز شد.", "2025-09-06/2025-09-06"),
        ("fa", "انتشار ۱۴۰۳/۰۶/۱۵", "2024-09-05/2024-09-05"),
        ("he", "זה קרה ב-15 בשבט 5785.", "2025-02-13/2025-02-13"),
        ("id", "Puasa dimulai 1 Ramadan 1446.", "2025-03-01/2025-03-01"),
        ("en", "It began on 1 Ramadan 1446.", "2025-03-01/2025-03-01"),
        ("th", "เปิดเมื่อ 8 สิงหาคม พ.ศ. 2568", "2025-08-08/2025-08-08"),
        ("ja", "令和7年8月8日に開業した。", "2025-08-08/2025-08-08"),
        ("ja", "令和元年5月1日に即位した。", "2019-05-01/2019-05-01"),
        ("ja", "昭和64年に終わった。", "1989-01-01/1989-12-31"),
        ("zh", "民國114年8月8日開業。", "2025-08-08/2025-08-08"),
        ("zh", "公元2025年8月8日開業。", "2025-08-08/2025-08-08"),
    ],
)
def test_read_in_running_text(language: str, text: str, expected: str) -> None:
    assert days(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "1404 خانه ساخته شد."),
        ("en", "They sold 1446 chips."),
        ("ar", "بيعت 1446 شريحة."),
        ("tr", "1446 ev yapıldı."),
    ],
)
def test_a_number_that_might_be_such_a_year_is_none_by_itself(language: str, text: str) -> None:
    assert days(text, language) == []


def test_a_name_of_two_calendars_is_ours_where_it_is_a_month_of_ours() -> None:
    assert days("8 Nisan 2025 günü açıldı.", "tr") == ["2025-04-08/2025-04-08"]
    assert days("في 8 تموز 2025 وقع.", "ar") == ["2025-07-08/2025-07-08"]


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2019, 5, 1), date(2030, 12, 31)))
def test_an_era_counts_from_its_first_year(day: date) -> None:
    text = f"令和{day.year - 2018}年{day.month}月{day.day}日"
    assert [each.start for each in find(text, "ja", None)] == [day]
    text = f"民國{day.year - 1911}年{day.month}月{day.day}日"
    assert [each.start for each in find(text, "zh", None)] == [day]
