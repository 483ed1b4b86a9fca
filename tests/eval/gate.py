"""Holds a leave-one-story-out report on the benchmark against the floors that were reached before.

    python -m verify.training --report loso.json      each story judged by weights fitted on the others
    python -m tests.eval.gate loso.json               exit 1 when a figure is worse than its bound
    python -m tests.eval.gate loso.json --raise       take better figures over as bounds
    python -m tests.eval.gate loso.json --lower agreements --reason "..."
    python -m tests.eval.gate loso.json --new-corpus --reason "..."

`floors.json` keeps, for each figure, every bound that it ever had, the last one counting, and the digest of the
corpus that they were measured on. A bound gets weaker, or the corpus other, only by its flag and with a reason.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import click
from pydantic import BaseModel, ConfigDict, StringConstraints

from tests.eval import corpus
from tests.eval.figures import Figures, all_figures
from tests.eval.score import Gold, Json

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.05  # a bound lies this far from what was measured: one finding more or less on another machine is no loss
CEILINGS = frozenset({"traps_flagged", "possible.traps_flagged"})  # less is better
NOT_HELD = ("strict_precision", "quiet_flagged")  # unlabelled passages and derived traps decide these
LISTED = ("possible.group_recall", "possible.finding_precision", "possible.traps_flagged")
NEW = "first measured"

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3)]


class Frozen(BaseModel):
    """Closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bound(Frozen):
    """A value that a figure has to keep, since when and why."""

    at: float
    day: date
    reason: Reason


class Corpus(Frozen):
    """The digest of the corpus, since when and why."""

    digest: str
    day: date
    reason: Reason


class Floors(Frozen):
    """Every bound of every figure and every corpus, oldest first."""

    corpus: tuple[Corpus, ...]
    bounds: dict[str, tuple[Bound, ...]]


class Line(NamedTuple):
    """One figure beside its bound."""

    figure: str
    today: float | None
    bound: float | None

    @property
    def worse(self) -> bool:
        """Whether the bound is not kept; a share of nothing keeps every bound."""
        return None not in (self.today, self.bound) and weaker(self.figure, self.today, self.bound)


def weaker(figure: str, one: float, two: float) -> bool:
    """Whether `one` is worse than `two` for this figure."""
    return one > two if figure in CEILINGS else one < two


def held(figures: Figures) -> Figures:
    """The figures that have a bound: all that is shown, and of the list "to check" the three that sum it up."""
    shown = {n: v for n, v in figures.items() if not n.startswith("possible.") and n not in NOT_HELD}
    return {**shown, **{n: figures[n] for n in LISTED}}


def compare(figures: Figures, floors: Floors) -> list[Line]:
    """Each held figure of today and each that has a bound, by name."""
    today = held(figures)
    last = {name: steps[-1].at for name, steps in floors.bounds.items()}
    return [Line(name, today.get(name), last.get(name)) for name in sorted({*today, *last})]


def drawn(line: Line) -> float | None:
    """Where the bound of today's figure lies: less the slack, and no more than there is."""
    if line.today is None:
        return None
    return round(max(0.0, min(1.0, line.today + (SLACK if line.figure in CEILINGS else -SLACK))), 4)


def raised(lines: Sequence[Line], floors: Floors, day: date, reason: str = "reached") -> Floors:
    """Bounds drawn up to today's figures less the slack, where that is better than what holds."""
    steps = {}
    for line in lines:
        at = drawn(line)
        if at is not None and (line.bound is None or weaker(line.figure, line.bound, at)):
            steps[line.figure] = Bound(at=at, day=day, reason=NEW if line.bound is None else reason)
    return _with(floors, steps)


def lowered(lines: Sequence[Line], floors: Floors, names: Sequence[str], reason: str, day: date) -> Floors:
    """The named bounds drawn down to today's figures less the slack; those that lie lower stay."""
    unknown = sorted(set(names) - {line.figure for line in lines})
    if unknown:
        raise click.UsageError(f"no figure of the gate is called {', '.join(unknown)}")
    named = [(line, at) for line in lines if line.figure in names and (at := drawn(line)) is not None]
    steps = {
        line.figure: Bound(at=at, day=day, reason=reason)
        for line, at in named
        if line.bound is not None and weaker(line.figure, at, line.bound)
    }
    return _with(floors, steps)


def _with(floors: Floors, steps: Mapping[str, Bound]) -> Floors:
    bounds = {name: floors.bounds.get(name, ()) for name in sorted({*floors.bounds, *steps})}
    return Floors(
        corpus=floors.corpus,
        bounds={name: (*old, steps[name]) if name in steps else old for name, old in bounds.items()},
    )


def load(path: Path = FLOORS) -> Floors:
    """The bounds as kept."""
    return Floors.model_validate_json(path.read_bytes())


def save(floors: Floors, path: Path = FLOORS) -> None:
    """Write the bounds, one step a line."""
    told = floors.model_dump(mode="json")
    lines = ["{", f' "corpus": {_steps(told["corpus"])},', ' "bounds": {']
    lines.append(",\n".join(f"  {json.dumps(name)}: {_steps(steps)}" for name, steps in told["bounds"].items()))
    path.write_text("\n".join([*lines, " }", "}"]) + "\n", encoding="utf-8")


def _steps(steps: Sequence[Json]) -> str:
    return "[" + ",\n   ".join(json.dumps(step, ensure_ascii=False) for step in steps) + "]"


def read_report(path: Path, golds: Sequence[Gold]) -> Json:
    """The report; it must be on every article of the benchmark and on no other."""
    report = json.loads(path.read_text(encoding="utf-8"))
    seen = {(Path(a["path"]).parent.name, Path(a["path"]).name) for a in report["articles"]}
    wanted = {(gold.name, file) for gold in golds for file in gold.language}
    if seen != wanted:
        off = sorted(seen ^ wanted)[0]
        raise click.ClickException(f"{path} is not on the whole benchmark and that alone: see {'/'.join(off)}")
    return report


def table(lines: Sequence[Line]) -> str:
    """The figures beside their bounds; what is worse is marked."""
    rows = [f"{'figure':34} {'today':>8} {'bound':>8}"]
    for line in lines:
        told = ["-" if v is None else f"{v:.4f}" for v in (line.today, line.bound)]
        rows.append(f"{line.figure:34} {told[0]:>8} {told[1]:>8}{'  WORSE' if line.worse else ''}")
    return "\n".join(rows)


@click.command(help=__doc__.split("\n")[0])
@click.argument("report", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--raise", "up", is_flag=True, help="take better figures over as bounds")
@click.option(
    "--lower", "down", multiple=True, metavar="FIGURE", help="draw this bound down to today's figure less the slack"
)
@click.option("--new-corpus", is_flag=True, help="the corpus was changed: record its digest")
@click.option("--reason", default="", help="why a bound is lowered or the corpus changed")
@click.option("--floors", "path", type=click.Path(path_type=Path), default=FLOORS, help="the file of the bounds")
def main(report: Path, up: bool, down: tuple[str, ...], new_corpus: bool, reason: str, path: Path) -> None:
    """Compare, and with a flag move the bounds."""
    if (down or new_corpus) and len(reason.strip()) < len("why"):
        raise click.UsageError("--lower and --new-corpus need a --reason")
    golds = [Gold(story) for story in corpus.stories()]
    figures = all_figures(read_report(report, golds), golds)
    today, floors = datetime.now(UTC).date(), load(path)
    if new_corpus:
        grown = (*floors.corpus, Corpus(digest=corpus.digest(), day=today, reason=reason))
        floors = floors.model_copy(update={"corpus": grown})
    if down:
        floors = lowered(compare(figures, floors), floors, down, reason, today)
    if up:
        floors = raised(compare(figures, floors), floors, today)
    if up or down or new_corpus:
        save(floors, path)
    lines = compare(figures, floors)
    click.echo(table(lines))
    if floors.corpus[-1].digest != corpus.digest():
        raise click.ClickException("the benchmark is not the one that the bounds were measured on: --new-corpus")
    if any(line.worse for line in lines):
        raise click.ClickException("worse than the bounds; --lower FIGURE --reason TEXT where that is right")


if __name__ == "__main__":
    main()
