"""Rewrites reports/data/languages.json from CLDR: English name and writing direction of every language it knows."""

import json
from pathlib import Path

from babel import Locale
from babel.localedata import locale_identifiers

TARGET = Path(__file__).parent.parent / "reports" / "data" / "languages.json"


def rows() -> dict[str, tuple[str, str]]:
    """Language code -> (English name, "ltr" or "rtl")."""
    codes = sorted(code for code in locale_identifiers() if "_" not in code and code != "root")
    locales = {code: Locale.parse(code) for code in codes}
    return {
        code: (name, locale.text_direction)
        for code, locale in locales.items()
        if (name := locale.get_display_name("en"))
    }


def main() -> None:
    """Write one language a line, so that a new CLDR gives a readable diff."""
    lines = ",\n".join(f"{json.dumps(code)}: {json.dumps(row, ensure_ascii=False)}" for code, row in rows().items())
    TARGET.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
