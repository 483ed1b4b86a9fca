import pytest

from reports.messages import messages
from reports.told import fits, told
from verify.rules import RULES
from verify.scoring import NAMED

ARABIC = messages("ar")


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("one language", "لغة واحدة"),
        ("the sentences read alike (0.85)", "الجملتان متشابهتان (0.85)"),
        ("different places: Rome and وادي", "مكانان مختلفان: Rome ووادي"),
        ("they differ in certainty: a fact and a forecast", "يختلفان في درجة اليقين: واقعة وتوقع"),
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


def test_most_of_what_the_checker_says_is_known():
    said = [*(means for _, means in NAMED), *(rule.title for rule in RULES)]
    known = [text for text in said if fits(text, ARABIC)]
    assert len(known) >= 0.6 * len(said)  # the rest is shown in English: a new reason breaks nothing
