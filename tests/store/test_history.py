from reports.sources import indexed
from reports.store import history, keeping, remarks, settings
from reports.store.keys import claim_key
from reports.store.models import Reason
from tests.factory import rich_report, under
from tests.store.build import bridge, by_attribute, decide
from verify.models import Choice, State


def test_a_first_run_has_nothing_to_compare_with(db):
    report = history.keep(db, bridge(id="f1"))
    assert report.history.against is None
    assert report.history.marks["f1"].state is None


def test_later_runs_say_new_unchanged_and_gone(db):
    history.keep(db, bridge(id="f1"))
    same = history.keep(db, bridge(id="f1", ending=", it was said"))
    assert same.history.marks["f1"].state is State.UNCHANGED
    other = history.keep(db, bridge(id="f9", attribute="length", cost_a="9", cost_b="8").model_copy())
    assert other.history.against.startswith("run r")


def test_a_finding_that_is_not_made_again_is_gone_with_its_decision(db):
    first = bridge(id="f1")
    history.keep(db, first)
    decide(db, by_attribute(db)["cost"], choice=Choice.SUPERSEDED, note="Corrected by the outlet.")
    later = history.keep(db, first.model_copy(update={"findings": ()}))
    (gone,) = later.history.gone
    assert (gone.id, gone.mark.state) == ("f1", State.GONE)
    assert gone.mark.decision.note == "Corrected by the outlet."


def test_what_may_not_be_told_is_not_told_as_gone(db):
    first = bridge(id="f1")
    history.keep(db, under(first, "Most", embargoed="2099-01-01"))
    assert history.keep(db, first.model_copy(update={"findings": ()})).history.gone == ()


def test_what_is_withheld_since_is_not_told_as_gone(db):
    first = bridge(id="f1")
    history.keep(db, first)
    later = under(bridge(id="f1", cost_b="250"), "Most", withheld="canceled")
    assert history.keep(db, later.model_copy(update={"findings": ()})).history.gone == ()


def test_a_finding_that_goes_on_under_other_words_is_not_gone(db):
    history.keep(db, bridge(id="f1"))
    later = history.keep(db, bridge(id="f2", cost_b="230"))
    assert later.history.gone == ()
    assert later.history.marks["f2"].state is State.CHANGED


def test_a_decision_in_force_is_in_the_report_without_names(db):
    history.keep(db, bridge(id="f1"))
    decide(db, by_attribute(db)["cost"], choice=Choice.NOT_CONFLICT, reason=Reason.SCOPE, note="With the road.")
    report = bridge(id="f1")
    (mark,) = history.keep(db, report).history.marks.values()
    assert (mark.decision.choice, mark.decision.reason, mark.decision.note) == (
        "not_conflict",
        "different_scope",
        "With the road.",
    )
    assert mark.decision.author == "an editor"
    named = history.keep(db, report, names=True)
    assert named.history.marks["f1"].decision.author == "ann"


def test_what_is_disputed_or_needs_another_opinion_is_in_no_report(db):
    settings.change(db, settings.OPINIONS, 2)
    history.keep(db, bridge(id="f1"))
    decide(db, by_attribute(db)["cost"], "ann", Choice.NOT_CONFLICT)
    assert history.keep(db, bridge(id="f1")).history.marks["f1"].decision is None
    decide(db, by_attribute(db)["cost"], "ben", Choice.CONFLICT)
    assert history.keep(db, bridge(id="f1")).history.marks["f1"].decision is None


def settled(report) -> set[str]:
    """Findings that a check with this history need not report again."""
    marks = report.history.marks.items()
    return {id_ for id_, mark in marks if mark.decision and mark.decision.choice in ("not_conflict", "superseded")}


def test_what_a_check_may_pass_over(db):
    report = bridge(id="f1")
    assert settled(history.keep(db, report)) == set()
    decide(db, by_attribute(db)["cost"], choice=Choice.NOT_CONFLICT)
    assert settled(history.keep(db, report)) == {"f1"}
    assert settled(history.keep(db, bridge(id="f2", cost_b="230"))) == set()


def test_a_run_that_is_no_longer_the_last_has_its_marks_too(db):
    first = bridge(id="f1")
    history.keep(db, first)
    decide(db, by_attribute(db)["cost"], choice=Choice.NOT_CONFLICT)
    history.keep(db, bridge(id="f2", cost_b="230"))
    assert settled(history.keep(db, first)) == {"f1"}


def test_decisions_on_one_story_leave_another_alone(db):
    keeping.save(db, bridge(id="f1"))
    decide(db, by_attribute(db)["cost"], choice=Choice.NOT_CONFLICT)
    assert settled(history.keep(db, rich_report())) == set()


def keys_of(report):
    index = indexed(report)
    return [(claim_key(index.source(claim.id), claim), (index.source(claim.id), "")) for claim in report.claims]


def test_what_was_taken_apart_pair_by_pair_is_no_conflict(db):
    report = bridge(id="f1")
    history.keep(db, report)
    (one, first), (two, second) = keys_of(report)
    remarks.add_pairing(db, "f1", (one, two), (first, second), "ann", same=False)
    mark = history.keep(db, report).history.marks["f1"]
    assert (mark.decision.choice, mark.decision.reason) == ("not_conflict", "not_the_same_claim")
    moved = bridge(id="f1", order=(1, 0))
    assert settled(history.keep(db, moved)) == {"f1"}


def test_a_decision_counts_before_a_judgement_on_pairs(db):
    report = bridge(id="f1")
    history.keep(db, report)
    (one, first), (two, second) = keys_of(report)
    remarks.add_pairing(db, "f1", (one, two), (first, second), "ann", same=False)
    decide(db, by_attribute(db)["cost"], choice=Choice.CONFLICT)
    assert history.keep(db, report).history.marks["f1"].decision.choice == "conflict"


def test_one_pair_of_several_settles_nothing(db):
    report = rich_report()
    kept = keeping.save(db, report)
    toll = next(f for f in report.findings if f.attribute == "dead in the flood")
    index = indexed(report)
    keys = [claim_key(index.source(i), index.claims[i]) for side in toll.sides for i in side.claim_ids]
    remarks.add_pairing(db, toll.id, (keys[0], keys[-1]), (("A", ""), ("B", "")), "ann", same=False)
    assert history.taken_apart(db, kept) == {}
    remarks.add_pairing(db, toll.id, (keys[1], keys[-1]), (("A", ""), ("B", "")), "ann", same=False)
    assert set(history.taken_apart(db, kept)) == {toll.id}
