"""Every language reads every sort of date: a table of sentences each, all told on one day."""

import tomllib
from pathlib import Path

import pytest

import claims.dates
from claims.dates import find
from claims.dates.lexicon import calendar, lexicon

TABLES = Path(__file__).parents[2] / "data" / "dates"
CUES = Path(claims.dates.__file__).parent / "cues"
PUBLISHED = "2025-08-20"  # a Wednesday

# What the sentence of each line says, in every language: days and precision; None: no date at all.
EXPECTED: dict[str, tuple[str, str] | None] = {
    "day": ("2025-08-08/2025-08-08", "day"),
    "day_no_year": ("2025-08-08/2025-08-08", "day"),
    "weekday_day": ("2025-08-08/2025-08-08", "day"),
    "numeric": ("2025-08-08/2025-08-08", "day"),
    "month": ("2024-01-01/2024-01-31", "month"),
    "month_alone": ("2025-01-01/2025-01-31", "month"),
    "quarter": ("2024-04-01/2024-06-30", "quarter"),
    "half": ("2025-01-01/2025-06-30", "half"),
    "year": ("2023-01-01/2023-12-31", "year"),
    "fiscal": ("2025-01-01/2025-12-31", "year"),
    "season": ("2024-06-01/2024-08-31", "season"),
    "early": ("2026-01-01/2026-04-30", "year"),
    "mid": ("2026-05-01/2026-08-31", "year"),
    "late": ("2026-09-01/2026-12-31", "year"),
    "early_month": ("2025-03-01/2025-03-10", "month"),
    "last_month": ("2025-07-01/2025-07-31", "month"),
    "this_week": ("2025-08-18/2025-08-24", "week"),
    "next_year": ("2026-01-01/2026-12-31", "year"),
    "yesterday": ("2025-08-19/2025-08-19", "day"),
    "ago": ("2025-08-17/2025-08-17", "day"),
    "ahead": ("2025-09-01/2025-09-07", "week"),
    "decade": ("1990-01-01/1999-12-31", "decade"),
    "century": ("1900-01-01/2000-12-31", "century"),
    "range": ("2025-06-18/2025-06-22", "day"),
    "years": ("2019-01-01/2023-12-31", "year"),
    "since": ("2021-01-01/", "year"),
    "until": ("/2027-12-31", "year"),
    "before": ("/2019-12-31", "year"),
    "after": ("2021-01-01/", "year"),
    "clock": ("/", "time"),
    "clock_local": ("/", "time"),
    "weekday": ("2025-08-18/2025-08-18", "day"),
    "last_weekday": ("2025-08-15/2025-08-15", "day"),
    "duration": None,
    "count": None,
}
CLOCK = {"clock": ("14:30", None), "clock_local": ("09:05", "local")}
OF_A_LANGUAGE = {("ja", "fiscal"): ("2025-04-01/2026-03-31", "year")}  # where one fiscal year is everybody's
LANGUAGES = sorted(path.stem for path in TABLES.glob("*.tsv"))


def _cases() -> list[tuple[str, str, str]]:
    lines = [
        (path.stem, line) for path in sorted(TABLES.glob("*.tsv")) for line in path.read_text("utf-8").splitlines()
    ]
    return [(language, *line.split("\t")) for language, line in lines]  # type: ignore[misc]


@pytest.mark.parametrize(("language", "category", "sentence"), _cases())
def test_one_sentence(language: str, category: str, sentence: str) -> None:
    found = [
        (f"{each.start or ''}/{each.end or ''}", each.precision, each.time, each.zone)
        for each in find(sentence, language, PUBLISHED)
    ]
    wanted = OF_A_LANGUAGE.get((language, category), EXPECTED[category])
    assert found == ([] if wanted is None else [(*wanted, *CLOCK.get(category, (None, None)))])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_every_category_once(language: str) -> None:
    assert sorted(category for code, category, _ in _cases() if code == language) == sorted(EXPECTED)


def test_every_language_with_cues_of_its_own_units_has_a_table() -> None:
    whole = {
        path.stem for path in CUES.glob("*.toml") if "day" in tomllib.loads(path.read_text("utf-8")).get("words", {})
    }
    assert whole == set(LANGUAGES)


# Read from CLDR alone, or with a few words more: days, months, and what is last, next or so long ago.
WITHOUT_BOUNDS = {"af", "az", "eu", "ga", "is", "ka", "mr", "sq", "sw", "ta"}


@pytest.mark.parametrize("language", sorted(calendar()))
def test_every_language_knows_relative_days_and_bounds_or_says_so(language: str) -> None:
    roles = {role for phrases in lexicon(language).phrases.values() for phrase in phrases for role in phrase.roles}
    assert {"month", "relative"} <= roles
    assert roles & {"relative_year", "modifier"}
    assert bool(roles & {"bound", "bound_after"}) is (language not in WITHOUT_BOUNDS)
