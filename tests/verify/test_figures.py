"""Which slots of a figure are filled, and from where: clause, sentence, the sentence before, headline."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import extract
from claims.models import Article
from verify.figures import build, day_value, vague
from verify.slots import POLL
from verify.values import normalise


def figures(text, language="en", published="2025-05-06", title=None):
    """Figures of a made article; a title stands on a line of its own before the text."""
    whole = f"{title}\n\n{text}" if title else text
    start = len(title) if title else 0
    article = Article(
        id="a",
        path="a.txt",
        text=whole,
        sha256="x",
        language=language,
        published=published,
        title=title,
        body_start=start,
    )
    return build(article, extract(article))


def quantities(*args, **more):
    return [f for f in figures(*args, **more) if not f.is_date]


CONCEPTS = [
    ("en", "The blast killed 12 people and injured 30.", ["casualties.dead", "casualties.injured"]),
    ("es", "Murieron 12 personas y 30 resultaron heridas.", ["casualties.dead", "casualties.injured"]),
    ("de", "Bei der Explosion starben 12 Menschen und 30 wurden verletzt.", ["casualties.dead", "casualties.injured"]),
    ("ar", "قُتل 12 شخصا وأصيب 30 آخرون.", ["casualties.dead", "casualties.injured"]),
    ("zh", "爆炸造成12人死亡，30人受伤。", ["casualties.dead", "casualties.injured"]),
    ("tr", "Patlamada 12 kişi öldü, 30 kişi yaralandı.", ["casualties.dead", "casualties.injured"]),
    ("fr", "Le pont a coûté 140 millions d'euros.", ["project.cost"]),
]


@pytest.mark.parametrize(("language", "text", "concepts"), CONCEPTS)
def test_a_clause_says_what_its_own_figure_measures(language, text, concepts):
    assert [f.concepts[0] for f in quantities(text, language)] == concepts


def test_a_measure_of_another_dimension_is_left_to_others():
    (one,) = quantities("The dead lay 12 km away.")
    assert "casualties.dead" not in one.concepts


ASSUMED = [
    ("the clause", "The blast killed 12 people.", None, ()),
    ("the sentence", "Police counted the dead: 12 in Izmir, 19 in Ankara.", None, ("casualties.dead",)),
    ("the sentence before", "Many people were killed. There were 12 in Izmir alone.", None, ("casualties.dead",)),
    ("the headline", "It was a long night. It was 12 in Izmir alone.", "Blast deaths rise", ("casualties.dead",)),
    ("nothing", "It was a long night. It was 12 in Izmir alone.", None, ()),
]


@pytest.mark.parametrize(
    ("language", "title", "text", "poll"),
    [
        ("en", "Exit poll: the opposition wins", "The party took 31.5%. Its rival came second with 28%.", True),
        ("pl", "Sondaż: partia rządząca prowadzi", "Partia zdobyła 31,5 proc. Rywal miał 28 proc.", True),
        ("de", "Umfrage sieht Opposition vorn", "Die Partei kam auf 31,5 Prozent. Der Rivale auf 28 Prozent.", True),
        ("en", "Official count: the opposition wins", "The party took 31.5%. Its rival came second with 28%.", False),
        ("en", "Voters killed the reform", "The party took 31.5%. Its rival came second with 28%.", False),
    ],
)
def test_a_poll_in_the_headline_holds_of_the_whole_page(language, title, text, poll):
    told = [f for f in quantities(text, language, title=title) if f.value.dimension == "ratio"]
    assert len(told) == 2
    assert [POLL in f.nearby for f in told] == [poll, poll]


@pytest.mark.parametrize(("where", "text", "title", "assumed"), ASSUMED)
def test_what_a_figure_measures_may_stand_nearby(where, text, title, assumed):
    last = quantities(text, title=title)[-1]
    assert last.assumed == assumed, where
    assert last.concepts == () or last.assumed == (), where


NAMES = [
    ("en", "Huawei sold 500 of its Ascend 910C in Germany.", "910c", "huawei", "place:DE"),
    ("de", "Huawei verkaufte 500 Stück des Ascend 910C in Deutschland.", "910c", "huawei", "place:DE"),
    ("ru", "Huawei продала 500 чипов Ascend 910C в Германии.", "910c", "huawei", "place:DE"),
    ("zh", "华为在德国售出500块昇腾910C。", "910c", "huawei", "place:DE"),
    ("ar", "باعت هواوي 500 شريحة Ascend 910C في ألمانيا.", "910c", "huawei", "place:DE"),
    ("pl", "Huawei sprzedał 500 układów Ascend 910C w Niemczech.", "910c", "huawei", "place:DE"),
]


@pytest.mark.parametrize(("language", "text", "code", "name", "place"), NAMES)
def test_names_by_kind(language, text, code, name, place):
    (one,) = quantities(text, language)
    assert code in one.codes
    assert name in one.names
    assert place in one.places
    assert one.around == frozenset()


def test_names_of_the_rest_of_the_sentence_and_of_the_headline_are_kept_apart():
    first, second = quantities("Huawei sold 500 chips, while Nvidia sold 900 chips.", title="Intel is left behind")
    assert (first.names, second.names) == ({"huawei"}, {"nvidia"})
    assert (first.around, second.around) == ({"nvidia"}, {"huawei"})
    assert "intel" in first.topic
    assert "intel" in second.topic


def test_the_period_stands_in_the_clause():
    first, second = quantities("In March 2024 the plant made 500 cars, the old one 300.")
    assert first.period == (date(2024, 3, 1), date(2024, 3, 31))
    assert second.period is None


def test_a_date_is_not_its_own_period():
    (one,) = figures("The bridge opened on 12 May 2025 in heavy rain.")
    assert one.is_date
    assert one.period is None


def test_a_bare_sum_is_told_in_the_currency_of_its_page():
    text = "TSMC will invest 65 billion dollars. The grant of 6.6 billion is final. It hired 2.2 million people."
    bare = [f for f in quantities(text) if f.text.startswith(("6.6", "2.2"))]
    assert [(f.value.dimension, f.value.unit) for f in bare] == [("money", "USD"), ("count", bare[1].value.unit)]
    (lonely,) = [f for f in quantities("The grant of 6.6 billion is final.") if f.text.startswith("6.6")]
    assert lonely.value.dimension == "count"


ELIDED = [
    ("en", "The fund paid 65 million dollars. Another 3 million, it said, is for Peru.", "3 million", "USD"),
    ("en", "The fund sold 65 million phones. Another 3 million went to Peru.", "3 million", None),
    ("en", "It cost 40 dollars apiece, and 3 million went to Peru.", "3 million", None),
    ("ja", "売上高は467億ドル。累計出荷は400万個に達した。", "400万", None),
    ("ko", "매출은 1452억엔이다. 판매량은 1036만대로 늘었다.", "1036만", None),
    ("de", "Der Bau kostet 90 Millionen Euro. Das Land zahlt 12 Millionen.", "12 Millionen", "EUR"),
    ("de", "Der Bau kostet 90 Millionen Euro. Gezählt wurden 12 Millionen Einwohner.", "12 Millionen", None),
]


@pytest.mark.parametrize(("language", "text", "told", "currency"), ELIDED)
def test_what_a_bare_large_number_is_told_in(language, text, told, currency):
    (one,) = [f for f in quantities(text, language) if f.text == told]
    assert (one.value.dimension, one.value.unit) == (("money", currency) if currency else ("count", None))


BESIDE = [
    ("en", "Sales were 57.1 billion dollars, 51.2 of it in chips.", (51.2e9, "USD")),
    ("ru", "Выручка — 57,5 млрд долларов, из них 51,2 — чипы.", (51.2e9, "USD")),
    ("en", "Men live 72.4 years and women 79.9.", (79.9 * 31557600, "duration")),
    ("en", "Over the past ten years it averaged 1.47.", (1.47, None)),
    ("fr", "Un pack pèse 390 kg, une cellule 1,1.", (1.1, "mass")),
]


@pytest.mark.parametrize(("language", "text", "wanted"), BESIDE)
def test_a_bare_decimal_takes_unit_and_magnitude_from_beside_it(language, text, wanted):
    last = quantities(text, language)[-1]
    assert (last.value.stated, last.value.unit) == (pytest.approx(wanted[0]), wanted[1])


def test_a_bare_decimal_takes_the_unit_told_beside_it():
    told = quantities("Die SPD kam auf 16,4 %, die Grünen auf 11,6, bei 12 Wahlkreisen.", language="de")
    assert [(f.value.stated, f.value.dimension) for f in told] == [(16.4, "ratio"), (11.6, "ratio"), (12, "count")]


def test_a_magnitude_told_in_degrees_is_no_temperature():
    quake = "وقع زلزال بقوة 6.8 درجة. وقدرها المركز المحلي عند 7 درجات."
    assert {f.value.dimension for f in quantities(quake, language="ar")} == {"count"}
    weather = "بلغت درجة الحرارة 40 درجة مئوية."
    assert {f.value.dimension for f in quantities(weather, language="ar")} == {"temperature"}


@pytest.mark.parametrize(
    ("published", "seen"), [("2025-05-06", date(2025, 5, 6)), ("2025-05", None), ("2025", None), (None, None)]
)
def test_seen_is_the_day_of_publication(published, seen):
    (one,) = quantities("The bridge cost 140 million euros.", published=published)
    assert one.seen == seen


MASKED = [
    ("en", "The bridge cost 140 million euros in May 2024.", ("140", "euros", "2024"), "bridge"),
    ("de", "Die Brücke kostete im Mai 2024 140 Millionen Euro.", ("140", "Euro", "2024"), "Brücke"),
    ("ru", "Мост обошёлся в 140 млн евро в мае 2024 года.", ("140", "евро", "2024"), "Мост"),
    ("zh", "2024年5月，大桥耗资1.4亿欧元。", ("1.4", "欧元", "2024"), "大桥"),
    ("ar", "كلف الجسر 140 مليون يورو في مايو 2024.", ("140", "يورو", "2024"), "الجسر"),
]


@pytest.mark.parametrize(("language", "text", "hidden", "kept"), MASKED)
def test_figures_and_dates_are_masked_and_words_are_not(language, text, hidden, kept):
    for one in figures(text, language):
        for masked in (one.clause_text, one.sentence_text, one.window_text):
            assert not any(part in masked for part in hidden)
        assert kept in one.sentence_text


def test_the_window_is_no_wider_than_its_clause():
    first, second = quantities("The mill made 1,200 t of steel; its rival made 900 t of iron.")
    assert "rival" not in first.window_text
    assert "steel" not in second.window_text
    assert "rival" in first.sentence_text


def test_other_values_of_the_sentence():
    first, second = quantities("The blast killed 12 people and injured 30.")
    assert (first.others, second.others) == ({30.0}, {12.0})


VAGUE = [
    ("en", "A few people came."),
    ("en", "Dozens of people came."),
    ("en", "Several hundred people came."),
    ("de", "Dutzende Menschen kamen."),
    ("fr", "Des dizaines de personnes sont venues."),
    ("es", "Vinieron decenas de personas."),
    ("pl", "Przyszło kilkadziesiąt osób."),
    ("ru", "Пришли десятки человек."),
]


@pytest.mark.parametrize(("language", "text"), VAGUE)
def test_a_word_for_many_is_no_figure(language, text):
    assert quantities(text, language) == []


@pytest.mark.parametrize("text", ["From 60 to 80 people came.", "About 500 people came.", "At least 12 people came."])
def test_a_hedged_figure_is_one(text):
    (one,) = quantities(text)
    assert not vague(one.value)


DATED = [
    ("en", "The bridge opened on 8 August.", None, 0),
    ("en", "The bridge opened on 8 August.", "2025-08-20", 1),
    ("en", "The bridge opened on 8 August 2025.", None, 1),
    ("de", "Die Brücke öffnete am 8. August.", None, 0),
    ("pl", "Most otwarto 8 sierpnia.", None, 0),
    ("zh", "大桥于8月8日开通。", None, 0),
    ("it", "Il ponte aprirà entro il 2027.", "2025-08-20", 1),  # open to one side
]


@pytest.mark.parametrize(("language", "text", "published", "count"), DATED)
def test_only_a_date_with_a_year_has_a_value(language, text, published, count):
    assert len(figures(text, language, published)) == count


def test_a_day_is_one_number_and_a_month_a_range():
    (day,) = figures("The bridge opened on 12 May 2025.")
    (month,) = figures("The bridge opened in May 2025.")
    assert day.value.low == day.value.high == date(2025, 5, 12).toordinal()
    assert (month.value.low, month.value.high) == (date(2025, 5, 1).toordinal(), date(2025, 5, 31).toordinal())
    assert day_value(day.mention) == day.value


OPEN = [
    ("en", "It has been open since July 2024.", (date(2024, 7, 1), None), (date(2024, 7, 1), date(2024, 7, 31))),
    ("it", "Il ponte aprirà entro il 2027.", (None, date(2027, 12, 31)), (date(2027, 1, 1), date(2027, 12, 31))),
    ("de", "Die Brücke ist seit 2019 offen.", (date(2019, 1, 1), None), (date(2019, 1, 1), date(2019, 12, 31))),
    ("en", "The duty has applied since 9 June 2025.", (date(2025, 6, 9), None), (date(2025, 6, 9), date(2025, 6, 9))),
    ("pl", "Praca potrwa do końca maja 2026 r.", (None, date(2026, 5, 31)), (date(2026, 5, 1), date(2026, 5, 31))),
]


@pytest.mark.parametrize(("language", "text", "ends", "named"), OPEN)
def test_a_bound_names_the_day_month_or_year_that_it_belongs_to(language, text, ends, named):
    (day,) = figures(text, language)
    assert (day.value.low, day.value.high) == tuple(end and end.toordinal() for end in ends)
    assert day.value.named == tuple(end.toordinal() for end in named)


anything = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
said = st.sampled_from(["12 dead", "1 bn yuan", "on 12 May 2025", "K7", ", ", ". ", "\n\n", "dozens", "½", "99" * 200])
some_text = st.lists(said | anything, max_size=6).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(some_text, st.sampled_from(["en", "ru", "zh", None]))
def test_figures_of_any_text_stand_in_their_claims(text, language):
    found = figures(text, language)
    assert [f.claim.span.start for f in found] == sorted(f.claim.span.start for f in found)
    for one in found:
        assert one.mention in (*one.claim.quantities, *one.claim.dates)
        assert one.text == text[one.mention.span.start : one.mention.span.end]
        # What has no unit of its own may take one from beside it.
        assert one.is_date or one.mention.unit is None or one.value == normalise(one.mention)
        assert not (one.codes | one.names | one.places) & one.around


YEAR_BEFORE = [
    ("en", "Sales rose to 5.2 billion euros from 4.4 billion euros a year earlier."),
    ("de", "Der Umsatz stieg auf 5,2 Milliarden Euro nach 4,4 Milliarden Euro ein Jahr zuvor."),
    ("it", "Le vendite sono salite a 5,2 miliardi di euro dai 4,4 miliardi di euro di un anno prima."),
    ("es", "Las ventas subieron a 5.200 millones de euros desde los 4.400 millones de euros de un año antes."),
    ("pl", "Sprzedaż wzrosła do 5,2 mld euro z 4,4 mld euro rok wcześniej."),
    ("ru", "Продажи выросли до 5,2 млрд евро с 4,4 млрд евро годом ранее."),
    ("ar", "ارتفعت المبيعات إلى 5.2 مليار يورو مقابل 4.4 مليار يورو قبل عام."),
]


@pytest.mark.parametrize(("language", "text"), YEAR_BEFORE)
def test_a_look_back_dates_the_figure_before_it_alone(language, text):
    now, then = quantities(text, language)
    assert then.period == (date(2024, 1, 1), date(2024, 12, 31))
    assert now.period is None


@pytest.mark.parametrize(
    "text",
    [
        "The firm sold 300 cars and 20 trucks last year.",  # two things, one year
        "It fell 12 % to 300 million euros last year.",
        "Spain exported 3 million tonnes and imported 2 million tonnes last year.",
    ],
)
def test_a_year_told_of_figures_of_different_units_dates_them_all(text):
    assert {f.nearby_period for f in quantities(text)} == {(date(2024, 1, 1), date(2024, 12, 31))}
