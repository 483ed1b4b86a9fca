"""Rewrites two files of reports/data from CLDR.

languages.json: English name and writing direction of every language that CLDR knows;
language_names.json: the same languages by name in each language of the interface but English.
"""

import json
from pathlib import Path

from babel import Locale
from babel.localedata import locale_identifiers

REPORTS = Path(__file__).parent.parent / "reports"


def locales() -> dict[str, Locale]:
    """Every language by its code."""
    codes = sorted(code for code in locale_identifiers() if "_" not in code and code != "root")
    return {code: Locale.parse(code) for code in codes}


def english() -> dict[str, tuple[str, str]]:
    """Language code -> (English name, "ltr" or "rtl")."""
    return {
        code: (name, locale.text_direction)
        for code, locale in locales().items()
        if (name := locale.get_display_name("en"))
    }


def translated() -> dict[str, dict[str, str]]:
    """Language of the interface -> language code -> name."""
    spoken = sorted(path.stem for path in (REPORTS / "messages").glob("*.toml") if path.stem != "en")
    return {
        tag: {code: name for code, locale in locales().items() if (name := locale.get_display_name(tag))}
        for tag in spoken
    }


def write(name: str, rows: dict[str, object]) -> None:
    """One row a line, so that a new CLDR gives a readable diff."""
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(row, ensure_ascii=False)}" for key, row in rows.items())
    (REPORTS / "data" / name).write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def main() -> None:
    """Write both."""
    write("languages.json", dict(english()))
    write("language_names.json", dict(translated()))


if __name__ == "__main__":
    main()
