import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.language import SAMPLE, detect, normalise, supported

SENTENCES = {
    "ar": "أعلنت الحكومة أمس أن عدد الضحايا ارتفع إلى خمسة وثلاثين",
    "bg": "Правителството обяви вчера, че броят на жертвите е нараснал",
    "ca": "El govern va anunciar ahir que el nombre de víctimes ha augmentat",
    "cs": "Vláda včera oznámila, že počet obětí vzrostl na třicet pět",
    "da": "Regeringen oplyste i går, at antallet af dræbte er steget til femogtredive",
    "de": "Die Regierung teilte gestern mit, dass die Zahl der Toten gestiegen ist",
    "el": "Η κυβέρνηση ανακοίνωσε χθες ότι ο αριθμός των νεκρών αυξήθηκε",
    "en": "The government said yesterday that the number of dead had risen",
    "es": "El Gobierno anunció ayer que el número de muertos ha aumentado",
    "fa": "دولت دیروز اعلام کرد که شمار کشته شدگان افزایش یافته است",
    "fi": "Hallitus kertoi eilen, että kuolleiden määrä on noussut",
    "fr": "Le gouvernement a annoncé hier que le nombre de morts avait augmenté",
    "he": "הממשלה הודיעה אתמול כי מספר ההרוגים עלה",
    "hi": "सरकार ने कल बताया कि मृतकों की संख्या बढ़ गई है",
    "hu": "A kormány tegnap közölte, hogy a halottak száma emelkedett",
    "id": "Pemerintah mengatakan kemarin bahwa jumlah korban tewas telah meningkat",
    "it": "Il governo ha annunciato ieri che il numero dei morti è salito",
    "ja": "政府は昨日、死者の数が増えたと発表した",
    "ko": "정부는 어제 사망자 수가 늘었다고 밝혔다",
    "nl": "De regering zei gisteren dat het aantal doden is gestegen",
    "pl": "Rząd poinformował wczoraj, że liczba ofiar wzrosła",
    "pt": "O governo anunciou ontem que o número de mortos aumentou",
    "ro": "Guvernul a anunțat ieri că numărul morților a crescut",
    "ru": "Правительство сообщило вчера, что число погибших выросло",
    "sk": "Vláda včera oznámila, že počet obetí stúpol na tridsaťpäť",
    "sr": "Влада је јуче саопштила да је број погинулих порастао",
    "sv": "Regeringen sade i går att antalet döda har ökat",
    "tr": "Hükümet dün ölü sayısının arttığını açıkladı",
    "uk": "Уряд повідомив учора, що кількість загиблих зросла",
    "vi": "Chính phủ hôm qua cho biết số người chết đã tăng lên",
    "zh": "政府昨天表示，死亡人数已经上升",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_one_sentence_is_enough(language, sentence):
    assert detect(sentence) == language


@pytest.mark.parametrize(
    ("text", "prior", "expected"),
    [
        ("", None, None),
        ("1,2 % 2025", None, None),
        ("Nvidia", None, None),
        ("Nvidia", "pl", "pl"),
        ("NVIDIA H100 i Huawei Ascend 910C", "pl", "pl"),
        ("https://example.com/the-government-said-yesterday", None, None),
        ("CMA одобрила сделку Microsoft и Activision Blizzard", "ru", "ru"),
        ("The government said yesterday that the number of dead had risen", "pl", "en"),
        ("政府", "ja", "ja"),
        ("أعلنت", "fa", "fa"),
        ("Правительство сообщило", "en", "ru"),
    ],
)
def test_short_text_and_the_document_around_it(text, prior, expected):
    assert detect(text, prior) == expected


def test_brand_names_do_not_turn_a_language():
    assert detect("وقال هوانغ إن شركات مثل Alibaba و Tencent و Baidu ستشتري رقائق Nvidia H20") == "ar"


def test_only_the_start_is_read():
    assert detect(SENTENCES["pl"] + " " * SAMPLE + SENTENCES["en"] * 50) == "pl"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("pl_PL", "pl"), ("zh-Hant-TW", "zh"), ("nb", "no"), ("xx", None), (None, None), (" EN ", "en"), ("ms-MY", "id")],
)
def test_declared_tags(tag, code):
    assert normalise(tag) == code


@given(st.text(max_size=300), st.sampled_from([None, "pl", "ar", "zh"]))
def test_any_text_has_a_known_language_or_none(text, prior):
    found = detect(text, prior)
    assert found is None or found in supported()
