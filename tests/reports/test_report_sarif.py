import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.formats.sarif import FINGERPRINT, KINDS, _plain
from reports.rulebook import rulebook
from tests.factory import report_saying, rich_report
from tests.reports.marked import decision, marked, written_by
from verify.models import Choice, State, Verdict

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def run_of(report):
    log = json.loads(written_by("sarif", report))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    return log["runs"][0]


@pytest.fixture(scope="module")
def run():
    return run_of(rich_report())


def test_every_finding_is_a_result(run):
    report = rich_report()
    assert [r["partialFingerprints"][FINGERPRINT] for r in run["results"]] == [f.id for f in report.findings]
    assert [r["kind"] for r in run["results"]] == [KINDS[f.verdict] for f in report.findings]


def test_only_a_failure_has_a_level(run):
    for result in run["results"]:
        assert (result["level"] != "none") is (result["kind"] == "fail")


def test_every_rule_is_described(run):
    rules = run["tool"]["driver"]["rules"]
    assert set(rulebook()) <= {rule["id"] for rule in rules}
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_regions_are_the_words_of_the_article(run):
    texts = {number: article.text for number, article in enumerate(rich_report().articles)}
    for result in run["results"]:
        for location in [*result["locations"], *result["relatedLocations"]]:
            physical = location["physicalLocation"]
            text = texts[physical["artifactLocation"]["index"]]
            for region in (physical["region"], physical.get("contextRegion")):
                if region:
                    start = region["charOffset"]
                    assert text[start : start + region["charLength"]] == region["snippet"]["text"]


def test_lines_and_columns_lead_to_the_same_words(run):
    lines = {number: article.text.split("\n") for number, article in enumerate(rich_report().articles)}
    for result in run["results"]:
        physical = result["locations"][0]["physicalLocation"]
        region = physical["region"]
        line = lines[physical["artifactLocation"]["index"]][region["startLine"] - 1]
        assert region["startLine"] == region["endLine"]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


def test_other_claims_are_related_locations(run):
    first = run["results"][0]
    sides = rich_report().findings[0].sides
    assert 1 + len(first["relatedLocations"]) == sum(len(side.claim_ids) for side in sides)
    assert [location["id"] for location in first["relatedLocations"]] == [1, 2]


def test_text_taken_out_of_a_file_goes_along(run):
    for article, artifact in zip(rich_report().articles, run["artifacts"], strict=True):
        assert ("contents" in artifact) is not article.text_is_file
        assert artifact["hashes"]["sha-256"] == article.sha256


def test_no_local_folder_is_named(run):
    assert "/home/someone" not in json.dumps(run["artifacts"]) + json.dumps(run["invocations"])


def test_what_was_not_read_is_a_notification(run):
    (invocation,) = run["invocations"]
    assert [note["message"]["text"] for note in invocation["toolExecutionNotifications"]] == [
        "Not read: no text in it: a scan, perhaps.",
        "Not read: not a kind of file that can be read.",
    ]


def test_nothing_is_said_of_earlier_runs_where_there_are_none(run):
    assert not any({"baselineState", "suppressions"} & result.keys() for result in run["results"])


def test_states_and_decisions():
    run = run_of(marked(rich_report()))
    results = {result["partialFingerprints"][FINGERPRINT]: result for result in run["results"]}
    report = marked(rich_report())
    states = {State.NEW: "new", State.UNCHANGED: "unchanged", State.CHANGED: "updated"}
    for identity, mark in report.history.marks.items():
        assert results[identity]["baselineState"] == states[mark.state]
    gone = results[report.history.gone[0].id]
    assert (gone["baselineState"], gone["suppressions"]) == ("absent", [])
    assert all("suppressions" in result for result in run["results"])
    (accepted,) = [s for r in results.values() for s in r["suppressions"] if "wire copy" in s["justification"]]
    assert (accepted["kind"], accepted["status"]) == ("external", "accepted")


@pytest.mark.parametrize(
    ("choice", "status"),
    [
        (Choice.NOT_CONFLICT, ["accepted"]),
        (Choice.SUPERSEDED, ["accepted"]),
        (Choice.UNSURE, ["underReview"]),
        (Choice.NEEDS_SOURCE, ["underReview"]),
        (Choice.CONFLICT, []),
    ],
)
def test_each_choice(choice, status):
    first = rich_report().findings[0]
    other = decision(rich_report().findings[1], Choice.NOT_CONFLICT)
    report = marked(rich_report(), decision(first, choice), other)
    result = run_of(report)["results"][0]
    assert [item["status"] for item in result["suppressions"]] == status


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("[a](b)", "\\[a\\](b)"), ("{0} and {x}", "{{0}} and {{x}}"), ("a\\b", "a\\\\b"), ("a\nb", "a b")],
)
def test_a_message_is_nothing_but_words(text, escaped):
    assert _plain(text) == escaped


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=30).filter(str.strip))
def test_any_words_give_a_valid_log(words):
    result = run_of(report_saying(words))["results"][0]
    assert result["kind"] == KINDS[Verdict.CONFLICT]
