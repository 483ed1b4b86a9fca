from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest.decoding import decode
from claims.ingest.drafts import UnreadableError

SENTENCES = {
    "pl": "Wczoraj rząd ogłosił, że żółte światło dla budowy oznacza śmiałą zmianę, a źródła mówią o pieniądzach.",
    "cs": "Včera vláda oznámila, že kůň žluťoučký pěl ďábelské ódy a že důchody příští rok porostou.",
    "hu": "A kormány tegnap bejelentette, hogy jövőre nőnek a nyugdíjak, és új utak épülnek az országban.",
    "ru": "Вчера правительство объявило, что пенсии вырастут в следующем году.",
    "uk": "Учора уряд оголосив, що пенсії зростуть наступного року, а її підтримали всі.",
    "bg": "Вчера правителството обяви, че пенсиите ще нараснат през следващата година.",
    "ar": "أعلنت الحكومة أمس أن المعاشات سترتفع العام المقبل، وقال الوزير إن القرار نهائي.",
    "fa": "دولت دیروز اعلام کرد که حقوق بازنشستگان سال آینده افزایش می یابد.",
    "de": "Gestern kündigte die Regierung an, dass die Löhne für Ärzte und Übersetzer größer werden müssen.",
    "fr": "Le gouvernement a annoncé hier que les retraites augmenteront l'année prochaine, à la fin de l'été.",
    "es": "El Gobierno anunció ayer que las pensiones subirán el próximo año, según el señor Núñez.",
    "tr": "Hükümet dün emekli maaşlarının gelecek yıl artacağını açıkladı ve işçiler için yeni çalışma başlattı.",
    "el": "Η κυβέρνηση ανακοίνωσε χθες ότι οι συντάξεις θα αυξηθούν τον επόμενο χρόνο.",
    "he": "הממשלה הודיעה אתמול כי הקצבאות יעלו בשנה הבאה, ושר האוצר אישר זאת.",
    "zh": "政府昨天宣布，明年的养老金将会上涨，这是今年以来的第二次，专家对此表示支持。",
    "ja": "政府は昨日、来年の年金を引き上げると発表した。専門家はこれを支持している。",
    "ko": "정부는 어제 내년에 연금이 오를 것이라고 발표했으며 전문가들은 이를 지지했다.",
}
ENCODINGS = [
    ("pl", "cp1250"), ("pl", "iso8859-2"), ("cs", "cp1250"), ("cs", "iso8859-2"), ("hu", "cp1250"), ("ru", "cp1251"),
    ("ru", "koi8-r"), ("uk", "cp1251"), ("bg", "cp1251"), ("ar", "cp1256"), ("fa", "cp1256"), ("de", "cp1252"),
    ("fr", "cp1252"), ("es", "cp1252"), ("tr", "cp1254"), ("el", "cp1253"), ("he", "cp1255"), ("zh", "gb18030"),
    ("ja", "cp932"), ("ko", "cp949"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_encoding_without_a_mark_is_told_by_its_text(language, encoding):
    data = SENTENCES[language].encode(encoding, "ignore")
    assert decode(data).text == data.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_decides_and_is_taken_off(encoding):
    found = decode(SENTENCES["pl"].encode(encoding))
    assert (found.text, found.marked) == (SENTENCES["pl"], True)


def test_utf8_keeps_its_line_ends():
    assert decode("ą\r\nb\n".encode()) == ("ą\r\nb\n", "utf-8", False)


def test_declared_encoding_is_honoured():
    assert decode("Łódź".encode("iso8859-2"), "ISO-8859-2").text == "Łódź"


def test_unknown_declared_encoding_is_ignored():
    assert decode(b"plain", "no-such-thing").text == "plain"


@pytest.mark.parametrize(
    "name", ["hex", "base64", "rot13", "uu", "zlib", "bz2", "undefined", "unicode_escape", "idna", "x\x00y", "ü"]
)
def test_what_is_declared_and_is_no_encoding_of_text_is_ignored(name):
    assert decode("it’s café, a crème brûlée".encode("cp1252"), name).text == "it’s café, a crème brûlée"


def test_latin1_declared_means_windows():
    assert decode("it’s café".encode("cp1252"), "ISO-8859-1").text == "it’s café"


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"MZ\x90\x00\x03", b"text\x00more"])
def test_null_bytes_mean_binary(data):
    with pytest.raises(UnreadableError, match="binary"):
        decode(data)


def test_broken_utf16_has_a_reason():
    with pytest.raises(UnreadableError, match="UTF-16"):
        decode(b"\xff\xfea\x00b")


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_reason(data):
    with suppress(UnreadableError):
        assert isinstance(decode(data).text, str)


@given(st.text(max_size=200).filter(lambda text: "\x00" not in text and not text.startswith("\ufeff")))
def test_utf8_is_never_guessed_away(text):
    if text.isascii() or len(text) > 1:
        assert decode(text.encode("utf-8", "ignore")).text == text.encode("utf-8", "ignore").decode()
