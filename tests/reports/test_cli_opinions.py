"""`check --adjudicator`: asks only where it may, says what it cost, and leaves the findings as they are."""

import json

import pytest
from click.testing import CliRunner

from reports.cli import cli, main
from reports.cli.exits import Exit
from reports.embedded import unpacked
from tests.verify.adjudication.conftest import chat, endpoint  # noqa: F401 - a fixture

TOLD = {
    "a.txt": "Fund\nSource: a.example\nPublished: 2025-05-06\n\nThe fund Nvidia set up holds 344 billion yuan.\n",
    "b.txt": "Fund\nSource: b.example\nPublished: 2025-05-06\n\nThe fund Nvidia set up holds 344 billion yen.\n",
}


@pytest.fixture
def stories(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "stories"
    folder.mkdir()
    for name, text in TOLD.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(*args):
    return CliRunner().invoke(cli, ["check", *map(str, args)])


def record(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_nobody_is_asked_by_default(stories, tmp_path):
    assert run(stories, "-o", tmp_path / "r.json").exit_code == 0
    assert record(tmp_path / "r.json")["adjudication"] is None


def test_an_endpoint_is_asked_once_and_its_cost_is_shown(stories, tmp_path, endpoint):  # noqa: F811
    args = (stories, "--adjudicator", f"chat:m1@{endpoint.url}", "--allow-network", "--price-in", 2, "--price-out", 8)
    plain = tmp_path / "plain.json"
    run(stories, "-o", plain)
    outputs = []
    for name in ("one.json", "two.json"):
        done = run(*args, "-o", tmp_path / name)
        assert done.exit_code == 0, done.output
        outputs.append((record(tmp_path / name), done.output))
    (one, said), (two, said_again) = outputs
    assert one["findings"] == two["findings"] == record(plain)["findings"]
    assert one["adjudication"] == two["adjudication"]
    opinions = {o["finding_id"]: o["relation"] for o in one["adjudication"]["opinions"]}
    assert set(opinions.values()) == {"contradiction"}
    assert len(endpoint.asked) == len(opinions) >= 1
    assert "150 tokens, cost 0.0005" in said
    assert "0 asked, 1 known from before" in said_again


def test_the_listing_shows_both(stories, endpoint):  # noqa: F811
    done = run(stories, "--adjudicator", f"chat:m1@{endpoint.url}", "--allow-network")
    assert "ENT" in done.output
    assert "second opinion of m1: the two contradict each other, 90 %: Differs." in done.output


def test_the_page_and_the_note_show_both(stories, tmp_path, endpoint):  # noqa: F811
    asked = ("--adjudicator", f"chat:m1@{endpoint.url}", "--allow-network", "--price-in", 2)
    page, note = tmp_path / "r.html", tmp_path / "r.md"
    assert run(stories, *asked, "-o", page, "-o", note).exit_code == 0
    told = page.read_text(encoding="utf-8")
    assert "<b>A model&#39;s opinion</b> <bdi>m1</bdi>: the two contradict each other" in told
    assert "Cost of the model&#39;s opinions<dd><bdi>0.0002</bdi>" in told
    assert endpoint.url not in unpacked(told).model_dump_json()
    assert "second opinion of m1" in note.read_text(encoding="utf-8")


def test_without_leave_nothing_is_sent(stories, endpoint, capsys):  # noqa: F811
    assert main(["check", str(stories), "--adjudicator", f"chat:m1@{endpoint.url}"]) == Exit.FAILED
    assert "--allow-network" in capsys.readouterr().err
    assert endpoint.asked == []


def test_an_endpoint_that_fails_leaves_the_findings(stories, tmp_path, endpoint):  # noqa: F811
    endpoint.reply = lambda _: (200, chat("no"))
    done = run(stories, "--adjudicator", f"chat:m1@{endpoint.url}", "--allow-network", "-o", tmp_path / "r.json")
    assert done.exit_code == 0
    assert "the findings stand as they are" in done.output
    told = record(tmp_path / "r.json")
    assert told["findings"]
    assert told["adjudication"]["opinions"] == []
    assert "form asked for" in told["run"]["failed"]


def test_where_an_endpoint_is_kept_is_not_passed_on(stories, tmp_path, endpoint):  # noqa: F811
    endpoint.reply = lambda _: (200, chat("no"))
    page = tmp_path / "r.html"
    main(["check", str(stories), f"--adjudicator=chat:m1@{endpoint.url}", "--allow-network", f"-o{page}"])
    told = page.read_text(encoding="utf-8")
    inside = unpacked(told)
    assert "--adjudicator=chat:m1" in inside.run.config["command_line"]
    assert inside.run.failed == "m1 gave no answer in the form asked for"
    for words in (endpoint.url, str(tmp_path)):
        assert words not in told
        assert words not in inside.model_dump_json()


def test_nothing_under_embargo_is_sent(stories, tmp_path, endpoint):  # noqa: F811
    told = TOLD["b.txt"].replace("\n\n", "\nEmbargo: 2099-01-01\n\n", 1)
    (stories / "b.txt").write_text(told, encoding="utf-8")
    done = run(stories, "--adjudicator", f"chat:m1@{endpoint.url}", "--allow-network", "--fail-on", "low")
    assert "0 asked" in done.output
    assert endpoint.asked == []
    assert "1 at or above low" in done.output
    assert "yen" not in done.output


def test_a_name_that_leads_nowhere_is_told_before_the_work(stories, capsys):
    assert main(["check", str(stories), "--adjudicator", "oracle"]) == Exit.FAILED
    assert "nli:MODEL" in capsys.readouterr().err
