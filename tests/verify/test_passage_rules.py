"""Rules on offices, currencies, products, words of number, sums and statements: tables of cases in many languages."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.verify.build import context, source
from verify import words
from verify.embedding import load_encoder
from verify.models import Kind, Severity, Verdict
from verify.nearby import everyone
from verify.oppositions import Opposed, best, opposed
from verify.rules.counts import Counts
from verify.rules.entities import Entities
from verify.rules.statements import MOST, Certainty, Denials
from verify.rules.sums import Sums, about

CONFLICT, POSSIBLE = Verdict.CONFLICT, Verdict.POSSIBLE
DAY = "2025-05-06"


def stated(*told, published=DAY):
    """What the rules see of articles a, b, c ... from (language, text)."""
    ctx = context([source(t, n, lang, published) for n, (lang, t) in zip("abcdefgh", told, strict=False)])
    return replace(ctx, oppositions=opposed(ctx.claims, load_encoder(), everyone(ctx.articles)))


def verdicts(rule, *told, published=DAY):
    return [f.verdict for f in rule.check(stated(*told, published=published))]


def meaning(found):
    return [(f.id, f.verdict, f.confidence, [(s.value, s.claim_ids) for s in f.sides]) for f in found]


OFFICES = [
    (("en", "On Monday former President Joe Biden left."), ("en", "On Monday President Joe Biden left.")),
    (("de", "Am Montag kam der frühere Präsident Joe Biden."), ("fr", "Le président Joe Biden est venu lundi.")),
    (("pl", "W poniedziałek były prezydent Joe Biden wyjechał."), ("en", "On Monday President Joe Biden left.")),
    (("es", "El expresidente Donald Trump habló el lunes."), ("it", "Il presidente Donald Trump ha parlato lunedì.")),
    (("ru", "Бывший президент Дональд Трамп выступил."), ("uk", "Президент Дональд Трамп виступив.")),
    (("ar", "قال الرئيس الأميركي السابق دونالد ترامب ذلك."), ("tr", "Başkan Donald Trump bunu söyledi.")),
    (("en", "Donald Trump, the former US president, spoke."), ("nl", "President Donald Trump sprak.")),
    (("zh", "前总统特朗普周一发表讲话。"), ("en", "President Donald Trump spoke on Monday.")),
]
NO_OFFICES = [
    (("en", "On Monday former President Joe Biden left."), ("en", "On Monday President Donald Trump left.")),
    (("en", "On Monday former President Joe Biden left."), ("en", "On Monday Vice President Joe Biden left.")),
    (("en", "On Monday former President Joe Biden met Donald Trump."), ("en", "There President Donald Trump left.")),
    (("en", "On Monday former President Joe Biden left."), ("en", "On Monday Joe Biden left with his vice president.")),
    (("en", "Liz Truss, prime minister for 49 days, was beaten."), ("ro", "Fostul premier Liz Truss a pierdut.")),
]


@pytest.mark.parametrize(("one", "two"), OFFICES)
def test_a_person_holds_an_office_or_held_it(one, two):
    (found,) = Entities().check(stated(one, two))
    assert (found.rule, found.kind, found.verdict) == ("ENT", Kind.ENTITY, CONFLICT)
    assert {side.value.startswith("former") for side in found.sides} == {True, False}


@pytest.mark.parametrize(("one", "two"), NO_OFFICES)
def test_other_people_and_other_offices_are_no_matter(one, two):
    assert verdicts(Entities(), one, two) == []


def test_offices_change_hands_in_time():
    ctx = context(
        [
            source("On Monday President Joe Biden left.", "a", "en", "2024-12-01"),
            source("On Monday former President Joe Biden left.", "b", "en", "2025-05-06"),
        ]
    )
    assert list(Entities().check(ctx)) == []


SUMS_OF_MONEY = [
    (("en", "The Lornfund holds 344 billion yuan."), ("en", "The Lornfund holds 344 billion yen.")),
    (("de", "Der Fonds Lornfund hat 138,7 Milliarden Yuan."), ("fr", "Le fonds Lornfund a 138,7 milliards de yens.")),
    (("pl", "Fundusz Lornfund ma 250 tys. dolarów."), ("es", "El fondo Lornfund tiene 250 mil euros.")),
    (("it", "Il fondo Lornfund ha 1.250 milioni di euro."), ("pt", "O fundo Lornfund tem 1.250 milhões de dólares.")),
    (("ru", "У фонда Lornfund 475 млн рублей."), ("uk", "Фонд Lornfund має 475 млн гривень.")),
]


@pytest.mark.parametrize(("one", "two"), SUMS_OF_MONEY)
def test_one_number_in_two_currencies(one, two):
    (found,) = Entities().check(stated(one, two))
    assert (found.verdict, found.severity) == (CONFLICT, Severity.HIGH)
    assert len({side.value for side in found.sides}) == 2


QUIET_SUMS = [
    (("en", "The Lornfund holds 344 billion yuan."), ("en", "The Kestfund holds 344 billion yen.")),  # other things
    (("en", "The Lornfund holds 344 billion yuan."), ("en", "The Lornfund holds 345 billion yen.")),
    (("en", "Lornfund got 344 million dollars and gave 344 million euros."), ("de", "Lornfund gab 344 Mio. Euro.")),
]


@pytest.mark.parametrize(("one", "two"), QUIET_SUMS)
def test_other_numbers_other_things_and_sources_that_tell_both(one, two):
    assert verdicts(Entities(), one, two) == []


NAMELESS_SUMS = [
    (("en", "Aid of 10.6 billion dollars was promised."), ("es", "Prometieron ayudas de 10.600 millones de euros.")),
    (("de", "Der Schaden liegt bei 130 Millionen Euro."), ("pl", "Szkody sięgają 130 mln dolarów.")),
    (("it", "I danni ammontano a 1,7 miliardi di euro."), ("en", "The damage is put at $1.7 billion.")),
    (("fr", "Le traitement coûte 42 250 euros."), ("fi", "Hoito maksaa 42 250 dollaria.")),
]


@pytest.mark.parametrize(("one", "two"), NAMELESS_SUMS)
def test_one_number_in_two_currencies_where_no_name_is_shared(one, two):
    (found,) = Entities().check(stated(one, two))
    assert (found.verdict, found.severity) == (CONFLICT, Severity.HIGH)


DOUBTFUL_NAMELESS = [
    (("en", "Net profit rose to 120 million dollars."), ("de", "Der Umsatz stieg auf 120 Millionen Euro.")),
    (("en", "The house was sold for 25 million dollars."), ("de", "Die Schule kostet 25 Millionen Euro.")),
]


@pytest.mark.parametrize(("one", "two"), DOUBTFUL_NAMELESS)
def test_a_number_of_two_digits_accuses_nobody_without_a_measure_in_common(one, two):
    assert CONFLICT not in verdicts(Entities(), one, two)


QUIET_NAMELESS = [
    (("en", "In Texas damage reached 15 million dollars."), ("es", "En España los daños suman 15 millones de euros.")),
    (("en", "Canada promised 25 million dollars."), ("de", "Estland sagte 25 Millionen Euro zu.")),
    (("en", "Aid of 9 billion dollars was promised."), ("es", "Prometieron ayudas de 9.000 millones de euros.")),
    (
        ("en", "She puts the tax at $38 million."),
        ("en", "The tax is 38 million Canadian dollars."),
    ),  # dollars are dollars
    (("en", "Aid of 1.6 billion."), ("es", "Prometieron ayudas de 1.600 millones de euros.")),  # of what?
    (("en", "Aid of 1.4 billion dollars a year."), ("de", "Hilfen von 1,4 Milliarden Euro.")),
]


@pytest.mark.parametrize(("one", "two"), QUIET_NAMELESS)
def test_a_number_of_one_digit_or_a_currency_left_open_needs_a_shared_name(one, two):
    assert verdicts(Entities(), one, two) == []


def test_a_round_sum_in_two_currencies_is_only_to_check():
    told = (("en", "Nvidia made 7 billion dollars."), ("de", "Nvidia machte 7 Milliarden Euro Gewinn."))
    assert verdicts(Entities(), *told) == [POSSIBLE]


def test_a_sum_that_rounds_to_one_number_in_two_currencies_is_nothing():
    told = (("en", "Nvidia made 2 billion dollars."), ("de", "Nvidia machte 2 Milliarden Euro Gewinn."))
    assert verdicts(Entities(), *told) == []


PRODUCTS = [
    (("en", "Colossus runs on 100,000 Nvidia H200 GPUs."), ("pl", "Colossus ma 100 tys. układów Nvidia H100.")),
    (
        ("ru", "Colossus работает на 100 000 процессоров Nvidia H100."),
        ("de", "Colossus hat 100.000 Nvidia H200 Chips."),
    ),
    (("fr", "Colossus compte 100 000 puces H200 de Nvidia."), ("zh", "Colossus装有10万块英伟达H100 GPU。")),
]


@pytest.mark.parametrize(("one", "two"), PRODUCTS)
def test_one_number_of_two_products(one, two):
    (found,) = Entities().check(stated(one, two))
    assert {side.value for side in found.sides} == {"H100", "H200"}


def test_a_product_more_is_only_to_check():
    told = (("en", "Colossus runs on 200,000 Nvidia H100 GPUs."), ("pl", "Colossus ma 200 tys. układów H100 i H200."))
    assert verdicts(Entities(), *told) == [POSSIBLE]


def test_a_product_more_that_is_spelt_like_it_is_none():
    told = (("en", "Colossus runs on 200,000 H100 GPUs."), ("de", "Colossus hat 200.000 H100, also H100-Chips."))
    assert verdicts(Entities(), *told) == []


def test_a_code_with_a_word_grown_to_it_is_the_same_product():
    told = (("de", "Colossus rechnet auf 512 H800-Chips von Nvidia."), ("en", "Colossus uses 512 Nvidia H800 GPUs."))
    assert verdicts(Entities(), *told) == []


COUNTS = [
    (CONFLICT, ("en", "There were no survivors of the crash."), ("fr", "Il y a deux survivants.")),
    (CONFLICT, ("de", "Es gab keine Überlebenden."), ("en", "Two people survived the crash.")),
    (CONFLICT, ("pl", "Nikt nie przeżył katastrofy."), ("en", "Two people survived the crash.")),
    (CONFLICT, ("fr", "Il n'y a aucun survivant."), ("en", "Two people survived.")),
    (CONFLICT, ("ru", "Выживших нет."), ("en", "There were 2 survivors.")),
    (CONFLICT, ("it", "Non ci sono superstiti."), ("es", "Hay dos supervivientes.")),
    (CONFLICT, ("ar", "لا ناجين من الحادث."), ("en", "There were 2 survivors.")),
    (CONFLICT, ("zh", "没有幸存者。"), ("en", "There were 2 survivors.")),
    (CONFLICT, ("pt", "Não há sobreviventes."), ("en", "There were 2 survivors.")),
    (CONFLICT, ("uk", "Ніхто не вижив."), ("en", "There were 2 survivors.")),
    (CONFLICT, ("nl", "Er zijn geen overlevenden."), ("en", "There were 2 survivors.")),
    (CONFLICT, ("en", "The only survivor is a boy."), ("de", "Es gibt 3 Überlebende.")),
    (CONFLICT, ("pl", "Jedyny ocalały to chłopiec."), ("en", "There were 3 survivors.")),
    (CONFLICT, ("es", "El único superviviente es un niño."), ("en", "There were 3 survivors.")),
    (POSSIBLE, ("en", "No one was injured."), ("de", "3 Menschen wurden verletzt.")),
    (None, ("en", "There were almost no survivors."), ("de", "Es gibt 3 Überlebende.")),
    (None, ("en", "There were no survivors."), ("de", "12 Menschen starben.")),
    (None, ("en", "The only survivor is a boy."), ("de", "Es gibt 1 Überlebenden.")),
    (None, ("en", "There were no survivors in Norway."), ("de", "In Polen gibt es 3 Überlebende.")),
]


@pytest.mark.parametrize(("verdict", "one", "two"), COUNTS)
def test_words_of_number(verdict, one, two):
    found = list(Counts().check(stated(one, two)))
    assert [f.verdict for f in found] == ([verdict] if verdict else [])
    assert meaning(Counts().check(stated(two, one))) == [] if not verdict else [f.rule for f in found] == ["CNT"]


def test_who_was_hurt_is_compared_within_a_day_only():
    ctx = context(
        [
            source("No one was injured.", "a", "en", "2025-05-05"),
            source("3 people were injured.", "b", "en", "2025-05-07"),
        ]
    )
    assert list(Counts().check(ctx)) == []


ADDED_UP = [
    (CONFLICT, "en", "The fund holds 344 billion yen ($47.5 billion)."),
    (CONFLICT, "de", "Der Fonds hält 344 Milliarden Yen, umgerechnet 47,5 Milliarden Dollar."),
    (CONFLICT, "pl", "Fundusz ma 344 mld jenów, czyli 47,5 mld dolarów."),
    (CONFLICT, "ru", "В фонде 344 млрд иен (47,5 млрд долларов)."),
    (CONFLICT, "it", "Il fondo ha 344 miliardi di yen, pari a 47,5 miliardi di dollari."),
    (CONFLICT, "zh", "该基金规模为3440亿日元，约合475亿美元。"),
    (None, "en", "The fund holds 344 billion yuan ($47.5 billion)."),
    (None, "en", "The fund holds 344 billion yen and owes $47.5 billion."),
    (CONFLICT, "en", "Of the crew, 12 of 48 sailors (35 %) were ill."),
    (CONFLICT, "de", "12 von 48 Matrosen (35 %) waren krank."),
    (CONFLICT, "pl", "12 z 48 marynarzy (35 proc.) było chorych."),
    (CONFLICT, "fr", "12 des 48 marins (35 %) étaient malades."),
    (CONFLICT, "it", "12 dei 48 marinai (35%) erano malati."),
    (CONFLICT, "es", "12 de los 48 marineros (35 %) estaban enfermos."),
    (CONFLICT, "ru", "12 из 48 моряков (35 %) были больны."),
    (None, "en", "12 of 48 sailors (25 %) were ill."),
    (None, "de", "Rund 12 von 49 Matrosen (24 %) waren krank."),
    (POSSIBLE, "en", "In total 40 people died: 30 people in Asia and 20 people in Europe."),
    (POSSIBLE, "de", "Insgesamt starben 40 Menschen, davon 30 Menschen in Asien und 20 Menschen in Europa."),
    (POSSIBLE, "pl", "Łącznie zginęło 40 osób: 30 osób w Azji i 20 osób w Europie."),
    (POSSIBLE, "es", "En total murieron 40 personas: 30 personas en Asia y 20 personas en Europa."),
    (POSSIBLE, "ru", "Всего погибли 40 человек: 30 человек в Азии и 20 человек в Европе."),
    (POSSIBLE, "zh", "共有总共40人死亡：亚洲30人，欧洲20人。"),
    (None, "en", "In total 50 people died: 30 people in Asia and 20 people in Europe."),
    (None, "en", "In total 60 people died, among them 30 people in Asia and 20 people in Europe."),
]


@pytest.mark.parametrize(("verdict", "language", "text"), ADDED_UP)
def test_figures_of_one_article_add_up(verdict, language, text):
    found = list(Sums().check(stated((language, text))))
    assert [f.verdict for f in found] == ([verdict] if verdict else [])
    for one in found:
        assert (one.rule, one.kind, len(one.sides)) == ("SUM", Kind.ARITHMETIC, 2)


def test_two_rates_in_one_article_are_only_to_check():
    text = "One got 105 million euros ($119.7 million). Another got 215 million euros ($311.8 million)."
    (found,) = Sums().check(stated(("en", text)))
    assert (found.verdict, found.caveats != ()) == (POSSIBLE, True)


@given(st.integers(1, 400), st.integers(1, 400), st.floats(0, 100, allow_nan=False))
@settings(max_examples=60, deadline=None)
def test_a_right_share_is_never_flagged(part, base, noise):
    part, base = sorted((part, base))
    told = round(100 * part / base)
    assert verdicts(Sums(), ("en", f"The doctor saw that {part} of {base} sailors ({told} %) were ill.")) == []
    assert noise >= 0


DATES = [
    ("2025-05-06", (2025, 5, 6)),
    ("2025-05", (2025, 5, 15)),
    ("2025", (2025, 7, 15)),
    ("May 2025", None),
    ("2025-13", None),
    (None, None),
    ("", None),
]


@pytest.mark.parametrize(("published", "day"), DATES)
def test_a_day_for_the_rate(published, day):
    found = about(published)
    assert (found and (found.year, found.month, found.day)) == day


DENIED = [
    (("en", "Unlike before, the Varuna mission carries no orbiter."), ("pl", "Misja Varuna obejmuje orbiter i łazik.")),
    (("de", "Die Mission Varuna hat keinen Orbiter."), ("en", "The Varuna mission includes an orbiter and a rover.")),
    (("fr", "La mission Varuna ne comporte pas d'orbiteur."), ("en", "The Varuna mission includes an orbiter.")),
    (("it", "La missione Varuna non comprende un orbiter."), ("en", "The Varuna mission includes an orbiter.")),
    (("es", "La misión Varuna no lleva ningún orbitador."), ("en", "The Varuna mission includes an orbiter.")),
    (("ru", "Миссия Varuna не включает орбитальный модуль."), ("en", "The Varuna mission includes an orbital module.")),
]
NOT_DENIED = [
    (("en", "The name Varuna is no exaggeration."), ("en", "The Varuna machine is in Memphis.")),  # other words
    (("en", "The Varuna mission carries no orbiter."), ("en", "The Kestrel mission includes an orbiter.")),
    (("en", "The Varuna mission carries no orbiter."), ("en", "The Varuna mission carries no orbiter at all.")),
]


@pytest.mark.parametrize(("one", "two"), DENIED)
def test_a_denial_is_listed_to_check_beside_the_statement(one, two):
    ctx = stated(one, two)
    (found,) = Denials().check(ctx)
    assert (found.rule, found.kind, found.verdict) == ("NEG", Kind.POLARITY, POSSIBLE)
    assert found.confidence < 0.5
    assert found.caveats
    assert meaning(Denials().check(stated(one, two))) == meaning([found])


@pytest.mark.parametrize(("one", "two"), NOT_DENIED)
def test_a_denial_of_something_else_is_not_listed(one, two):
    assert verdicts(Denials(), one, two) == []


HAS = ("en", "India has overtaken China as the most populous country of the world.")
HA = ("it", "L'India ha superato la Cina ed è il paese più popoloso del mondo.")
UNSETTLED = [
    (("en", "India will overtake China as the most populous country of the world."), HA),
    (("pl", "Indie mają być najludniejszym krajem świata, wyprzedzą Chiny."), HAS),
    (("de", "Indien soll China als bevölkerungsreichstes Land der Welt überholen."), HAS),
    (("fr", "L'Inde devrait devenir le pays le plus peuplé du monde devant la Chine."), HA),
    (("es", "La India superará a China como el país más poblado del mundo."), HAS),
    (("en", "India will overtake China as the most populous country of the world."), HAS),
]


@pytest.mark.parametrize(("one", "two"), UNSETTLED)
def test_a_plan_beside_the_fact_of_the_same_day_is_listed_to_check(one, two):
    (found,) = Certainty().check(stated(one, two))
    assert (found.rule, found.kind, found.verdict) == ("STA", Kind.MODALITY, POSSIBLE)


def test_a_plan_told_before_the_fact_is_no_contradiction():
    ctx = context(
        [
            source("India will overtake China.", "a", "en", "2025-05-01"),
            source("India has overtaken China.", "b", "en", "2025-05-09"),
        ]
    )
    assert (
        list(Certainty().check(replace(ctx, oppositions=opposed(ctx.claims, load_encoder(), everyone(ctx.articles)))))
        == []
    )


def test_only_the_best_few_are_listed_each_cue_once():
    made = stated(*[("en", f"The Varuna mission carries no orbiter, said {n}.") for n in ("Roe", "Poe", "Doe", "Moe")])
    plain = stated(("en", "The Varuna mission includes an orbiter."))
    pairs = [
        (0.5 + n / 10, Opposed(claim, plain.claims[0], "negated", "no", 0.9, 0.5))
        for n, claim in enumerate(made.claims)
    ]
    kept = best([*pairs, *pairs], per_pair=1, most=MOST)
    assert [score for score, _ in kept] == sorted((s for s, _ in pairs), reverse=True)[:MOST]


@settings(max_examples=20, deadline=None)
@given(st.permutations([pair[0] for pair in (*DENIED, *UNSETTLED)] + [pair[1] for pair in DENIED]))
def test_the_order_of_the_articles_changes_nothing(told):
    made = [source(text, f"n{text[:30]}", language, DAY) for language, text in dict.fromkeys(told)]
    found = []
    for articles in (made, sorted(made, key=lambda a: a.id)):
        ctx = context(sorted(articles, key=lambda a: a.id))
        ctx = replace(ctx, oppositions=opposed(ctx.claims, load_encoder(), everyone(ctx.articles)))
        found.append([meaning(rule.check(ctx)) for rule in (Denials(), Certainty(), Entities(), Counts(), Sums())])
    assert found[0] == found[1]


@pytest.mark.parametrize("name", ["roles", "sums", "counts"])
def test_word_lists_know_at_least_fifteen_languages_and_hold_no_empty_word(name):
    for group in words.groups(name):
        if group not in {"vice_president", "chancellor", "mayor"}:
            assert len(words.languages(name, group)) >= 15, group


LISTED = [
    ("roles", "president", "the ex-president said", "en", ["president"]),
    ("roles", "vice_president", "a Vice-President of note", "en", ["Vice-President"]),
    ("roles", "former", "formerly", "en", []),
    ("roles", "president", "президента страны", "ru", ["президента"]),
    ("roles", "president", "美国总统说", "zh", ["总统"]),
    ("roles", "vice_president", "סגנית הנשיא לשעבר", "he", ["סגנית הנשיא"]),
    ("roles", "mayor", "ראשת עיריית חיפה", "he", ["ראשת עיריית"]),
    ("roles", "chancellor", "הקנצלר הגרמני", "he", ["הקנצלר"]),
    ("roles", "vice_president", "Phó Tổng thống Mỹ", "vi", ["Phó Tổng thống"]),
    ("roles", "mayor", "cựu Thị trưởng London", "vi", ["Thị trưởng"]),
    ("sums", "equals", "3 מיליון דולר, שהם 11 מיליון שקל", "he", ["שהם"]),
    ("sums", "equals", "3 triệu USD, tương đương 76 tỷ đồng", "vi", ["tương đương"]),
    ("sums", "of", "12 מתוך 48", "he", ["מתוך"]),
    ("sums", "of", "12 trong số 48", "vi", ["trong số"]),
    ("sums", "total", "בסך הכול 48", "he", ["בסך הכול"]),
    ("sums", "total", "Tổng cộng 48, tổng thống nói", "vi", ["Tổng cộng"]),
    ("counts", "none", "שום פצוע לא נמצא", "he", ["שום"]),
    ("counts", "almost", "כמעט אין נפגעים", "he", ["כמעט"]),
    ("counts", "none", "không một ai bị thương", "vi", ["không một"]),
    ("counts", "almost", "hầu như không có thiệt hại", "vi", ["hầu như"]),
    ("roles", "president", "anything", None, []),
    ("roles", "president", "anything", "xx", []),
]


@pytest.mark.parametrize(("name", "group", "text", "language", "found"), LISTED)
def test_words_are_found_as_words(name, group, text, language, found):
    assert [text[h.start : h.end] for h in words.hits(name, group, text, language)] == found
