"""Writes claims/dates/calendar.json: month and weekday names and the order of numeric dates, from CLDR.

Run with the `build` extra installed: python tools/build_calendar.py
"""

import json
from collections.abc import Iterable
from pathlib import Path

from babel import Locale, localedata

TARGET = Path(__file__).parent.parent / "claims" / "dates" / "calendar.json"

# One entry per language; several CLDR locales where a language has several scripts or standards.
LOCALES: dict[str, tuple[str, ...]] = {
    **{
        code: (code,)
        for code in (
            "en de fr es it pt nl sv da fi pl cs sk sl hr bg mk ru uk be ro hu el tr az he fa hi bn ur mr ta "
            "ja ko vi id ms th ca eu gl et lv lt sq ka hy kk sw af is ga"
        ).split()
    },
    "ar": ("ar", "ar_SY", "ar_DZ", "ar_MA"),
    "no": ("nb", "nn"),
    "sr": ("sr", "sr_Latn"),
    "zh": ("zh", "zh_Hant"),
}


def fresh(code: str) -> Locale:
    """A locale read on its own: Babel lets one locale's tables leak into those that share a parent with it."""
    localedata._cache.clear()
    locale = Locale.parse(code)
    for table in ("months", "days"):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                dict(getattr(locale, table)[context][width])
    return locale


def names(locales: list[Locale], table: str, width: str, keys: Iterable[int]) -> list[list[str]]:
    """The distinct names of each key, over all locales and both contexts."""
    found: list[list[str]] = []
    for key in keys:
        forms = [getattr(loc, table)[c][width][key] for loc in locales for c in ("format", "stand-alone")]
        found.append(sorted({form.strip(". ") for form in forms if not form.strip(". ").isdigit()}))
    return found


def order(locale: Locale) -> str:
    """The order of day, month and year in a short numeric date: "dmy", "mdy" or "ymd"."""
    letters = [c for c in locale.date_formats["short"].pattern.lower() if c in "dmy"]
    return "".join(dict.fromkeys(letters))


def entry(codes: tuple[str, ...]) -> dict[str, object]:
    """All that the date reader needs of one language."""
    locales = [fresh(code) for code in codes]
    return {
        "months": names(locales, "months", "wide", range(1, 13)),
        "months_short": names(locales, "months", "abbreviated", range(1, 13)),
        "weekdays": names(locales, "days", "wide", range(7)),
        "weekdays_short": names(locales, "days", "abbreviated", range(7)),
        "order": order(locales[0]),
    }


def main() -> None:
    """Write the file."""
    data = {code: entry(codes) for code, codes in sorted(LOCALES.items())}
    TARGET.write_text(
        "{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in data.items()) + "\n}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
