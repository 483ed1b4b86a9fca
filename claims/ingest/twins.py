"""Texts that came in more than once: one of each is read, and what keeps any of them from use keeps that one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from claims.models import Article, Skipped


class Twin(Skipped):
    """An input left out for an article with its text, which was handed on before this one was read."""

    of: str  # id of that article
    fault: bool = False
    embargoed: str | None = None
    withheld: str | None = None


def strictest(inputs: Iterable[Article | Skipped]) -> list[Article | Skipped]:
    """The inputs, each article under the longest embargo that it or one of its twins has, and withheld if one is.

    Which of them was read depends on the names of files; whether its words may be told must not.
    """
    found = list(inputs)
    twins: dict[str, list[Twin]] = defaultdict(list)
    for item in found:
        if isinstance(item, Twin):
            twins[item.of].append(item)
    return [_heeding(item, twins[item.id]) if isinstance(item, Article) else _plain(item) for item in found]


def _heeding(article: Article, twins: Sequence[Twin]) -> Article:
    if not twins:
        return article
    days = [day for day in (article.embargoed, *(twin.embargoed for twin in twins)) if day]
    words = [word for word in (article.withheld, *(twin.withheld for twin in twins)) if word]
    return article.model_copy(
        update={"embargoed": max(days, key=_end, default=None), "withheld": next(iter(words), None)}
    )


def _end(day: str) -> str:
    """Sorts by the end of a day, month or year, "unknown" last: 2025-08-31~ < 2025-08~ < 2025~ < unknown~."""
    return f"{day}~"


def _plain(item: Skipped) -> Skipped:
    return Skipped(path=item.path, reason=item.reason, fault=item.fault)
