#!/usr/bin/env python3
"""Writes tests/data/quantities/cldr: quantities as CLDR writes them, for each plural category of each language.

    build_quantity_samples.py [LANGUAGE ...]

The number comes first, the text is made of it by Babel, so nothing that reads quantities has a say in what is
expected. A row that is not read yet is marked by hand in missing.toml, with the reason. Same Babel, same bytes.
"""

import json
import sys
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from babel import Locale
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent
from babel.units import format_unit

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "data" / "quantities" / "cldr"
LOCALES = {
    code: code
    for code in (
        "en de fr es it pt nl sv da fi pl cs sk sl hr bg ru uk ro hu el tr ar he fa hi bn ur zh ja ko vi id th ca "
        "lt lv et sw ms ta te mr ka kk gl eu is mk sq"
    ).split()
} | {"no": "nb", "sr": "sr"}
CANDIDATES = [Decimal(text) for text in ("2 3 5 7 11 12 21 22 25 31 100 101 102 103 1.5 2.5 0.5").split()]
UNITS = {
    "length-kilometer": ("km", "unit"),
    "mass-kilogram": ("kg", "unit"),
    "duration-hour": ("hour", "duration"),
    "duration-year": ("year", "duration"),
    "duration-month": ("month", "duration"),
    "area-hectare": ("ha", "unit"),
}
CURRENCIES = ("USD", "EUR")
MAGNITUDES = (Decimal(10) ** 6, Decimal(10) ** 9)
SHARES = (Decimal("0.47"), Decimal("0.125"))
GROUPED = (Decimal(1250000), Decimal("12345.5"))


def samples(locale: Locale) -> list[Decimal]:
    """The first numbers from two on of every plural category."""
    found: dict[str, Decimal] = {}
    for number in CANDIDATES:
        found.setdefault(str(locale.plural_form(number)), number)
    return sorted(found.values())


def row(code: str, text: str, value: Decimal, unit: str | None, kind: str) -> dict[str, Any]:
    """One line of a table."""
    number = int(value) if value == int(value) else float(value)
    return {
        "language": code,
        "text": text,
        "expect": [{"low": number, "high": number, "unit": unit}],
        "kinds": [kind],
    }


def digits(text: str) -> str:
    """The digits of a text."""
    return "".join(filter(str.isdigit, text))


def rows(code: str) -> Iterator[dict[str, Any]]:
    """All lines of a language."""
    name = LOCALES[code]
    locale = Locale.parse(name)
    style = "long" if "long" in locale.compact_decimal_formats else "short"
    numbers = samples(locale)
    numbers += [number for number in CANDIDATES[1:4] if number not in numbers][: max(0, 3 - len(numbers))]
    for number in numbers:
        for pattern, (unit, kind) in UNITS.items():
            text = format_unit(number, pattern, "long", locale=name)
            if pattern not in text:  # Babel gives the name of the unit where CLDR has no pattern
                yield row(code, text, number, unit, kind)
        for currency in CURRENCIES:
            text = format_currency(
                number, currency, locale=name, format_type="name", currency_digits=False, format="#,##0.##"
            )
            yield row(code, text, number, currency, "money")
    for number in numbers:
        for size in MAGNITUDES:
            text = format_compact_decimal(number * size, format_type=style, locale=name, fraction_digits=1)
            if digits(text) == digits(format_decimal(number, locale=name)):  # Babel adds a zero behind a magnitude
                yield row(code, f"{text} kg", number * size, "kg", "magnitude")
    for share in SHARES:
        yield row(code, format_percent(share, locale=name, format="#,##0.# %"), share * 100, "%", "percent")
    for number in GROUPED:
        yield row(code, f"{format_decimal(number, locale=name)} km", number, "km", "separator")


def main(codes: list[str]) -> None:
    """Write the tables."""
    FOLDER.mkdir(exist_ok=True)
    marks = tomllib.loads((FOLDER / "missing.toml").read_text("utf-8"))
    for code in sorted(codes or LOCALES):
        lines = {found["text"]: found for found in rows(code)}
        for text, reason in marks.get(code, {}).items():
            lines[text]["missing"] = reason
        written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines.values())
        (FOLDER / f"{code}.jsonl").write_text(written, "utf-8")
        sys.stdout.write(f"{code} {len(lines)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
