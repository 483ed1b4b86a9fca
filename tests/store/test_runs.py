import pytest

from reports.store import keeping, log, queue, runs
from reports.store.keeping import folded
from tests.factory import Story, rich_report, side
from tests.store.build import bridge, by_attribute, decide
from verify.models import Severity, State, Verdict


def test_a_report_comes_back_as_it_was(db, kept):
    assert runs.report(db, kept.seq) == rich_report()


def test_the_same_report_is_kept_once(db, kept):
    assert keeping.save(db, rich_report()) == kept
    assert len(runs.latest(db)) == 1


def test_one_finding_comes_with_its_own_claims_and_articles(db, kept):
    whole = rich_report()
    for finding in whole.findings:
        part = runs.one(db, kept.seq, finding.id)
        assert part.findings == (finding,)
        wanted = {claim_id for one in finding.sides for claim_id in one.claim_ids}
        assert {claim.id for claim in part.claims} == wanted
        assert {article.id for article in part.articles} == {claim.article_id for claim in part.claims}


def test_no_such_finding(db, kept):
    assert runs.one(db, kept.seq, "nothing") is None
    assert runs.article(db, kept.seq, "nothing") is None


def test_texts_are_kept_once(db):
    keeping.save(db, bridge())
    before = db.execute("SELECT count(*) FROM content").fetchone()[0]
    keeping.save(db, bridge(cost_b="220"))
    assert db.execute("SELECT count(*) FROM content").fetchone()[0] == before + 2  # one article, one claim


def test_runs_on_one_story_make_a_series(db, kept):
    first = keeping.save(db, bridge())
    second = keeping.save(db, bridge(cost_b="220"))
    assert first.series == second.series != kept.series
    assert [run.seq for run in runs.latest(db)] == [second.seq, kept.seq]
    assert runs.before(db, second) == first
    assert runs.before(db, first) is None


def test_a_first_run_is_new_and_the_next_unchanged(db):
    keeping.save(db, bridge(id="f1"))
    assert by_attribute(db)["cost"].state is State.NEW
    keeping.save(db, bridge(id="f1", ending=", as planned"))
    assert by_attribute(db)["cost"].state is State.UNCHANGED


def test_graver_than_before_counts_as_changed(db):
    keeping.save(db, bridge(id="f1", severity=Severity.LOW))
    keeping.save(db, bridge(id="f1", severity=Severity.HIGH))
    assert by_attribute(db)["cost"].state is State.CHANGED


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        (Verdict.POSSIBLE, Verdict.CONFLICT, State.CHANGED),
        (Verdict.UPDATE, Verdict.POSSIBLE, State.CHANGED),
        (Verdict.CONFLICT, Verdict.POSSIBLE, State.UNCHANGED),
    ],
)
def test_a_graver_verdict_counts_as_changed(db, before, after, state):
    keeping.save(db, bridge(id="f1", verdict=before))
    keeping.save(db, bridge(id="f1", verdict=after))
    assert by_attribute(db)["cost"].state is state


def test_a_decision_survives_another_order_and_another_model(db):
    keeping.save(db, bridge(id="f1"))
    decide(db, by_attribute(db)["cost"])
    again = bridge(id="f1", order=(1, 0))
    run = again.run.model_copy(update={"encoder": "another", "started_at": "2026-01-01T00:00:00+00:00"})
    keeping.save(db, again.model_copy(update={"run": run}))
    assert by_attribute(db)["cost"].standing.word == "conflict"


def test_changed_claims_come_back_as_changed_since_decided(db):
    keeping.save(db, bridge(id="f1"))
    decide(db, by_attribute(db)["cost"])
    keeping.save(db, bridge(id="f2", cost_b="230"))
    item = by_attribute(db)["cost"]
    assert (item.id, item.lineage, item.state) == ("f2", ("f1",), State.CHANGED)
    assert item.standing.word == "changed"
    assert item.waits_for("ann")
    decide(db, item)
    assert by_attribute(db)["cost"].standing.word == "conflict"


def test_the_way_back_is_kept_over_several_runs(db):
    for number, cost in enumerate(("210", "220", "230", "240")):
        keeping.save(db, bridge(id=f"f{number}", cost_b=cost))
        if not number:
            decide(db, by_attribute(db)["cost"])
    item = by_attribute(db)["cost"]
    assert item.lineage == ("f2", "f1", "f0")
    assert item.standing.word == "changed"


def test_ways_that_turn_in_a_circle_end(db):
    for id_, cost in (("fa", "210"), ("fb", "220"), ("fa", "210")):
        keeping.save(db, bridge(id=id_, cost_b=cost))
    run = bridge(id="fa").run.model_copy(update={"started_at": "2026-01-01T00:00:00+00:00"})
    keeping.save(db, bridge(id="fa").model_copy(update={"run": run}))
    assert queue.ancestry("fa", {"fa": "fb", "fb": "fa"}) == ("fb",)
    assert set(by_attribute(db)["cost"].lineage) <= {"fa", "fb"}


def test_folding_minds_neither_case_nor_accents():
    assert folded("Powódź ÉCOLE") == "powodz ecole"


def test_a_thousand_claims_are_found_again(db):
    story = Story()
    texts = [f"Statement number {n} is 7." for n in range(1200)]
    article = story.article(texts, source="A", language="en")
    claims = [story.claim(article, text) for text in texts]
    story.finding(Verdict.AGREEMENT, [side("7", claims=claims)], id="wide")
    kept = keeping.save(db, story.report())
    assert len(runs.one(db, kept.seq, "wide").claims) == 1200


def test_log_is_untouched_by_runs(db, kept):
    decide(db, queue.items(db)[0])
    keeping.save(db, bridge())
    assert len(list(log.every(db))) == 1
