"""The scorer on a made story, and against the program that defines the same figures, where that lies beside us."""

import importlib.util
import json
import random
from pathlib import Path

import pytest

from tests.eval import corpus
from tests.eval.figures import all_figures, figures
from tests.eval.score import CROSS, LISTED, SAME, SHOWN, Gold, Scorer, stands_for

DEFINITION = Path(__file__).parents[3] / "shared" / "eval" / "score.py"
TOLD = {
    "a_en.txt": "Twelve died. It cost 5 million.\nThe dam held.",
    "b_en.txt": "Nineteen died. It cost 5 million.",
    "c_de.txt": "Zwölf starben. Der Damm hielt nicht.",
}
QUOTES = {
    "12": ("a_en.txt", "Twelve died"),
    "19": ("b_en.txt", "Nineteen died"),
    "12de": ("c_de.txt", "Zwölf starben"),
    "5a": ("a_en.txt", "It cost 5 million"),
    "5b": ("b_en.txt", "It cost 5 million"),
    "held": ("a_en.txt", "The dam held"),
    "burst": ("c_de.txt", "Der Damm hielt nicht"),
}


def ref(name, key=None):
    file, quote = QUOTES[name]
    return {"file": file, "quote": quote, "value": name, "key": key or name, "status": "fact"}


def group(verdict, kind, *claims):
    return {"attribute": "it", "kind": kind, "verdict": verdict, "why": "said so", "claims": list(claims)}


LABELS = {
    "articles": [{"file": f, "lang": f[2:4]} for f in TOLD],
    "groups": [
        group("conflict", "numeric", ref("12"), ref("19"), ref("12de", "12")),
        group("agree", "numeric", ref("5a"), ref("5b")),
        group("conflict", "polarity", ref("held"), ref("burst")),
        group("debatable", "numeric", ref("held"), ref("19")),
        group("update", "numeric", ref("5a"), ref("burst")),
    ],
    "traps": [
        {"a": ref("12"), "b": ref("5b"), "why": "deaths against money"},
        {"a": ref("19"), "b": ref("12de"), "why": "also at odds, which counts first"},
        {"a": ref("5a"), "b": ref("12de"), "why": "derived", "auto": True},
    ],
}


@pytest.fixture
def gold(tmp_path):
    folder = tmp_path / "made"
    folder.mkdir()
    for file, text in TOLD.items():
        (folder / file).write_text(text, encoding="utf-8")
    return Gold(folder, LABELS)


def claim(name):
    file, quote = QUOTES[name]
    start = TOLD[file].index(quote)
    return {"id": name, "article_id": file, "start": start, "end": start + len(quote)}


def finding(*sides, verdict="conflict", kind="numeric"):
    return {
        "verdict": verdict,
        "kind": kind,
        "attribute": "it",
        "explanation": "",
        "sides": [{"claim_ids": list(side)} for side in sides],
    }


def report(*findings, clusters=()):
    return {
        "articles": [{"id": f, "path": f"somewhere/made/{f}"} for f in TOLD],
        "claims": [claim(name) for name in QUOTES],
        "clusters": [{"id": str(n), "claim_ids": list(ids)} for n, ids in enumerate(clusters)],
        "findings": list(findings),
    }


def measured(gold, *findings, clusters=(), verdicts=SHOWN):
    return figures(Scorer(report(*findings, clusters=clusters), [gold]).score(verdicts), [gold])


def test_a_group_is_found_by_one_true_pair_and_told_by_pairing(gold):
    found = measured(gold, finding(["12"], ["19"]))
    assert (found["group_recall"], found["recall.numeric"], found["recall.polarity"]) == (0.5, 1.0, 0.0)
    assert (found[f"recall.{SAME}"], found[f"recall.{CROSS}"]) == (1.0, 0.0)
    assert (found["finding_precision"], found["pair_precision"]) == (1.0, 1.0)
    found = measured(gold, finding(["12de"], ["19"]))
    assert (found[f"recall.{SAME}"], found[f"recall.{CROSS}"]) == (0.0, 0.5)


def test_agreeing_pairs_and_traps_are_false(gold):
    found = measured(gold, finding(["5a"], ["5b"]), finding(["12"], ["5b"]), clusters=[["5a", "5b"]])
    assert (found["finding_precision"], found["traps_flagged"], found["agreements"]) == (0.0, 0.5, 0.0)
    assert found["group_recall"] == 0.0


def test_a_derived_trap_is_quiet_but_no_trap(gold):
    found = measured(gold, finding(["5a"], ["12de"]))
    assert (found["pair_precision"], found["traps_flagged"]) == (0.0, 0.0)
    assert found["quiet_flagged"] > 0


def test_debatable_pairs_count_nowhere(gold):
    found = measured(gold, finding(["held"], ["19"]))
    assert (found["finding_precision"], found["strict_precision"], found["pair_precision"]) == (None, None, None)


def test_unlabelled_findings_count_only_as_strict(gold):
    found = measured(gold, finding(["12"], ["19"]), finding(["12"], ["held"]))
    assert (found["finding_precision"], found["strict_precision"]) == (1.0, 0.5)


def test_agreements_need_a_cluster_of_two_files(gold):
    assert measured(gold, clusters=[["5a", "5b"]])["agreements"] == 1.0
    assert measured(gold, clusters=[["5a"], ["5b"]])["agreements"] == 0.0


def test_updates_are_told_by_an_update(gold):
    told = finding(["5a"], ["burst"], verdict="update")
    assert measured(gold, told)["updates"] == 1.0
    assert measured(gold, told, finding(["5a"], ["burst"]))["updates"] == 0.0
    assert measured(gold)["updates"] == 0.0


def test_the_list_to_check_counts_only_when_asked(gold):
    possible = finding(["held"], ["burst"], verdict="possible", kind="polarity")
    told = all_figures(report(possible), [gold])
    assert (told["recall.polarity"], told["possible.recall.polarity"]) == (0.0, 1.0)
    assert measured(gold, possible, verdicts=LISTED)["recall.polarity"] == 1.0


STANDS = [((0, 11), True), ((0, 5), True), ((0, 160), False), ((9, 30), False), ((11, 20), False), ((5, 11), True)]


@pytest.mark.parametrize(("span", "stands"), STANDS)
def test_a_claim_stands_for_a_quote_of_its_size(gold, span, stands):
    quote = gold.groups[0][1][0]
    assert (quote.start, quote.end) == (0, 11)
    assert stands_for({"start": span[0], "end": span[1]}, quote) is stands


def random_report(golds, dice):
    """Claims on and around labelled quotes, in random findings and clusters."""
    articles, claims = [], []
    for gold in golds:
        articles += [{"id": f"{gold.name}/{f}", "path": f"x/{gold.name}/{f}"} for f in gold.language]
        for n, quote in enumerate(sorted(gold.quotes)):
            start = max(0, quote.start - dice.randint(0, 30))
            end = quote.end + dice.choice([0, 5, 400])
            claims.append(
                {"id": f"{gold.name}-{n}", "article_id": f"{gold.name}/{quote.file}", "start": start, "end": end}
            )
    ids = [c["id"] for c in claims]
    number = {quote: f"{g.name}-{n}" for g in golds for n, quote in enumerate(sorted(g.quotes))}
    labelled = [[number[q] for q in sorted(pair)] for g in golds for pair in g.pairs]

    def some():
        return dice.choice(labelled) + dice.sample(ids, dice.choice([0, 0, 1]))

    findings = [
        finding(*([i] for i in some()), verdict=verdict, kind=dice.choice(["numeric", "date", "entity"]))
        for verdict in ("conflict", "possible", "update", "agreement")
        for _ in range(150)
    ]
    clusters = [{"id": f"k{n}", "claim_ids": some()} for n in range(300)]
    return {"articles": articles, "claims": claims, "clusters": clusters, "findings": findings}


def definition():
    spec = importlib.util.spec_from_file_location("definition", DEFINITION)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
@pytest.mark.skipif(not DEFINITION.is_file(), reason="the program that defines the figures does not lie beside us")
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("verdicts", [SHOWN, LISTED])
def test_the_figures_are_those_of_the_definition(seed, verdicts):
    other, stories = definition(), corpus.stories()[seed::8]
    golds = [Gold(story) for story in stories]
    made = json.loads(json.dumps(random_report(golds, random.Random(seed))))
    ours = figures(Scorer(made, golds).score(verdicts), golds)
    count, kinds, _ = other.score(made, [other.Gold(story) for story in stories], verdicts)
    assert min(count[n] for n in ("conflict_groups_found", "pairs_false")) > 0
    assert ours["group_recall"] == other.ratio(count["conflict_groups_found"], count["conflict_groups"])
    assert ours["pair_precision"] == other.ratio(count["pairs_true"], count["pairs_true"] + count["pairs_false"])
    right, wrong = count["findings_true"], count["findings_false"]
    assert ours["finding_precision"] == other.ratio(right, right + wrong)
    assert ours["strict_precision"] == other.ratio(right, count["findings"])
    assert ours["claims_found"] == other.ratio(count["gold_claims_found"], count["gold_claims"])
    for name, part, whole in (
        ("traps_flagged", "traps_flagged", "traps"),
        ("quiet_flagged", "quiet_flagged", "quiet_pairs"),
        ("agreements", "agree_groups_kept", "agree_groups"),
        ("updates", "update_groups_told", "update_groups"),
    ):
        assert ours[name] == other.ratio(count[part], count[whole]), name
    for kind in {kind for kind, _ in kinds}:
        assert ours[f"recall.{kind}"] == other.ratio(kinds[kind, "found"], kinds[kind, "all"])
