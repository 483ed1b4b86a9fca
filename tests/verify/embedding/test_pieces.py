"""Words split one by one give the tokens of the whole text."""

import json
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.embedding import MODEL
from verify.embedding import pieces as module
from verify.embedding.pieces import DIGIT, FOLD, KIND, LEFT_OUT, LETTER, LETTER_UNSPACED, MARK, ODD, SIGN, Pieces
from verify.embedding.training.vocabulary import PREFIXES, UNKNOWN, numbered

SCRIPTS = "aZéßİıŁőÅƠựỹЯёЇџҐґΣσςάΊאתءأإآٱىیکيطوकांख्य한글日本ーの"
SIGNS = " .,'’\"-%()$`،؟。，「」·\u200c\u0651"
DIGITS = "0123456789٣۳३３"
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
    "mixed": "AI模型AI 3月12日 5G와 सड़क काँच 12kg “3,5”%",
    "odd": "a\u200bb \ufb01n ²³ ½ ＡＢ ▁x `y´ \u0301e e\u0301 \u00a8 \x85z",
}


SHIPPED = json.loads((MODEL / "config.json").read_bytes()).get("prefixes", ())


@pytest.fixture(scope="module")
def tokenizer():
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


@pytest.fixture(scope="module")
def pieces(tokenizer):
    return Pieces(tokenizer.to_str(), SHIPPED)


@pytest.fixture(scope="module")
def plain(tokenizer):
    """Pieces that have no other steps than their own."""
    pieces = Pieces(tokenizer.to_str(), SHIPPED)
    pieces._odd = None
    return pieces


def numbers(pieces, texts):
    tokens, counts = pieces.numbers(texts)
    return [part.tolist() for part in np.split(tokens, np.cumsum(counts))[:-1]]


def whole(tokenizer, texts):
    return [e.ids for e in tokenizer.encode_batch_fast(texts, add_special_tokens=False)]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_is_split_as_the_tokenizer_splits_it(tokenizer, pieces, text):
    assert numbers(pieces, [text]) == whole(tokenizer, [text])


@settings(deadline=None)
@given(texts=st.lists(st.text(st.sampled_from(SCRIPTS + SIGNS + DIGITS), max_size=30), max_size=4))
def test_plain_words_take_the_short_way_to_the_same_tokens(tokenizer, plain, texts):
    assert numbers(plain, texts) == whole(tokenizer, texts)


@settings(deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30), max_size=4))
def test_any_word_comes_to_the_same_tokens(tokenizer, pieces, texts):
    assert numbers(pieces, texts) == whole(tokenizer, texts)


@pytest.mark.parametrize("before", ["", "a", "日", "1", "."])
def test_every_plain_character_is_read_as_the_tokenizer_reads_it(tokenizer, plain, before):
    texts = [f"{before}{chr(code)}b" for code in np.flatnonzero((KIND != ODD) & (KIND != module.END))]
    assert numbers(plain, texts) == whole(tokenizer, texts)


@pytest.mark.parametrize("word", ["ab" * 500, "漢字" * 300, "…a" * 200, "1" * 300 + "a" * 70_000])
def test_a_word_may_be_long(tokenizer, pieces, word):
    assert numbers(pieces, [word]) == whole(tokenizer, [word])


@pytest.mark.parametrize("together", [1, 2, 1000])
def test_it_does_not_matter_how_many_words_are_cut_at_once(tokenizer, monkeypatch, together):
    monkeypatch.setattr(module, "TOGETHER", together)
    texts = list(TEXTS.values())
    assert numbers(Pieces(tokenizer.to_str(), SHIPPED), texts) == whole(tokenizer, texts)


def test_what_is_forgotten_is_found_again(tokenizer, monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)
    small = Pieces(tokenizer.to_str(), SHIPPED)
    texts = list(TEXTS.values())
    for _ in range(2):
        assert [numbers(small, [text])[0] for text in texts] == whole(tokenizer, texts)


@pytest.mark.parametrize("texts", [[], [""], ["", "a", ""], ["\u200b", "…"], [" \n"]])
def test_a_text_of_nothing_has_no_tokens(tokenizer, pieces, texts):
    assert numbers(pieces, texts) == whole(tokenizer, texts)


@pytest.mark.parametrize(
    ("characters", "kind"),
    [
        ("aZßİıỹΣςЂґאيکगँ글", LETTER),
        ("のヴー漢", LETTER_UNSPACED),
        ("09٣۳३３", DIGIT),
        (".$_’،؟。，～”", SIGN),
        ("\u00ad\u0640\u0651\u200c\u200f", LEFT_OUT),
        ("▁…²½ŉ\u0301\u093c\u3099ﬁ", ODD),
    ],
)
def test_kinds(characters, kind):
    assert {character: int(KIND[ord(character)]) for character in characters} == dict.fromkeys(characters, kind)


@pytest.mark.parametrize(
    ("written", "read"),
    [("A", "a"), ("İ", "i"), ("Σ", "σ"), ("أ", "ا"), ("ё", "е"), ("’", "'"), ("٣", "3"), ("，", ",")],
)
def test_one_character_is_read_as_another(written, read):
    assert chr(FOLD[ord(written)]) == read


def test_no_range_is_in_two_kinds():
    ranges = (module.LETTERS, module.UNSPACED, module.DIGITS, module.SIGNS, module.SILENT)
    codes = [code for written in ranges for code in module._codes(written)]
    assert len(codes) == len(set(codes))
    assert not re.search(r"\s", "".join(map(chr, codes)))


PREFIXED = [
    "والحكومة",
    "للحكومة",
    "بالسلاح،",
    "الف",
    "الان",
    "الحَرْب",
    "AIالحكومة",
    "الالتزام",
    "وال",
    "ال",
    "«الدول»",
    "الـ12",
]


def test_a_word_begins_anew_after_a_prefix():
    tokenizer = numbered([(UNKNOWN, 0.0), *((letter, -5.0) for letter in sorted({*"".join(PREFIXED), MARK, "▁ا"}))])
    cut = Pieces(tokenizer.to_str(), PREFIXES)
    assert numbers(cut, PREFIXED) == whole(tokenizer, PREFIXED)
    assert numbers(cut, [" ".join(PREFIXED)]) == whole(tokenizer, [" ".join(PREFIXED)])


@settings(deadline=None)
@given(texts=st.lists(st.text(st.sampled_from("والبكفلحرم ،A"), max_size=20), max_size=4))
def test_prefixes_are_cut_off_as_the_tokenizer_does(texts):
    tokenizer = numbered([(UNKNOWN, 0.0), *((piece, -5.0) for piece in [*"والبكفلحرمa،▁", "▁ال", "▁وال", "▁ح"])])
    assert numbers(Pieces(tokenizer.to_str(), PREFIXES), texts) == whole(tokenizer, texts)
