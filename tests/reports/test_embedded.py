import gzip
import json
from base64 import b64encode

import pytest

from reports.embedded import NoDataError, packed, slim, unpacked
from reports.formats.html import page
from reports.formats.json import UnreadableReportError, load
from tests.factory import HOSTILE, report_saying, rich_report


def within(data: str) -> str:
    return f'<p>page</p><script type="application/json" id="data">{data}</script>'


def test_a_page_gives_the_same_page_again():
    first = page(rich_report(), {})
    assert page(unpacked(first), {}) == first


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_may_be_written_anew_in_another_language(language):
    assert page(unpacked(page(rich_report(), {})), {}, language) == page(rich_report(), {}, language)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_back(words):
    report = report_saying(words)
    assert unpacked(page(report, {})).findings == report.findings
    assert "<" not in packed(report)


def test_no_text_of_an_article_and_no_folder_is_passed_on():
    report = slim(rich_report())
    assert {article.text for article in report.articles} == {""}
    told = report.model_dump_json()
    assert "/home/" not in told
    assert "desk.internal" not in told


def test_only_claims_of_findings_are_passed_on():
    report = rich_report()
    less = report.model_copy(update={"findings": report.findings[:1]})
    assert {claim.id for claim in slim(less).claims} == {
        claim_id for side in report.findings[0].sides for claim_id in side.claim_ids
    }


def test_load_reads_a_page(tmp_path):
    path = tmp_path / "report.html"
    path.write_text(page(rich_report(), {}), encoding="utf-8")
    assert load(path).findings == rich_report().findings


def zipped(data: bytes, *, cut: int = 0) -> str:
    """A page with these bytes packed as ours are; `cut` of them in the middle overwritten."""
    pack = bytearray(gzip.compress(data, mtime=0))
    pack[12 : 12 + cut] = b"\xff" * cut
    return within(json.dumps({"form": "gzip+base64", "report": b64encode(pack).decode()}))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (zipped(b"{}" * 1000, cut=5), "damaged"),
        (zipped(b"[" * 100_000), "damaged"),
        (zipped(b"\xff{}"), "damaged"),
        (zipped(b'{"articles": [], "claims": [1]}'), "damaged"),
        (within("{" * 100_000 + "}"), "damaged"),
        ("<p>nothing</p>", "no data in this page"),
        (within("{}"), "damaged"),
        (within('{"form": "zip", "report": ""}'), "unknown form"),
        (within('{"form": "gzip+base64", "report": "!!!"}'), "damaged"),
        (within('{"form": "gzip+base64", "report": "QUJD"}'), "damaged"),
        (within(json.dumps({"form": "gzip+base64", "report": ""})), "damaged"),
    ],
)
def test_what_is_wrong_with_a_page_is_one_line(tmp_path, text, reason):
    with pytest.raises(NoDataError, match=reason):
        unpacked(text)
    path = tmp_path / "x.html"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableReportError, match=reason):
        load(path)
