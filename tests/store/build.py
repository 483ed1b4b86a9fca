"""Decisions, and reports with other words, for tests of the store."""

from reports.store import log, queue
from reports.store.log import About, Said
from reports.store.models import Entry
from tests.factory import Story, side
from verify.models import Choice, Report, Severity, Verdict


def about(item) -> About:
    """What a decision on this item of a queue is on."""
    return About(item.id, f"run {item.run}", item.rule, "0.1.0 default", item.fingerprint)


def decide(db, item, reviewer="ann", choice=Choice.CONFLICT, **parts) -> Entry:
    """A decision kept."""
    said = Said(choice, parts.pop("reason", None), parts.pop("note", None))
    return log.add(db, about(item), reviewer, said, **parts)


def by_attribute(db) -> dict[str, queue.Item]:
    """The items of the queue by what they are on."""
    return {item.attribute: item for item in queue.items(db)}


def bridge(
    cost_a="140",
    cost_b="210",
    *,
    ending="",
    attribute="cost",
    severity=Severity.HIGH,
    id=None,
    order=(0, 1),
    verdict=Verdict.CONFLICT,
) -> Report:
    """Two outlets on the cost of a bridge; their files keep their names whatever they say."""
    story = Story()
    texts = [
        f"The bridge over the Drava will cost {cost_a} million euros{ending}.",
        f"Officials put the bridge over the Drava at {cost_b} million euros.",
    ]
    places = [("Drava Post", "drava.txt"), ("Most", "most.txt")]
    articles = [
        story.article([texts[n]], source=places[n][0], path=places[n][1], language="en", published="2025-05-01")
        for n in order
    ]
    claims = [story.claim(article, texts[n]) for article, n in zip(articles, order, strict=True)]
    costs = (cost_a, cost_b)
    sides = [
        side(
            f"{costs[n]} M EUR",
            story.reading(claim, f"{costs[n]} million euros", f"{costs[n]} M EUR", (costs[n], costs[n]), "EUR"),
        )
        for claim, n in zip(claims, order, strict=True)
    ]
    told = "".join(sorted(f"{text}" for text in texts))
    story.finding(verdict, sides, attribute=attribute, severity=severity, id=id or f"f{abs(hash(told)) % 10**9}")
    return story.report()
