"""The Russian catalogue: its plurals, and all that the checker says of figures, dates, records and the like."""

import pytest

from reports.languages import name
from reports.messages import available, messages
from reports.told import fits, told
from verify.rules import RULES
from verify.rules.counts import WORDS
from verify.scoring import DATED, NAMED

RUSSIAN = messages("ru")


def test_its_own_name():
    assert available()["ru"] == "русский"
    assert name("de", RUSSIAN) == "немецкий"


@pytest.mark.parametrize(
    ("number", "counted"),
    [(1, "1 статья"), (2, "2 статьи"), (5, "5 статей"), (11, "11 статей"), (12, "12 статей"), (21, "21 статья")],
)
def test_counts(number, counted):
    assert RUSSIAN.count("{n} articles", number) == counted


def test_figures():
    assert [RUSSIAN.number(digits) for digits in ("1234", "12345.5")] == ["1234", "12\u00a0345,5"]


def test_every_reason_and_rule_is_known():
    said = [*(means for _, means in (*NAMED, *DATED)), *(rule.title for rule in RULES)]
    assert [text for text in said if not fits(text, RUSSIAN)] == []


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("both are the days of their articles", "обе даты — дни выхода статей"),
        ("they are of different times: 2023 and 2024", "числа относятся к разному времени: 2023 и 2024"),
        (
            "They may not be comparable: one is told as a total, the other is not.",
            "Возможно, сравнивать нельзя: одно число подано как итог, другое нет.",
        ),
        ("record: largest or worst", "рекорд: самое крупное или самое тяжёлое"),
        ("the worst ever", "самое тяжёлое за всё время"),
        ("the worst since 1939 or earlier", "самое тяжёлое по меньшей мере с 1939 года"),
        ("the second largest since 1999 to 2001", "второе место с 1999–2001 годов (самое крупное)"),
        ("Records that differ: A: “x”; B: “y”.", "Рекорды расходятся: A: “x”; B: “y”."),
        ("Another part of Turkey: A: “x”; B: “y”.", "Названа другая часть территории (Turkey): A: “x”; B: “y”."),
        (
            "both tell where in Turkey it happened (struck)",
            "обе стороны называют часть территории: Turkey (удар стихии)",
        ),
        ("Roe: mayor or former mayor: A: “x”; B: “y”.", "Roe: мэр или экс-мэр: A: “x”; B: “y”."),
        ("People missing: none or 12: A: “x”; B: “y”.", "Пропавшие без вести: ни одного или 12: A: “x”; B: “y”."),
        (
            "the implied rate is 7.2 times off the ECB reference rate of 2025-01-02",
            "подразумеваемый курс расходится с действительным в 7,2 раза (курс ЕЦБ на 2 января 2025 года)",
        ),
        ("A may deny what B states: “x”; “y”.", "A, возможно, отрицает то, что утверждает B: “x”; “y”."),
        ("1 h 5 min apart", "1 ч 5 мин"),
    ],
)
def test_sentences_of_the_checker(text, anew):
    assert str(told(text, RUSSIAN)) == anew


@pytest.mark.parametrize("word", WORDS.values())
def test_words_for_numbers(word):
    assert fits(f"{word} against 12: survivors", RUSSIAN)
