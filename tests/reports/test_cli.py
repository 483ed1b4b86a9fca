import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

from claims.models import Article, Skipped
from claims.work import apart, at_once
from reports.cli import main
from reports.cli.exits import Exit
from tests.factory import rich_report
from verify.embedding import EncoderError
from verify.models import Severity

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="no other system copies a process cheaply")


class Compare:
    """Stands in for the pipeline: takes the inputs, gives the made-up report or raises."""

    def __init__(self) -> None:
        self.report = rich_report()
        self.error: BaseException | None = None
        self.inputs: list[Article | Skipped] = []

    def __call__(self, inputs, config=None, progress=None, extractor=None, jobs=1):
        self.inputs, self.config = list(inputs), config
        progress("match", 3)
        if self.error:
            raise self.error
        articles = self.report.articles if any(isinstance(item, Article) for item in self.inputs) else ()
        skipped = tuple(item for item in self.inputs if isinstance(item, Skipped))
        return self.report.model_copy(update={"articles": articles, "skipped": skipped})


class Sums:
    """Parts that do not add up.

    Fires: 1 + 1 = 3.
    """

    code, title, severity = "SUM", "parts and their whole", Severity.LOW


@pytest.fixture
def compare(monkeypatch):
    stand_in = Compare()
    monkeypatch.setitem(sys.modules, "verify.pipeline", SimpleNamespace(check=stand_in))
    return stand_in


@pytest.fixture
def rulebook(monkeypatch):
    from reports import rulebook as module

    monkeypatch.setitem(sys.modules, "verify.rules", SimpleNamespace(RULES=(Sums(),)))
    module.rulebook.cache_clear()
    yield
    module.rulebook.cache_clear()


@pytest.fixture
def story(tmp_path, monkeypatch):
    """A folder with one article, and the working directory beside it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "The flood\n\nRescuers counted 17 dead by Monday night in the valley.\n", encoding="utf-8"
    )
    (folder / "b.md").write_text("The flood\n\nThere were 18 dead in the valley, officials said.\n", encoding="utf-8")
    return "story"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["check", "story"], Exit.DONE),
        (["check", "story", "--fail-on", "none"], Exit.DONE),
        (["check", "story", "--fail-on", "high"], Exit.CONFLICTS),
        (["check", "story", "--fail-on", "low"], Exit.CONFLICTS),
        (["check", "story", "--fail-on", "high", "--exit-zero"], Exit.DONE),
        (["check", "story", "nowhere.txt"], Exit.FAILED),
        (["check", "story", "nowhere.txt", "--allow-errors", "1"], Exit.DONE),
        (["check", "story", "nowhere.txt", "--allow-errors", "1", "--fail-on", "low"], Exit.CONFLICTS),
        (["check", "story", "--lang", "xx-none"], Exit.USAGE),
        (["check", "story", "--threshold", "conflict=1"], Exit.USAGE),
        (["check", "story", "--baseline", "nowhere.json"], Exit.FAILED),
        (["check", "story", "--decisions", "nowhere.json"], Exit.FAILED),
        (["completion", "tcsh"], Exit.USAGE),
        (["config", "show"], Exit.DONE),
        (["baseline"], Exit.USAGE),
        (["check"], Exit.USAGE),
        (["check", "story", "--fail-on", "huge"], Exit.USAGE),
        (["check", "story", "--nonsense"], Exit.USAGE),
        (["check", "story", "-o", "report.docx"], Exit.USAGE),
        (["check", "story", "--field", "title"], Exit.USAGE),
        (["check", "story", "--field", "colour=x"], Exit.USAGE),
        (["check", "story", "--published", "soon"], Exit.USAGE),
        (["nonsense"], Exit.USAGE),
        ([], Exit.USAGE),
        (["check", "nowhere/*.txt"], Exit.FAILED),
        (["check", "story", "-o", "no/such/folder/report.json"], Exit.FAILED),
        (["check", "--files-from", "nowhere"], Exit.FAILED),
        (["render", "nowhere.json"], Exit.FAILED),
        (["--help"], Exit.DONE),
        (["check", "--help"], Exit.DONE),
        (["--version"], Exit.DONE),
    ],
)
@pytest.mark.usefixtures("compare", "story")
def test_exit_codes(args, code, capsys):
    assert main(args) == code
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), Exit.INTERRUPTED, "interrupted"),
        (BrokenPipeError(), Exit.CLOSED_PIPE, ""),
        (EncoderError("no model is called x"), Exit.FAILED, "crosscheck: no model is called x"),
        (RuntimeError("two\nlines \x1b[31m"), Exit.FAILED, "internal error: RuntimeError: two lines ⟨U+001B⟩[31m"),
    ],
)
@pytest.mark.usefixtures("story")
def test_what_goes_wrong_inside(error, code, said, compare, capfd):
    compare.error = error
    assert main(["check", "story", "--no-progress"]) == code
    told = capfd.readouterr().err
    assert said in told
    assert len(told.strip().splitlines()) <= 1


@pytest.mark.usefixtures("story")
def test_traceback_only_for_those_who_ask(compare, capsys):
    compare.error = RuntimeError("x")
    main(["check", "story", "--debug"])
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.usefixtures("compare", "story")
def test_stdout_carries_nothing_but_the_result(capsys):
    main(["check", "story", "--format", "json"])
    told = capsys.readouterr()
    assert json.loads(told.out)["schema_version"] == "1"
    assert "3 conflicts" in told.err


@pytest.fixture(params=[at_once, pytest.param(apart, marks=LINUX)])
def begun(request, monkeypatch):
    """Files are written one after the other, or all but the last by copies of the process."""
    monkeypatch.setattr("claims.work.beside", lambda jobs, articles: request.param)


@pytest.mark.usefixtures("compare", "story", "begun")
def test_one_run_writes_several_files(capsys):
    assert main(["check", "story", "-o", "r.json", "-o", "r.csv", "-o", "r.txt", "-o", "-"]) == Exit.DONE
    told = capsys.readouterr()
    assert told.out.startswith("3 conflicts")
    assert json.loads(Path("r.json").read_bytes())["findings"]
    assert Path("r.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "wrote r.csv" in told.err
    assert not list(Path().glob(".*.part"))


@pytest.mark.usefixtures("compare", "story", "begun")
def test_a_write_that_fails_leaves_the_old_file(monkeypatch):
    Path("r.json").write_text("old")
    monkeypatch.setattr("reports.formats.json.record", lambda report: {1, 2})
    assert main(["check", "story", "-o", "r.json", "-o", "r.csv"]) == Exit.FAILED
    assert Path("r.json").read_text() == "old"
    assert not list(Path().glob(".*.part"))


@pytest.mark.usefixtures("story")
def test_a_place_that_cannot_be_written_is_told_before_the_work(compare, capsys):
    assert main(["check", "story", "-o", "no/such/r.json"]) == Exit.FAILED
    assert compare.inputs == []
    assert "there is no folder no/such" in capsys.readouterr().err


@pytest.mark.usefixtures("compare", "story")
def test_what_is_no_file_is_written_to_and_not_replaced():
    Path("place").mkdir()
    Path("link.json").symlink_to("place/real.json")
    assert main(["check", "story", "-o", "link.json", "-o", "/dev/null", "--format", "json"]) == Exit.DONE
    assert Path("link.json").is_symlink()
    assert json.loads(Path("place/real.json").read_bytes())["findings"]
    assert not Path("/dev/null").is_file()


@pytest.mark.usefixtures("compare", "story")
def test_the_gate_says_what_decided(capsys):
    main(["check", "story", "--fail-on", "high", "-q"])
    assert capsys.readouterr().err == ""
    main(["check", "story", "--fail-on", "high"])
    assert "exit 1: 2 at or above high, first" in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.usefixtures("compare", "story")
def test_skipped_inputs_are_named(capsys):
    main(["check", "story", "nowhere.txt"])
    assert "not read: nowhere.txt: no such file" in capsys.readouterr().err


def test_nothing_to_read_says_what_was_looked_for(compare, story, capsys):
    assert main(["check", "nowhere/*.txt"]) == Exit.FAILED
    assert "looked for nowhere/*.txt" in capsys.readouterr().err


@pytest.mark.usefixtures("story")
class TestInputs:
    def paths(self, compare):
        return [item.path for item in compare.inputs]

    def test_folder(self, compare):
        main(["check", "story"])
        assert self.paths(compare) == ["story/a.txt", "story/b.md"]

    def test_include_and_exclude(self, compare):
        main(["check", "story", "--include", "*.txt"])
        assert self.paths(compare) == ["story/a.txt"]
        main(["check", "story", "--exclude", "story/a*"])
        assert self.paths(compare) == ["story/b.md"]
        main(["check", "story", "story/a.txt", "--include", "*.md"])
        assert self.paths(compare) == ["story/a.txt", "story/b.md"]

    @pytest.mark.parametrize("separator", ["\n", "\0"])
    def test_list_of_files(self, compare, separator):
        Path("list").write_text(separator.join(["story/a.txt", "story/b.md", ""]))
        main(["check", "--files-from", "list"])
        assert self.paths(compare) == ["story/a.txt", "story/b.md"]

    def test_date_for_those_without(self, compare):
        main(["check", "story", "--published", "2025-08-14"])
        assert {item.published for item in compare.inputs} == {"2025-08-14"}

    def test_size(self, compare):
        assert main(["check", "story", "--max-bytes", "10"]) == Exit.FAILED
        assert all(isinstance(item, Skipped) for item in compare.inputs)

    @pytest.mark.parametrize("size", ["0", "9999999999999999999"])
    def test_a_size_that_no_file_has_is_wrong_usage(self, compare, size):
        assert main(["check", "story", "--max-bytes", size]) == Exit.USAGE

    def test_records_with_columns_of_their_own(self, compare):
        Path("scraped.jsonl").write_text(json.dumps({"kop": "Vloed", "stuk": "Er vielen 17 doden in het dal."}) + "\n")
        main(["check", "scraped.jsonl", "--field", "title=kop", "--field", "text=stuk"])
        assert [(item.title, item.path) for item in compare.inputs] == [("Vloed", "scraped.jsonl#1")]

    def test_encoder_and_network(self, compare):
        main(["check", "story", "--encoder", "other"])
        assert (compare.config.encoder, compare.config.allow_network) == ("other", False)


@pytest.mark.usefixtures("compare", "story")
@pytest.mark.parametrize(
    ("args", "environment", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(args, environment, coloured, capsys, monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    main(["check", "story", *args])
    assert ("\x1b[" in capsys.readouterr().out) is coloured


@pytest.mark.usefixtures("compare", "story", "rulebook")
def test_render_gives_what_check_gave(capsys):
    main(["check", "story", "-o", "r.json", "-o", "r.csv", "-o", "r.html"])
    assert main(["render", "r.json", "-o", "again.csv", "-o", "again.json", "-o", "again.html"]) == Exit.DONE
    for suffix in ("csv", "json", "html"):
        assert Path(f"again.{suffix}").read_bytes() == Path(f"r.{suffix}").read_bytes()


@pytest.mark.usefixtures("rulebook")
def test_rules_and_their_explanation(capsys):
    assert main(["rules"]) == Exit.DONE
    assert capsys.readouterr().out.split()[-6:] == ["SUM", "low", "parts", "and", "their", "whole"]
    assert main(["explain", "sum"]) == Exit.DONE
    assert "Fires: 1 + 1 = 3." in capsys.readouterr().out
    assert main(["explain", "XXX"]) == Exit.USAGE


@pytest.mark.usefixtures("compare", "story")
def test_a_finding_is_explained_from_its_report(capsys):
    main(["check", "story", "-o", "r.json", "-q"])
    identity = rich_report().findings[0].id
    assert main(["explain", identity, "--report", "r.json"]) == Exit.DONE
    told = capsys.readouterr().out
    assert " +2.10  same measure" in told
    assert " +3.50  together: 97 %, almost certain" in told
    assert main(["explain", "nonsense", "--report", "r.json"]) == Exit.FAILED
    assert main(["explain", identity, "--report", "story/a.txt"]) == Exit.FAILED


@pytest.mark.parametrize("args", [["--help"], ["check", "--help"]])
def test_closed_pipe(args):
    process = subprocess.Popen([sys.executable, "-m", "reports", *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.wait() == Exit.CLOSED_PIPE
    assert process.stderr.read() == b""
    process.stderr.close()


HEAVY = {"pydantic", "numpy", "rich", "jinja2", "torch", "sklearn"}


def test_help_loads_nothing_heavy():
    code = "import sys; from reports.cli import main; main(['--help']); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not HEAVY & set(told.splitlines()[-1].split())


def test_every_command_has_help_and_an_example():
    from reports.cli import cli

    for command in cli.commands.values():
        assert command.help
        assert command.epilog.startswith("Example: crosscheck ")
        assert all(option.help for option in command.params if isinstance(option, click.Option))
