"""Practice stories: invented news whose every figure is marked where it stands, and what unfolds them.

    python -m verify.marked STORY.txt... --out FOLDER

A story is one text file. Lines before its first article say what it is about and what its marks are:

    about: a ferry sinks off an invented coast
    date: sailing                    marks of another kind than figures: date, entity, polarity, comparison, modality
    update: dead.running             marks whose values differ because time passed
    debatable: crew.blame            marks that an editor would be unsure of
    alike: dead injured = the dead and the hurt

An article begins with `## language | source | published | title`. In it, `{measure|key|words}` marks the words that
tell a measure: two marks speak of one thing exactly when they have one measure, and agree exactly when they have one
key. All figures are marked, so that marks of two measures are of two things.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

MARK = re.compile(r"\{([a-z][a-z0-9_.]*)\|([^|{}]+)\|([^{}]+)\}")
KINDS = ("date", "entity", "polarity", "comparison", "modality")
NONE = "-"  # no date of publication
FIELDS = 4


class MarkedError(ValueError):
    """A story that cannot be unfolded: what is wrong, and where."""


def unfold(story: Path, into: Path) -> Path:
    """Write the articles of a marked story and its `labels.json` into a folder of its name; gives that folder.

    Raises MarkedError for a mark that cannot be read, or that its article has twice.
    """
    head, articles = _parts(story.read_text(encoding="utf-8"))
    folder = into / story.stem
    folder.mkdir(parents=True, exist_ok=True)
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    listed = []
    for number, (meta, body) in enumerate(articles, 1):
        language, source, published, title = meta
        name = f"{number:02d}_{language}.txt"
        dated = [] if published == NONE else [f"Published: {published}"]
        marked = "\n".join([title, f"Source: {source}", *dated, "", body.strip(), ""])
        (folder / name).write_text(_plain(marked, f"{story.name}, {name}"), encoding="utf-8")
        for measure, claim in _claims(marked, len(title), f"{story.name}, {name}"):
            groups[measure].append({"file": name, **claim})
        listed.append({"file": name, "lang": language, "title": _plain(title, name), "source": source})
    labels = {
        "story": story.stem,
        "about": " ".join(head["about"]),
        "exhaustive": True,
        "articles": listed,
        "groups": [_group(measure, claims, head) for measure, claims in groups.items()],
        "traps": list(_traps(head["alike"], groups)),
    }
    (folder / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return folder


def _parts(text: str) -> tuple[dict[str, list[str]], list[tuple[list[str], str]]]:
    """What stands before the first article, by key, and each article's four fields and body."""
    top, *rest = re.split(r"^## ", text, flags=re.MULTILINE)
    head: dict[str, list[str]] = defaultdict(list)
    for line in filter(None, top.splitlines()):
        key, _, value = line.partition(":")
        head[key.strip()].append(value.strip())
    articles = []
    for part in rest:
        first, _, body = part.partition("\n")
        meta = [field.strip() for field in first.split("|", FIELDS - 1)]
        if len(meta) != FIELDS:
            raise MarkedError(f"an article begins with `## language | source | published | title`, not {first!r}")
        articles.append((meta, body))
    return head, articles


def _plain(marked: str, where: str) -> str:
    text = MARK.sub(lambda mark: mark[3], marked)
    if broken := re.search(r"[{}].{0,40}", text):
        raise MarkedError(f"{where}: a mark is {{measure|key|words}}, not {broken[0]!r}")
    return text


def _claims(marked: str, title: int, where: str) -> Iterable[tuple[str, dict[str, str]]]:
    """Each mark with its words as a quote; below the headline a quote stands in its article once."""
    text = _plain(marked, where)
    for mark in MARK.finditer(marked):
        if mark.start() > title and text.find(mark[3]) != len(_plain(marked[: mark.start()], where)):
            raise MarkedError(f"{where}: these words stand there twice, mark more of them: {mark[3]!r}")
        yield mark[1], {"quote": mark[3], "value": mark[2], "unit": "", "status": "fact", "time": "", "key": mark[2]}


def _group(measure: str, claims: list[dict[str, str]], head: dict[str, list[str]]) -> dict[str, Any]:
    kinds = {name: kind for kind in KINDS for line in head[kind] for name in line.split()}
    verdict = _verdict(measure, claims, head)
    told = {"id": measure, "attribute": measure, "kind": kinds.get(measure, "numeric"), "verdict": verdict}
    return told | {"why": "", "claims": claims}


def _verdict(measure: str, claims: list[dict[str, str]], head: dict[str, list[str]]) -> str:
    if len({claim["file"] for claim in claims}) == 1:
        return "single"
    if measure in " ".join(head["debatable"]).split():
        return "debatable"
    if len({claim["key"] for claim in claims}) == 1:
        return "agree"
    return "update" if measure in " ".join(head["update"]).split() else "conflict"


def _traps(lines: Iterable[str], groups: dict[str, list[dict[str, str]]]) -> Iterable[dict[str, Any]]:
    """Quotes of two articles whose measures look alike, with the reason."""
    for line in lines:
        names, _, why = line.partition("=")
        measures = names.split()
        for place, one in enumerate(measures):
            for two in measures[place + 1 :]:
                for a in groups[one]:
                    for b in groups[two]:
                        if a["file"] != b["file"]:
                            quotes = [{"file": claim["file"], "quote": claim["quote"]} for claim in (a, b)]
                            yield {"a": quotes[0], "b": quotes[1], "why": why.strip()}


@click.command()
@click.argument("stories", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="folder to unfold into")
def main(stories: tuple[Path, ...], out: Path) -> None:
    """Unfold marked stories into folders of articles and labels."""
    for story in stories:
        try:
            click.echo(unfold(story, out))
        except MarkedError as error:
            raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
