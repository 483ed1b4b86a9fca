import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest.published import published

CASES = {
    "2025-04-08": "2025-04-08",
    "2025-04-08T09:15:00+02:00": "2025-04-08",
    "2025-04": "2025-04",
    "2025": "2025",
    "20250408": "2025-04-08",
    "20250408T120000Z": "2025-04-08",
    "unknown": None,
    "": None,
    "unknown (spring 2025)": "2025",
    "unknown (kwiecień 2025)": "2025-04",
    "8 kwietnia 2025, 09:15": "2025-04-08",
    "unknown (22 ديسمبر 2024)": "2024-12-22",
    "٢٢ ديسمبر ٢٠٢٤": "2024-12-22",
    "1 November 2024": "2024-11-01",
    "Nov 1, 2024": "2024-11-01",
    "Tue, 08 Apr 2025 10:00:00 GMT": "2025-04-08",
    "8. April 2025": "2025-04-08",
    "8 апреля 2025 г.": "2025-04-08",
    "febbraio 2024": "2024-02",
    "srpen 2023": "2023-08",
    "2025年4月8日": "2025-04-08",
    "2025년 4월": "2025-04",
    "2025/04/08": "2025-04-08",
    "08.04.2025": "2025-04-08",
    "31/12/2024": "2024-12-31",
    "12/31/2024": "2024-12-31",
    "05/04/2025": "2025",  # which is the month nobody can say
    "31.31.2024": "2024",
    "28 March - 2 April 2025": "2025",
    "next week": None,
}


@pytest.mark.parametrize(("value", "expected"), CASES.items())
def test_published(value, expected):
    assert published(value) == expected


def test_month_with_two_meanings_asks_the_language():
    assert published("listopad 2024", "pl") == "2024-11"
    assert published("listopad 2024", "hr") == "2024-10"
    assert published("listopad 2024") == "2024"


@given(st.text(max_size=200))
def test_any_text_gives_a_date_or_none(value):
    found = published(value)
    assert found is None or len(found) in (4, 7, 10)
