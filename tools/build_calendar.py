"""Writes claims/dates/calendar.json and claims/dates/conversions.json from CLDR and two calendar libraries.

What languages call months, weekdays, quarters, halves of the day and relative days comes from Unicode's own JSON
(npm pack cldr-dates-full cldr-cal-islamic-full cldr-cal-persian-full cldr-cal-hebrew-full, each unpacked into a
folder of its own name); what days the months of other calendars begin on comes from hijridate (Umm al-Qura, as
Saudi Arabia dates) and convertdate (Persian, Hebrew). No user needs any of these: a table of month lengths does.

    pip install hijridate convertdate
    python tools/build_calendar.py FOLDER_OF_THE_PACKAGES
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "claims" / "dates"

# One entry per language; several CLDR locales where a language has several scripts or standards.
LOCALES: dict[str, tuple[str, ...]] = {
    **{
        code: (code,)
        for code in (
            "en de fr es it pt nl sv da fi pl cs sk sl hr bg mk ru uk be ro hu el tr az he fa hi bn ur mr ta te "
            "ja ko vi id ms th ca eu gl et lv lt sq ka hy kk sw af is ga"
        ).split()
    },
    "ar": ("ar", "ar-SY", "ar-DZ", "ar-MA"),
    "no": ("nb", "nn"),
    "sr": ("sr", "sr-Latn"),
    "zh": ("zh", "zh-Hant"),
}
UNITS = ("day", "week", "month", "quarter", "year")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CONTEXTS = ("format", "stand-alone")
HALVES_OF_DAY = {
    "am": ("am", "morning1", "morning2"),
    "pm": ("pm", "afternoon1", "afternoon2", "evening1", "evening2"),
    "night": ("night1", "night2"),
}
OTHER = {"hijri": ("islamic", 12), "persian": ("persian", 12), "hebrew": ("hebrew", 13)}
NUMBER = "{0}"
MARKS = "\u200e\u200f"  # of direction
SHORTEST = 28  # days of a month, in any of the calendars


class Source:
    """The unpacked packages, read locale by locale."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cache  # noqa: B019 one source per run
    def dates(self, package: str, locale: str, name: str) -> dict[str, Any]:
        """The dates part of one file of a locale; empty where the locale has no such file."""
        path = self._folder / package / "main" / locale / f"{name}.json"
        if not path.is_file():
            return {}
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))["main"][locale]["dates"]
        return found

    def gregorian(self, locale: str) -> dict[str, Any]:
        """Names of the usual calendar."""
        return dict(self.dates("cldr-dates-full", locale, "ca-gregorian")["calendars"]["gregorian"])

    def fields(self, locale: str) -> dict[str, Any]:
        """Relative days, weeks, months and years."""
        return dict(self.dates("cldr-dates-full", locale, "dateFields")["fields"])

    def other(self, locale: str, calendar: str) -> dict[str, Any]:
        """Month names of another calendar."""
        found = self.dates(f"cldr-cal-{calendar}-full", locale, f"ca-{calendar}")
        return dict(found["calendars"][calendar]["months"]) if found else {}


def distinct(forms: Iterable[str]) -> list[str]:
    """Forms without their full stop, sorted, each once; bare numbers name nothing."""
    return sorted({form.strip(". ") for form in forms if not form.strip(". ").isdigit()} - {""})


def names(tables: list[dict[str, Any]], width: str, keys: Iterable[str]) -> list[list[str]]:
    """The distinct names of each key, over all locales and both contexts."""
    return [distinct(t[c][width][key] for t in tables for c in CONTEXTS if key in t[c][width]) for key in keys]


def order(gregorian: dict[str, Any]) -> str:
    """The order of day, month and year in a short numeric date: "dmy", "mdy" or "ymd"."""
    letters = [c for c in re.sub(r"'[^']*'", "", gregorian["dateFormats"]["short"]).lower() if c in "dmy"]
    return "".join(dict.fromkeys(letters))


def relative(fields: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Fixed expressions: {"day-1": ["yesterday"], "month1": ["next month"]}."""
    found: dict[str, list[str]] = {}
    for unit in UNITS:
        for by in (-2, -1, 0, 1, 2):
            forms = distinct(f[unit][key] for f in fields if (key := f"relative-type-{by}") in f[unit])
            if forms:
                found[f"{unit}{by}"] = forms
    return found


def patterns(field: dict[str, Any], direction: str) -> Iterator[str]:
    """The patterns of one unit and direction in all plural forms: "{0} days ago"."""
    for pattern in field.get(f"relativeTime-type-{direction}", {}).values():
        if NUMBER in pattern and not pattern.lstrip(MARKS).startswith(("-", "–", "+", "−")):
            yield pattern


def split(pattern: str) -> tuple[str, str, str]:
    """What stands before the counted unit, the unit, what stands after: ("vor", "Tagen", "").

    The unit is the word next to the number; it stands before it where nothing follows the number.
    """
    before, after = (part.strip() for part in pattern.split(NUMBER, 1))
    if after:
        unit, *rest = after.split(maxsplit=1)
        return before, unit.strip("."), " ".join(rest)
    *rest, unit = before.rsplit(maxsplit=1)
    return " ".join(rest), unit.strip("."), ""


def offsets(fields: list[dict[str, Any]]) -> dict[str, Any]:
    """Forms of the units beside a number, and the words that turn a count into a date."""
    units: dict[str, set[str]] = {unit: set() for unit in UNITS}
    marks: dict[str, set[tuple[str, str]]] = {"past": set(), "future": set()}
    for each in fields:
        for unit in UNITS:
            for direction, found in marks.items():
                for pattern in patterns(each[unit], direction):
                    before, form, after = split(pattern)
                    units[unit].add(form)
                    found.add((before, after))
    return {
        "units": {unit: sorted(forms) for unit, forms in units.items()},
        "ago": sorted(pair for pair in marks["past"] if any(pair)),
        "ahead": sorted(pair for pair in marks["future"] if any(pair)),
    }


def halves_of_day(tables: list[dict[str, Any]]) -> dict[str, list[str]]:
    """What is said before or after an hour to tell morning from evening."""
    forms = {
        name: {t[c]["wide"][key] for t in tables for c in CONTEXTS for key in keys if key in t[c]["wide"]}
        for name, keys in HALVES_OF_DAY.items()
    }
    return {
        name: distinct(found - {form for other, each in forms.items() if other != name for form in each})
        for name, found in forms.items()
    }


def entry(codes: tuple[str, ...], source: Source) -> dict[str, object]:
    """All that the date reader needs of one language."""
    gregorian = [source.gregorian(code) for code in codes]
    fields = [source.fields(code) for code in codes]
    tables = {name: [each[name] for each in gregorian] for name in ("months", "days", "quarters", "dayPeriods")}
    numbers = [str(number) for number in range(1, 13)]
    other = {
        name: names([t for code in codes if (t := source.other(code, calendar))], "wide", map(str, range(1, count + 1)))
        for name, (calendar, count) in OTHER.items()
    }
    return {
        "months": names(tables["months"], "wide", numbers),
        "months_short": names(tables["months"], "abbreviated", numbers),
        "weekdays": names(tables["days"], "wide", WEEKDAYS),
        "weekdays_short": names(tables["days"], "abbreviated", WEEKDAYS),
        "order": order(gregorian[0]),
        "quarters": names(tables["quarters"], "wide", numbers[:4]),
        "relative": relative(fields),
        **offsets(fields),
        "clock": halves_of_day(tables["dayPeriods"]),
        **other,
    }


def table(first: int, starts: list[list[int]], after: int) -> dict[str, object]:
    """A calendar as the ordinal of its first day and the lengths of all months, year by year.

    `starts` gives the ordinals on which the months of each year begin, 0 for a month that the year lacks. A digit
    stands for a length less 28 days, a dash for a month that is not there.
    """
    flat = [day for year in starts for day in year if day] + [after]
    lengths = {day: following - day for day, following in pairwise(flat)}
    years = ["".join(str(lengths[day] - SHORTEST) if day else "-" for day in year) for year in starts]
    return {"first_year": first, "first_day": flat[0], "months": " ".join(years)}


def conversions() -> dict[str, dict[str, object]]:
    """Month lengths of the three calendars whose years are not ours."""
    from convertdate import hebrew, persian
    from hijridate import Hijri

    def ordinal(ymd: tuple[int, int, int]) -> int:
        return date(*ymd).toordinal()

    hijri = [[Hijri(y, m, 1).to_gregorian().toordinal() for m in range(1, 13)] for y in range(1343, 1500)]
    iranian = [[ordinal(persian.to_gregorian(y, m, 1)) for m in range(1, 13)] for y in range(1279, 1479)]

    def months(year: int) -> list[int]:
        """Tishri to Elul with a place for Adar I, which only leap years have."""
        leap = hebrew.leap(year)
        nisan_based = (7, 8, 9, 10, 11, 12 if leap else 0, 13 if leap else 12, 1, 2, 3, 4, 5, 6)
        return [ordinal(hebrew.to_gregorian(year, m, 1)) if m else 0 for m in nisan_based]

    return {
        "hijri": table(1343, hijri, Hijri(1500, 1, 1).to_gregorian().toordinal()),
        "persian": table(1279, iranian, ordinal(persian.to_gregorian(1479, 1, 1))),
        "hebrew": table(5660, [months(y) for y in range(5660, 5860)], ordinal(hebrew.to_gregorian(5860, 7, 1))),
    }


def written(data: dict[str, Any]) -> str:
    """One line per entry, so that a change can be read."""
    lines = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in sorted(data.items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> None:
    """Write both files."""
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/build_calendar.py FOLDER_OF_THE_PACKAGES")
    source = Source(Path(sys.argv[1]))
    data = {code: entry(codes, source) for code, codes in LOCALES.items()}
    (TARGET / "calendar.json").write_text(written(data), encoding="utf-8")
    (TARGET / "conversions.json").write_text(written(conversions()), encoding="utf-8")


if __name__ == "__main__":
    main()
