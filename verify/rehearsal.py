"""Check the rehearsal stories with the weights that ship: nothing was fitted on these stories.

    python -m verify.rehearsal --out build/rehearsal
    python tests/eval/score.py build/rehearsal/report.json build/rehearsal/*/

They are invented, as practice stories are, but told in the manner of the press. See `benchmark/README.md`.
"""

from pathlib import Path

import click

from verify.config import Config
from verify.labels import Labels
from verify.marked import unfold
from verify.scoring import shipped
from verify.training import BENCHMARK, merged_report, write

REHEARSAL = BENCHMARK.with_name("rehearsal")


@click.command()
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="folder to unfold into")
def main(out: Path) -> None:
    """Unfold the stories, check each, and leave one merged report beside them."""
    stories = [Labels.of(unfold(story, out)).articles for story in sorted(REHEARSAL.glob("*.txt"))]
    write(out / "report.json", merged_report(((articles, shipped()) for articles in stories), Config()))


if __name__ == "__main__":
    main()
