"""`check --store`: runs are kept, held against each other, and heed what was decided and corrected."""

import json
from pathlib import Path

import pytest

from reports.cli import main
from reports.cli.exits import Exit
from reports.sources import indexed
from reports.store import database, queue, remarks, runs
from reports.store.keys import claim_key
from reports.store.models import Reason, Reread
from tests.store.build import decide
from verify.models import Choice

ROOT = Path(__file__).parents[2]
TWO = [ROOT / "examples" / name for name in ("01_en.txt", "04_it.txt")]  # at odds over one figure


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """A store with a run on two of the examples, and the report of that run."""
    folder = tmp_path_factory.mktemp("check")
    args = ["check", *map(str, TWO), "--store", str(folder / "news.desk"), "-o", str(folder / "one.json"), "-q"]
    assert main(args) == Exit.DONE
    return folder / "news.desk", folder / "one.json"


class TestCheck:
    @pytest.fixture
    def own(self, checked, tmp_path):
        """A copy that a test may decide in."""
        store = tmp_path / "own.desk"
        with database.opened(checked[0]) as db:
            db.execute("VACUUM INTO ?", (str(store),))
        return store

    def again(self, run, store, *more):
        code, out, err = run("check", *TWO, "--store", store, "--format", "json", "--fail-on", "high", *more)
        return code, json.loads(out), err

    def test_a_first_run_is_held_against_nothing(self, checked):
        history = json.loads(checked[1].read_text(encoding="utf-8"))["history"]
        assert history["against"] is None
        assert {mark["state"] for mark in history["marks"].values()} == {None}

    def test_the_next_is_held_against_it(self, run, own):
        code, report, _ = self.again(run, own)
        assert code == Exit.CONFLICTS
        assert report["history"]["against"].startswith("run r")
        assert {mark["state"] for mark in report["history"]["marks"].values()} == {"unchanged"}
        assert report["history"]["gone"] == []

    def conflict(self, db):
        return next(item for item in queue.items(db) if item.verdict == "conflict" and item.severity == "high")

    def test_a_decision_silences_a_finding_with_its_note_unless_told_otherwise(self, run, own):
        with database.opened(own) as db:
            item = self.conflict(db)
            decide(db, item, "ann", Choice.NOT_CONFLICT, reason=Reason.QUOTE, note="The Italian page was corrected.")
        code, report, err = self.again(run, own, "-v")
        assert code == Exit.DONE
        assert "The Italian page was corrected." in err
        assert report["history"]["marks"][item.id]["decision"]["note"] == "The Italian page was corrected."
        assert "ann" not in json.dumps(report["history"]["marks"])
        assert self.again(run, own, "--ignore-decisions")[0] == Exit.CONFLICTS

    def test_a_confirmed_conflict_still_fails_a_check(self, run, own):
        with database.opened(own) as db:
            decide(db, self.conflict(db), "ann", Choice.CONFLICT)
        assert self.again(run, own)[0] == Exit.CONFLICTS

    def test_a_corrected_reading_is_heeded(self, run, own):
        quote = "3,2 TB/s"
        with database.opened(own) as db:
            item = self.conflict(db)
            part = runs.one(db, item.run, item.id)
            index = indexed(part)
            claim = next(c for c in part.claims if quote in c.span.quote)
            source, offset = index.source(claim.id), claim.sentence.quote.index(quote)
            right = Reread(
                kind="quantity", sentence=claim.sentence.quote, source=source, quote=quote, offset=offset, low="4.8",
                high="4.8",
            )  # fmt: skip
            remarks.add_correction(db, item.id, claim_key(source, claim), "ann", right, outcome="")
        code, report, _ = self.again(run, own)
        assert code == Exit.DONE
        assert item.id not in {finding["id"] for finding in report["findings"] if finding["verdict"] == "conflict"}

    def test_a_file_that_is_no_store_is_told_before_the_work(self, run, tmp_path):
        file = tmp_path / "notes.desk"
        file.write_text("no store" * 100, encoding="utf-8")
        code, _, err = run("check", *TWO, "--store", file, "-q")
        assert code == Exit.FAILED
        assert "not a store" in err

    def test_a_folder_that_is_not_there(self, run, tmp_path):
        assert run("check", *TWO, "--store", tmp_path / "none" / "news.desk", "-q")[0] == Exit.FAILED
