"""Fit the pair scorer on labelled stories, and measure it on stories that it has not seen.

    python -m verify.training [STORY_DIR...] --out verify/weights.json     fit on all of them
    python -m verify.training [STORY_DIR...] --report loso.json            leave one story out, one merged report
    python -m verify.training --practice-report practice.json              the same for practice stories, in parts

Without a folder these are the stories of the benchmark beside this package.
A story is a folder of articles and `labels.json` with groups (claims with `file`, `quote`, `value`, `key`; verdict
conflict, update, agree or debatable) and traps. Two logistic models are fitted: on pairs whose values agree, that
they state one measure; on pairs whose values differ, that one measure is told differently. Practice stories, marked
figure by figure, teach both as well. What time has moved has a model of its own, as differing dates have.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np
from numpy.typing import NDArray

from claims.models import Article, Zone
from verify.config import Config
from verify.dating import DATE_FEATURES, dated, rivals
from verify.embedding import Encoder, load_encoder
from verify.features import matrix
from verify.gate import SOON, Held, evolves, hold
from verify.judging import SAME_DIGITS, looks_closer, nominate
from verify.labels import Label, Labels
from verify.marked import unfold
from verify.pairs import ALIKE, Pairs
from verify.partners import LATER, later
from verify.pipeline import check
from verify.rates import Rates
from verify.scoring import DATED, NAMED, SCREEN, WEIGHTS, DateModel, Model, Models
from verify.slots import concept_relation, tempo
from verify.values import Relation

STRENGTH_CLOSER = 0.3  # the same for the closer look, whose features are few
PRACTICE_CLOSER = 0.05  # weight of a practice example in it beside one of the press: they are denser in conflicts
PARTS = 3  # into which the stories are cut, so that each is screened by a model of the others
PRACTICE_PARTS = 8  # the same for practice stories when they are judged
BENCHMARK = Path(__file__).parents[1] / "benchmark" / "stories"
PRACTICE = BENCHMARK.with_name("practice")
EVERY = 4  # practice pairs that are not at odds, of which one is kept
STRENGTH = 0.05  # inverse of the L2 penalty, on standardised features
UNLABELLED = {"differ": 0.5, "agree": 0.3, "dates": 0.2}  # nobody looked at an unlabelled pair: some are true
CLOSER = (
    *("gap_least", "gap_tiny", "gap_small", "gap_medium", "gap_large", "gap_huge", "shared_figures", "equal_elsewhere"),
    *("told_together", "hours", "moving", "part_once", "average_once", "before_once", "total_once", "same_concept"),
    *("first_choice", "margin", "same_language", "same_day", "published_apart", "less_supported", "more_supported"),
    *("dimension_crowd", "only_of_measure", "closest", "closest_once", "closer_least", "closer_most"),
    *(
        "early_once",
        "cumulative_once",
        "final_once",
        "later_once",
        "other_status",
        "negation",
        "other_source",
        "other_model",
    ),
    *("digits_apart", "about_once", "about_both", "bound_once", "bound_both"),
)
EQUAL_ALONE = ("small", "small_unnamed", "repeats")  # features that say something of equal values alone
STRENGTH_DATES = 0.03
PRACTICE_DATES = 0.2  # weight of a practice example of two dates beside one of the press
# Features of all pairs that say something of two dates; those of dates alone are in `verify.dating`.
OF_DATES = (
    *("clause_alignment", "window_alignment", "margin", "first_choice", "shared_name", "shared_code", "shared_place"),
    *("other_name", "other_names_nearby", "shared_figures"),
    *("other_status", "unsettled", "negation", "published_apart", "equal_elsewhere", "told_together"),
    *(feature.name for feature in DATE_FEATURES),
)

Array = NDArray[np.float64]


class Story:
    """A labelled story with its candidate pairs and their features.

    What no model changes, a label or a verdict of the gate, is worked out once however often the story is learned from.
    """

    def __init__(self, folder: Path, encoder: Encoder, config: Config) -> None:
        self.labels = Labels(folder)
        self.articles, self.figures = self.labels.articles, self.labels.figures
        self.pairs: Pairs = nominate(self.figures, encoder, Rates(self.labels.claims), config)
        first = matrix(self.pairs)
        self._padded = np.hstack([first, np.zeros((len(first), len(LATER)))])
        self._told: tuple[Model, Array] | None = None
        self._own_of_dates: Array | None = None

    def features(self, agree: Model | None = None) -> Array:
        """All features of all pairs; those of the second step are nought as long as nobody knows who agrees."""
        if agree is None:
            return self._padded
        if self._told is None or self._told[0] is not agree:
            found = self._padded.copy()
            found[:, -len(LATER) :] = later(self.pairs, agree.probabilities(self._padded))
            self._told = agree, found
        return self._told[1]

    @cached_property
    def labelled(self) -> dict[str, list[tuple[int, Label]]]:
        """For each kind of model its rows that are examples, with their labels."""
        found: dict[str, list[tuple[int, Label]]] = {"agree": [], "differ": []}
        for row, ((i, j), relation) in enumerate(zip(self.pairs.pairs, self.pairs.relations, strict=True)):
            label = None if relation is Relation.INCOMPARABLE else self.labels.label(i, j)
            # Labels quote bodies, not headlines: that a headline's figure is unlabelled says nothing.
            told_above = Zone.HEADLINE in (self.figures[i].claim.zone, self.figures[j].claim.zone)
            if label is not None and not (told_above and label.group == "unlabelled"):
                found["agree" if relation in SAME_DIGITS else "differ"].append((row, label))
        return found

    @cached_property
    def of_one_measure(self) -> list[int]:
        """Rows of differing quantities of which the labels say whether they are of one measure at all.

        Stories of the press call two counts of one toll, of different days, a trap: that says nothing of the measure.
        """

        def known(row: int, label: Label) -> bool:
            a, b = (self.figures[i] for i in self.pairs.pairs[row])
            if a.is_date or b.is_date or a.value.unit != b.value.unit or label.group == "unlabelled":
                return False
            other_day = tempo(a, b) in SOON and concept_relation(a, b) == "same"
            return label.positive or self.labels.exhaustive or not other_day

        return [row for row, label in self.labelled["differ"] if known(row, label)]

    @cached_property
    def rivals(self) -> list[int]:
        """Rows of differing dates."""
        return rivals(self.pairs)

    @cached_property
    def of_one_event(self) -> list[tuple[int, Label]]:
        """Places among `rivals` of the examples for the model of dates, with their labels."""
        pairs = [self.pairs.pairs[row] for row in self.rivals]
        return [(at, x) for at, (i, j) in enumerate(pairs) if (x := self.labels.of_one_event(i, j)) is not None]

    def dated(self, agree: Model) -> Array:
        """All features of its differing dates, (rivals, features)."""
        told = self.features(agree)
        if self._own_of_dates is None:
            self._own_of_dates = dated(self.pairs, self.rivals, told)[:, told.shape[1] :]
        return np.hstack([told[self.rivals], self._own_of_dates])

    @cached_property
    def gated(self) -> dict[int, tuple[Held | None, bool]]:
        """For each row of differing values what the gate says, and whether time brings the difference."""
        differing = (r for r, kind in enumerate(self.pairs.relations) if kind not in (*ALIKE, Relation.INCOMPARABLE))
        figures = {row: [self.figures[i] for i in self.pairs.pairs[row]] for row in differing}
        return {row: (hold(a, b), evolves(a, b)) for row, (a, b) in figures.items()}


@dataclass
class Examples:
    """Feature rows of one model with their targets and weights."""

    rows: Array
    targets: Array
    weights: Array


def _together(parts: Sequence[Examples]) -> Examples:
    rows, targets, weights = (
        np.concatenate([getattr(p, name) for p in parts]) for name in ("rows", "targets", "weights")
    )
    return Examples(rows, targets, weights)


Practice = Mapping[str, Examples]  # by kind of model


def practised(stories: Sequence[Story]) -> Practice:
    """What practice stories teach, worked out once: who agrees in them is told by a model of their own.

    Of the many pairs that are not at odds every few are kept, and count for the others.
    """
    agree = fit_one(stories, "agree")
    differ = fit_one(stories, "differ", agree)
    return {
        "agree": _together([examples(s, "agree") for s in stories]),
        "differ": _thinned(_together([examples(s, "differ", agree) for s in stories])),
        "closer": _together([examples(s, "differ", agree, _likely(s, s.features(agree), differ)) for s in stories]),
        "updates": _thinned(_together([examples(s, "differ", agree, s.of_one_measure) for s in stories])),
        "dates": _together([of_dates(s, agree, PRACTICE_DATES) for s in stories]),
    }


def _thinned(found: Examples) -> Examples:
    """Of the examples against every few, which count for the others; all that are for it."""
    kept = (found.targets > 0) | (np.arange(len(found.targets)) % EVERY == 0)
    weights = np.where(found.targets > 0, found.weights, EVERY * found.weights)
    return Examples(found.rows[kept], found.targets[kept], weights[kept])


def examples(story: Story, kind: str, agree: Model | None = None, among: Collection[int] | None = None) -> Examples:
    """Training rows of one story for the model `kind`, weighted so that no large group drowns the others."""
    kept = None if among is None else set(among)
    found = [(row, label) for row, label in story.labelled[kind] if kept is None or row in kept]
    chosen, targets, groups = ([r for r, _ in found], [x.positive for _, x in found], [x.group for _, x in found])
    sizes = Counter(g for g, t in zip(groups, targets, strict=True) if t)
    weights = [
        1 / np.sqrt(sizes[g]) if t else (UNLABELLED[kind] if g == "unlabelled" else 1.0)
        for g, t in zip(groups, targets, strict=True)
    ]
    return Examples(story.features(agree)[chosen], np.array(targets, dtype=float), np.array(weights, dtype=float))


def fit_one(stories: Sequence[Story], kind: str, agree: Model | None = None, practice: Practice | None = None) -> Model:
    """A regularised logistic model; weights are given back for unscaled features, to four digits."""
    found = _together([*(examples(s, kind, agree) for s in stories), *([practice[kind]] if practice else [])])
    if len(set(found.targets.tolist())) < 2:
        raise click.ClickException(f"the labels hold no example for and against that figures {kind}")
    rows = found.rows if kind == "agree" else _of_differing(found.rows)
    bias, raw = _logistic(rows, found.targets, found.weights, STRENGTH)
    return _model(bias, {name: float(w) for (name, _), w in zip(NAMED, raw, strict=True)})


def _of_differing(rows: Array) -> Array:
    """The rows without what says something of equal values alone."""
    return np.where([name in EQUAL_ALONE for name, _ in NAMED], 0.0, rows)


def _logistic(rows: Array, targets: Array, weights: Array, strength: float) -> tuple[float, Array]:
    """Bias and weights, for unscaled features, of a regularised logistic model."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = rows.mean(0), rows.std(0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit((rows - mean) / scale, targets, sample_weight=weights)
    raw = model.coef_[0] / scale
    return float(model.intercept_[0] - (raw * mean).sum()), raw


def _model(bias: float, weights: Mapping[str, float]) -> Model:
    return Model(bias=round(bias, 4), weights={name: round(w, 4) for name, w in weights.items()})


def fit(stories: Sequence[Story], practice: Practice | None = None) -> Models:
    """All models: first who agrees, then, knowing that, who is at odds, then a closer look at the likely ones.

    `practice` stories are denser in conflicts than the press is: they teach what to look at, not how sure to be.
    """
    agree = fit_one(stories, "agree", practice=practice)
    differ = fit_one(stories, "differ", agree, practice)
    rivals_model = fit_rivals(stories, agree, differ, practice)
    dates, updates = fit_dates(stories, agree, practice), fit_updates(stories, agree, practice)
    return Models(agree=agree, differ=differ, rivals=rivals_model, dates=dates, updates=updates)


def _likely(story: Story, features: Array, differ: Model) -> list[int]:
    """Rows of differing pairs that the first model and the gate let through."""
    chosen = []
    likely = differ.probabilities(features)
    for row, (told_apart, update) in story.gated.items():
        if likely[row] < SCREEN:
            continue
        a, b = (story.figures[i] for i in story.pairs.pairs[row])
        if looks_closer(a, b, float(likely[row]), told_apart, update):
            chosen.append(row)
    return chosen


def fit_rivals(stories: Sequence[Story], agree: Model, differ: Model, practice: Practice | None = None) -> Model:
    """The model for a closer look: the first model's log odds, corrected by the features in `CLOSER`.

    Both steps are linear in the features, so what comes out is one set of weights. A first model is surer of the
    stories that it was fitted on than of others: what the second one learns from is screened by models of the others.
    """
    parts = [_screened(s, agree, other) for s, other in crossed(stories, agree, practice)]
    if practice:
        taught = practice["closer"]
        parts.append(
            (Examples(taught.rows, taught.targets, PRACTICE_CLOSER * taught.weights), differ.logits(taught.rows))
        )
    found, logits = _together([part for part, _ in parts]), np.concatenate([told for _, told in parts])
    columns = [[name for name, _ in NAMED].index(name) for name in CLOSER]
    seen = np.column_stack([logits, found.rows[:, columns]])
    bias, raw = _logistic(seen, found.targets, found.weights, STRENGTH_CLOSER)
    summed = {name: raw[0] * w for name, w in differ.weights.items()}
    for name, w in zip(CLOSER, raw[1:], strict=True):
        summed[name] += w
    return _model(bias + raw[0] * differ.bias, summed)


def crossed(stories: Sequence[Story], agree: Model, practice: Practice | None) -> Iterable[tuple[Story, Model]]:
    """Each story with a first model of differing pairs that was fitted on others, where there are any."""
    for part in range(min(PARTS, len(stories))):
        others = [s for at, s in enumerate(stories) if at % PARTS != part] or stories
        differ = fit_one(others, "differ", agree, practice)
        yield from ((s, differ) for s in stories[part::PARTS])


def _screened(story: Story, agree: Model, differ: Model) -> tuple[Examples, Array]:
    """The examples of a story that call for a closer look, and the log odds that the first model gives them."""
    found = examples(story, "differ", agree, _likely(story, story.features(agree), differ))
    return found, differ.logits(found.rows)


def fit_dates(stories: Sequence[Story], agree: Model, practice: Practice | None = None) -> DateModel | None:
    """The model of differing dates: that they are told of one event. None where the labels hold no such example."""
    found = _together([*(of_dates(s, agree) for s in stories), *([practice["dates"]] if practice else [])])
    if len(set(found.targets.tolist())) < 2:
        return None
    columns = [[name for name, _ in DATED].index(name) for name in OF_DATES]
    bias, raw = _logistic(found.rows[:, columns], found.targets, found.weights, STRENGTH_DATES)
    return DateModel(**_model(bias, dict(zip(OF_DATES, map(float, raw), strict=True))).model_dump())


def of_dates(story: Story, agree: Model, worth: float = 1.0) -> Examples:
    """Training rows of one story for the model of dates; `worth` is the weight of an example of this story."""
    labels = [label for _, label in story.of_one_event]
    rows = story.dated(agree)[[at for at, _ in story.of_one_event]]
    weights = worth * np.array(_event_weights(labels), dtype=float)
    return Examples(rows, np.array([x.positive for x in labels], dtype=float), weights)


def fit_updates(stories: Sequence[Story], agree: Model, practice: Practice | None = None) -> Model | None:
    """The model of what time has moved: that two differing values are of one measure, whoever is right.

    None where the labels hold no example for and against.
    """
    told = [examples(s, "differ", agree, s.of_one_measure) for s in stories]
    found = _together([*told, *([practice["updates"]] if practice else [])])
    if len(set(found.targets.tolist())) < 2:
        return None
    bias, raw = _logistic(_of_differing(found.rows), found.targets, found.weights, STRENGTH)
    return _model(bias, {name: float(w) for (name, _), w in zip(NAMED, raw, strict=True)})


def _event_weights(labels: Sequence[Label]) -> list[float]:
    sizes = Counter(label.group for label in labels if label.positive)
    return [
        1 / np.sqrt(sizes[x.group]) if x.positive else UNLABELLED["dates"] if x.group == "unlabelled" else 1.0
        for x in labels
    ]


def unseen(stories: Sequence[Story], practice: Practice | None = None) -> Iterable[tuple[Sequence[Article], Models]]:
    """The articles of each story with models that were fitted on the others."""
    for story in stories:
        yield story.articles, fit([s for s in stories if s is not story], practice)


def unseen_practice(stories: Sequence[Story], marked: Sequence[Story]) -> Iterable[tuple[Sequence[Article], Models]]:
    """Those of each practice story with models fitted on the press and on the practice stories of other parts."""
    for part in range(min(PRACTICE_PARTS, len(marked))):
        models = fit(stories, practised([s for at, s in enumerate(marked) if at % PRACTICE_PARTS != part]))
        yield from ((s.articles, models) for s in marked[part::PRACTICE_PARTS])


def merged_report(judged: Iterable[tuple[Sequence[Article], Models]], config: Config) -> dict[str, object]:
    """One JSON report over the articles of all stories, each story judged by the models beside it."""
    parts = [check(articles, config, models=models) for articles, models in judged]
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
@click.option(
    "--practice",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="a marked story to learn from, too (as `verify.marked` reads it); by default those of the benchmark",
)
@click.option("--out", type=click.Path(path_type=Path), help=f"write the fitted weights here (shipped: {WEIGHTS.name})")
@click.option("--report", type=click.Path(path_type=Path), help="write the merged leave-one-story-out report here")
@click.option("--practice-report", type=click.Path(path_type=Path), help="the same on practice stories, in eight parts")
def main(
    folders: tuple[Path, ...],
    practice: tuple[Path, ...],
    out: Path | None,
    report: Path | None,
    practice_report: Path | None,
) -> None:
    """Fit the pair scorer, or measure it on unseen stories."""
    practice = practice or (() if folders else tuple(PRACTICE.glob("*.txt")))
    folders = folders or benchmark()
    if report and len(folders) < 2:
        raise click.UsageError("--report leaves one story out: it needs two stories or more")
    if practice_report and len(practice) < 2:
        raise click.UsageError("--practice-report judges each by the others: it needs two practice stories or more")
    config, encoder = Config(), load_encoder()
    stories = [Story(folder, encoder, config) for folder in sorted(folders)]
    with TemporaryDirectory() as unfolded:
        marked = [Story(unfold(story, Path(unfolded)), encoder, config) for story in sorted(practice)]
    taught = practised(marked) if marked else None
    if out:
        text = json.dumps(fit(stories, taught).model_dump(), indent=1, sort_keys=True)
        out.write_text(text + "\n", encoding="utf-8")
    if report:
        write(report, merged_report(unseen(stories, taught), config))
    if practice_report:
        write(practice_report, merged_report(unseen_practice(stories, marked), config))


def write(path: Path, report: Mapping[str, object]) -> None:
    """A report into a file, as JSON."""
    path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
