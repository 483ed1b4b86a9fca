import re

import pytest

from reports.messages import messages
from reports.told import fits, told
from verify.rules import RULES
from verify.scoring import DATED, NAMED

ARABIC = messages("ar")
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


@pytest.mark.parametrize("language", ["ar", "de", "fr", "pl", "ru"])
def test_most_of_what_the_checker_says_is_known(language):
    said = [*(means for _, means in (*NAMED, *DATED)), *(rule.title for rule in RULES)]
    known = [text for text in said if fits(text, messages(language))]
    assert len(known) >= 0.9 * len(said)  # the rest is shown in English: a new reason breaks nothing


@pytest.mark.parametrize("language", ["ar", "de", "fr", "pl", "ru"])
def test_what_stands_in_a_place_is_kept(language):
    for sentence, anew in messages(language).told.items():
        assert sorted(PLACE.findall(anew)) == sorted(PLACE.findall(sentence)), sentence
