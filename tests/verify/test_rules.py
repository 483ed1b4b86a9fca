"""Each rule on made stories: what fires, what does not, and what a finding says.

Every pair counts as likely here (`context`), so that values, gate and rules decide alone.
"""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.models import EntityMention, Modality, Span
from tests.verify.build import context, figure, handmade, pair, source
from verify.config import Config
from verify.gate import Held
from verify.models import Kind, Severity, Verdict
from verify.rules import RULES
from verify.rules.base import excerpt, subject
from verify.rules.comparisons import apart
from verify.rules.figures import ALLIED, LEAST_OF_DATES, caveats
from verify.values import Relation

CONFLICT, UPDATE = Verdict.CONFLICT, Verdict.UPDATE
ONE_DAY = "2025-05-06"


def findings(ctx, *codes):
    """What the rules of these codes (or all) find, in order."""
    return [f for rule in RULES if not codes or rule.code in codes for f in rule.check(ctx)]


def articles(*told, published=ONE_DAY):
    """Articles a, b, c ... from (language, text)."""
    return [source(text, name, language, published) for name, (language, text) in zip("abcdef", told, strict=False)]


def meaning(finding):
    """What must not depend on the order in which articles are given."""
    sides = sorted((side.value, tuple(sorted(side.claim_ids))) for side in finding.sides)
    return finding.id, finding.verdict, finding.severity, finding.difference, sides


# Which rules fire on a pair of sentences from two outlets on one day: quantities.
FIGURES = [
    ("QTY", ("en", "The bridge cost 140 million euros."), ("en", "The bridge cost 210 million euros.")),
    ("QTY", ("de", "Die Brücke kostete 140 Millionen Euro."), ("fr", "Le pont a coûté 210 millions d'euros.")),
    ("QTY", ("ru", "При взрыве погибли 12 человек."), ("es", "Murieron 19 personas en la explosión.")),
    ("QTY", ("zh", "爆炸造成12人死亡。"), ("ja", "爆発で19人が死亡した。")),
    ("QTY", ("ar", "قُتل 12 شخصا في الانفجار."), ("tr", "Patlamada 19 kişi öldü.")),
    ("QTY", ("pl", "Układ ma przepustowość 4,8 TB/s."), ("it", "Il chip ha una banda di 3,2 TB/s.")),
    ("QTY", ("nl", "De brug is 2,5 km lang."), ("sv", "Bron är 3,1 km lång.")),
    ("QTY", ("pt", "A ponte tem 2,5 km."), ("cs", "Most měří 3,1 km.")),
    ("AGR", ("en", "The bridge cost 140 million euros."), ("it", "Il ponte è costato circa 0,14 miliardi di euro.")),
    ("AGR", ("de", "Die Brücke ist 2,5 km lang."), ("fr", "Le pont mesure 2 500 mètres.")),
    ("AGR", ("en", "The plant cost 560 million dollars."), ("zh", "工厂耗资40亿元。")),
    ("AGR", ("pl", "Sprzedano ponad 930 aut."), ("ru", "Продано 939 машин.")),
    ("AGR", ("es", "Costó 695 millones de euros."), ("en", "It cost 695.65 million euros.")),
    ("AGR", ("ja", "橋の長さは2.5キロメートル。"), ("ko", "다리 길이는 2.5km이다.")),
    ("SLIP", ("de", "Das Kraftwerk liefert 21.265 MW."), ("pl", "Elektrownia daje 21,26 MW.")),
    ("SLIP", ("en", "The firm earned 1.3 billion dollars."), ("es", "La empresa ganó 1,3 millones de dólares.")),
    ("SLIP", ("fr", "L'usine a coûté 4,5 milliards d'euros."), ("ru", "Завод обошёлся в 45 млн евро.")),
    ("QTY", ("en", "The tower has 3 floors."), ("de", "Der Turm hat 30 Stockwerke.")),  # one digit is no slip
    ("GATE", ("en", "The blast killed 12 people."), ("fr", "L'explosion a fait 30 blessés.")),
    ("GATE", ("en", "The Ascend 910B has 64 GB of memory."), ("ru", "Ascend 910C имеет 128 ГБ памяти.")),
    ("GATE", ("en", "The plant makes 500 cars per day."), ("fr", "L'usine a fabriqué 900 voitures.")),
    (None, ("en", "The bridge cost 140 million euros."), ("de", "Die Brücke ist 140 km lang.")),
    (None, ("en", "The bridge is open to all."), ("de", "Die Brücke ist 140 km lang.")),
    (None, ("en", "The blast killed 12 people."), ("fr", "L'explosion a fait 12 blessés.")),
]
DATES = [
    ("DAT", ("en", "The chip was launched on 12 May 2025."), ("it", "Il chip è stato lanciato il 19 maggio 2025.")),
    ("DAT", ("zh", "大桥于2025年5月12日开通。"), ("ru", "Мост открыли 19 мая 2025 года.")),
    ("DAT", ("de", "Die Brücke öffnete im Mai 2025."), ("pl", "Most otwarto 3 czerwca 2025 r.")),
    ("DAT", ("en", "The bridge opened on 12 May 2025."), ("de", "Die Brücke wurde am 19. Mai 2025 eröffnet.")),
    ("DAT", ("fr", "Le pont a été inauguré le 12 mai 2025."), ("uk", "Міст відкрили 19 травня 2025 року.")),
    ("DAT", ("it", "Il ponte è stato inaugurato il 12 maggio 2025."), ("ar", "افتتح الجسر في 19 مايو 2025.")),
    ("DAT", ("es", "El puente se inauguró el 12 de mayo de 2025."), ("ja", "橋は2025年5月19日に開通した。")),
    ("AGR", ("en", "The chip was launched in May 2025."), ("it", "Il chip è stato lanciato il 19 maggio 2025.")),
    ("AGR", ("ja", "橋は2025年5月12日に開通した。"), ("es", "El puente se abrió el 12 de mayo de 2025.")),
    (None, ("de", "Die Brücke öffnete am 12. Mai 2025."), ("fr", "Le pont a ouvert sous la pluie.")),
]


@pytest.mark.parametrize(("code", "one", "two"), FIGURES + DATES)
def test_which_rule_fires(code, one, two):
    found = findings(context(articles(one, two)))
    assert [f.rule for f in found] == ([code] if code else [])
    swapped = findings(context(articles(one, two)[::-1]))
    assert [meaning(f) for f in swapped] == [meaning(f) for f in found]


@pytest.mark.parametrize("code", ["QTY", "SLIP", "DAT"])
def test_between_the_thresholds_it_is_only_possible_and_below_them_nothing(code):
    _, one, two = next(case for case in FIGURES + DATES if case[0] == code)
    config, told = Config(), articles(one, two)
    verdicts = {}
    least = LEAST_OF_DATES if code == "DAT" else config.possible_threshold
    for likely in (config.conflict_threshold, least, least - 0.01):
        ctx = context(told, agree=likely + 1e-6, differ=likely + 1e-6)  # digits alike are judged as equal values are
        verdicts[likely] = [f.verdict for f in findings(ctx, code)]
    assert list(verdicts.values()) == [[CONFLICT], [Verdict.POSSIBLE], []]


def test_a_finding_quotes_its_articles_and_says_who_says_what():
    told = articles(*next(case for case in FIGURES if case[0] == "QTY")[1:])
    ctx = context(told)
    (one,) = findings(ctx)
    text_of = {c.id: a.text for a in told for c in ctx.claims if c.article_id == a.id}
    for side, name in zip(one.sides, ("a.example", "b.example"), strict=True):
        assert name in one.explanation
        for reading in side.readings:
            assert text_of[reading.claim_id][reading.start : reading.end] == reading.text
            assert reading.text in one.explanation
    assert (one.kind, one.severity, one.difference) == (Kind.NUMERIC, Severity.HIGH, "50.0% more")
    assert [side.value for side in one.sides] == ["140,000,000 EUR", "210,000,000 EUR"]
    assert sum(e.weight for e in one.evidence) == pytest.approx(2.197, abs=0.01)  # the log odds of 0.9


SEVERITY = [(140, 150, Severity.MEDIUM), (140, 141, Severity.LOW), (140, 420, Severity.HIGH)]


@pytest.mark.parametrize(("one", "two", "severity"), SEVERITY)
def test_the_further_apart_the_more_it_matters(one, two, severity):
    (found,) = findings(handmade([figure(one, "a"), figure(two, "b")], [pair(0, 1)]), "QTY")
    assert found.severity is severity


DIFFERENCE = [(100, 250, "2.5 times as much"), (100, 110, "10.0% more"), (0, 5, "nothing"), (-3, 3, "different sign")]


@pytest.mark.parametrize(("one", "two", "words"), DIFFERENCE)
def test_how_far_apart_in_words(one, two, words):
    (found,) = findings(handmade([figure(one, "a"), figure(two, "b")], [pair(0, 1)]), "QTY")
    assert words in found.difference


@pytest.mark.parametrize(("case", "words"), [(0, "7 days apart"), (1, "7 days apart"), (2, "at least 3 days apart")])
def test_days_between_two_dates(case, words):
    (one,) = findings(context(articles(*DATES[case][1:])), "DAT")
    assert (one.difference, one.kind) == (words, Kind.DATE)


@pytest.mark.parametrize(("code", "one", "two"), [case for case in FIGURES + DATES if case[0]])
def test_an_explanation_is_one_sentence(code, one, two):
    (found,) = findings(context(articles(one, two)), code)
    assert found.explanation.endswith(".")
    assert not found.explanation.endswith(("..", "。.", "!."))
    assert found.attribute
    assert "\n" not in found.explanation


def test_three_rivals_are_one_finding_with_three_sides():
    told = [
        ("en", "The bridge cost 140 million euros."),
        ("de", "Die Brücke kostete 210 Millionen Euro."),
        ("es", "El puente costó 390 millones de euros."),
    ]
    (one,) = findings(context(articles(*told)))
    assert [side.value for side in one.sides] == ["140,000,000 EUR", "210,000,000 EUR", "390,000,000 EUR"]


def test_sources_that_agree_are_one_side_and_the_most_told_comes_first():
    told = [
        ("en", "The bridge cost 210 million euros."),
        ("de", "Die Brücke kostete 140 Millionen Euro."),
        ("es", "El puente costó 210 millones de euros."),
    ]
    conflict, agreement = findings(context(articles(*told)))
    assert [(side.value, len(side.claim_ids)) for side in conflict.sides] == [
        ("210,000,000 EUR", 2),
        ("140,000,000 EUR", 1),
    ]
    assert agreement.verdict is Verdict.AGREEMENT
    assert len(agreement.sides) == 2


def test_where_an_article_tells_both_values_it_is_no_conflict():
    figures = [figure(12, "a"), figure(19, "b"), figure(12, "c"), figure(19, "c")]
    joined = [(0, 2), (1, 3)]
    (one,) = findings(handmade(figures, [pair(0, 1)], joined), "QTY")
    assert one.verdict is Verdict.POSSIBLE
    assert "one article tells both values" in one.caveats[0]
    (two,) = findings(handmade(figures[:2], [pair(0, 1)]), "QTY")
    assert two.verdict is Verdict.CONFLICT


def test_a_rival_may_be_told_of_one_pair_only():
    """a and b are at odds, b and c too, but nobody holds a against c: two findings."""
    figures = [figure(12, "a"), figure(19, "b"), figure(30, "c")]
    found = findings(handmade(figures, [pair(0, 1), pair(1, 2)]), "QTY")
    assert sorted(len(f.sides) for f in found) == [2, 2]


def test_the_likeliest_pair_between_two_groups_speaks_for_them():
    figures = [figure(12, "a"), figure(19, "b"), figure(19, "c")]
    ctx = handmade(figures, [pair(0, 1, 0.7), pair(0, 2, 0.95)], [(1, 2)])
    (one,) = findings(ctx, "QTY")
    assert one.confidence == pytest.approx(0.95)
    assert {len(side.claim_ids) for side in one.sides} == {1, 2}


TAKEN = [
    ("QTY", {"relation": Relation.DIFFERENT}),
    ("SLIP", {"relation": Relation.SLIP}),
    ("UPD", {"update": True}),
    ("UPD", {"relation": Relation.SLIP, "update": True}),
    ("GATE", {"held": Held(slot="time", reason="they speak of different times")}),
    (None, {"relation": Relation.EQUAL}),
    (None, {"relation": Relation.COMPATIBLE}),
]


@pytest.mark.parametrize(("code", "judged"), TAKEN)
def test_every_pair_is_the_business_of_one_rule(code, judged):
    ctx = handmade([figure(12, "a"), figure(19, "b")], [pair(0, 1, **judged)])
    assert [f.rule for f in findings(ctx)] == ([code] if code else [])


TOLLS = [
    # days of the two articles, tolls, what the rules say
    ("2025-05-01", 12, "2025-05-03", 19, "UPD"),
    ("2025-05-03", 19, "2025-05-01", 12, "UPD"),
    ("2025-05-01", 12, "2025-05-01", 19, "QTY"),
]
SAID = {
    "en": "The blast killed {} people.",
    "es": "Murieron {} personas en la explosión.",
    "ru": "При взрыве погибли {} человек.",
    "zh": "爆炸造成{}人死亡。",
    "ar": "قُتل {} شخصا في الانفجار.",
    "tr": "Patlamada {} kişi öldü.",
}


@pytest.mark.parametrize("languages", [("en", "es"), ("ru", "zh"), ("ar", "tr")])
@pytest.mark.parametrize(("day_one", "one", "day_two", "two", "code"), TOLLS)
def test_a_toll_that_rises_from_one_day_to_a_later_one_is_an_update(languages, day_one, one, day_two, two, code):
    told = [
        source(SAID[language].format(number), name, language, day)
        for name, language, number, day in zip("ab", languages, (one, two), (day_one, day_two), strict=True)
    ]
    (found,) = findings(context(told))
    assert found.rule == code
    if code == "UPD":
        assert (found.verdict, found.severity) == (UPDATE, Severity.LOW)


def test_a_toll_that_falls_is_an_update_too():
    told = [
        source(SAID["en"].format(19), "a", "en", "2025-05-01"),
        source(SAID["es"].format(12), "b", "es", "2025-05-03"),
    ]
    (one,) = findings(context(told), "UPD")
    assert one.verdict is Verdict.UPDATE
    assert findings(context(told), "QTY") == []


@pytest.mark.parametrize("slot", ["status", "measure"])
def test_a_forecast_and_what_came_of_it_is_an_update(slot):
    held = Held(slot=slot, reason="they differ in certainty", doubt=True)
    ctx = handmade([figure(12, "a"), figure(19, "b")], [pair(0, 1, update=True, held=held)])
    assert [f.rule for f in findings(ctx, "UPD")] == ["UPD"]


@pytest.mark.parametrize(
    "held", [Held(slot="scope", reason="other places", doubt=True), Held(slot="form", reason="per")]
)
def test_another_place_or_form_is_no_update(held):
    ctx = handmade([figure(12, "a"), figure(19, "b")], [pair(0, 1, update=True, held=held)])
    assert findings(ctx, "UPD") == []


HELD = [
    ("measure", ("en", "The blast killed 12 people."), ("fr", "L'explosion a fait 30 blessés.")),
    ("subject", ("en", "The Ascend 910B has 64 GB of memory."), ("ru", "Ascend 910C имеет 128 ГБ памяти.")),
    ("form", ("en", "The plant makes 500 cars per day."), ("fr", "L'usine a fabriqué 900 voitures.")),
    ("time", ("en", "In 2023 the firm sold 500 cars."), ("zh", "该公司2024年售出900辆汽车。")),
]


DOUBTED = [
    ("measure", ("en", "The firm had revenue of 3 billion euros."), ("de", "Der Schaden beträgt 1 Milliarde Euro.")),
    ("scope", ("de", "Die Firma verkaufte 500 Autos in Deutschland."), ("pl", "Firma sprzedała 900 aut we Francji.")),
    ("status", ("en", "The bridge cost 140 million euros."), ("it", "Il ponte dovrebbe costare 210 milioni di euro.")),
    ("status", ("es", "El puente costó 140 millones de euros."), ("ru", "Мост не стоил 210 млн евро.")),
    ("time", ("en", "At least 12 people died in the fire."), ("it", "Nell'incendio sono morte 19 persone.")),
]


@pytest.mark.parametrize(("slot", "one", "two"), DOUBTED)
def test_what_is_only_doubted_is_to_be_checked_with_the_doubt_and_never_a_conflict(slot, one, two):
    (found,) = findings(context(articles(one, two)), "QTY", "GATE", "UPD")
    assert (found.rule, found.verdict) == ("QTY", Verdict.POSSIBLE)
    assert found.evidence[0].feature == f"gate:{slot}"
    assert found.evidence[0].detail in found.caveats[0]
    unlikely = context(articles(one, two), differ=0.1, config=Config(possible_threshold=0.2))
    (listed,) = findings(unlikely, "QTY", "GATE", "UPD")
    assert (listed.rule, listed.verdict) == ("GATE", Verdict.INCOMPARABLE)


REVENUE = ("en", "The firm had revenue of 3 billion euros."), ("en", "In 2024 the firm had revenue of 3 billion euros.")
BEFORE = ("de", "Im Jahr 2019 hatte die Firma einen Umsatz von 1 Milliarde Euro.")


@pytest.mark.parametrize(("told", "doubt"), [(REVENUE[0], True), (REVENUE[1], False)])
def test_other_times_keep_apart_where_both_are_stated_and_are_doubted_where_one_is_assumed(told, doubt):
    ctx = context(articles(told, BEFORE, published="2025-07-28"))
    (held,) = {judged.held for judged in ctx.judged if not ctx.figures[judged.left].is_date}
    assert (held.slot, held.doubt) == ("time", doubt)


@pytest.mark.parametrize(("slot", "one", "two"), HELD)
def test_what_is_held_back_is_listed_with_the_reason(slot, one, two):
    ctx = context(articles(one, two))
    found = [f for f in findings(ctx, "GATE") if f.kind is Kind.NUMERIC]
    assert [f.verdict for f in found] == [Verdict.INCOMPARABLE]
    gate = found[0].evidence[0]
    assert gate.feature == f"gate:{slot}"
    assert gate.detail in found[0].explanation
    assert found[0].cluster_id is None
    assert findings(ctx, "QTY", "SLIP", "UPD") == []


def test_what_holds_one_pair_back_casts_doubt_on_all_who_tell_the_same():
    figures = [figure(12, "a"), figure(19, "b"), figure(19, "c")]
    held = Held(slot="scope", reason="different places")
    free, bound = pair(0, 1), pair(0, 2, held=held)
    for judged, joined, verdict in (
        ([free], [(1, 2)], Verdict.CONFLICT),
        ([free, bound], [(1, 2)], Verdict.POSSIBLE),
        ([free, bound], [], Verdict.CONFLICT),
    ):
        (found,) = findings(handmade(figures, judged, joined), "QTY")
        assert found.verdict is verdict
    assert findings(handmade(figures[::2], [pair(0, 1, held=held)]), "QTY") == []


def test_a_doubted_value_casts_no_doubt_on_two_others():
    figures = [figure(n, name) for n, name in zip((12, 19, 30), "abc", strict=True)]
    doubt = Held(slot="status", reason="one of the clauses is negated", doubt=True)
    judged = [pair(0, 1, 0.6), pair(0, 2, 0.7, held=doubt), pair(1, 2, 0.7, held=doubt)]
    found = findings(handmade(figures, judged), "QTY")
    told = {(f.verdict, *sorted(r.text for side in f.sides for r in side.readings)) for f in found}
    assert told == {(Verdict.CONFLICT, "12", "19"), (Verdict.POSSIBLE, "12", "30"), (Verdict.POSSIBLE, "19", "30")}


@pytest.mark.parametrize("room", range(1, 8))
def test_a_list_to_check_holds_the_likeliest_however_deep_it_goes(room):
    likely = [0.39, 0.3, 0.2, 0.12, 0.06, 0.03]
    figures = [figure(n + 10 * (n % 2), f"{n}") for n in range(2 * len(likely))]
    judged = [pair(2 * n, 2 * n + 1, p) for n, p in enumerate(likely)]
    found = findings(handmade(figures, judged, config=Config(max_possible=room)), "QTY")
    assert sorted((f.confidence for f in found), reverse=True) == likely[:room]


@pytest.mark.parametrize("doubtful", [0.02, 0.3])
def test_a_doubt_counts_however_many_others_there_are(doubtful):
    """Two sums that agree have one rival; a pair that is hardly likely casts no doubt on the likely one beside it."""
    doubt = Held(slot="status", reason="one of the clauses is negated", doubt=True)
    values = [(700, "a"), (700, "b"), (900, "c"), *((n * 10**4, f"{n}") for n in range(1, 21))]
    figures = [figure(n, name) for n, name in values]
    own = [pair(0, 2, 0.6), pair(1, 2, doubtful, held=doubt)]
    others = [pair(n, n + 1, 0.2) for n in range(3, 23, 2)]
    verdict = Verdict.POSSIBLE if doubtful > ALLIED else Verdict.CONFLICT
    for judged in (own, [*own, *others]):
        found = findings(handmade(figures, judged, config=Config(max_possible=5)), "QTY")
        (told,) = {f.verdict for f in found if f.confidence == 0.6}
        assert told is verdict


def test_nothing_but_the_list_to_check_is_cut():
    figures = [figure(n + 10 * (n % 2), f"{n}") for n in range(12)]
    judged = [pair(2 * n, 2 * n + 1, 0.2) for n in range(5)] + [pair(10, 11, 0.025)]
    low = Config(conflict_threshold=0.02, max_possible=0)
    assert len(findings(handmade(figures, judged, config=low), "QTY")) == 6


def test_the_list_of_what_was_held_back_has_an_end_and_begins_with_the_likeliest():
    figures = [figure(n, name) for n, name in zip(range(10, 15), "abcde", strict=True)]
    held = Held(slot="scope", reason="different places")
    judged = [pair(i, j, 0.5 + 0.01 * (i + j), held=held) for i, j in combinations(range(5), 2)]
    found = findings(handmade(figures, judged, config=Config(max_held_back=3)), "GATE")
    assert [f.confidence for f in found] == [0.57, 0.56, 0.55]


def test_currencies_agree_at_the_rate_of_the_day():
    told = articles(("en", "The plant cost 560 million dollars."), ("zh", "工厂耗资40亿元。"), published="2025-07-28")
    (one,) = findings(context(told))
    assert one.verdict is Verdict.AGREEMENT
    assert "ECB reference rate of 2025-07-28" in one.explanation
    assert {r.unit for side in one.sides for r in side.readings} == {"USD", "CNY"}


def test_one_article_may_agree_with_itself_in_two_currencies_alone():
    twice = source("The plant cost 1 billion yuan (139 million dollars). The plant cost 1 billion yuan.", "a")
    (one,) = findings(context([twice]))
    assert one.rule == "AGR"
    assert {r.text for side in one.sides for r in side.readings} == {"1 billion yuan", "139 million dollars"}
    assert findings(context([source("The bridge cost 140 million euros. It cost 140 million euros.", "a")])) == []


COMPARED = [
    ("CMP", ("en", "The K7 reaches 65% of the performance of the R100."), ("de", "Der K7 soll den R100 übertreffen.")),
    ("CMP", ("pl", "K7 osiąga 65% wydajności układu R100."), ("ru", "K7 может превзойти R100.")),
    ("CMP", ("it", "Il K7 raggiunge il 65% delle prestazioni dell'R100."), ("en", "The K7 surpasses the R100.")),
    ("CMP", ("en", "The K7 is twice as fast as the R100."), ("pl", "K7 jest o 20 proc. szybszy od R100.")),
    ("CMP", ("ru", "K7 уступает чипу R100."), ("de", "Der K7 übertrifft den R100.")),
    (None, ("en", "The K7 surpasses the R100."), ("de", "Der K7 übertrifft den R100.")),
    (None, ("en", "The K7 reaches 65% of the performance of the R100."), ("de", "Der K8 soll den R100 übertreffen.")),
    (None, ("en", "The K7 costs half the price of the R100."), ("pl", "K7 jest dwa razy szybszy niż R100.")),
    (None, ("en", "The K7 is out now."), ("de", "Der K7 soll den R100 übertreffen.")),
]


@pytest.mark.parametrize(("code", "one", "two"), COMPARED)
def test_rival_comparisons(code, one, two):
    found = findings(context(articles(one, two)), "CMP")
    assert [f.rule for f in found] == ([code] if code else [])
    swapped = findings(context(articles(one, two)[::-1]), "CMP")
    assert sorted(f.id for f in found) == sorted(f.id for f in swapped)
    for finding in found:
        assert finding.kind is Kind.COMPARISON
        assert len(finding.sides) == 2
        assert all(side.readings[0].text in finding.explanation for side in finding.sides)


def test_a_measured_fact_against_a_goal_says_so_and_weighs_less():
    goal = findings(context(articles(*COMPARED[0][1:])), "CMP")[0]
    fact = findings(context(articles(*COMPARED[2][1:])), "CMP")[0]
    assert "a goal or plan" in goal.explanation
    assert goal.caveats
    assert (goal.severity, fact.severity) == (Severity.MEDIUM, Severity.HIGH)
    assert goal.confidence < fact.confidence
    assert fact.caveats == ()


def test_an_article_is_no_rival_of_itself():
    text = "The K7 reaches 65% of the performance of the R100. The K7 surpasses the R100."
    assert findings(context([source(text, "a")]), "CMP") == []


def test_sources_with_one_comparison_are_one_side():
    told = [*COMPARED[0][1:], ("pl", "K7 osiąga 65% wydajności układu R100.")]
    (one,) = findings(context(articles(*told)), "CMP")
    assert sorted(len(side.claim_ids) for side in one.sides) == [1, 2]


def test_open_ratios_do_not_hold_their_bound():
    ctx = context(articles(("ru", "K7 уступает чипу R100."), ("de", "Der K7 übertrifft den R100.")))
    below, above = (c.comparisons[0] for c in ctx.claims)
    assert apart(below, above)
    assert apart(above, below)
    assert not apart(above, above)


OPENING = {"en": "It rained all day.\n\n", "de": "Es regnete den ganzen Tag.\n\n", "zh": "大家都很高兴。\n\n"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("en", "The bridge cost 140 million euros."), ("de", "Die Brücke kostete 210 Millionen Euro.")),
        (("zh", "爆炸造成12人死亡。"), ("en", "The blast killed 19 people.")),
        (("en", "The K7 reaches 65% of the performance of the R100."), ("de", "Der K7 soll den R100 übertreffen.")),
        (("zh", "大桥于2025年5月12日开通。"), ("de", "Die Brücke öffnete am 19. Mai 2025.")),
    ],
)
def test_a_moved_paragraph_keeps_the_ids_of_findings(one, two):
    moved = [(language, OPENING[language] + text) for language, text in (one, two)]
    before, after = (context(articles(*told)) for told in ((one, two), moved))
    ids = [f.id for f in findings(before)]
    assert ids
    assert [f.id for f in findings(after)] == ids


def test_another_value_another_outlet_or_another_rule_is_another_finding():
    made = [
        handmade([figure(12, "a"), figure(19, "b")], [pair(0, 1)]),
        handmade([figure(12, "a"), figure(20, "b")], [pair(0, 1)]),
        handmade([figure(12, "a"), figure(19, "c")], [pair(0, 1)]),
        handmade([figure(12, "a"), figure(19, "b")], [pair(0, 1, relation=Relation.SLIP)]),
    ]
    assert len({findings(ctx)[0].id for ctx in made}) == len(made)


CAVEATS = [
    ({}, {"seen": ONE_DAY}, "undated"),
    ({"seen": "2025-05-01"}, {"seen": "2025-05-09"}, "8 days apart"),
    ({"codes": {"910c"}}, {}, "do not name exactly the same"),
]


@pytest.mark.parametrize(("one", "two", "words"), CAVEATS)
def test_why_it_may_be_fine(one, two, words):
    a, b = figure(12, "a", **one), figure(19, "b", **two)
    assert any(words in caveat for caveat in caveats(a, b))
    assert sorted(caveats(a, b)) == sorted(caveats(b, a))
    same_day = (figure(12, "a", seen=ONE_DAY), figure(19, "b", seen=ONE_DAY))
    assert not any(words in caveat for caveat in caveats(*same_day))


def test_what_is_no_fact_is_told_as_such():
    a, b = (figure(n, name, modality=Modality.FORECAST) for n, name in ((12, "a"), (19, "b")))
    (found,) = findings(handmade([a, b], [pair(0, 1)]), "QTY")
    assert found.explanation.count("(as a forecast)") == 2


def test_a_period_is_told_with_both_days():
    first, last = date(2025, 5, 1), date(2025, 5, 31)
    (one,) = findings(context(articles(*DATES[2][1:])), "DAT")
    assert f"{first} to {last}" in {side.value for side in one.sides}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_explains_itself(rule):
    assert rule.code.isupper()
    assert rule.title
    assert isinstance(rule.kind, Kind)
    assert isinstance(rule.severity, Severity)
    assert "Fires:" in (rule.__doc__ or "")


def test_codes_are_different():
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_without_articles_no_rule_finds_anything(rule):
    assert list(rule.check(context([]))) == []


relations = st.sampled_from([Relation.DIFFERENT, Relation.SLIP])
likely = st.sampled_from([0.1, 0.3, 0.62, 0.9])
numbers = st.lists(st.integers(10, 60), min_size=2, max_size=6, unique=True)


@settings(deadline=None)
@given(numbers, st.data())
def test_rules_are_blind_to_the_order_of_figures(drawn, data):
    """Any judged pairs give the same findings with the figures in the opposite order."""
    last = len(drawn) - 1
    figures = [figure(n, name, seen=ONE_DAY) for n, name in zip(drawn, "abcdef", strict=False)]
    ends = list(combinations(range(len(drawn)), 2))
    drawn_pairs = [(i, j, data.draw(likely) + 0.001 * k, data.draw(relations)) for k, (i, j) in enumerate(ends)]
    straight = [pair(i, j, p, relation=kind) for i, j, p, kind in drawn_pairs]
    turned = [pair(last - j, last - i, p, relation=kind) for i, j, p, kind in drawn_pairs]
    one, two = findings(handmade(figures, straight)), findings(handmade(figures[::-1], turned))
    assert sorted(map(meaning, one)) == sorted(map(meaning, two))
    for found in one:
        assert len({c for side in found.sides for c in side.claim_ids}) == len(found.sides)
        assert 0 <= found.confidence <= 1


def test_of_the_pairs_to_check_the_likeliest_are_put_in_words_and_no_conflict_is_cut():
    figures = [figure(10 + n, f"s{n}", clause_text=f"clause {n}") for n in range(8)]
    judged = [pair(2 * n, 2 * n + 1, probability) for n, probability in enumerate([0.2, 0.35, 0.9, 0.3])]
    found = findings(handmade(figures, judged, config=Config(max_possible=2)), "QTY")
    assert sorted((f.verdict, f.confidence) for f in found) == [
        (Verdict.CONFLICT, 0.9),
        (Verdict.POSSIBLE, 0.3),
        (Verdict.POSSIBLE, 0.35),
    ]


def test_names_shared_across_scripts_are_told_in_letters_that_the_report_is_in():
    def told(language, **names):
        made = figure(5, language=language, names=set(names) - {"place"}, places={"place:SE"})
        mentions = tuple(
            EntityMention(span=Span(start=0, end=len(quote), quote=quote), key=key, kind=kind)
            for key, quote, kind in (("place:SE", names["place"], "place"), ("ivan", names["ivan"], "name"))
        )
        return replace(made, claim=made.claim.model_copy(update={"entities": mentions}))

    russian, english = told("ru", place="Швеция", ivan="Иван"), told("en", place="Swedish", ivan="Ivan")
    assert subject([russian, english]) == ["Ivan", "Sweden"]
    assert subject([russian]) == ["Sweden", "Иван"]


LONG = "Residents in Alte are back in their homes at last but the mountain road will stay shut until 14 August"


@pytest.mark.parametrize(
    ("clause", "words", "told"),
    [
        (LONG, "14 August", "… at last but the mountain road will stay shut until 14 August"),
        (LONG, "Alte", "Residents in Alte are back in their homes at last but the …"),
        (LONG, "shut", "… at last but the mountain road will stay shut until 14 August"),
        ("It opens on 14 August.", "14 August", "It opens on 14 August"),
        ("8400人削減　34％減益", "34％", "8400人削減 34％減益"),
    ],
)
def test_an_excerpt_is_of_the_words_around_the_figure(clause, words, told):
    at, start = 40, 40 + clause.index(words)  # in the article, not in the clause
    made = figure(0)
    claim = made.claim.model_copy(update={"span": Span(start=at, end=at + len(clause), quote=clause)})
    mention = made.mention.model_copy(update={"span": Span(start=start, end=start + len(words), quote=words)})
    assert excerpt(replace(made, claim=claim, mention=mention)) == told
