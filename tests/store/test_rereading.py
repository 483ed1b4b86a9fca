from decimal import Decimal

import pytest

from claims.ids import digest
from claims.models import Article
from claims.work import one_by_one
from reports.sources import indexed
from reports.store import remarks
from reports.store.keys import claim_key
from reports.store.models import Reread
from reports.store.rereading import UnreadableError, amended, amending, by_claim, checked, outcome, recompute
from tests.factory import rich_report
from tests.verify.build import sure
from verify.models import Verdict
from verify.pipeline import check
from verify.scoring import Models

LIKELY = Models(agree=sure(0.9), differ=sure(0.9), rivals=sure(0.9))  # so that the shipped weights decide nothing here
FIRST = "The new bridge over the Drava will cost 140 million euros, the ministry said."
SECOND = "Officials said the new bridge over the Drava will cost 210 million euros."


def article(name: str, text: str) -> Article:
    return Article(
        id=digest(name, text),
        path=f"{name}.txt",
        text=text,
        sha256=digest(text, length=64),
        source=name,
        language="en",
        published="2025-05-01",
    )


@pytest.fixture(scope="module")
def bridges():
    """A true check of two articles that are at odds over a sum."""
    report = check([article("Drava Post", FIRST), article("Most", SECOND)], models=LIKELY)
    (finding,) = [f for f in report.findings if f.verdict is Verdict.CONFLICT]
    return report, finding


def reread(report, quote="210 million euros", **fields):
    """A correction of these words, and the key of the claim that holds them."""
    index = indexed(report)
    claim = next(c for c in report.claims if quote in c.span.quote)
    given = {"kind": "quantity", "quote": quote, "offset": claim.sentence.quote.index(quote), **fields}
    source = index.source(claim.id)
    return claim_key(source, claim), Reread(sentence=claim.sentence.quote, source=source, **given)


def corrected(db, report, finding, **fields):
    key, right = reread(report, **fields)
    return remarks.add_correction(db, finding.id, key, "ann", checked(right), outcome="")


def test_nothing_corrected_changes_nothing(bridges):
    report, finding = bridges
    assert (
        outcome(finding, recompute(report, [], LIKELY))
        == f"Still at odds: {finding.explanation} Difference: 50.0% more."
    )


def test_a_figure_put_right_clears_the_finding(db, bridges):
    report, finding = bridges
    corrected(db, report, finding, low="140000000", high="140000000")
    assert outcome(finding, recompute(report, remarks.corrections(db), LIKELY)).startswith("No longer at odds: ")


def test_a_figure_that_is_none_clears_the_finding(db, bridges):
    report, finding = bridges
    corrected(db, report, finding, drop=True)
    assert outcome(finding, recompute(report, remarks.corrections(db), LIKELY)).startswith(
        "No longer at odds: nothing is left"
    )


def test_a_figure_still_wrong_is_still_at_odds(db, bridges):
    report, finding = bridges
    corrected(db, report, finding, low="180000000", high="180000000")
    said = outcome(finding, recompute(report, remarks.corrections(db), LIKELY))
    assert said.startswith("Still at odds: ")
    assert "28.6% more" in said


def test_the_text_of_the_source_stays_as_it_is(db, bridges):
    report, finding = bridges
    corrected(db, report, finding, low="1", high="1", words="210 million")
    changes = by_claim(remarks.corrections(db))
    for one in report.articles:
        for claim in amended(one, [c for c in report.claims if c.article_id == one.id], changes):
            assert one.text[claim.span.start : claim.span.end] == claim.span.quote
            for quantity in claim.quantities:
                assert one.text[quantity.span.start : quantity.span.end] == quantity.span.quote


def amended_quantity(db, report, finding, **fields):
    corrected(db, report, finding, **fields)
    one = next(a for a in report.articles if "210" in a.text)
    claims = [c for c in report.claims if c.article_id == one.id]
    changed = amended(one, claims, by_claim(remarks.corrections(db)))
    return next(q for c in changed for q in c.quantities)


CHANGES = [
    ({"low": "5", "high": "6"}, {"low": Decimal(5), "high": Decimal(6), "unit": "EUR"}),
    ({"low": "5"}, {"low": Decimal(5), "high": None}),
    ({"unit": "USD"}, {"unit": "USD", "dimension": "money", "low": Decimal("210E6")}),
    ({"unit": "km"}, {"unit": "km", "dimension": "length"}),
    ({"words": "210"}, {"low": Decimal("210E6")}),
]


@pytest.mark.parametrize(("fields", "becomes"), CHANGES)
def test_what_a_correction_changes(db, bridges, fields, becomes):
    quantity = amended_quantity(db, *bridges, **fields)
    assert {name: getattr(quantity, name) for name in becomes} == becomes


def test_dates_and_names_can_be_put_right(db):
    report = rich_report()
    index = indexed(report)
    dated = next(c for c in report.claims if c.dates)
    named = next(c for c in report.claims if c.entities)
    fields = {
        dated.id: {"kind": "date", "quote": dated.dates[0].span.quote, "low": "2026-03-05"},
        named.id: {"kind": "entity", "quote": named.entities[0].span.quote, "key": "D8"},
    }
    for claim in (dated, named):
        quote = fields[claim.id]["quote"]
        right = Reread(
            sentence=claim.sentence.quote,
            source=index.source(claim.id),
            offset=claim.sentence.quote.index(quote),
            **fields[claim.id],
        )
        remarks.add_correction(db, "f", claim_key(index.source(claim.id), claim), "ann", checked(right), outcome="")
    changes = by_claim(remarks.corrections(db))
    (day,) = amended(index.article(dated.id), [dated], changes)[0].dates
    (name,) = amended(index.article(named.id), [named], changes)[0].entities
    assert (day.start.isoformat(), day.end.isoformat()) == ("2026-03-05", "2026-03-05")
    assert name.key == "D8"


WRONG = [
    ({"low": "many"}, "not a number"),
    ({"low": "1e999999"}, "not a number that a text would give"),
    ({"low": "NaN"}, "not a number"),
    ({"low": "7", "high": "5"}, "lies above"),
    ({"words": "not in it"}, "must stand in the sentence"),
    ({"kind": "date", "low": "3 March"}, "a day as YYYY-MM-DD"),
    ({"kind": "date", "low": "2026-03-05", "high": "2026-03-01"}, "lies above"),
]


@pytest.mark.parametrize(("fields", "words"), WRONG)
def test_what_cannot_be_taken(bridges, fields, words):
    report, _ = bridges
    with pytest.raises(UnreadableError, match=words):
        checked(reread(report, **fields)[1])


@pytest.mark.parametrize(("given", "kept"), [("1,300,000", "1300000"), ("1 300 000", "1300000"), (" 2.50 ", "2.50")])
def test_numbers_as_people_write_them(bridges, given, kept):
    report, _ = bridges
    assert checked(reread(report, low=given)[1]).low == kept


def test_without_texts_nothing_is_computed(bridges):
    report, _ = bridges
    bare = report.model_copy(update={"articles": tuple(a.model_copy(update={"text": ""}) for a in report.articles)})
    with pytest.raises(UnreadableError, match="without the texts"):
        recompute(bare, [], LIKELY)


def test_a_correction_may_be_taken_back_and_replaced(db, bridges):
    report, finding = bridges
    first = corrected(db, report, finding, low="1", high="1")
    second = corrected(db, report, finding, low="2", high="2")
    assert [c.id for c in remarks.corrections(db)] == [second.id]
    remarks.add_correction(db, finding.id, second.claim, "ann", second.reread, outcome="", withdrawn=second.id)
    assert [c.id for c in remarks.corrections(db)] == [first.id]
    assert len(remarks.all_corrections(db)) == 3


def test_the_next_check_reads_as_corrected(db, bridges):
    report, finding = bridges
    corrected(db, report, finding, low="140000000", high="140000000")
    reader = amending(one_by_one, remarks.corrections(db))
    again = check(report.articles, models=LIKELY, extractor=reader)
    assert not [f for f in again.findings if f.verdict is Verdict.CONFLICT]
    assert [a.text for a in again.articles] == [a.text for a in report.articles]


def test_without_corrections_the_reader_is_the_same():
    assert amending(one_by_one, []) is one_by_one
