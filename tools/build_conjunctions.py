"""Write `claims/conjunctions.json`: the words that join the last two items of a list, from CLDR.

    python tools/build_conjunctions.py

Needs Babel (extra `build`). Each joiner keeps its spaces: " and ", "和", and Arabic " و", which is written
together with the word after it.
"""

import json
from pathlib import Path

from babel import Locale

LANGUAGES = (
    "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv sw ta "
    "th tr uk ur vi zh"
).split()
TARGET = Path(__file__).parent.parent / "claims" / "conjunctions.json"


# What CLDR has no pattern for: other words for "and", and those that set two facts against each other.
FURTHER = {
    "ar": [" بينما ", " فيما "],
    "cs": [" i ", " zatímco "],
    "de": [" sowie ", " während ", " aber "],
    "en": [" while ", " but ", " whereas "],
    "es": [" e ", " mientras ", " pero "],
    "fr": [" tandis que ", " ainsi que ", " mais "],
    "hu": [" valamint ", " míg "],
    "id": [" serta ", " sedangkan "],
    "it": [" ed ", " mentre ", " ma "],
    "nl": [" terwijl ", " maar "],
    "pl": [" oraz ", " a ", " natomiast ", " zaś "],
    "pt": [" enquanto ", " mas "],
    "ro": [" iar ", " dar "],
    "ru": [" а ", " но ", " а также "],
    "sk": [" pričom ", " zatiaľ čo "],
    "sr": [" а ", " док "],
    "sv": [" samt ", " medan ", " men "],
    "tr": [" ile ", " ise "],
    "uk": [" та ", " й ", " а ", " але "],
    "zh": ["，而", "以及", "及"],
}


def joiners(language: str) -> list[str]:
    """What stands between the items of a list of two, for "and" and for "or"."""
    patterns = Locale.parse(language).list_patterns
    pairs = (patterns[style]["2"] for style in ("standard", "or") if style in patterns)
    between = (p.partition("{0}")[2].partition("{1}")[0] for p in pairs)
    listed = {joiner.replace("\xa0", " ") for joiner in between} - {", ", " "}
    return sorted(listed.union(FURTHER.get(language, ())))


if __name__ == "__main__":
    table = {language: joiners(language) for language in LANGUAGES}
    TARGET.write_text(json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
