import re

import pytest

from reports.messages import available, messages
from reports.phrases import own
from reports.told import figured, fits, reasoned, told, valued
from tests.reports.spoken import NAME, measures, sentences, unread, values

ARABIC = messages("ar")
LANGUAGES = sorted(set(available()) - {"en"})
PLACE = re.compile(r"\{\w+\}")


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("one language", "لغة واحدة"),
        ("the sentences read alike (0.85)", "الجملتان متشابهتان (0.85)"),
        ("different places: Rome and وادي", "مكانان مختلفان: Rome ووادي"),
        ("they differ in certainty: a fact and a forecast", "يختلفان في درجة اليقين: واقعة وتوقع"),
        (
            "They may not be comparable: they differ in certainty: a fact and a forecast.",
            "قد لا تصح المقارنة بينهما: يختلفان في درجة اليقين: واقعة وتوقع.",
        ),
        (
            "They may not be comparable: one article tells both values.",
            "قد لا تصح المقارنة بينهما: مقال واحد يذكر القيمتين.",
        ),
        ("the same text as story/1.txt", "النص نفسه story/1.txt"),
    ],
)
def test_sentences_of_the_checker(text, anew):
    assert str(told(text, ARABIC)) == anew


@pytest.mark.parametrize(
    ("language", "value", "anew"),
    [
        ("de", "the worst since 1939", "am schlimmsten seit 1939"),
        ("fr", "the second largest ever", "au 2e rang de tous les temps (le plus grand)"),
        ("pl", "the first since 1939 or earlier", "pierwszy od 1939 roku lub dłużej"),
        ("ar", "the third highest since 1990 to 1995", "المرتبة الثالثة منذ عام بين 1990 و1995 (الأعلى)"),
        ("de", "south-east", "Südosten"),
        ("de", "H100, H200", "H100, H200"),
        ("en", "the worst since 1939", "the worst since 1939"),
    ],
)
def test_values_in_words(language, value, anew):
    assert str(valued(value, messages(language))) == anew


def test_a_value_that_may_be_a_name_is_no_english():
    (piece,) = valued("H100", messages("de")).pieces
    assert (piece.text, piece.foreign, piece.lang) == ("H100", True, None)


def test_who_says_what_of_records_is_carried_over():
    said = told("Records that differ: A: “the worst ever”; B: “worst since 1999”.", messages("de"))
    assert str(said) == "Rekorde, die nicht zusammenpassen: A: “the worst ever”; B: “worst since 1999”."


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("they are of different times: 2024 and 2025", "sono di tempi diversi: 2024 e 2025"),
        ("the sentences read alike (0.85)", "le frasi si somigliano (0,85)"),
        ("they differ in certainty: a fact and a forecast", "gradi di certezza diversi: un fatto e una previsione"),
        ("the worst since 1939 or earlier", "il peggiore dal 1939 o da prima"),
        ("the second largest ever", "il secondo più grande di sempre"),
        ("record: largest or worst", "primato: più grande o peggiore"),
        ("Records that differ: A: “the worst ever”.", "Primati discordanti: A: “the worst ever”."),
        ("former prime minister", "ex primo ministro"),
        ("both compare K7 against R100, speed", "entrambe mettono a confronto K7 e R100: velocità"),
        ("part of the ballots counted", "quota di schede scrutinate"),
        (
            "the implied rate is 1.2 times off the ECB reference rate of 2025-03-01",
            "il cambio implicito si scosta di 1,2 volte dal cambio di riferimento della Bce del 1 marzo 2025",
        ),
    ],
)
def test_sentences_in_italian(text, anew):
    assert str(told(text, messages("it"))) == anew


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_the_templates_that_fit_the_one_that_leaves_the_least_is_taken(language):
    said = str(told("both compare K7 against R100, performance", messages(language)))
    assert not re.search(r"\b(both|compare|against|performance)\b", said)
    assert "K7" in said
    assert "R100" in said


def test_days_in_a_reason_are_told_in_words():
    reason = "they are of different times: 2025-03-13 and 2022-01-01 to 2022-12-31"
    assert str(reasoned(reason, messages("en"))) == "they are of different times: 13 March 2025 and 2022"
    assert str(reasoned(reason, messages("de"))) == "sie stammen aus verschiedenen Zeiten: 13. März 2025 und 2022"


@pytest.mark.parametrize("text", ["the same file as in/2025-03-13", "2025-03-13.txt is empty", "v2025-03-13"])
def test_what_only_holds_a_day_is_left_alone(text):
    assert str(reasoned(text, messages("en"))) == text


def test_a_quotation_keeps_its_day():
    said = "Records that differ: A: “worst since 2025-03-13”."
    assert str(told(said, messages("en"))) == said
    assert "“worst since 2025-03-13”" in str(told(said, messages("de")))


def test_who_says_what_may_be_given_in_the_readers_language():
    said = told("Records that differ: A, B and 2 others: “x”.", messages("de"), own("A, B und 2 weitere: „x“"))
    assert str(said) == "Rekorde, die nicht zusammenpassen: A, B und 2 weitere: „x“."


def test_a_measure_at_the_head_of_a_sentence_is_told():
    said = "People missing: none or 12: A: “x”; B: “y”."
    assert str(told(said, messages("de"))).startswith("Vermisste: keine oder 12: ")
    assert str(told("Another part of North: A: “x”.", messages("de"))).startswith("Ein anderer Teil von North")


def test_english_stays_as_it_is():
    assert str(told("different places: A and B", messages("en"))) == "different places: A and B"


def test_arabic_in_an_english_sentence_stands_apart():
    phrase = told("They quote different sources: السلطات and A.", messages("en"))
    assert [piece.text for piece in phrase.pieces if piece.foreign] == ["السلطات"]


def test_what_is_not_known_is_marked_as_english():
    (piece,) = told("A sentence that nobody foresaw.", ARABIC).pieces
    assert (piece.text, piece.foreign, piece.lang) == ("A sentence that nobody foresaw.", True, "en")


def test_words_of_sources_in_a_place_stand_apart():
    phrase = told("They quote different sources: {what} and a forecast.", ARABIC)
    assert [piece.text for piece in phrase.pieces if piece.foreign] == ["{what}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_the_checker_says_is_known(language):
    assert [text for text in sorted(sentences() | values()) if not fits(text, messages(language))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_has_words_of_its_own(language):
    """A label that merely fits a template, "part of {place}", would be told half in English."""
    assert sorted(measures() - messages(language).told.keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_an_input_is_not_read_is_known(language):
    assert [text for text in sorted(unread()) if not fits(text, messages(language))] == []


def test_reasons_of_the_readers_are_among_what_it_says():
    assert {"broken PDF", "no such file", "no text found", "empty file", f"cannot be read: {NAME}"} <= unread()


def test_rules_on_passages_are_among_what_it_says():
    said = {
        "no other value of the two articles is closer",
        "they differ in one digit",
        "one is told as a total, the other is not",
        "the superlative may be of something else",
        "Not all of them tell it as a fact.",
        "What is a record since one year is one since every later year too.",
        f"Records that differ: {NAME}: “…”.",
        f"Another part of {NAME}: {NAME}: “…”.",
        "The articles may tell of two events.",
        "the second largest ever",
        "the worst since 1990 or earlier",
        "south-east",
    }
    assert said <= sentences() | values()


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_keep_no_english_word(language):
    told_of = {value: str(told(value, messages(language))) for value in values()}
    assert [value for value, anew in told_of.items() if re.search(r"\b(the|since|ever|earlier|former)\b", anew)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_in_a_place_is_kept(language):
    for sentence, anew in messages(language).told.items():
        assert sorted(PLACE.findall(anew)) == sorted(PLACE.findall(sentence)), sentence


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("one is per year, the other in all", "einmal pro Jahr, einmal insgesamt"),
        ("one is per bottle, the other per person", "einmal je bottle, einmal pro Person"),
        ("the sentences read alike (0.85)", "die Sätze lesen sich ähnlich (0,85)"),
        (
            "A currency or a sum is likely wrong: 1 CZK would be 0.0943 USD, it was 1,047: A: “x”.",
            "Eine Währung oder eine Summe stimmt wohl nicht: 1 CZK wären 0,0943 USD, der Kurs war 1.047: A: “x”.",
        ),
        ("they are of different times: 2024 and 2025", "sie stammen aus verschiedenen Zeiten: 2024 und 2025"),
    ],
)
def test_figures_and_rates_are_told_in_the_readers_way(text, anew):
    assert str(told(text, messages("de"))) == anew


@pytest.mark.parametrize(
    ("words", "shown"),
    [("1 EUR = 1.089 USD", "1 EUR = 1,089 USD"), ("1 JPY = 1,200.5 XXX", "1 JPY = 1.200,5 XXX"), ("2025", "2025")],
)
def test_rates_take_the_readers_marks(words, shown):
    assert figured(words, messages("de")) == shown
