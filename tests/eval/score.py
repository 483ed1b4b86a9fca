"""Figures of a JSON report held against labelled stories.

A claim of the report stands for a labelled quote when the two share half of the shorter span and the claim is no
longer than a long sentence (2.5 x the quote + 120 code points). Every pair of claims on two sides of a finding is a
flagged pair. It is true when it stands for two quotes at odds, false when it stands for two that agree or for a trap;
all else is unlabelled, and a debatable pair counts nowhere. Where two quotes carry several labels, "at odds" comes
before "debatable" and that before "quiet".
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path
from typing import Any, NamedTuple

from tests.eval import corpus

CONFLICT, DEBATABLE, QUIET = ORDER = ("conflict", "debatable", "quiet")
SHOWN = ("conflict",)
LISTED = ("conflict", "possible")
LONGEST, BESIDES = 2.5, 120
SAME, CROSS = "same_language", "cross_language"
Json = dict[str, Any]
GroupId = tuple[str, int]  # story, number


class Quote(NamedTuple):
    """A labelled passage, in code points of its article."""

    story: str
    file: str
    start: int
    end: int


Pair = frozenset[Quote]


class Labelled(NamedTuple):
    """What the labels say of two quotes, and the groups and traps that say it."""

    label: str
    groups: tuple[GroupId, ...] = ()
    traps: tuple[GroupId, ...] = ()

    def with_(self, other: "Labelled") -> "Labelled":
        """Both together; the graver label counts."""
        label = min(self.label, other.label, key=ORDER.index)
        return Labelled(label, self.groups + other.groups, self.traps + other.traps)


class Gold:
    """Labelled quotes of one story and what each pair of them is."""

    def __init__(self, folder: Path, labels: Json | None = None) -> None:
        self.labels = corpus.labels(folder) if labels is None else labels
        self.name, self._folder = folder.name, folder
        self.language = {a["file"]: a["lang"] for a in self.labels["articles"]}
        self._texts: dict[str, str] = {}
        self.groups = [(group, [self._quote(c) for c in group["claims"]]) for group in self.labels["groups"]]
        self.pairs: dict[Pair, Labelled] = {}
        for number, (group, quotes) in enumerate(self.groups):
            for (a, one), (b, two) in combinations(zip(group["claims"], quotes, strict=True), 2):
                self._add(one, two, Labelled(_label(group, a, b), groups=((self.name, number),)))
        for number, trap in enumerate(self.traps):
            by_hand = () if trap.get("auto") else ((self.name, number),)
            self._add(self._quote(trap["a"]), self._quote(trap["b"]), Labelled(QUIET, traps=by_hand))

    @property
    def traps(self) -> list[Json]:
        """Pairs that must not be flagged."""
        return self.labels.get("traps", [])

    @property
    def quotes(self) -> set[Quote]:
        """Every labelled passage."""
        return {q for pair in self.pairs for q in pair} | {q for _, quotes in self.groups for q in quotes}

    def _add(self, one: Quote, two: Quote, labelled: Labelled) -> None:
        pair = frozenset((one, two))
        if len(pair) == 2:
            self.pairs[pair] = self.pairs[pair].with_(labelled) if pair in self.pairs else labelled

    def _quote(self, ref: dict[str, str]) -> Quote:
        file = ref["file"]
        if file not in self._texts:
            self._texts[file] = corpus.text(self._folder, file)
        start = self._texts[file].index(ref["quote"])
        return Quote(self.name, file, start, start + len(ref["quote"]))

    def pairing(self, pair: Pair) -> str:
        """Whether the two passages are in one language."""
        return SAME if len({self.language[q.file] for q in pair}) == 1 else CROSS


def _label(group: Json, a: Json, b: Json) -> str:
    if group["verdict"] == "conflict":
        return CONFLICT if a["key"] != b["key"] else QUIET
    return DEBATABLE if group["verdict"] == "debatable" else QUIET


def stands_for(claim: Json, quote: Quote) -> bool:
    """Whether a claim of the report tells the labelled passage."""
    shared = min(claim["end"], quote.end) - max(claim["start"], quote.start)
    length, wanted = claim["end"] - claim["start"], quote.end - quote.start
    return shared > 0 and 2 * shared >= min(length, wanted) and length <= LONGEST * wanted + BESIDES


@dataclass
class Tally:
    """What was counted. Groups and traps are counted by id; `flags` and `findings` by what they turned out to be."""

    flags: Counter[tuple[str, str | None]] = field(default_factory=Counter)  # (pairing, label)
    findings: Counter[tuple[str, str]] = field(default_factory=Counter)  # (kind, outcome)
    wrong: list[Json] = field(default_factory=list)  # findings with more false than true pairs
    told: set[GroupId] = field(default_factory=set)  # conflict groups
    told_in: dict[str, set[GroupId]] = field(default_factory=lambda: defaultdict(set))  # by pairing
    flagged_traps: set[GroupId] = field(default_factory=set)
    flagged_groups: set[GroupId] = field(default_factory=set)  # groups with an agreeing pair flagged
    quiet_pairs: set[Pair] = field(default_factory=set)
    updates: set[GroupId] = field(default_factory=set)
    joined: set[GroupId] = field(default_factory=set)  # agreement groups
    claims_found: int = 0


class Scorer:
    """One report against the stories that it was made from."""

    def __init__(self, report: Json, golds: Iterable[Gold]) -> None:
        self.report, self.golds = report, {g.name: g for g in golds}
        where = {a["id"]: (Path(a["path"]).parent.name, Path(a["path"]).name) for a in report["articles"]}
        wanted: dict[tuple[str, str], list[Quote]] = defaultdict(list)
        for quote in sorted(q for gold in self.golds.values() for q in gold.quotes):
            wanted[quote.story, quote.file].append(quote)
        self._quotes = {
            c["id"]: [q for q in wanted[where[c["article_id"]]] if stands_for(c, q)] for c in report["claims"]
        }
        self._claims: dict[Quote, set[str]] = defaultdict(set)
        for claim, quotes in self._quotes.items():
            for quote in quotes:
                self._claims[quote].add(claim)
        self._clusters: dict[str, set[str]] = defaultdict(set)
        for cluster in report["clusters"]:
            for claim in cluster["claim_ids"]:
                self._clusters[claim].add(cluster["id"])

    def score(self, verdicts: tuple[str, ...] = SHOWN) -> Tally:
        """Count everything, taking findings with these verdicts as flags."""
        tally = Tally()
        for finding in self.report["findings"]:
            if finding["verdict"] in verdicts:
                self._flag(tally, finding)
            elif finding["verdict"] == "update":
                tally.updates.update(g for x, y in _across(finding) for _, said in self.said(x, y) for g in said.groups)
        for gold in self.golds.values():
            for number, (group, quotes) in enumerate(gold.groups):
                tally.claims_found += sum(bool(self._claims[q]) for q in quotes)
                if group["verdict"] == "agree" and self._together(quotes):
                    tally.joined.add((gold.name, number))
        return tally

    def said(self, x: str, y: str) -> list[tuple[Pair, Labelled]]:
        """The gravest labels of two claims, one for each pair of quotes that they stand for."""
        found = []
        for a, b in product(self._quotes[x], self._quotes[y]):
            pair = frozenset((a, b))
            if a.story == b.story and pair in self.golds[a.story].pairs:
                found.append((pair, self.golds[a.story].pairs[pair]))
        gravest = min((said.label for _, said in found), key=ORDER.index, default=None)
        return [(pair, said) for pair, said in found if said.label == gravest]

    def _flag(self, tally: Tally, finding: Json) -> None:
        seen: Counter[str | None] = Counter()
        for x, y in _across(finding):
            labels = self.said(x, y)
            seen[labels[0][1].label if labels else None] += 1
            for pair, said in labels:
                self._count(tally, pair, said)
            for pairing in {self.golds[next(iter(pair)).story].pairing(pair) for pair, _ in labels}:
                tally.flags[pairing, labels[0][1].label] += 1
        tally.flags["all", CONFLICT] += seen[CONFLICT]
        tally.flags["all", QUIET] += seen[QUIET]
        outcome = _outcome(seen)
        tally.findings[finding["kind"], outcome] += 1
        if outcome == "false":
            tally.wrong.append(finding)

    def _count(self, tally: Tally, pair: Pair, said: Labelled) -> None:
        if said.label == CONFLICT:
            tally.told.update(said.groups)
            tally.told_in[self.golds[next(iter(pair)).story].pairing(pair)].update(said.groups)
        elif said.label == QUIET:
            tally.quiet_pairs.add(pair)
            tally.flagged_traps.update(said.traps)
            tally.flagged_groups.update(said.groups)

    def _together(self, quotes: Iterable[Quote]) -> bool:
        """Whether claims of two files stand in one cluster."""
        return any(
            self._clusters[x] & self._clusters[y]
            for a, b in combinations(quotes, 2)
            if a.file != b.file
            for x, y in product(self._claims[a], self._claims[b])
        )


def _across(finding: Json) -> Iterator[tuple[str, str]]:
    """Every pair of claims on two sides."""
    for one, two in combinations(finding["sides"], 2):
        yield from product(one["claim_ids"], two["claim_ids"])


def _outcome(seen: Counter[str | None]) -> str:
    if seen[CONFLICT] > seen[QUIET]:
        return "true"
    if seen[QUIET]:
        return "false"
    return "debatable" if seen[DEBATABLE] and not seen[None] else "unlabelled"
