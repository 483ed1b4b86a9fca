"""Language tags as the tables of languages are keyed."""

from functools import lru_cache

from claims.text_cues import table


def primary(tag: str | None) -> str:
    """The language subtag of a BCP 47 tag, however it is written: "pt_BR" is "pt"; no tag is ""."""
    return (tag or "").replace("_", "-").strip().split("-")[0].strip().casefold()


@lru_cache(maxsize=1 << 10)
def kept_as(tag: str | None) -> str:
    """The code that a language's data is kept under: "nb-NO" is "no", a withdrawn "iw" is "he"."""
    code = primary(tag)
    return str(table("_languages")["aliases"].get(code, code))
