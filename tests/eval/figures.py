"""The figures of a tally: shares by name, as the gate and the notes tell them."""

from collections.abc import Iterable, Sequence

from tests.eval import corpus
from tests.eval.score import CONFLICT, CROSS, LISTED, QUIET, SAME, SHOWN, Gold, GroupId, Json, Scorer, Tally

Figures = dict[str, float | None]
FEW = 5  # labelled findings of a kind, below which their precision says nothing


def share(part: float, whole: float) -> float | None:
    """A share to four digits; None of nothing."""
    return round(part / whole, 4) if whole else None


def all_figures(report: Json, golds: Sequence[Gold]) -> Figures:
    """Figures of what is shown, and under `possible.` those with the list "to check" added."""
    scorer = Scorer(report, golds)
    listed = figures(scorer.score(LISTED), golds)
    return {**figures(scorer.score(SHOWN), golds), **{f"possible.{name}": value for name, value in listed.items()}}


def figures(tally: Tally, golds: Sequence[Gold]) -> Figures:
    """Recall, precision, traps, agreements and updates; recall and precision by kind and by pairing of languages."""
    true, false = (_findings(tally, outcome) for outcome in ("true", "false"))
    debatable = _findings(tally, "debatable")
    agree = _of_verdict(golds, "agree")
    update = _of_verdict(golds, "update")
    traps = [t for g in golds for t in g.traps if not t.get("auto")]
    quiet = sum(said.label == QUIET for g in golds for said in g.pairs.values())
    claims = sum(len(quotes) for g in golds for _, quotes in g.groups)
    return {
        **_recall(tally, golds),
        **_precision(tally),
        "finding_precision": share(true, true + false),
        "strict_precision": share(true, tally.findings.total() - debatable),
        "traps_flagged": share(len(tally.flagged_traps), len(traps)),
        "quiet_flagged": share(len(tally.quiet_pairs), quiet),
        "agreements": share(len((agree & tally.joined) - tally.flagged_groups), len(agree)),
        "updates": share(len((update & tally.updates) - tally.flagged_groups), len(update)),
        "claims_found": share(tally.claims_found, claims),
    }


def _findings(tally: Tally, outcome: str, kind: str | None = None) -> int:
    return sum(n for (of, found), n in tally.findings.items() if found == outcome and kind in (None, of))


def _of_verdict(golds: Iterable[Gold], verdict: str) -> set[GroupId]:
    return {(g.name, n) for g in golds for n, (group, _) in enumerate(g.groups) if group["verdict"] == verdict}


def _recall(tally: Tally, golds: Sequence[Gold]) -> Figures:
    groups = {(g.name, n): (g, group) for g in golds for n, (group, _) in enumerate(g.groups)}
    conflicts = {id_: group for id_, (_, group) in groups.items() if group["verdict"] == "conflict"}
    told = tally.told & set(conflicts)
    found: Figures = {"group_recall": share(len(told), len(conflicts))}
    for kind in sorted({group["kind"] for group in conflicts.values()}):
        of_kind = {id_ for id_, group in conflicts.items() if group["kind"] == kind}
        found[f"recall.{kind}"] = share(len(told & of_kind), len(of_kind))
    for pairing in (SAME, CROSS):
        there = {id_ for id_, group in conflicts.items() if pairing in _pairings(groups[id_][0], group)}
        found[f"recall.{pairing}"] = share(len(tally.told_in[pairing] & there), len(there))
    return found


def _pairings(gold: Gold, group: Json) -> set[str]:
    return {SAME if gold.language[a["file"]] == gold.language[b["file"]] else CROSS for a, b in corpus.at_odds(group)}


def _precision(tally: Tally) -> Figures:
    found: Figures = {}
    for pairing, name in (("all", "pair_precision"), *((p, f"pair_precision.{p}") for p in (SAME, CROSS))):
        true, false = tally.flags[pairing, CONFLICT], tally.flags[pairing, QUIET]
        found[name] = share(true, true + false)
    for kind in sorted({kind for kind, _ in tally.findings}):
        true, false = _findings(tally, "true", kind), _findings(tally, "false", kind)
        found[f"finding_precision.{kind}"] = share(true, true + false) if true + false >= FEW else None
    return found
