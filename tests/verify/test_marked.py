"""Practice stories: marks to articles and labels."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from verify import rehearsal
from verify.labels import Labels
from verify.marked import MarkedError, main, unfold
from verify.rehearsal import REHEARSAL
from verify.training import PRACTICE

STORY = """\
about: a ferry
date: sailing
update: dead.running
debatable: crew
alike: dead.day1 hurt = dead against hurt

## en | post.example | 2024-03-11 | Ferry sinks, {dead.day1|34|34 dead}
Divers found {dead.day1|34|34 bodies}; {hurt|12|12 were hurt}. It left {sailing|2024-03-10|on Sunday}.
The crew {crew|nine|numbered nine}. By night {dead.running|34|34 had died}.

## de | blatt.example | - | Fähre gesunken
{dead.day1|36|36 Menschen starben}, {hurt|12|zwölf wurden verletzt}. Sie fuhr {sailing|2024-03-10|am 10. März} ab.
{crew|eight|Acht gehörten zur Mannschaft}. Später {dead.running|39|stieg die Zahl auf 39}. {cause|gas|Es war Gas}.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "ferry.txt").write_text(STORY, encoding="utf-8")
    return unfold(tmp_path / "ferry.txt", tmp_path / "out")


def labels(folder):
    return json.loads((folder / "labels.json").read_text(encoding="utf-8"))


def test_articles_lose_their_marks(folder):
    assert (folder / "01_en.txt").read_text(encoding="utf-8").splitlines()[:5] == [
        "Ferry sinks, 34 dead",
        "Source: post.example",
        "Published: 2024-03-11",
        "",
        "Divers found 34 bodies; 12 were hurt. It left on Sunday.",
    ]
    assert "Published" not in (folder / "02_de.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("measure", "verdict", "kind"),
    [
        ("dead.day1", "conflict", "numeric"),
        ("hurt", "agree", "numeric"),
        ("sailing", "agree", "date"),
        ("dead.running", "update", "numeric"),
        ("crew", "debatable", "numeric"),
        ("cause", "single", "numeric"),
    ],
)
def test_what_the_marks_say_of_a_measure(folder, measure, verdict, kind):
    group = next(g for g in labels(folder)["groups"] if g["id"] == measure)
    assert (group["verdict"], group["kind"]) == (verdict, kind)


def test_every_quote_stands_in_its_article(folder):
    told = labels(folder)
    quotes = [claim for group in told["groups"] for claim in group["claims"]]
    quotes += [trap[part] for trap in told["traps"] for part in "ab"]
    assert quotes
    for quote in quotes:
        assert quote["quote"] in (folder / quote["file"]).read_text(encoding="utf-8")


def test_what_looks_alike_is_a_trap_between_articles_only(folder):
    traps = labels(folder)["traps"]
    assert len(traps) == 3  # the headline's and the body's dead of one with the hurt of the other, and once the reverse
    assert all(trap["a"]["file"] != trap["b"]["file"] and trap["why"] == "dead against hurt" for trap in traps)


def test_marks_of_two_measures_are_of_two_things(folder):
    story = Labels.of(folder)
    place = {(f.article.path[-6:-4], f.value.stated, f.text): n for n, f in enumerate(story.figures)}
    hurt, rival, later = place["en", 12, "12"], place["de", 36, "36"], place["de", 39, "39"]
    bodies = next(n for n, f in enumerate(story.figures) if "bodies" in f.claim.span.quote and f.value.stated == 34)
    assert story.label(bodies, rival).positive
    for other in (rival, later):
        assert story.label(hurt, other) == story.label(other, hurt)
        assert (story.label(hurt, other).positive, story.label(hurt, other).group) == (False, "trap")


BROKEN = [
    ("## en | post.example | - | Title\n{dead|34}", "{measure|key|words}"),
    ("## en | post.example | - | Title\n{dead|34|34 dead} and 34 dead {dead|34|34 dead}", "twice"),
    ("## en | post.example | Title\nText", "language | source | published | title"),
]


@pytest.mark.parametrize(("text", "words"), BROKEN)
def test_a_broken_story_is_one_clear_line(tmp_path, text, words):
    (tmp_path / "broken.txt").write_text(text, encoding="utf-8")
    with pytest.raises(MarkedError, match=words.replace("|", r"\|").replace("{", r"\{")) as error:
        unfold(tmp_path / "broken.txt", tmp_path)
    assert words in str(error.value)
    run = CliRunner().invoke(main, [str(tmp_path / "broken.txt"), "--out", str(tmp_path)])
    assert run.exit_code == 1
    assert words in run.output
    assert len(run.output.splitlines()) == 1


FOLDERS = [
    (PRACTICE, 130, "{} more stories of {} articles in {} languages"),
    (REHEARSAL, 48, "{} stories of {} articles in {} languages"),
]


@pytest.mark.parametrize(("stories", "count", "words"), FOLDERS)
def test_every_story_of_the_benchmark_unfolds(tmp_path, stories, count, words):
    found = [labels(unfold(story, tmp_path)) for story in sorted(stories.glob("*.txt"))]
    assert len(found) == count
    for told in found:
        assert {"conflict", "agree", "single"} <= {group["verdict"] for group in told["groups"]}, told["story"]
        assert told["traps"], told["story"]
    articles = [article for told in found for article in told["articles"]]
    card = (PRACTICE.parent / "README.md").read_text(encoding="utf-8")
    assert words.format(count, len(articles), len({article["lang"] for article in articles})) in card


def test_nothing_is_learned_from_a_rehearsal():
    assert not {story.name for story in PRACTICE.glob("*.txt")} & {story.name for story in REHEARSAL.glob("*.txt")}


def test_a_rehearsal_is_judged_by_the_weights_that_ship(tmp_path, monkeypatch):
    (tmp_path / "ferry.txt").write_text(STORY, encoding="utf-8")
    monkeypatch.setattr(rehearsal, "REHEARSAL", tmp_path)
    run = CliRunner().invoke(rehearsal.main, ["--out", str(tmp_path / "out")])
    assert run.exit_code == 0
    told = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [Path(article["path"]).name for article in told["articles"]] == ["01_en.txt", "02_de.txt"]
    assert (tmp_path / "out" / "ferry" / "labels.json").is_file()


def test_the_command_tells_the_folders(tmp_path):
    (tmp_path / "ferry.txt").write_text(STORY, encoding="utf-8")
    run = CliRunner().invoke(main, [str(tmp_path / "ferry.txt"), "--out", str(tmp_path / "out")])
    assert run.exit_code == 0
    assert Path(run.output.strip()).name == "ferry"
