import json
from datetime import date
from decimal import Decimal
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.formats.json import MENTIONS, UnreadableReportError, dumps, load
from tests.factory import Story
from tests.reports.marked import decision, marked, written_by
from verify.models import Choice, Report

SCHEMA = json.loads(files("reports.formats").joinpath("report.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def data(written):
    return json.loads(written("json"))


def validator():
    return jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def test_published_schema_is_sound():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_valid(data):
    assert list(validator().iter_errors(data)) == []


def test_what_is_known_from_before_is_valid_and_read_back(report, tmp_path):
    known = marked(report, decision(report.findings[0], Choice.UNSURE))
    data = written_by("json", known)
    assert list(validator().iter_errors(json.loads(data))) == []
    (tmp_path / "r.json").write_bytes(data)
    assert load(tmp_path / "r.json").history == known.history


def test_without_a_past_nothing_is_said_of_one(data):
    assert "history" not in data


def test_empty_report_is_valid():
    assert list(validator().iter_errors(json.loads(dumps(Story().report().model_dump())))) == []


def test_offsets_point_into_the_article(report, data):
    texts = {article.id: article.text for article in report.articles}
    for claim in data["claims"]:
        text = texts[claim["article_id"]]
        assert text[claim["start"] : claim["end"]] == claim["text"]
        for mention in [mention for name in MENTIONS for mention in claim[name]]:
            assert text[mention["start"] : mention["end"]] == mention["text"]


def test_text_goes_along_only_where_it_is_needed(report, data):
    for article, record in zip(report.articles, data["articles"], strict=True):
        assert ("text" in record) is not article.text_is_file


def test_same_bytes_and_sorted_keys(written):
    assert written("json") == written("json")
    data = written("json")
    assert dumps(json.loads(data), pretty=True) + b"\n" == data


@pytest.mark.parametrize(
    ("number", "text"),
    [("1E+9", "1000000000"), ("139.4E+6", "139400000"), ("0.10", "0.10"), ("-5", "-5"), ("1E+999999", "1E+999999")],
)
def test_figures_are_plain_decimals(number, text):
    assert json.loads(dumps({"low": Decimal(number)})) == {"low": text}


def test_days_stand_beside_offsets(data):
    (day,) = [day for claim in data["claims"] for day in claim["dates"]]
    assert (day["first_day"], day["last_day"], day["text"]) == ("2026-03-03", "2026-03-03", "3 марта 2026 года")


def test_read_back(report, written, tmp_path):
    path = tmp_path / "report.json"
    path.write_bytes(written("json"))
    again = load(path)
    assert again.findings == report.findings
    assert again.claims == report.claims
    assert [article.text for article in again.articles] == ["" if a.text_is_file else a.text for a in report.articles]


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"articles": [1]}', b"\xff\xfe", b'{"articles": [], "claims": [{}]}', b"[" * 100_000],
)
def test_what_is_no_report_is_said_in_one_line(data, tmp_path):
    path = tmp_path / "x.json"
    path.write_bytes(data)
    with pytest.raises(UnreadableReportError, match=r"^[^\n]*not a report of version 1[^\n]*$"):
        load(path)


@pytest.mark.parametrize(
    "damage",
    [{"sides": []}, {"confidence": float("nan")}, {"confidence": float("inf")}, {"attribute": "\ud83d"}],
)
def test_a_finding_that_cannot_be_shown_makes_it_none(data, damage, tmp_path):
    data["findings"][0] |= damage
    (tmp_path / "r.json").write_text(json.dumps(data))
    with pytest.raises(UnreadableReportError, match="not a report of version 1"):
        load(tmp_path / "r.json")


def test_a_byte_order_mark_does_no_harm(report, written, tmp_path):
    (tmp_path / "r.json").write_bytes(b"\xef\xbb\xbf" + written("json"))
    assert load(tmp_path / "r.json").findings == report.findings


@pytest.mark.parametrize("lost", ["claims", "articles"])
def test_a_report_without_what_it_speaks_of_is_none(data, lost, tmp_path):
    (tmp_path / "r.json").write_text(json.dumps(data | {lost: data[lost][1:]}))
    with pytest.raises(UnreadableReportError, match="not a report of version 1"):
        load(tmp_path / "r.json")


def test_nothing_is_lost(report, written, tmp_path):
    path = tmp_path / "report.json"
    path.write_bytes(written("json"))
    kept = {"run", "clusters", "findings", "skipped", "schema_version"}
    assert load(path).model_dump(include=kept) == Report.model_validate(report).model_dump(include=kept)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES, st.booleans())
def test_what_is_written_is_what_is_read(value, pretty):
    assert json.loads(dumps(value, pretty=pretty)) == value
    assert pretty or b"\n" not in dumps(value)


@pytest.mark.parametrize("pretty", [False, True])
def test_keys_are_sorted_and_scripts_as_they_are(pretty):
    told = dumps({"ب": 1, "a": {"z": "ąµ", "b": (date(2025, 3, 1), Decimal("1E+3"))}}, pretty=pretty).decode()
    assert "\\u" not in told
    assert json.loads(told) == {"a": {"b": ["2025-03-01", "1000"], "z": "ąµ"}, "ب": 1}
    assert list(json.loads(told)) == ["a", "ب"]
    assert list(json.loads(told)["a"]) == ["b", "z"]


def test_what_has_no_json_form_is_refused():
    with pytest.raises(TypeError):
        dumps({"a": object()})
