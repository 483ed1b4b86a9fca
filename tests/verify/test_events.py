"""What happens on a date, in thirty languages."""

import pytest

from claims.extraction import extract
from tests.verify.build import source
from verify import words
from verify.events import WORDS, kinds, own
from verify.figures import build

TOLD = [
    ("ar", "تأسست الشركة في 12 مايو 2025.", "founded"),
    ("bg", "Компанията е основана на 12 май 2025 г.", "founded"),
    ("cs", "Společnost byla založena 12. května 2025.", "founded"),
    ("da", "Selskabet blev grundlagt den 12. maj 2025.", "founded"),
    ("de", "Das Unternehmen wurde am 12. Mai 2025 gegründet.", "founded"),
    ("el", "Η εταιρεία ιδρύθηκε στις 12 Μαΐου 2025.", "founded"),
    ("en", "The company was founded on 12 May 2025.", "founded"),
    ("es", "La empresa fue fundada el 12 de mayo de 2025.", "founded"),
    ("fa", "این شرکت در 12 مه 2025 تأسیس شد.", "founded"),
    ("fi", "Yhtiö perustettiin 12. toukokuuta 2025.", "founded"),
    ("fr", "L'entreprise a été fondée le 12 mai 2025.", "founded"),
    ("he", "החברה הוקמה ב-12 במאי 2025.", "founded"),
    ("hi", "कंपनी की स्थापना 12 मई 2025 को हुई।", "founded"),
    ("hu", "A céget 2025. május 12-én alapították.", "founded"),
    ("id", "Perusahaan itu didirikan pada 12 Mei 2025.", "founded"),
    ("it", "La società è stata fondata il 12 maggio 2025.", "founded"),
    ("ja", "同社は2025年5月12日に設立された。", "founded"),
    ("ko", "회사는 2025년 5월 12일 설립됐다.", "founded"),
    ("nl", "Het bedrijf werd op 12 mei 2025 opgericht.", "founded"),
    ("no", "Selskapet ble grunnlagt 12. mai 2025.", "founded"),
    ("pl", "Spółkę założono 12 maja 2025 r.", "founded"),
    ("pt", "A empresa foi fundada em 12 de maio de 2025.", "founded"),
    ("ro", "Compania a fost fondată la 12 mai 2025.", "founded"),
    ("ru", "Компания основана 12 мая 2025 года.", "founded"),
    ("sk", "Spoločnosť bola založená 12. mája 2025.", "founded"),
    ("sv", "Företaget grundades den 12 maj 2025.", "founded"),
    ("tr", "Şirket 12 Mayıs 2025'te kuruldu.", "founded"),
    ("uk", "Компанію засновано 12 травня 2025 року.", "founded"),
    ("vi", "Công ty được thành lập ngày 12 tháng 5 năm 2025.", "founded"),
    ("zh", "公司于2025年5月12日成立。", "founded"),
    ("en", "The treaty was signed on 12 May 2025.", "signed"),
    ("de", "Der Vertrag wurde am 12. Mai 2025 unterzeichnet.", "signed"),
    ("ar", "وُقّعت الاتفاقية، وتم توقيعها في 12 مايو 2025.", "signed"),
    ("ja", "条約は2025年5月12日に署名された。", "signed"),
    ("fr", "L'écrivain est mort le 12 mai 2025.", "died"),
    ("pl", "Pisarz zmarł 12 maja 2025 r.", "died"),
    ("ko", "작가는 2025년 5월 12일 사망했다.", "died"),
    ("de", "Karten sind ab dem 12. Mai 2025 im Handel.", "on_sale"),
    ("en", "Tickets go on sale on 12 May 2025.", "on_sale"),
    ("fr", "Les billets seront mis en vente le 12 mai 2025.", "on_sale"),
    ("pl", "Bilety trafią do sprzedaży 12 maja 2025 r.", "on_sale"),
    ("ru", "Билеты поступят в продажу 12 мая 2025 года.", "on_sale"),
    ("it", "I biglietti saranno in vendita dal 12 maggio 2025.", "on_sale"),
    ("es", "Las entradas salen a la venta el 12 de mayo de 2025.", "on_sale"),
    ("tr", "Biletler 12 Mayıs 2025'te satışa çıkıyor.", "on_sale"),
    ("zh", "门票将于2025年5月12日开售。", "on_sale"),
    ("ja", "前売りは2025年5月12日からです。", "on_sale"),
    ("it", "Il satellite è stato lanciato il 12 maggio 2025.", "launched"),
    ("ru", "Спутник запущен 12 мая 2025 года.", "launched"),
    ("id", "Satelit itu diluncurkan pada 12 Mei 2025.", "launched"),
    ("es", "La presidenta dimitió el 12 de mayo de 2025.", "resigned"),
    ("uk", "Закон набув чинності 12 травня 2025 року.", "in_force"),
    ("pl", "Wielki wiec odbył się 12 maja 2025 r.", "protested"),
    ("tr", "Sendikalar 12 Mayıs 2025'te greve gitti.", "protested"),
    ("fr", "Le tribunal a tranché le 12 mai 2025.", "decided"),
    ("ja", "首脳は2025年5月12日に会談した。", "met"),
    ("cs", "Ministři se setkali 12. května 2025.", "met"),
    ("es", "El récord se registró el 12 de mayo de 2025.", "recorded"),
    ("de", "Die Armee wurde am 12. Mai 2025 zurückgezogen.", "withdrew"),
    ("pt", "O clube venceu em 12 de maio de 2025.", "won"),
    ("ko", "회사는 2025년 5월 12일 허가를 신청했다.", "filed"),
    ("uk", "Вулкан вибухнув 12 травня 2025 року.", "burst"),
    ("nl", "De wet is op 12 mei 2025 van kracht geworden.", "in_force"),
    ("sv", "Planet kraschade den 12 maj 2025.", "crashed"),
    ("tr", "Uçak 12 Mayıs 2025'te düştü.", "crashed"),
    ("zh", "飞机于2025年5月12日坠毁。", "crashed"),
    ("pt", "O tribunal proibiu a venda em 12 de maio de 2025.", "blocked"),
    ("cs", "Úřad obchod 12. května 2025 zakázal.", "blocked"),
    ("hu", "A hajó 2025. május 12-én eltűnt.", "vanished"),
    ("ro", "Nava a dispărut la 12 mai 2025.", "vanished"),
    ("he", "הסופר מת ב-12 במאי 2025.", "died"),
    ("he", "השופטת מונתה ב-12 במאי 2025.", "appointed"),
    ("he", "השר הושעה ב-12 במאי 2025.", "suspended"),
    ("vi", "Vệ tinh được phóng ngày 12 tháng 5 năm 2025.", "launched"),
    ("vi", "Hiệp định được ký ngày 12 tháng 5 năm 2025.", "signed"),
    ("vi", "Cổ đông khởi kiện ngày 12 tháng 5 năm 2025.", "tried"),
]


def dates(text: str, language: str):
    article = source(text, language=language)
    return [f for f in build(article, extract(article)) if f.is_date]


@pytest.mark.parametrize(("language", "text", "kind"), TOLD)
def test_what_happened_on_a_day(language: str, text: str, kind: str) -> None:
    (date,) = dates(text, language)
    assert kind in own(date)


def test_every_language_has_its_sentence() -> None:
    assert {language for language, _, _ in TOLD} == words.languages(WORDS, "founded")


@pytest.mark.parametrize("kind", words.groups(WORDS))
def test_every_kind_has_words_in_every_language(kind: str) -> None:
    assert words.languages(WORDS, kind) == words.languages(WORDS, "founded")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The company earned 5 euros on 12 May 2025."),
        ("ar", "كانت المعلومات متعلقة بموقع جديد في 12 مايو 2025."),  # "مات", "علق", "وقع" stand within other words
        ("ru", "Судно стояло в порту 12 мая 2025 года."),  # a ship, no court
        ("he", "תמונה של שמונה ילדים באמת צולמה ב-12 במאי 2025."),  # a picture, eight, in truth: "מונה", "מת" end them
        ("vi", "Phóng viên đăng ký dự sự kiện ngày 12 tháng 5 năm 2025."),  # a reporter, to register, an event
    ],
)
def test_other_words_tell_of_no_event(language: str, text: str) -> None:
    (date,) = dates(text, language)
    assert not kinds(date)


def test_a_day_beside_speech_is_that_of_the_saying() -> None:
    (date,) = dates(
        "The minister said the plant had burned down, and announced on 12 May 2025 that it would close.", "en"
    )
    assert own(date) == {"announced"}


def test_the_word_nearest_to_a_date_comes_first() -> None:
    (date,) = dates("The firm, founded by two brothers and later bought, was closed on 12 May 2025.", "en")
    assert list(kinds(date)) == ["ended", "bought", "founded"]
    assert own(date) == {"ended", "bought"}
