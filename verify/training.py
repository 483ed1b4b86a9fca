"""Fit the pair scorer on labelled stories, and measure it on stories that it has not seen.

    python -m verify.training [STORY_DIR...] --out verify/weights.json     fit on all of them
    python -m verify.training [STORY_DIR...] --report loso.json            leave one story out, one merged report

Without a folder these are the stories of the benchmark beside this package.
A story is a folder of articles and `labels.json` with groups (claims with `file`, `quote`, `value`, `key`; verdict
conflict, update, agree or debatable) and traps. Two logistic models are fitted: on pairs whose values agree, that
they state one measure; on pairs whose values differ, that one measure is told differently.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from claims.extraction import extract
from claims.ingest import read
from claims.models import Article, Zone
from verify.config import Config
from verify.embedding import Encoder, load_encoder
from verify.features import ALIKE, LATER, Pairs, later, matrix
from verify.figures import build
from verify.judging import nominate
from verify.pipeline import check
from verify.rates import Rates
from verify.scoring import NAMED, WEIGHTS, Model, Models
from verify.values import Relation

BENCHMARK = Path(__file__).parents[1] / "benchmark" / "stories"
STRENGTH = 0.05  # inverse of the L2 penalty, on standardised features
UNLABELLED = {"differ": 0.3, "agree": 0.3}  # nobody looked at an unlabelled pair: some are true
DIGITS = re.compile(r"\d+")

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Label:
    """What the labels say of one pair: positive, negative or no example, and the group that it weighs with."""

    positive: bool
    group: str


class Story:
    """A labelled story with its candidate pairs and their features."""

    def __init__(self, folder: Path, encoder: Encoder, config: Config) -> None:
        self.folder = folder
        self.labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        names = [str(folder / a["file"]) for a in self.labels["articles"]]
        self.articles = [a for a in read(names) if isinstance(a, Article)]
        claims_of = {a.id: extract(a) for a in self.articles}
        self.claims = [c for found in claims_of.values() for c in found]
        self.figures = [f for a in self.articles for f in build(a, claims_of[a.id])]
        self.pairs: Pairs = nominate(self.figures, encoder, Rates(self.claims), config)
        self._first = matrix(self.pairs)

    def features(self, agree: Model | None = None) -> Array:
        """All features of all pairs; those of the second step are nought as long as nobody knows who agrees."""
        padded = np.hstack([self._first, np.zeros((len(self._first), len(LATER)))])
        if agree is None:
            return padded
        return np.hstack([self._first, later(self.pairs, agree.probabilities(padded))])

    @cached_property
    def _quotes(self) -> dict[int, list[tuple[str, str]]]:
        """For each figure, the labelled quotes that it stands for, as (group or trap id, key)."""
        found: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for n, group in enumerate(self.labels["groups"]):
            for claim in group["claims"]:
                for index in self._standing_for(claim):
                    found[index].append((f"g{n}", claim["key"]))
        for n, trap in enumerate(self.labels.get("traps", ())):
            for part in ("a", "b"):
                for index in self._standing_for(trap[part]):
                    found[index].append((f"t{n}", part))
        return found

    def _standing_for(self, claim: dict[str, str]) -> list[int]:
        """Figures inside the quote; of several, those whose digits the label's value repeats."""
        inside = []
        for index, figure in enumerate(self.figures):
            if Path(figure.article.path).name == claim["file"]:
                start = figure.article.text.find(claim["quote"])
                span = figure.mention.span
                if start <= span.start and span.end <= start + len(claim["quote"]):
                    inside.append(index)
        if len(inside) < 2:
            return inside
        digits = "".join(DIGITS.findall(str(claim.get("value", ""))))
        same = [i for i in inside if digits and "".join(DIGITS.findall(self.figures[i].text)) == digits]
        return same if same else []

    def label(self, i: int, j: int) -> Label | None:
        """The label of a pair; None when the labels leave it open."""
        groups = dict(self._quotes.get(i, ()))
        verdicts = []
        for group, key in self._quotes.get(j, ()):
            if group in groups:
                verdicts.append((group, groups[group] != key))
        if not verdicts:
            return Label(positive=False, group="unlabelled")
        for group, differs in verdicts:
            if group.startswith("t"):
                continue
            verdict = self.labels["groups"][int(group[1:])]["verdict"]
            if verdict == "debatable":
                return None
            if verdict == "conflict" or (verdict == "update" and differs) or not differs:
                return Label(positive=True, group=group)
        return Label(positive=False, group="trap")


@dataclass
class Examples:
    """Feature rows of one model with their targets and weights."""

    rows: Array
    targets: Array
    weights: Array


def examples(story: Story, kind: str, agree: Model | None = None) -> Examples:
    """Training rows of one story for the model `kind`, weighted so that no large group drowns the others."""
    chosen, targets, groups = [], [], []
    for row, ((i, j), relation) in enumerate(zip(story.pairs.pairs, story.pairs.relations, strict=True)):
        if relation is Relation.INCOMPARABLE or (relation in ALIKE) != (kind == "agree"):
            continue
        label = story.label(i, j)
        # Labels quote bodies, not headlines: that a headline's figure is unlabelled says nothing.
        told_above = Zone.HEADLINE in (story.figures[i].claim.zone, story.figures[j].claim.zone)
        if label is not None and not (told_above and label.group == "unlabelled"):
            chosen.append(row)
            targets.append(label.positive)
            groups.append(label.group)
    sizes = Counter(g for g, t in zip(groups, targets, strict=True) if t)
    weights = [
        1 / np.sqrt(sizes[g]) if t else (UNLABELLED[kind] if g == "unlabelled" else 1.0)
        for g, t in zip(groups, targets, strict=True)
    ]
    return Examples(story.features(agree)[chosen], np.array(targets, dtype=float), np.array(weights, dtype=float))


def fit_one(stories: Sequence[Story], kind: str, agree: Model | None = None) -> Model:
    """A regularised logistic model; weights are given back for unscaled features, to four digits."""
    from sklearn.linear_model import LogisticRegression

    parts = [examples(s, kind, agree) for s in stories]
    rows = np.concatenate([p.rows for p in parts])
    targets = np.concatenate([p.targets for p in parts])
    weights = np.concatenate([p.weights for p in parts])
    if len(set(targets.tolist())) < 2:
        raise click.ClickException(f"the labels hold no example for and against that figures {kind}")
    mean, scale = rows.mean(0), rows.std(0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit((rows - mean) / scale, targets, sample_weight=weights)
    raw = model.coef_[0] / scale
    bias = float(model.intercept_[0] - (raw * mean).sum())
    return Model(
        bias=round(bias, 4), weights={name: round(float(w), 4) for (name, _), w in zip(NAMED, raw, strict=True)}
    )


def fit(stories: Sequence[Story]) -> Models:
    """Both models: first who agrees, then, knowing that, who is at odds."""
    agree = fit_one(stories, "agree")
    return Models(agree=agree, differ=fit_one(stories, "differ", agree))


def unseen(stories: Sequence[Story]) -> Iterable[tuple[Story, Models]]:
    """Each story with models that were fitted on the others."""
    for story in stories:
        yield story, fit([s for s in stories if s is not story])


def merged_report(stories: Sequence[Story], config: Config) -> dict[str, object]:
    """One JSON report over all stories, each judged by models that have not seen it."""
    parts = [check(s.articles, config, models=models) for s, models in unseen(stories)]
    merged = {
        name: [item.model_dump(mode="json") for part in parts for item in getattr(part, name)]
        for name in ("articles", "clusters", "findings")
    }
    claims = [_flat(c.model_dump(mode="json")) for part in parts for c in part.claims]
    run = parts[0].run.model_dump(mode="json")
    return {"schema_version": "1", "run": run, "claims": claims, "skipped": [], **merged}


def _flat(claim: dict[str, object]) -> dict[str, object]:
    span = claim.pop("span")
    return {**claim, **span}  # type: ignore[dict-item]


def benchmark() -> tuple[Path, ...]:
    """The folders of the public benchmark; it lies in the repository, not in the installed package."""
    found = tuple(sorted(path.parent for path in BENCHMARK.glob("*/labels.json")))
    if not found:
        raise click.UsageError(f"no stories in {BENCHMARK}: name the folders of labelled stories")
    return found


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help=f"write the fitted weights here (shipped: {WEIGHTS.name})")
@click.option("--report", type=click.Path(path_type=Path), help="write the merged leave-one-story-out report here")
def main(folders: tuple[Path, ...], out: Path | None, report: Path | None) -> None:
    """Fit the pair scorer, or measure it on unseen stories."""
    folders = folders or benchmark()
    if report and len(folders) < 2:
        raise click.UsageError("--report leaves one story out: it needs two stories or more")
    config, encoder = Config(), load_encoder()
    stories = [Story(folder, encoder, config) for folder in sorted(folders)]
    if out:
        text = json.dumps(fit(stories).model_dump(), indent=1, sort_keys=True)
        out.write_text(text + "\n", encoding="utf-8")
    if report:
        report.write_text(json.dumps(merged_report(stories, config), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
