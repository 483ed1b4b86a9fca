import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from reports.cli import cli, main
from reports.cli.exits import Exit
from reports.cli.settings import in_force, options_of, stated, thresholds
from tests.factory import rich_report
from verify.config import Config


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    """A story in a folder below the one that may hold settings; no setting from outside."""
    monkeypatch.delenv("CROSSCHECK_JOBS", raising=False)
    folder = tmp_path / "desk" / "today"
    (folder / "story").mkdir(parents=True)
    (folder / "story" / "a.txt").write_text("The flood\n\nRescuers counted 17 dead by Monday night.\n")
    (folder / "story" / "draft.txt").write_text("The flood\n\nRescuers counted 18 dead by Monday noon.\n")
    monkeypatch.chdir(folder)
    return tmp_path


@pytest.fixture
def compare(monkeypatch):
    calls = []

    def check(inputs, config, progress, extractor=None, jobs=1):
        calls.append(SimpleNamespace(paths=[item.path for item in inputs], config=config, extractor=extractor))
        return rich_report().model_copy(update={"skipped": ()})

    monkeypatch.setitem(sys.modules, "verify.pipeline", SimpleNamespace(check=check))
    return calls


def settings(place, text):
    (place / "pyproject.toml").write_text(f"[tool.crosscheck]\n{text}\n", encoding="utf-8")


@pytest.mark.parametrize("name", ["fail-on", "fail_on"])
def test_the_file_is_heeded(name, desk, compare, capsys):
    settings(desk, f'{name} = "high"')
    assert main(["check", "story"]) == Exit.CONFLICTS
    assert "at or above high" in capsys.readouterr().err


def test_the_nearest_file_with_a_table_counts(desk, compare):
    settings(desk, 'fail-on = "high"')
    (desk / "desk" / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert main(["check", "story"]) == Exit.CONFLICTS
    settings(desk / "desk" / "today", 'fail-on = "none"')
    assert main(["check", "story"]) == Exit.DONE


def test_environment_over_file_and_options_over_both(desk, compare, monkeypatch):
    settings(desk, 'fail-on = "none"')
    monkeypatch.setenv("CROSSCHECK_FAIL_ON", "low")
    assert main(["check", "story"]) == Exit.CONFLICTS
    assert main(["check", "story", "--fail-on", "none"]) == Exit.DONE
    monkeypatch.setenv("CROSSCHECK_FAIL_ON", "")
    assert main(["check", "story"]) == Exit.DONE


EVERY_KIND = """
exclude = ["*draft*"]
allow-network = true
cache = false
encoder = "x"
no-progress = true
conflict_threshold = 0.5
"""


def test_every_kind_of_value(desk, compare):
    settings(desk, EVERY_KIND)
    assert main(["check", "story"]) == Exit.DONE
    (call,) = compare
    assert call.paths == ["story/a.txt"]
    assert (call.config.encoder, call.config.allow_network, call.config.conflict_threshold) == ("x", True, 0.5)


def test_lists_and_tables(desk, compare, monkeypatch):
    Path("scraped.jsonl").write_text(json.dumps({"kop": "Vloed", "stuk": "Er vielen 17 doden in het dal."}) + "\n")
    settings(desk, 'field = {title = "kop", text = "stuk"}')
    main(["check", "scraped.jsonl"])
    settings(desk, "")
    monkeypatch.setenv("CROSSCHECK_FIELD", "title=kop text=stuk")
    main(["check", "scraped.jsonl"])
    assert [call.paths for call in compare] == [["scraped.jsonl#1"]] * 2


def test_a_threshold_on_the_command_line_leaves_the_others(desk, compare):
    settings(desk, "possible_threshold = 0.2\nconflict_threshold = 0.5")
    main(["check", "story", "--threshold", "conflict-threshold=0.6"])
    assert (compare[0].config.possible_threshold, compare[0].config.conflict_threshold) == (0.2, 0.6)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('fail_onn = "high"', "no setting fail_onn; did you mean fail_on?"),
        ("conflict_treshold = 1", "did you mean conflict_threshold?"),
        ('colour = "red"', "did you mean color?"),
        ("zzz = 1", "no setting zzz; there are "),
        ('output = "x.html"', "no setting output"),
        ('fail_on = "huge"', "fail_on: 'huge' is not one of"),
        ('jobs = "many"', "jobs: 'many' is not a valid integer"),
        ('conflict_threshold = "much"', "conflict_threshold: 'much' is no number"),
        ("conflict_threshold = true", "is no number"),
        ('field = {colour = "x"}', "field: colour=x: write NAME=COLUMN"),
        ('published = "soon"', "published: 'soon' is no date"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, said, desk, compare, capsys):
    settings(desk, text)
    assert main(["check", "story"]) == Exit.FAILED
    told = capsys.readouterr().err
    assert said in told
    assert "pyproject.toml [tool.crosscheck]" in told
    assert len(told.strip().splitlines()) == 1


@pytest.mark.parametrize(("name", "said"), [("FAILON", "did you mean fail_on?"), ("JOBS", "is not a valid integer")])
def test_variables_are_checked_too(name, said, compare, monkeypatch, capsys):
    monkeypatch.setenv(f"CROSSCHECK_{name}", "x")
    assert main(["check", "story"]) == Exit.FAILED
    assert f"CROSSCHECK_{name}" in (told := capsys.readouterr().err)
    assert said in told


@pytest.mark.parametrize("text", ["[tool.crosscheck", "[tool]\ncrosscheck = 3", "\xff"])
def test_a_file_that_cannot_be_read_is_told(text, desk, compare, capsys):
    (desk / "pyproject.toml").write_bytes(text.encode("latin-1"))
    assert main(["check", "story"]) == Exit.FAILED
    assert "pyproject.toml" in capsys.readouterr().err


def test_help_needs_no_sound_file(desk, capsys):
    settings(desk, "zzz = 1")
    assert main(["check", "--help"]) == Exit.DONE
    assert main(["--version"]) == Exit.DONE


class TestShow:
    def lines(self, capsys, *args):
        assert main(["config", "show", *args]) == Exit.DONE
        return dict(line.split(" = ", 1) for line in capsys.readouterr().out.splitlines() if " = " in line)

    def test_it_says_where_a_value_comes_from(self, desk, capsys, monkeypatch):
        settings(desk, 'fail-on = "low"\npossible_threshold = 0.2')
        monkeypatch.setenv("CROSSCHECK_LANG", "ar")
        found = self.lines(capsys, "--origin", "--", "--jobs", "2", "--exclude=*x*", "--no-cache")
        ends = {name: tuple(part.strip() for part in value.split("#", 1)) for name, value in found.items()}
        file = f"{desk}/pyproject.toml [tool.crosscheck]"
        assert ends["fail_on"] == ('"low"', file)
        assert ends["lang"] == ('"ar"', "CROSSCHECK_LANG")
        assert ends["jobs"] == ('"2"', "command line")
        assert ends["exclude"] == ('["*x*"]', "command line")
        assert ends["cache"] == ("false", "command line")
        assert ends["encoder"] == ('"default"', "default")
        assert ends["possible_threshold"] == ("0.2", file)
        assert ends["conflict_threshold"] == (str(Config().conflict_threshold), "default")

    def test_it_names_every_setting_of_check(self, capsys):
        assert main(["config", "show"]) == Exit.DONE
        names = [line.removeprefix("# ").split(" =")[0] for line in capsys.readouterr().out.splitlines()]
        assert sorted(names) == sorted({*options_of(cli.commands["check"]), *thresholds()})


def test_nothing_stated_is_nothing():
    assert stated(cli) == {}
    assert {setting.origin for setting in in_force(cli, cli.commands["check"], []).values()} == {"default"}
