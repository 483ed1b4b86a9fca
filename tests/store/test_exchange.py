"""Decisions out of a store and into another, as files and by command."""

import csv
import io
import json

import pytest

from reports.cli.exits import Exit
from reports.store import exchange, keeping, log, queue
from reports.store.exchange import UnreadableDecisionsError
from reports.store.models import Reason
from tests.desk.conftest import TOLL
from tests.factory import HOSTILE, rich_report
from tests.store.build import by_attribute, decide
from verify.models import Choice

LINES = "Zażółć “quoted”, with, commas\nand lines\u2028of\x0ball\x85kinds\r\n."
ROW = '{"finding": "f", "reviewer": "a", "at": "2026-01-01T00:00+00:00", "choice": "unsure", "note": "NOTE"}'
BROKEN = [
    ("x.csv", "finding,reviewer\nf1,ann\n", "row 1: no at, choice"),
    ("x.json", '[{"finding": "f", "reviewer": "a", "at": "2026-01-01", "choice": "discard"}]', "none of conflict"),
    ("x.json", '[{"finding": "f", "reviewer": "a", "at": "soon", "choice": "unsure"}]', "no time"),
    ("x.json", "[1]", "not a row"),
    ("x.json", "[", "x.json"),
    ("x.json", "[" * 100_000, "nested too deeply"),
    ("x.jsonl", ROW.replace("NOTE", "\\ud83d"), "row 1: note holds half of a character"),
    ("x.jsonl", ROW.replace('"NOTE"', "[1]"), "row 1: note is no text"),
    ("x.jsonl", ROW.replace("2026-01-01T00:00+00:00", "0001-01-01T00:00+14:00"), "no time"),
    ("x.jsonl", '{"finding": ""}', "row 1: no finding"),
]


class TestImport:
    @pytest.fixture
    def filled(self, db, kept):
        """Two decisions, one undone, with notes that a spreadsheet would run."""
        items = by_attribute(db)
        decide(db, items[TOLL], "ann", Choice.CONFLICT, note=HOSTILE[6])
        decide(db, items["start of deliveries"], "ben", Choice.UNSURE, note=LINES)
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

    def test_from_another_store(self, filled, path, tmp_path):
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

    def test_rows_by_hand_need_four_columns(self, db, kept, tmp_path):
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


class TestCommands:
    @pytest.fixture
    def store(self, db, kept, path):
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

    def test_a_log_that_was_tampered_with_is_told(self, run, store, db):
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

    def test_import_lists_conflicts(self, run, store, tmp_path, db):
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
