"""Words split one by one give the tokens of the whole text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.embedding import MODEL
from verify.embedding.pieces import LETTER, PLAIN, SIGN, Pieces

SCRIPTS = "aZéßıŁőÅƠựỹЯёЇџҐґσςάΊάאתءأإآٱىیکيطو"
TEXTS = {
    "en": "The firm's 'AI' unit (founded 2019) sold 1,234,567 chips - up 12.5%.",
    "fr": "L’usine d'Évry, fermée le 3 mai 2024, employait 1 200 personnes…",
    "de": "„Größer als Straßburg“, sagte er; 40.000 Stück.",
    "pl": "W Łodzi zginęło 12 osób – podał „Dziennik”.",
    "tr": "İstanbul'da ISPARTA ığdır 910C",
    "el": "Ο ΟΔΥΣΣΕΑΣ έφυγε στις 5:30.",
    "ru": "Ёлка стоила 3,5 млн руб.",
    "uk": "Її під'їзд – №5",
    "ar": "قال الرئيس إنَّ ٣٠٠ شخص قُتلوا، أمس؟",
    "fa": "قیمت کتاب ۲۵٪ افزایش یافت",
    "he": 'מנכ"ל החברה אמר: "כן".',
    "hi": "२०२४ में ३०० लोग",
    "vi": "Thủ tướng Phạm Minh Chính nói hôm 2/9",
    "zh": "2024年3月，华为发布910C芯片。 你好",
    "ja": "東京で１２人が死亡した。",
    "ko": "서울에서 3월 12일, 약 1만2천 명",
    "th": "ราคา 35 บาท",
    "odd": "a\u200bb \ufb01n ²³ ½ ＡＢ ▁x `y´ \u0301e e\u0301 \u00a8 \x85z",
}


@pytest.fixture(scope="module")
def tokenizer():
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


@pytest.fixture(scope="module")
def pieces(tokenizer):
    return Pieces(tokenizer)


def whole(tokenizer, texts):
    return [e.ids for e in tokenizer.encode_batch_fast(texts, add_special_tokens=False)]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_is_split_as_the_tokenizer_splits_it(tokenizer, pieces, text):
    assert pieces.numbers([text]) == whole(tokenizer, [text])


@settings(deadline=None)
@given(texts=st.lists(st.text(st.sampled_from(SCRIPTS + " .,'’\"-%()0123456789"), max_size=30), max_size=4))
def test_plain_words_take_the_short_way_to_the_same_tokens(tokenizer, pieces, texts):
    assert all(PLAIN.fullmatch(word) for text in texts for word in text.split())
    assert pieces.numbers(texts) == whole(tokenizer, texts)


@settings(deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30), max_size=4))
def test_any_word_comes_to_the_same_tokens(tokenizer, pieces, texts):
    assert pieces.numbers(texts) == whole(tokenizer, texts)


def test_what_is_forgotten_is_found_again(tokenizer, monkeypatch):
    monkeypatch.setattr("verify.embedding.pieces.MOST", 3)
    small = Pieces(tokenizer)
    texts = list(TEXTS.values())
    for _ in range(2):
        assert [small.numbers([text])[0] for text in texts] == whole(tokenizer, texts)


def test_letters_and_signs_do_not_meet():
    import re

    letter, sign = re.compile(f"[{LETTER}]"), re.compile(f"[{SIGN}]")
    both = [chr(n) for n in range(0x3000) if letter.match(chr(n)) and sign.match(chr(n))]
    assert both == []
