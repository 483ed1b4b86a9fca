"""Web Annotations, schema.org Claims and ClaimReview drafts against the published vocabularies."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from tests.factory import report_saying, rich_report
from tests.reports.marked import decision, marked, written_by
from verify.models import Choice

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"
ANNO = json.loads((SCHEMAS / "anno.jsonld").read_text(encoding="utf-8"))
SCHEMA_ORG = json.loads((SCHEMAS / "schemaorg.json").read_text(encoding="utf-8"))
OA = "http://www.w3.org/ns/oa#"
BASE = "https://desk.example/reports/"


CONTEXTS = {
    "http://www.w3.org/ns/anno.jsonld": ANNO,
    "https://schema.org": {"@context": {"@vocab": "https://schema.org/"}},
}


def offline(address, options):
    document = CONTEXTS[address]
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": document}


def expanded(document):
    return jsonld.expand(document, {"documentLoader": offline, "base": BASE})


def keys(value):
    """How many keyed values a document has, at whatever depth; what an expansion drops is missing here."""
    if isinstance(value, dict):
        return sum(1 + keys(item) for key, item in value.items() if key != "@context")
    return sum(map(keys, value)) if isinstance(value, list) else 0


class TestAnnotations:
    @pytest.fixture
    def page(self):
        return json.loads(written_by("annotations", rich_report()))

    def test_every_term_is_of_the_vocabulary(self, page):
        found = jsonld.compact(expanded(page), ANNO, {"documentLoader": offline, "base": BASE})
        assert keys(found) == keys(page)
        (whole,) = expanded(page)
        assert whole["@type"] == ["http://www.w3.org/ns/activitystreams#OrderedCollectionPage"]
        items = whole["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
        assert len(items) == len(page["items"])
        for item in items:
            assert item["@type"] == [f"{OA}Annotation"]
            assert item[f"{OA}motivatedBy"] == [{"@id": f"{OA}commenting"}]
            (target,) = item[f"{OA}hasTarget"]
            assert [s["@type"][0] for s in target[f"{OA}hasSelector"]] == [
                f"{OA}TextQuoteSelector",
                f"{OA}TextPositionSelector",
            ]

    def test_one_for_each_claim_of_a_finding(self, page):
        wanted = sum(len(side.claim_ids) for finding in rich_report().findings for side in finding.sides)
        assert len(page["items"]) == wanted == len({item["id"] for item in page["items"]})

    def test_both_selectors_lead_to_the_words(self, page):
        texts = [article.text for article in rich_report().articles]
        for item in page["items"]:
            quote, position = item["target"]["selector"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert any(text[position["start"] : position["end"]] == quote["exact"] and around in text for text in texts)

    def test_sources_are_addresses_or_relative(self, page):
        sources = {item["target"]["source"]["id"] for item in page["items"]}
        assert "https://gazeta.example/powodz?a=1&b=2" in sources
        assert "wire.txt" in sources
        assert {urlsplit(source).scheme for source in sources} <= {"https", "http", ""}

    @settings(max_examples=20, deadline=None)
    @given(st.text(max_size=20).filter(str.strip))
    def test_any_words(self, words):
        page = json.loads(written_by("annotations", report_saying(words)))
        assert keys(jsonld.compact(expanded(page), ANNO, {"documentLoader": offline, "base": BASE})) == keys(page)


PLAIN = {"Text", "URL", "Date", "DateTime", "Number", "Boolean", "Integer"}


def ancestors(kind):
    return {kind}.union(*(ancestors(parent) for parent in SCHEMA_ORG["types"][kind]))


def wrong(node, graph):
    """What in a node is not as schema.org has it: unknown types and properties, foreign domains and ranges."""
    kinds = ancestors(node["@type"])
    for name, value in node.items():
        if name.startswith(("@", "crosscheck:")):
            continue
        known = SCHEMA_ORG["properties"].get(name)
        if known is None or not kinds & set(known["domain"]):
            yield f"{node['@type']} has no {name}"
            continue
        for entry in value if isinstance(value, list) else [value]:
            item = graph.get(entry["@id"]) if isinstance(entry, dict) and "@type" not in entry else entry
            if isinstance(item, dict):
                if not ancestors(item["@type"]) & set(known["range"]):
                    yield f"{name} is no {item['@type']}"
                yield from wrong(item, graph)
            elif not PLAIN & set(known["range"]):
                yield f"{name} is no plain value"


def nodes(value):
    if isinstance(value, dict):
        yield from ([value] if "@type" in value else [])
        for item in value.values():
            yield from nodes(item)
    elif isinstance(value, list):
        for item in value:
            yield from nodes(item)


def sound(document):
    graph = {node["@id"]: node for node in nodes(document["@graph"]) if "@id" in node}
    return [fault for node in document["@graph"] for fault in wrong(node, graph)]


class TestClaims:
    @pytest.fixture
    def document(self):
        return json.loads(written_by("claims", rich_report()))

    def test_sound(self, document):
        assert sound(document) == []
        assert len(expanded(document)) == len(document["@graph"])

    def test_the_checker_of_this_test_finds_faults(self):
        bad = {"@graph": [{"@type": "Claim", "colour": "red", "author": {"@type": "Rating"}, "claimReviewed": "x"}]}
        assert len(sound(bad)) == 3

    def test_one_for_each_side(self, document):
        assert len(document["@graph"]) == sum(len(finding.sides) for finding in rich_report().findings)

    def test_nothing_is_rated(self, document):
        assert {node["@type"] for node in nodes(document)} == {"Claim", "NewsArticle", "Organization"}

    def test_appearances_and_the_first_of_them(self, document):
        first = document["@graph"][0]
        assert [item["publisher"]["name"] for item in first["appearance"]] == ["Gazeta Rzeczna", "Corriere del Fiume"]
        assert first["firstAppearance"] == {"@id": first["appearance"][1]["@id"]}
        assert first["crosscheck:conflictsWith"] == [{"@id": document["@graph"][1]["@id"]}]

    @settings(max_examples=20, deadline=None)
    @given(st.text(max_size=20).filter(str.strip))
    def test_any_words(self, words):
        document = json.loads(written_by("claims", report_saying(words)))
        assert sound(document) == []
        assert len(expanded(document)) == len(document["@graph"])


class TestClaimReview:
    def graph(self, *decisions):
        document = json.loads(written_by("claimreview", marked(rich_report(), *decisions)))
        assert sound(document) == []
        return document["@graph"]

    def test_nothing_without_a_decision(self):
        assert self.graph() == []
        assert json.loads(written_by("claimreview", rich_report()))["@graph"] == []

    @pytest.mark.parametrize(
        ("choice", "note", "drafts"),
        [
            (Choice.CONFLICT, "Both offices were called.", 2),
            (Choice.SUPERSEDED, "The later toll stands.", 2),
            (Choice.CONFLICT, None, 0),
            (Choice.CONFLICT, "  ", 0),
            (Choice.NOT_CONFLICT, "Two regions.", 0),
            (Choice.UNSURE, "Who knows.", 0),
            (Choice.NEEDS_SOURCE, "Call the mayor.", 0),
        ],
    )
    def test_only_what_was_decided_with_a_written_verdict(self, choice, note, drafts):
        assert len(self.graph(decision(rich_report().findings[0], choice, note))) == drafts

    def test_what_a_draft_says(self):
        draft = self.graph(decision(rich_report().findings[0], Choice.CONFLICT))[0]
        assert draft["claimReviewed"].startswith("Według służb ratowniczych")
        assert draft["itemReviewed"]["@type"] == "Claim"
        assert draft["reviewRating"] == {"@type": "Rating", "alternateName": "Contradicted by other sources"}
        assert draft["author"] == {"@type": "Person", "name": "Ana Editor"}
        assert (draft["datePublished"], draft["creativeWorkStatus"]) == ("2025-08-15", "Draft")
        assert "url" not in draft
