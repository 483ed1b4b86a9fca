"""Sentences to claims: what each says, where it stands, and what holds for any text."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import extract, iso_interval, parse_day
from claims.models import Article, Modality, Zone

ASSERTED, REPORTED, RUMOUR = Modality.ASSERTED, Modality.REPORTED, Modality.RUMOUR
GOAL, FORECAST, DENIED = Modality.GOAL, Modality.FORECAST, Modality.DENIED


def article(text, language="en", published="2025-05-06", **more):
    return Article(id="a", path="a.txt", text=text, sha256="x", language=language, published=published, **more)


def told(text, language="en", **more):
    """Claims of a text as (words, words of its quantities)."""
    return [(c.span.quote, [q.span.quote for q in c.quantities]) for c in extract(article(text, language, **more))]


CLAUSES = [
    # language, sentence, words of each claim with the figures that it states
    (
        "en",
        "Police counted 12 dead, while hospitals counted 19 dead.",
        [("Police counted 12 dead,", ["12"]), ("while hospitals counted 19 dead.", ["19"])],
    ),
    (
        "en",
        "The mill made 1,200 t of steel; its rival, 900 t.",
        [("The mill made 1,200 t of steel;", ["1,200 t"]), ("its rival, 900 t.", ["900 t"])],
    ),
    (
        "pl",
        "Spółka wydała 600 mln zł na moc, 300 mln zł na modele oraz 100 mln zł na dane.",
        [
            ("Spółka wydała 600 mln zł na moc,", ["600 mln zł"]),
            ("300 mln zł na modele", ["300 mln zł"]),
            ("oraz 100 mln zł na dane.", ["100 mln zł"]),
        ],
    ),
    (
        "es",
        "Según la policía, murieron 12 personas y 30 resultaron heridas.",
        [("Según la policía, murieron 12 personas", ["12"]), ("y 30 resultaron heridas.", ["30"])],
    ),
    (
        "fr",
        "Le pont a coûté 140 millions d'euros et mesure 2,5 km.",
        [("Le pont a coûté 140 millions d'euros", ["140 millions d'euros"]), ("et mesure 2,5 km.", ["2,5 km"])],
    ),
    (
        "cs",
        "Most stál 140 milionů eur a měří 2,5 km.",
        [("Most stál 140 milionů eur", ["140 milionů eur"]), ("a měří 2,5 km.", ["2,5 km"])],
    ),
    (
        "nl",
        "De brug kostte 140 miljoen euro en is 2,5 km lang.",
        [("De brug kostte 140 miljoen euro", ["140 miljoen euro"]), ("en is 2,5 km lang.", ["2,5 km"])],
    ),
    ("uk", "Загинули 12 людей, ще 30 поранені.", [("Загинули 12 людей,", ["12"]), ("ще 30 поранені.", ["30"])]),
    (
        "tr",
        "Kazada 12 kişi öldü, 30 kişi yaralandı.",
        [("Kazada 12 kişi öldü,", ["12"]), ("30 kişi yaralandı.", ["30"])],
    ),
    (
        "ar",
        "قُتل 12 شخصا وأصيب 30 آخرون في الانفجار.",
        [("قُتل 12 شخصا", ["12"]), ("وأصيب 30 آخرون في الانفجار.", ["30"])],
    ),
    (
        "hi",
        "हादसे में 12 लोगों की मौत हुई और 30 घायल हुए।",
        [("हादसे में 12 लोगों की मौत हुई", ["12"]), ("और 30 घायल हुए।", ["30"])],
    ),
    ("zh", "事故造成12人死亡，30人受伤。", [("事故造成12人死亡，", ["12"]), ("30人受伤。", ["30"])]),
    ("ja", "事故で12人が死亡、30人が負傷した。", [("事故で12人が死亡、", ["12"]), ("30人が負傷した。", ["30"])]),
    (
        "de",
        "Der Bau kostet 1 Mrd. Yuan (139 Mio. Dollar).",
        [("Der Bau kostet 1 Mrd. Yuan (139 Mio. Dollar).", ["1 Mrd. Yuan", "139 Mio. Dollar"])],
    ),
    ("sv", "Bron invigdes av kungen i regn.", [("Bron invigdes av kungen i regn.", [])]),
]


@pytest.mark.parametrize(("language", "text", "expected"), CLAUSES)
def test_each_stated_figure_is_a_claim_of_its_own(language, text, expected):
    assert told(text, language) == expected


STATUS = [
    ("en", "The bridge cost 140 million euros.", ASSERTED, None),
    ("en", "The ministry said the bridge cost 140 million euros.", REPORTED, "The ministry"),
    ("de", "Der Bau kostete 140 Millionen Euro, teilte das Ministerium mit.", REPORTED, "das Ministerium"),
    ("es", "Según la policía, murieron 12 personas.", REPORTED, "la policía"),
    ("it", "Il ponte dovrebbe costare 140 milioni di euro.", FORECAST, None),
    ("fr", "Le groupe veut produire 45 000 puces par an.", GOAL, None),
    ("pl", "Spółka chce wyprodukować 45 tysięcy chipów.", GOAL, None),
    ("ru", "По слухам, завод выпустит 45 тысяч чипов.", RUMOUR, None),
    ("en", "The firm denied that it had sold 45,000 chips.", DENIED, "The firm"),
    ("pt", "A ponte custou 140 milhões de euros.", ASSERTED, None),
    ("zh", "据传该厂将生产4.5万块芯片。", RUMOUR, None),
]


@pytest.mark.parametrize(("language", "text", "modality", "said_by"), STATUS)
def test_status_and_source(language, text, modality, said_by):
    (claim,) = extract(article(text, language))
    assert (claim.modality, claim.said_by) == (modality, said_by)
    assert (claim.modality_cue is None) == (modality is ASSERTED)


CARRIED = [
    ("en", "The agency said that 12 people were killed and 30 were injured.", REPORTED, "The agency"),
    ("es", "Según la policía, murieron 12 personas y 30 resultaron heridas.", REPORTED, "la policía"),
    ("de", "Nach Angaben der Polizei wurden 12 Menschen, darunter 3 Kinder, getötet.", REPORTED, "Polizei"),
    ("ja", "警察によると、12人が死亡、うち3人は子供だという。", REPORTED, "警察"),
    ("de", "Angeblich starben 12 Menschen, 30 wurden verletzt.", RUMOUR, None),
    ("ru", "По слухам, погибли 12 человек, 30 ранены.", RUMOUR, None),
]


@pytest.mark.parametrize(("language", "text", "modality", "said_by"), CARRIED)
def test_what_is_reported_or_rumoured_is_so_in_every_clause(language, text, modality, said_by):
    claims = extract(article(text, language))
    assert [(c.modality, c.said_by) for c in claims] == [(modality, said_by)] * 2


def test_negation_is_read_by_the_clause():
    one, two = extract(article("The plant did not sell 500 cars, but it sold 300 vans."))
    assert (one.negated, two.negated) == (True, False)


BOUNDS = [
    # language, "not fewer than twelve died", "not more than twelve died"
    ("en", "No fewer than 12 people died.", "No more than 12 people died."),
    ("de", "Nicht weniger als 12 Menschen starben.", "Nicht mehr als 12 Menschen starben."),
    ("fr", "Pas moins de 12 personnes sont mortes.", "Pas plus de 12 personnes sont mortes."),
    ("es", "Murieron no menos de 12 personas.", "Murieron no más de 12 personas."),
    ("it", "Sono morte non meno di 12 persone.", "Sono morte non più di 12 persone."),
    ("pt", "Morreram não menos que 12 pessoas.", "Morreram não mais que 12 pessoas."),
    ("ro", "Nu mai puțini de 12 oameni au murit.", "Nu mai mulți de 12 oameni au murit."),
    ("nl", "Niet minder dan 12 mensen stierven.", "Niet meer dan 12 mensen stierven."),
    ("sv", "Inte färre än 12 personer dog.", "Inte fler än 12 personer dog."),
    ("da", "Ikke færre end 12 mennesker døde.", "Ikke flere end 12 mennesker døde."),
    ("no", "Ikke færre enn 12 mennesker døde.", "Ikke flere enn 12 mennesker døde."),
    ("pl", "Zginęło nie mniej niż 12 osób.", "Zginęło nie więcej niż 12 osób."),
    ("cs", "Zemřelo ne méně než 12 lidí.", "Zemřelo ne více než 12 lidí."),
    ("sk", "Zomrelo nie menej ako 12 ľudí.", "Zomrelo nie viac ako 12 ľudí."),
    ("ru", "Погибли не менее 12 человек.", "Погибли не более 12 человек."),
    ("uk", "Загинуло не менше 12 людей.", "Загинуло не більше 12 людей."),
    ("bg", "Загинаха не по-малко от 12 души.", "Загинаха не повече от 12 души."),
    ("el", "Όχι λιγότεροι από 12 άνθρωποι σκοτώθηκαν.", "Όχι περισσότεροι από 12 άνθρωποι σκοτώθηκαν."),
    ("hu", "Nem kevesebb mint 12 ember halt meg.", "Nem több mint 12 ember halt meg."),
    ("id", "Tidak kurang dari 12 orang tewas.", "Tidak lebih dari 12 orang tewas."),
    ("vi", "Không dưới 12 người chết.", "Không quá 12 người chết."),
    ("zh", "不少于12人死亡。", "不超过12人死亡。"),
]


@pytest.mark.parametrize(("language", "least", "most"), BOUNDS)
def test_a_negated_comparison_is_a_bound_and_denies_nothing(language, least, most):
    for text, bounds in ((least, (12, None)), (most, (None, 12))):
        (claim,) = extract(article(text, language))
        (quantity,) = claim.quantities
        assert (quantity.low, quantity.high) == bounds
        assert not claim.negated


WHEN = [
    ("en", "The plant made 500 cars in March 2024.", "2024-03-01/2024-03-31", True),
    ("en", "The plant made 500 cars on 12 May 2025.", "2025-05-12", True),
    ("pl", "W marcu 2024 roku fabryka wyprodukowała 500 aut.", "2024-03-01/2024-03-31", True),
    ("ru", "В 2026 году завод выпустил 45 тысяч машин.", "2026-01-01/2026-12-31", True),
    ("zh", "2024年3月，该厂生产了500辆汽车。", "2024-03-01/2024-03-31", True),
    ("it", "Il ponte sarà aperto entro il 2027 a tutti.", "../2027-12-31", True),
    ("en", "The plant made 500 cars.", "2025-05-06", False),
]


@pytest.mark.parametrize(("language", "text", "when", "stated"), WHEN)
def test_when_it_was(language, text, when, stated):
    (claim,) = extract(article(text, language))
    assert (claim.when, claim.when_stated) == (when, stated)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Через 1 час 45 минут после старта связь пропала."),
        ("uk", "Через 1 годину 45 хвилин після старту зв'язок зник."),
    ],
)
def test_a_span_of_time_is_no_hour_of_the_day(language, text):
    found = [q for claim in extract(article(text, language)) for q in claim.quantities]
    assert [(float(q.low), q.unit) for q in found] == [(1.75, "hour")]


def test_a_clause_without_a_date_takes_that_of_its_sentence():
    one, two = extract(article("In March 2024 the plant made 500 cars, the old one 300."))
    assert one.when == two.when == "2024-03-01/2024-03-31"
    assert (len(one.dates), len(two.dates)) == (1, 0)


def test_without_any_date_nobody_knows_when():
    (claim,) = extract(article("The plant made 500 cars.", published=None))
    assert (claim.when, claim.when_stated) == (None, False)


NO_FIGURE = [
    ("en", "The new Ascend 910C was launched on 12 May 2025."),
    ("de", "Der Start des H100 war am 12. Mai 2025."),
    ("fr", "La puce H100 est sortie le 12 mai 2025."),
    ("es", "El chip H100 salió el 12 de mayo de 2025."),
    ("pl", "Układ Ascend 910C trafił do sprzedaży 12 maja 2025 r."),
    ("ru", "Чип Ascend 910C вышел 12 мая 2025 года."),
    ("zh", "Ascend 910C于2025年5月12日发布。"),
    ("ja", "Ascend 910Cは2025年5月12日に発売された。"),
    ("tr", "Ascend 910C 12 Mayıs 2025'te tanıtıldı."),
    ("ar", "صدرت شريحة H100 في 12 مايو 2025."),
]


@pytest.mark.parametrize(("language", "text"), NO_FIGURE)
def test_model_numbers_and_days_are_no_quantities(language, text):
    (claim,) = extract(article(text, language))
    assert claim.quantities == ()
    assert [e.kind for e in claim.entities] == ["code"]
    assert claim.when == "2025-05-12"


NO_NAME = [
    ("de", "Der Bau der Brücke kostet 140 Millionen Euro."),
    ("de", "Der Umsatz stieg auf 3,2 Milliarden Dollar."),
    ("en", "It cost 5 million Hong Kong dollars."),
    ("en", "It cost 140 million US dollars."),
]


@pytest.mark.parametrize(("language", "text"), NO_NAME)
def test_the_unit_of_a_sum_names_nobody(language, text):
    (claim,) = extract(article(text, language))
    assert len(claim.quantities) == 1
    assert claim.entities == ()


MEASURED = [
    ("en", "The blast killed 12 people.", "casualties.dead"),
    ("es", "Murieron 12 personas en la explosión.", "casualties.dead"),
    ("ar", "قُتل 12 شخصا في الانفجار.", "casualties.dead"),
    ("ja", "爆発で12人が死亡した。", "casualties.dead"),
    ("tr", "Patlamada 30 kişi yaralandı.", "casualties.injured"),
    ("ko", "폭발로 30명이 부상했다.", "casualties.injured"),
]


@pytest.mark.parametrize(("language", "text", "concept"), MEASURED)
def test_what_is_measured(language, text, concept):
    (claim,) = extract(article(text, language))
    assert concept in {m.concept for m in claim.measures}


COMPARED = [
    ("en", "The K7 reaches 65% of the performance of the R100.", "0.65", "0.65", ASSERTED),
    ("de", "Der K7 soll den R100 übertreffen.", "1", None, GOAL),
    ("it", "Il K7 è progettato per superare l'R100.", "1", None, GOAL),
    ("pl", "K7 osiąga 65% wydajności układu R100.", "0.65", "0.65", ASSERTED),
    ("ru", "K7 уступает чипу R100.", None, "1", ASSERTED),
]


@pytest.mark.parametrize(("language", "text", "low", "high", "modality"), COMPARED)
def test_comparisons_stand_in_their_claim(language, text, low, high, modality):
    (claim,) = extract(article(text, language))
    (one,) = claim.comparisons
    assert (one.subject, one.object) == ("k7", "r100")
    assert (one.low, one.high) == tuple(b and Decimal(b) for b in (low, high))
    assert claim.modality is modality


def test_the_subject_may_stand_in_a_sentence_before():
    claims = extract(article("The K7 is out now. Orion sells the R100. It is cold. The former surpasses the R100."))
    assert all(c.subject != c.object for claim in claims for c in claim.comparisons)
    (claim,) = extract(article("K7: nowy układ.\n\nOsiąga 65% wydajności układu R100.", "pl"))[-1:]
    assert [(c.subject, c.object) for c in claim.comparisons] == [("k7", "r100")]


PAGE = """The bridge is open
Source: post.example

The bridge cost 140 million euros, the ministry said on Monday.

Subscribe to our newsletter

Read also: Ten things to know about bridges

Leave a comment

The bridge is open
"""


def test_furniture_states_nothing():
    claims = extract(article(PAGE, title="The bridge is open", body_start=PAGE.index("\n\n")))
    words = " ".join(c.span.quote for c in claims)
    assert "140 million euros" in words
    assert "newsletter" not in words
    assert "Leave a comment" not in words
    assert words.count("The bridge is open") == 1
    assert Zone.BOILERPLATE not in {c.zone for c in claims}
    assert claims[0].zone is Zone.HEADLINE


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "Wow!", "Oh no.", "—", "***"])
def test_what_says_nothing_gives_no_claim(text):
    assert extract(article(text)) == ()


def test_ids_are_those_of_a_place_in_one_article():
    """A moved clause is another claim, a changed neighbour changes nothing; findings outlive moves, claims do not."""
    text = "The bridge cost 140 million euros. It opened in May 2024."
    moved = extract(article(f"Good news came today.\n\n{text}"))
    (first, second), again = extract(article(text)), extract(article(text + " It rained all day."))
    assert [c.id for c in again[:2]] == [first.id, second.id]
    assert {c.id for c in moved}.isdisjoint({first.id, second.id})
    other = Article(id="b", path="b.txt", text=text, sha256="x", language="en", published="2025-05-06")
    assert {c.id for c in extract(other)}.isdisjoint({first.id, second.id})


@pytest.mark.parametrize(
    ("published", "day"),
    [("2025-05-06", "2025-05-06"), ("2025-05", "None"), ("2025", "None"), (None, "None"), ("soon", "None")],
)
def test_only_a_full_date_is_a_day(published, day):
    assert str(parse_day(published)) == day


def test_the_first_dated_mention_counts():
    (claim,) = extract(article("In March 2024 and in May 2025 the same 500 cars were sold."))
    assert iso_interval(claim.dates) == "2024-03-01/2024-03-31"
    assert iso_interval(()) is None


def test_a_day_of_no_known_year_is_no_time():
    (claim,) = extract(article("The 12 dead were buried on 5 December.", published=None))
    assert claim.dates
    assert (claim.when, claim.when_stated) == (None, False)


PIECES = [
    *("12 dead", "30 injured", " and ", ", ", ". ", "; ", "\n\n", "\n", " (", ") ", "1 bn yuan", "139 M dollars"),
    *("65%", "K7", "Ascend 910C", "on 12 May 2025", "in 2024", "said", "The ministry", "according to", "«", "”"),
    *("140 Millionen Euro", "погибли 12 человек", "事故造成12人死亡，", "30人受伤。", "قُتل 12 شخصا", "१२ लोग"),
    *("٣٫٥ مليون", "½", "²", "\u202e", "\u200f", "\u2066", "\u200b", "\x00", "\x1f", "\ufeff", "\u2028", "\r\n"),
    *("\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}", "e\N{COMBINING ACUTE ACCENT}", "İ"),
]
anything = st.text(st.characters(exclude_categories=("Cs",)), max_size=120)
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | anything
SLOW = settings(max_examples=80, deadline=None)


def spans(claim):
    mentions = (*claim.quantities, *claim.entities, *claim.dates, *claim.measures, *claim.comparisons)
    return [claim.span, claim.sentence, *(m.span for m in mentions)]


@SLOW
@given(texts, st.sampled_from(["en", "de", "ru", "zh", "ar", "hi", None]))
def test_any_text_is_quoted_exactly(text, language):
    for claim in extract(article(text, language)):
        assert all(text[s.start : s.end] == s.quote for s in spans(claim))
        assert all(claim.span.start <= s.start and s.end <= claim.span.end for s in spans(claim)[2:])
        assert claim.sentence.start <= claim.span.start < claim.span.end <= claim.sentence.end


@SLOW
@given(texts)
def test_claims_of_any_text_are_in_order_and_have_ids_of_their_own(text):
    claims = extract(article(text))
    assert all(a.span.end <= b.span.start for a, b in pairwise(claims))
    assert len({c.id for c in claims}) == len(claims)
    assert claims == extract(article(text))
