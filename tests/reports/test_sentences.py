"""The one sentence of a finding, how far its sides lie apart, and what would clear it."""

import re

import pytest

from claims.models import Modality
from reports.clearing import clearing
from reports.difference import difference
from reports.matrix import lone
from reports.messages import messages
from reports.sentences import first_day, sentence
from reports.sources import indexed
from tests.factory import Story, rich_report, side
from verify.models import Evidence, Kind, Verdict

ENGLISH, ARABIC = messages("en"), messages("ar")


def told_by(values, **fields):
    """A conflict in which each source says its value: (source, words, low, high, modality)."""
    story = Story()
    sides: dict[str, list] = {}
    for number, (source, value, unit, modality) in enumerate(values):
        article = story.article([f"It is {value} {number}."], source=source, language="en", published="2025-08-10")
        claim = story.claim(article, f"It is {value} {number}.", modality=modality)
        sides.setdefault(value, []).append(story.reading(claim, value, f"{value} {unit}", (value, value), unit))
    given = {"attribute": "price", "explanation": "They differ.", **fields}
    story.finding(
        given.pop("verdict", Verdict.CONFLICT), [side(value, *held) for value, held in sides.items()], **given
    )
    return story.report()


def says(report, words=ENGLISH) -> str:
    return str(sentence(report.findings[0], indexed(report), words))


FACT, GOAL = Modality.ASSERTED, Modality.GOAL


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([("A", "5", "EUR", FACT), ("B", "6", "EUR", FACT)], "Price: A says 5 EUR; B says 6 EUR."),
        (
            [("A", "5", "EUR", FACT), ("B", "5", "EUR", FACT), ("C", "6", "EUR", FACT)],
            "Price: A and B say 5 EUR; C alone says 6 EUR.",
        ),
        (
            [(name, "5", "EUR", FACT) for name in "ABCD"] + [("E", "6", "EUR", GOAL)],
            "Price: 4 sources say 5 EUR; E alone says 6 EUR (goal or plan).",
        ),
        (
            [("A", "5", "EUR", FACT), ("A", "5", "EUR", FACT), ("B", "6", "EUR", FACT)],
            "Price: A says 5 EUR; B says 6 EUR.",
        ),
    ],
)
def test_who_says_what(values, told):
    assert says(told_by(values)) == told


def test_in_arabic():
    values = [(name, "5", "EUR", FACT) for name in "ABC"] + [("D", "6", "EUR", FACT)]
    assert says(told_by(values), ARABIC) == "السعر: 5 EUR بحسب 3 مصادر؛ 6 EUR بحسب D وحده."


def test_an_agreement_is_told_once_for_all_with_the_rate():
    explanation = "A says 5; B says 6: the same at ECB reference rate of 2025-03-12 (1 EUR = 1.2 USD)."
    values = [("A", "5", "EUR", FACT), ("B", "6", "USD", FACT)]
    report = told_by(values, verdict=Verdict.AGREEMENT, rule="AGR", explanation=explanation)
    rate = "ECB reference rate of 12 March 2025"
    assert says(report) == f"Price: A says 5 EUR; B says 6 USD. The same at {rate} (1 EUR = 1.2 USD)."


def test_what_is_held_back_says_why():
    gate = Evidence(feature="gate:scope", weight=0, detail="different places: Rome and Oslo")
    values = [("A", "5", "EUR", FACT), ("B", "6", "EUR", FACT)]
    report = told_by(values, verdict=Verdict.INCOMPARABLE, rule="GATE", evidence=(gate,))
    assert says(report) == "Price: A says 5 EUR; B says 6 EUR. Not compared: different places: Rome and Oslo."


def test_an_unknown_rule_speaks_for_itself():
    values = [("A", "5", "EUR", FACT), ("B", "6", "EUR", FACT)]
    assert says(told_by(values, rule="NEW")) == "Price: They differ."
    assert says(told_by(values, rule="NEW", explanation="Price: they differ.")) == "Price: they differ."


def test_change_over_time_is_told_in_its_order():
    report = rich_report()
    update = next(finding for finding in report.findings if finding.verdict is Verdict.UPDATE)
    told = str(sentence(update.model_copy(update={"rule": "UPD"}), indexed(report), ENGLISH))
    assert told.startswith("Dead in the flood, over time: 17 on 11 August 2025 (River Post); 42 on 12 August 2025")


def test_nobody_stands_alone_in_an_agreement():
    values = [("A", "5", "EUR", FACT), ("B", "6", "EUR", FACT), ("C", "6", "EUR", FACT)]
    assert says(told_by(values, verdict=Verdict.AGREEMENT, rule="AGR")) in (
        "Price: A says 5 EUR; B and C say 6 EUR.",
        "Price: A says 5 EUR; C and B say 6 EUR.",
    )


def test_who_says_what_in_words_of_their_own():
    values = [(name, "5", "EUR", FACT) for name in "ABCDE"] + [("F", "6", "EUR", FACT)]
    explanation = "Records that differ: A, B and 3 others: “5 EUR”; F: “6 EUR”."
    report = told_by(values, rule="CNT", attribute="records", explanation=explanation)
    german = r"Rekorde, die nicht zusammenpassen: [A-E], [A-E] und 3 weitere: „5“; F: „6“\."
    assert re.search(german, says(report, messages("de")))


def test_a_noun_of_the_checkers_language_is_quoted_on_other_pages():
    report = told_by([("A", "5", "EUR", FACT), ("B", "6", "EUR", FACT)], attribute="It")
    assert says(report).startswith("It: ")
    assert says(report, messages("de")).startswith("„It“: ")
    assert says(told_by([("A", "5", "EUR", FACT), ("B", "6", "EUR", FACT)]), messages("de")).startswith("Preis: ")


@pytest.mark.parametrize(
    ("when", "told"),
    [("2025-08-11", "17 on 11 August 2025 (A)"), ("2025-08", "17 in August 2025 (A)"), ("2025", "17 in 2025 (A)")],
)
def test_a_change_names_a_day_a_month_or_a_year(when, told):
    report = told_by([("A", "17", "", FACT), ("B", "18", "", FACT)], verdict=Verdict.UPDATE, rule="UPD")
    claims = tuple(claim.model_copy(update={"when": when}) for claim in report.claims)
    assert told in says(report.model_copy(update={"claims": claims}))


def test_a_claim_that_states_no_start_counts_from_its_article():
    report = rich_report()
    claim = report.claims[0].model_copy(update={"when": "../2027-12-31"})
    index = indexed(report)
    assert first_day(claim, index) == (index.article(claim.id).published or "")


def test_a_label_out_of_a_source_is_quoted():
    values = [("A", "5", "EUR", FACT), ("B", "6", "EUR", FACT)]
    assert says(told_by(values, attribute="It is")).startswith("It is: ")
    story = Story()
    clause = "Der Preis liegt bei 5 Euro je Stück."
    one = story.article([clause], source="A", language="de")
    two = story.article(["6 euros."], source="B", language="en")
    readings = [
        story.reading(story.claim(one, clause), "5 Euro", "5 EUR", ("5", "5"), "EUR"),
        story.reading(story.claim(two, "6 euros."), "6 euros", "6 EUR", ("6", "6"), "EUR"),
    ]
    story.finding(Verdict.CONFLICT, [side("5", readings[0]), side("6", readings[1])], attribute="Der Preis liegt bei …")
    assert says(story.report()).startswith("“Der Preis liegt bei …”: ")


def test_copies_are_one_voice():
    """Three outlets that print one sentence are one source against two that do not."""
    story = Story()
    same = "The bridge cost 5 euros."
    wire = [story.article([same, f"Signed {name}."], source=name, language="en") for name in "XYZ"]
    other = [story.article([f"{name}: 6 euros."], source=name, language="en") for name in "AB"]
    five = [story.reading(story.claim(article, same), "5 euros", "5 EUR", ("5", "5"), "EUR") for article in wire]
    six = [
        story.reading(story.claim(article, article.text.strip()), "6 euros", "6 EUR", ("6", "6"), "EUR")
        for article in other
    ]
    story.finding(Verdict.CONFLICT, [side("5", *five), side("6", *six)], attribute="price")
    assert says(story.report()) == "Price: X alone says 5 EUR; A and B say 6 EUR."


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([("A", "18000", "EUR", FACT), ("B", "21500", "EUR", FACT)], "3,500 EUR apart, 19.4 % more"),
        ([("A", "10", "t", FACT), ("B", "25", "t", FACT)], "15 t apart, 2.5 times as much"),
        ([("A", "10", "%", FACT), ("B", "15", "%", FACT)], "5 points apart"),
        ([("A", "-5", "°C", FACT), ("B", "5", "°C", FACT)], "10 °C apart"),
        ([("A", "5", "EUR", FACT), ("B", "6", "USD", FACT)], "as the checker says"),
        ([("A", "2026-03-03", "date", FACT), ("B", "2026-03-05", "date", FACT)], "2 days apart"),
        ([("A", "2026-03-03", "date", FACT), ("B", "2026-03-04", "date", FACT)], "1 day apart"),
        ([("A", "5", "x", FACT), ("B", "6", "x", FACT)], "as the checker says"),
        ([("A", "many", "t", FACT), ("B", "6", "t", FACT)], "as the checker says"),
    ],
)
def test_distance(values, told):
    report = told_by(values, difference="as the checker says")
    assert str(difference(report.findings[0], ENGLISH)) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("1 day apart", "ein Tag auseinander"),
        ("at least 32 days apart", "mindestens 32 Tage auseinander"),
        ("2.5 times as much", "das 2,5-Fache"),
        ("19.4% more", "19,4 % mehr"),
        ("of different sign, or one is nothing", "verschiedene Vorzeichen, oder eine ist null"),
    ],
)
def test_the_checkers_own_words_for_a_distance_are_told(words, told):
    report = told_by([("A", "5", "x", FACT), ("B", "6", "x", FACT)], difference=words)
    assert str(difference(report.findings[0], messages("de"))) == told


def test_days_from_an_open_end_are_counted_from_its_bound():
    report = told_by([("A", "2025-06-02", "date", FACT), ("B", "2025-06-16", "date", FACT)])
    finding = report.findings[0]
    reading = finding.sides[1].readings[0].model_copy(update={"high": None})
    open_side = finding.sides[1].model_copy(update={"readings": (reading,)})
    finding = finding.model_copy(update={"sides": (finding.sides[0], open_side)})
    assert str(difference(finding, ENGLISH)) == "14 days apart"


def questions(report, **update):
    finding = report.findings[0].model_copy(update=update)
    return [str(item) for item in clearing(finding, indexed(report), ENGLISH)]


def test_what_would_clear_it():
    values = [(name, "5", "EUR", FACT) for name in "AB"] + [("C", "6", "EUR", GOAL)]
    assert questions(told_by(values)) == [
        "What became of it: one side tells a goal or plan, the other a fact.",
        "The day or period that is meant: the claims state none, and may mean two.",
        "The original of C, which alone says 6 EUR.",
    ]


def test_a_slip_asks_for_the_unit():
    values = [("A", "5", "EUR", FACT), ("B", "50", "EUR", FACT)]
    assert questions(told_by(values, rule="SLIP"))[0].startswith("The unit in the originals")


def test_quoted_people_and_undated_articles_are_asked_for():
    report = rich_report()
    dead = questions(report)
    assert "The word of those quoted: służby ratownicze and السلطات." in dead
    chips = next(number for number, finding in enumerate(report.findings) if "D7" in finding.attribute)
    asked = [str(item) for item in clearing(report.findings[chips], indexed(report), ENGLISH)]
    assert "The day of the report, missing from Kurier." in asked


def test_dates_are_not_asked_when():
    values = [("A", "2026-03-03", "date", FACT), ("B", "2026-03-05", "date", FACT)]
    assert questions(told_by(values), kind=Kind.DATE) == ["The originals: what stands around the marked words."]


@pytest.mark.parametrize("verdict", [Verdict.AGREEMENT, Verdict.UPDATE, Verdict.INCOMPARABLE])
def test_only_what_is_at_odds_needs_clearing(verdict):
    assert questions(told_by([("A", "5", "EUR", FACT), ("B", "6", "EUR", FACT)]), verdict=verdict) == []


@pytest.mark.parametrize(
    ("attribute", "told"),
    [
        ("… (no less than $6) a piece", "“… (no less than $6) a piece”: "),  # what stands in brackets is no name
        ("it costs 5 (no less than $6)", "“it costs 5 (no less than $6)”: "),
        ("it costs 5 …", "“it costs 5 …”: "),
        ("price (it)", "Price (it): "),
        ("Swedish price (Swedish)", "Swedish price: "),
    ],
)
def test_an_excerpt_is_quoted_with_what_it_leaves_out_and_its_own_brackets(attribute, told):
    story = Story()
    quote = "It costs　5 (no less than $6) a piece."  # the wide space of an East Asian text is a space
    article = story.article([quote], source="A", language="en")
    reading = story.reading(story.claim(article, quote), "5", "5 EUR", ("5", "5"), "EUR")
    story.finding(Verdict.CONFLICT, [side("5", reading), side("5", reading)], attribute=attribute)
    assert says(story.report()).startswith(told)


def test_nobody_stands_alone_where_each_says_something_else():
    values = [("A", "5", "EUR", FACT), ("B", "6", "EUR", FACT), ("C", "7", "EUR", FACT)]
    report = told_by(values)
    assert says(report) == "Price: A says 5 EUR; B says 6 EUR; C says 7 EUR."
    index = indexed(report)
    assert lone(report.findings[0], index) == set()
    assert str(clearing(report.findings[0], index, ENGLISH)[-1]).startswith("The originals: ")


def test_an_abbreviation_ends_the_sentence():
    values = [("A", "2000000000", None, FACT), ("B", "3000000000", None, FACT)]
    assert says(told_by(values), messages("de")).endswith("3 Mrd. laut B.")
    report = told_by([*values, ("C", "3000000000", None, FACT)])
    assert "nur dort steht: 2 Mrd." in [
        str(question)[-len("nur dort steht: 2 Mrd.") :]
        for question in clearing(report.findings[0], indexed(report), messages("de"))
    ]


def test_what_the_sentence_quotes_stands_in_it_once():
    explanation = "A may deny what B states: A: “It is not 5 0”; B: “It is 6 1”."
    values = [("A", "5", "EUR", FACT), ("B", "6", "EUR", FACT)]
    report = told_by(values, rule="NEG", attribute="It is 6 1.", explanation=explanation)
    assert says(report) == explanation
    german = says(report, messages("de"))
    assert german == "A bestreitet womöglich, was B angibt: A: „5“; B: „6“."


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (("2025-08-06", "2025-08-08"), "17 (A, 6–8 August 2025)"),
        (("2025-08", "2025-08-08"), "17 on 8 August 2025 (A)"),
        (("2025-07", "2025-08-08"), "17 (A, July 2025 – 8 August 2025)"),
        (("2014-01-01/2014-12-31", "2014-01-01/2014-12-31"), "17 in 2014 (A)"),
        (("2014-02-01/2014-02-28", "2014-02-01/2014-02-28"), "17 in February 2014 (A)"),
        (("2014-01-01/..", "2014-01-01/.."), "17 in 2014 (A)"),
        (("2014-01-01", "2014-01-01"), "17 on 1 January 2014 (A)"),
        (("2014-02-11/2014-02-28", "2014-02-11/2014-02-28"), "17 on 11 February 2014 (A)"),
    ],
)
def test_a_change_tells_all_the_days_of_a_side(days, told):
    values = [("A", "17", "", FACT), ("A", "17", "", FACT), ("B", "18", "", GOAL)]
    report = told_by(values, verdict=Verdict.UPDATE, rule="UPD")
    when = dict(zip((claim.id for claim in report.claims), (*days, "2025-08-09"), strict=True))
    claims = tuple(claim.model_copy(update={"when": when[claim.id]}) for claim in report.claims)
    said = says(report.model_copy(update={"claims": claims}))
    assert told in said
    assert "18 (goal or plan) on 9 August 2025 (B)" in said
