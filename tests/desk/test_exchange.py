"""What leaves the desk, and comes back: reports with decisions, the log, labelled pairs; by page and command line."""

import csv
import io
import json

import pytest

from reports.cli import main
from reports.cli.exits import Exit
from reports.desk.exports import REPORTS
from reports.store import exchange, keeping, log, queue
from reports.store.exchange import UnreadableDecisionsError
from reports.store.models import Reason
from tests.desk.conftest import TOLL
from tests.factory import HOSTILE, rich_report
from tests.store.build import by_attribute, decide
from tests.store.conftest import db, kept, path  # noqa: F401 - fixtures
from verify.models import Choice


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_every_form_of_the_report_can_be_taken(browser, finding, name):
    browser.go(finding())
    browser.decide("conflict", note="Both desks called; the ministry counts 42.")
    answer = browser.ask("GET", f"/export/{name}")
    assert answer.status == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.body


def test_the_page_carries_the_decision_and_no_name(browser, finding):
    browser.go(finding())
    browser.decide("conflict", note="Both desks called.")
    text = browser.ask("GET", "/export/report.html").text
    assert "Both desks called." in text
    assert ">ann<" not in text


def test_a_claim_review_is_of_what_was_decided_with_words(browser, finding):
    assert "claimReviewed" not in browser.ask("GET", "/export/report.claimreview.jsonld").text
    browser.go(finding())
    browser.decide("conflict", note="Both desks called; the ministry counts 42.")
    assert "ministry counts 42" in browser.ask("GET", "/export/report.claimreview.jsonld").text


@pytest.mark.parametrize("name", ["report.exe", "../../etc/passwd", "decisions.xml", ""])
def test_no_other_form(browser, name):
    assert browser.ask("GET", f"/export/{name}").status == 404


@pytest.mark.parametrize("name", ["decisions.csv", "decisions.json", "decisions.jsonl", "pairs.jsonl"])
def test_log_and_pairs_can_be_taken(browser, finding, name):
    browser.go(finding())
    browser.decide("conflict")
    assert "conflict" in browser.ask("GET", f"/export/{name}").text


BROKEN = [
    ("x.csv", "finding,reviewer\nf1,ann\n", "row 1: no at, choice"),
    ("x.json", '[{"finding": "f", "reviewer": "a", "at": "2026-01-01", "choice": "discard"}]', "none of conflict"),
    ("x.json", '[{"finding": "f", "reviewer": "a", "at": "soon", "choice": "unsure"}]', "no time"),
    ("x.json", "[1]", "not a row"),
    ("x.json", "[", "x.json"),
    ("x.jsonl", '{"finding": ""}', "row 1: no finding"),
]


class TestImport:
    @pytest.fixture
    def filled(self, db, kept):  # noqa: F811
        """Two decisions, one undone, with notes that a spreadsheet would run."""
        items = by_attribute(db)
        decide(db, items[TOLL], "ann", Choice.CONFLICT, note=HOSTILE[6])
        decide(db, items["start of deliveries"], "ben", Choice.UNSURE, note="Zażółć “quoted”, with, commas\nand lines")
        log.undo(db, log.undoable(db, "ben"))
        return db

    @pytest.mark.parametrize("form", exchange.FORMS)
    def test_what_is_exported_comes_back_the_same(self, filled, tmp_path, form):
        file = tmp_path / f"out.{form}"
        with file.open("wb") as out:
            exchange.write(log.every(filled), form, out)
        with exchange.database.opened(tmp_path / "other.desk", create=True) as other:
            keeping.save(other, rich_report())
            done = exchange.take(other, exchange.read(file), file.name)
            assert (done.added, done.known, done.conflicts) == (3, 0, ())
            drop = {"seq", "chain", "origin", "before"}
            told = [[e.model_dump(exclude=drop) for e in log.every(db_)] for db_ in (filled, other)]
            assert told[0] == told[1]
            assert log.broken_at(log.every(other)) is None
            assert exchange.take(other, exchange.read(file), file.name).known == 3

    def test_from_another_store(self, filled, path, tmp_path):  # noqa: F811
        with exchange.database.opened(tmp_path / "other.desk", create=True) as other:
            assert exchange.take(other, exchange.read(path), "news.desk").added == 3
            assert {entry.origin for entry in log.every(other)} == {"import: news.desk"}

    def test_conflicts_are_listed_and_both_kept(self, filled, tmp_path):
        file = tmp_path / "out.json"
        with file.open("wb") as out:
            exchange.write(log.every(filled), "json", out)
        with exchange.database.opened(tmp_path / "other.desk", create=True) as other:
            keeping.save(other, rich_report())
            decide(other, by_attribute(other)[TOLL], "eva", Choice.SUPERSEDED)
            (conflict,) = exchange.take(other, exchange.read(file), "x").conflicts
            assert set(conflict.choices) == {("ann", "conflict"), ("eva", "superseded")}
            assert by_attribute(other)[TOLL].standing.disputed

    def test_an_older_row_does_not_overrule_a_newer_one(self, filled, tmp_path):
        item = by_attribute(filled)[TOLL]
        record = {"finding": item.id, "reviewer": "ann", "at": "2020-01-01T10:00:00+01:00", "choice": "unsure"}
        file = tmp_path / "old.json"
        file.write_text(json.dumps([record]), encoding="utf-8")
        exchange.take(filled, exchange.read(file), "old.json")
        assert by_attribute(filled)[TOLL].standing.choice is Choice.CONFLICT
        assert log.of_finding(filled, item.id)[0].at == "2020-01-01T09:00:00.000+00:00"

    def test_two_stores_that_took_each_others_rows_agree(self, tmp_path):
        stores = [tmp_path / "one.desk", tmp_path / "two.desk"]
        for number, store in enumerate(stores):
            with exchange.database.opened(store, create=True) as own:
                keeping.save(own, rich_report())
                for item, choice in zip(queue.items(own), list(Choice)[number:], strict=False):
                    decide(own, item, "ann", choice)
        words = []
        for mine, other in (stores, stores[::-1]):
            with exchange.database.opened(mine) as own:
                exchange.take(own, exchange.read(other), other.name)
                words.append({item.id: item.standing.choice for item in queue.items(own)})
        assert words[0] == words[1]

    def test_rows_by_hand_need_four_columns(self, db, kept, tmp_path):  # noqa: F811
        item = by_attribute(db)[TOLL]
        file = tmp_path / "hand.csv"
        file.write_text(f"finding,reviewer,at,choice\n{item.id},ann,2026-01-01 12:00,unsure\n", encoding="utf-8")
        exchange.take(db, exchange.read(file), "hand.csv")
        assert by_attribute(db)[TOLL].standing.word == "unsure"

    @pytest.mark.parametrize(("name", "text", "words"), BROKEN)
    def test_what_cannot_be_read_says_where(self, tmp_path, name, text, words):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        with pytest.raises(UnreadableDecisionsError, match=words):
            exchange.read(file)

    def test_a_table_for_spreadsheets_runs_nothing(self, filled):
        out = io.BytesIO()
        exchange.write(log.every(filled), "csv", out)
        assert out.getvalue().startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"))))
        assert rows[0]["note"] == "'" + HOSTILE[6]


@pytest.fixture
def run(capfd):
    def call(*args):
        code = main([str(arg) for arg in args])
        out, err = capfd.readouterr()
        return code, out, err

    return call


class TestCommands:
    @pytest.fixture
    def store(self, db, kept, path):  # noqa: F811
        decide(db, by_attribute(db)[TOLL], "ann", Choice.NOT_CONFLICT, reason=Reason.SCOPE, note="Two valleys.")
        return path

    def test_log_lists_who_decided_what_when(self, run, store):
        code, out, err = run("decisions", "log", "--store", store)
        assert code == Exit.DONE
        (line,) = out.splitlines()
        for word in ("ann", "undecided -> not_conflict", "different_scope", "“Two valleys.”", "QTY"):
            assert word in line
        assert "1 rows" in err

    def test_log_of_one_finding_or_person(self, run, store):
        assert run("decisions", "log", "--store", store, "--reviewer", "ben")[1] == ""
        assert run("decisions", "log", "--store", store, "--finding", "none")[1] == ""

    def test_a_log_that_was_tampered_with_is_told(self, run, store, db):  # noqa: F811
        db.execute("DROP TRIGGER decision_no_update")
        db.execute("UPDATE decision SET note = 'other'")
        code, _, err = run("decisions", "log", "--store", store)
        assert code == Exit.FAILED
        assert "row 1 does not fit its seal" in err

    @pytest.mark.parametrize("form", ["csv", "json", "jsonl", "pairs.jsonl"])
    def test_export(self, run, store, form):
        code, out, _ = run("decisions", "export", "--store", store, "--as", form)
        assert code == Exit.DONE
        assert "different_scope" in out

    def test_export_in_no_known_form(self, run, store):
        assert run("decisions", "export", "--store", store, "--as", "xml")[0] == Exit.USAGE

    def test_import_lists_conflicts(self, run, store, tmp_path, db):  # noqa: F811
        file = tmp_path / "rows.jsonl"
        finding = by_attribute(db)[TOLL].id
        row = {"finding": finding, "reviewer": "ben", "at": "2030-01-01T00:00:00+00:00", "choice": "conflict"}
        file.write_text(json.dumps(row), encoding="utf-8")
        code, out, err = run("decisions", "import", file, "--store", store)
        assert code == Exit.DONE
        assert out.startswith(f"decided differently: {finding}: ann: not_conflict, ben: conflict")
        assert "1 rows added" in err

    @pytest.mark.parametrize("command", ["log", "export"])
    def test_a_store_that_is_not_there(self, run, tmp_path, command):
        code, _, err = run("decisions", command, "--store", tmp_path / "none.desk")
        assert code == Exit.FAILED
        assert "no such store" in err

    def test_pairs_are_labelled(self, run, store):
        _, out, _ = run("decisions", "export", "--store", store, "--as", "pairs.jsonl")
        pairs = [json.loads(line) for line in out.splitlines()]
        assert {pair["label"] for pair in pairs} == {"distinct"}
        assert {(pair["a"]["language"], pair["b"]["language"]) for pair in pairs} == {("pl", "ar"), ("it", "ar")}
        assert sum(pair["weight"] for pair in pairs) == pytest.approx(1)
        assert {pair["a"]["value"] for pair in pairs} == {"co najmniej 42 osoby", "42 vittime"}

    def test_review_of_no_store(self, run, tmp_path):
        code, _, err = run("review", tmp_path / "none.desk", "--no-browser")
        assert code == Exit.FAILED
        assert "no such store" in err

    def test_review_for_everyone_is_not_started(self, run, store):
        code, _, err = run("review", store, "--host", "0.0.0.0", "--no-browser")
        assert code == Exit.FAILED
        assert "--tokens" in err

    @pytest.mark.parametrize(
        "text", ["", "# nobody\n", "onlytoken\n", "ann a-token-of-16-signs\nben a-token-of-16-signs\n"]
    )
    def test_tokens_that_name_nobody(self, run, store, tmp_path, text):
        file = tmp_path / "tokens"
        file.write_text(text, encoding="utf-8")
        assert run("review", store, "--tokens", file, "--no-browser")[0] == Exit.FAILED

    def test_short_tokens(self, run, store, tmp_path):
        file = tmp_path / "tokens"
        file.write_text("ann short\n", encoding="utf-8")
        code, _, err = run("review", store, "--tokens", file, "--no-browser")
        assert code == Exit.FAILED
        assert "shorter than 16" in err


ARTICLES = {
    "post.txt": "Title: Bridge\nSource: Drava Post\nPublished: 2025-05-01\n\nThe bridge cost 140 million euros.\n",
    "most.txt": "Title: Bridge\nSource: Most\nPublished: 2025-05-01\n\nThe bridge cost 140 million euros.\n",
}


class TestCheck:
    @pytest.fixture
    def articles(self, tmp_path):
        folder = tmp_path / "in"
        folder.mkdir()
        for name, text in ARTICLES.items():
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    def test_a_run_is_kept_and_the_next_held_against_it(self, run, articles, tmp_path):
        store, out = tmp_path / "news.desk", tmp_path / "out.json"
        for against in (None, "run r"):
            assert run("check", articles, "--store", store, "-o", out, "-q")[0] == Exit.DONE
            history = json.loads(out.read_text(encoding="utf-8"))["history"]
            assert (history["against"] or "").startswith(against or "")
        states = {mark["state"] for mark in history["marks"].values()}
        assert states <= {"unchanged"}

    def test_a_file_that_is_no_store_is_told_before_the_work(self, run, articles, tmp_path):
        file = tmp_path / "notes.desk"
        file.write_text("no store" * 100, encoding="utf-8")
        code, _, err = run("check", articles, "--store", file, "-q")
        assert code == Exit.FAILED
        assert "not a store" in err
