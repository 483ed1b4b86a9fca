"""What values and units alone lose: "same measure" is taken from the labels, the rest is ours.

    python -m verify.oracle STORY_DIR... [--list]

Every two labelled quotes of one numeric group are one measure told twice. Where their keys differ the values have to
differ, where their keys are the same they have to be alike. What is reported is the ceiling of any matching.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

import click

from verify.figures import Figure
from verify.labels import Labels
from verify.pairs import ALIKE, compare
from verify.rates import Rates
from verify.values import Relation

NUMERIC = "numeric"


class Told(NamedTuple):
    """Two quotes of one labelled measure and what became of them."""

    story: str
    attribute: str
    group: str
    at_odds: bool
    verdict: str  # "different", "alike", or why nothing can be said: "unread", "units"
    left: str
    right: str


def _verdict(one: Sequence[Figure], two: Sequence[Figure], rates: Rates, at_odds: bool) -> str:
    """The verdict on two quotes; of several figures in a quote, the labels' reader meant those that fit best."""
    if not one or not two:
        return "unread"
    found = {compare(a, b, rates) for a, b in product(one, two)}
    if found == {Relation.INCOMPARABLE}:
        return "units"
    differ, alike = bool(found & {Relation.DIFFERENT, Relation.SLIP}), bool(found & ALIKE)
    return "different" if differ and (at_odds or not alike) else "alike"


def told(labels: Labels) -> Iterator[Told]:
    """Every two quotes of different articles of every numeric group that conflicts or agrees."""
    rates = Rates(labels.claims)
    for n, group in enumerate(labels.groups):
        if group["kind"] != NUMERIC or group["verdict"] not in {"conflict", "agree"}:
            continue
        quotes = [(claim, [labels.figures[i] for i in labels.standing_for(claim)]) for claim in group["claims"]]
        for (a, one), (b, two) in combinations(quotes, 2):
            if a["file"] != b["file"]:
                at_odds = group["verdict"] == "conflict" and a["key"] != b["key"]
                verdict = _verdict(one, two, rates, at_odds)
                words = [f"{claim['value']}: {[f.text for f in figures]}" for claim, figures in ((a, one), (b, two))]
                yield Told(labels.name, group["attribute"], f"{labels.name}:{n}", at_odds, verdict, *words)


def summary(pairs: Iterable[Told]) -> dict[str, object]:
    """pair_precision, recall of groups, and how many pairs each class loses."""
    pairs = list(pairs)
    flagged = [p for p in pairs if p.verdict == "different"]
    groups = {p.group for p in pairs if p.at_odds}
    found = {p.group for p in flagged if p.at_odds}
    lost = Counter(f"{p.verdict} though {'at odds' if p.at_odds else 'alike'}" for p in pairs if _lost(p))
    return {
        "pair_precision": round(sum(p.at_odds for p in flagged) / max(1, len(flagged)), 4),
        "numeric_recall": round(len(found) / max(1, len(groups)), 4),
        "groups": f"{len(found)}/{len(groups)}",
        "pairs": len(pairs),
        "lost": dict(sorted(lost.items())),
    }


def _lost(pair: Told) -> bool:
    return pair.verdict != ("different" if pair.at_odds else "alike")


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--list", "listed", is_flag=True, help="print every pair that is lost")
def main(folders: tuple[Path, ...], listed: bool) -> None:
    """Report the ceiling that values and units set."""
    pairs = [pair for folder in sorted(folders) for pair in told(Labels.of(folder))]
    for pair in pairs if listed else ():
        if _lost(pair):
            click.echo(f"{pair.story} | {pair.attribute} | {pair.verdict} | {pair.left} | {pair.right}")
    for key, value in summary(pairs).items():
        click.echo(f"{key:16} {value}")


if __name__ == "__main__":
    main()
