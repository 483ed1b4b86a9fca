"""What a page shows of the time before it: an earlier run, a baseline, editors' decisions; and of copied texts."""

import re

import pytest
from lxml import html

from reports.formats.html import page
from reports.messages import messages
from reports.past import past
from reports.view import view
from tests.factory import rich_report
from verify.models import (
    Accepted,
    Choice,
    Copy,
    Decision,
    Gone,
    History,
    Mark,
    Severity,
    State,
    Verdict,
)

NOTE = "The <b>ministry</b> corrected \u202eit."


@pytest.fixture
def report():
    """Four conflicts: new, decided, accepted, unchanged; and one that is gone."""
    bare = rich_report()
    ids = [finding.id for finding in bare.findings if finding.verdict in ("conflict", "possible")]
    decision = Decision(
        finding_id=ids[1],
        choice=Choice.NOT_CONFLICT,
        author="Ana",
        decided_at="2025-08-14T08:00:00+00:00",
        reason="different_date",
        note=NOTE,
    )
    marks = {
        ids[0]: Mark(state=State.NEW),
        ids[1]: Mark(state=State.UNCHANGED, decision=decision),
        ids[2]: Mark(state=State.CHANGED),
        ids[3]: Mark(state=State.UNCHANGED, accepted=Accepted(reason="known", author="Ben", date="2025-08-01")),
    }
    gone = Gone(
        id="fgone",
        rule="QTY",
        verdict=Verdict.CONFLICT,
        severity=Severity.LOW,
        attribute="rain",
        explanation="Rain: A says 5 mm; B says 6 mm.",
    )
    return bare.model_copy(update={"history": History(against="run 7", marks=marks, gone=(gone,))})


def shown(report, language="en"):
    return html.fromstring(page(report, {}, language))


def said(elements) -> str:
    return re.sub(r"\s+", " ", " ".join(element.text_content() for element in elements)).strip()


def test_the_first_screen_says_what_is_new(report):
    tree = shown(report)
    assert said(tree.xpath("//p[@class='since']")) == "Since run 7: 1 new, 1 changed, 2 unchanged, 1 gone"
    assert "Rain: A says 5 mm" in said(tree.xpath("//section[@aria-labelledby='gone']"))


def test_cards_carry_state_and_decision(report):
    tree = shown(report)
    assert said(tree.xpath("//b[@class='new']")) == "new changed"
    stands = [said([item]) for item in tree.xpath("//p[@class='stand']")]
    assert stands == [
        "Decided: not a conflict (different date) “The <b>ministry</b> corrected ⟨U+202E⟩it.” Ana, 2025-08-14 08:00",
        "Accepted in the baseline “known” Ben, 2025-08-01",
    ]


def test_states_are_offered_for_the_filter(report):
    tree = shown(report)
    assert tree.xpath("//select[@name='state']/option/@value") == [
        "",
        "accepted",
        "changed",
        "decided",
        "new",
        "unchanged",
    ]
    assert set(tree.xpath("//article/@data-t")) == {"new", "unchanged decided", "changed", "unchanged accepted"}
    assert not shown(rich_report()).xpath("//select[@name='state']")


def test_what_is_dealt_with_is_not_told_first(report):
    dealt = {key for key, mark in report.history.marks.items() if mark.decision or mark.accepted}
    assert not dealt & {card.id for card in view(report).worst}


def test_in_arabic(report):
    assert "منذ run 7" in said(shown(report, "ar").xpath("//p[@class='since']"))


def test_copies_are_listed_and_marked():
    bare = rich_report()
    one, other = bare.articles[0], bare.articles[2]
    copies = (
        Copy(article_id=one.id, of=other.id, overlap=0.92, faithful=True),
        Copy(article_id=bare.articles[1].id, of=other.id, overlap=0.6, faithful=False),
        Copy(article_id="not in the report", of=other.id, overlap=0.6, faithful=True),
    )
    report = bare.model_copy(update={"copies": copies})
    tree = shown(report)
    told = [said([item]) for item in tree.xpath("//section[@aria-labelledby='copies']//li")]
    assert told == [
        "Gazeta Rzeczna repeats Corriere del Fiume (92 % of the text)",
        "صحيفة النهر repeats Corriere del Fiume (60 % of the text): with other figures, so it counts by itself",
    ]
    assert "A copy of Corriere del Fiume, counted once with it." in said(tree.xpath("//figure"))
    cells = view(report).matrix
    names = cells.names
    assert cells.rows[names.index("صحيفة النهر")][names.index("Gazeta Rzeczna")].disagree == 1
    both = [name for name in ("Gazeta Rzeczna", "Corriere del Fiume") if name in names]
    assert all(cells.rows[names.index(a)][names.index(b)].agree == 0 for a in both for b in both if a != b)


def test_who_stands_alone_is_counted():
    matrix = view(rich_report()).matrix
    assert dict(zip(matrix.names, matrix.alone, strict=True))["صحيفة النهر"] == 1
    assert sum(matrix.alone) == 1


def test_provenance():
    tree = shown(rich_report())
    terms = dict(zip(map(str, tree.xpath("//section[@aria-labelledby='h-run']//dt/text()")), range(20), strict=False))
    assert {"Version", "Run", "Encoder", "Started", "Took", "Settings, as one hash"} <= terms.keys()
    assert all(len(title) == 64 for title in tree.xpath("//code/@title"))


def test_the_command_line_is_told_without_folders():
    bare = rich_report()
    config = {**bare.run.config, "command_line": ["crosscheck", "check", "/home/someone/story", "-o", "r.html"]}
    report = bare.model_copy(update={"run": bare.run.model_copy(update={"config": config})})
    assert view(report).command == "crosscheck check story -o r.html"


# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
PROTAN = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
DEUTAN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))


def seen(colour: str, matrix) -> tuple[float, ...]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return tuple(sum(weight * part for weight, part in zip(row, linear, strict=True)) for row in matrix)


@pytest.mark.parametrize("matrix", [PROTAN, DEUTAN], ids=["protan", "deutan"])
def test_the_first_two_sides_differ_without_red_and_green(matrix):
    """Two sides are the common case; more are told apart by their letters."""
    from tests.reports.test_report_html import SCHEMES

    for scheme in SCHEMES:
        one, other = seen(scheme["s0"], matrix), seen(scheme["s1"], matrix)
        assert max(abs(a - b) for a, b in zip(one, other, strict=True)) > 0.15


@pytest.mark.parametrize(
    ("attribute", "explanation", "anew"),
    [
        ("price", "Price: A says 5 mm; B and C say 6 mm.", "Preis: 5 mm laut A; 6 mm laut B und C."),
        (
            "price",
            "Price: A, B and 3 others say 8.4 mld; C says 9 (as a forecast).",
            "Preis: 8.4 mld laut A, B und 3 weitere; 9 (Prognose) laut C.",
        ),
        ("… 5 osób …", "… 5 osób …: A says 5; B says 6.", "„… 5 osób …“: 5 laut A; 6 laut B."),
        ("it", "A may deny what B states: A: “x”; B: “y”.", "A bestreitet womöglich, was B angibt: A: “x”; B: “y”."),
        ("price", "Price: something else.", "Price: something else."),
    ],
)
def test_what_is_gone_is_told_in_the_readers_language(report, attribute, explanation, anew):
    gone = report.history.gone[0].model_copy(update={"attribute": attribute, "explanation": explanation})
    assert str(past(gone, messages("de"))) == anew
    assert str(past(gone, messages("en"))) == explanation


@pytest.mark.parametrize(
    ("against", "told"),
    [
        ("a baseline of 4 findings", "Seit der Ausgangslage mit 4 Befunden:"),
        ("run 7 of 2026-11-22 13:50", "Seit dem Lauf 7 vom 2026-11-22 13:50:"),
        ("Monday", "Seit Monday:"),
    ],
)
def test_what_it_is_held_against_is_told_in_the_readers_language(report, against, told):
    history = report.history.model_copy(update={"against": against})
    tree = shown(report.model_copy(update={"history": history}), "de")
    assert said(tree.xpath("//p[@class='since']")).startswith(told)
