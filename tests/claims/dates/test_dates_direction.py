"""Whether a day without a week, a month or a year lies behind the article or ahead of it."""

import pytest

from claims.dates import find

PUBLISHED = "2025-08-20"  # a Wednesday


def days(language: str, text: str, published: str = PUBLISHED) -> list[str]:
    return [f"{each.start or ''}/{each.end or ''}" for each in find(text, language, published)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The court will rule on Friday."),
        ("en", "The bridge is to reopen on Friday."),
        ("de", "Am Freitag soll die Warnung enden."),
        ("de", "Der für Freitag angesetzte Streik fällt aus."),
        ("fr", "Le parlement se prononcera vendredi."),
        ("fr", "Les députés voteront vendredi."),
        ("es", "El puerto abrirá el viernes."),
        ("pt", "A audiência está marcada para sexta-feira."),
        ("it", "Per venerdì sono attesi temporali."),
        ("it", "La Camera voterà venerdì."),
        ("pl", "Sąd ogłosi wyrok w piątek."),
        ("cs", "Jednání začne v pátek."),
        ("sk", "Rokovanie začne v piatok."),
        ("ru", "Завод возобновит работу в пятницу."),
        ("uk", "У п'ятницю відбудеться засідання."),
        ("uk", "Станція працюватиме з перебоями до п'ятниці, а в п'ятницю стане."),
        ("bg", "Съдът ще се произнесе в петък."),
        ("sr", "Sud će odlučiti u petak."),
        ("nl", "De luchthaven zal vrijdag weer opengaan."),
        ("sv", "Domen väntas på fredag."),
        ("da", "Retten ventes at afgøre sagen fredag."),
        ("no", "Retten skal avgjøre saken fredag."),
        ("fi", "Oikeus aikoo päättää perjantaina."),
        ("hu", "A bíróság várhatóan pénteken dönt."),
        ("ro", "Instanța va decide vineri."),
        ("el", "Το δικαστήριο θα αποφασίσει την Παρασκευή."),
        ("tr", "Mahkeme cuma günü karar verecek."),
        ("ar", "ستعقد الجلسة يوم الجمعة."),
        ("he", "הדיון צפוי להתקיים ביום שישי."),
        ("hi", "अदालत शुक्रवार को फैसला सुनाएगी और सुनवाई होगी।"),
        ("zh", "法院将于星期五作出裁决。"),
        ("ja", "裁判所は金曜日に判断を示す予定だ。"),
        ("ko", "법원은 금요일에 판결할 예정이다."),
        ("vi", "Tòa án sẽ ra phán quyết vào thứ sáu."),
        ("id", "Pengadilan akan memutuskan pada Jumat."),
    ],
)
def test_a_weekday_to_come(language: str, text: str) -> None:
    assert days(language, text)[-1].endswith("2025-08-22")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The court ruled on Friday."),
        ("en", "He was killed by a bear on Friday."),
        ("en", "On Friday the minister said that he would go."),
        ("de", "Am Freitag stürzte die Brücke ein."),
        ("fr", "Le pont s'est effondré vendredi."),
        ("es", "El puente cayó el viernes."),
        ("it", "Il ponte è crollato venerdì."),
        ("pl", "Most runął w piątek."),
        ("ru", "Мост рухнул в пятницу."),
        ("tr", "Köprü cuma günü çöktü."),
        ("ar", "انهار الجسر يوم الجمعة."),
        ("ja", "橋は金曜日に崩落した。"),
        ("en", "The minister, who plans to resign, said on Friday."),
        ("de", "Der Minister, der zurücktreten will, sagte das am Freitag."),
        ("fr", "Le président va bien, a-t-il dit vendredi."),
        ("fr", "La caméra a filmé vendredi la Riviera."),
        ("es", "El ministro va a dimitir, dijo el viernes."),
        ("es", "La primavera empezó el viernes en la sierra."),
        ("it", "Il premier dovrebbe dimettersi, ha detto venerdì."),
        ("en", "The works will close with the loss of 1,200 jobs, its owner said on Friday."),
        ("de", "Das Werk wird geschlossen, teilte die Firma am Freitag mit."),
        ("pl", "Fabryka zostanie zamknięta, poinformowała w piątek firma."),
        ("ru", "Завод будет закрыт, сообщила в пятницу компания."),
        ("zh", "警方周五将三名嫌疑人逮捕。"),
        ("ro", "Doi oameni au murit în urma exploziei de vineri."),
        ("fi", "Kuolleiden määrä nousi perjantaina."),
        ("nl", "Het gaat om een brand die vrijdag uitbrak."),
        ("hu", "Először lőtt, majd pénteken elfogták."),
        ("it", "La lunga attesa è finita venerdì."),
        ("en", "The government approved the plan on Friday."),
        ("fr", "Mme Ferreira a démissionné vendredi."),
        ("tr", "Yiyecek yardımı cuma günü ulaştı."),
        ("pl", "Policja ma nagranie z piątku."),
        ("ro", "Guvernul va cădea, a spus vineri premierul."),
        ("sv", "Polisen ska ha gripit en man i fredags."),
        ("da", "Han vil sige op, sagde han i fredags."),
    ],
)
def test_a_weekday_that_is_past(language: str, text: str) -> None:
    assert days(language, text) == ["2025-08-15/2025-08-15"]


def test_since_friday_is_past_whatever_follows() -> None:
    assert days("de", "Seit Freitag wird der Junge vermisst.") == ["2025-08-15/"]


def test_the_day_of_publication_is_both() -> None:
    assert (
        days("en", "It broke on Wednesday.") == days("en", "It will break on Wednesday.") == ["2025-08-20/2025-08-20"]
    )


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Shares fell on 3 February.", "2025-02-03/2025-02-03"),
        ("tr", "31 Mart seçimlerinde göreve gelmişti.", "2025-03-31/2025-03-31"),
        ("it", "Raggiungerà il perielio il 3 febbraio.", "2026-02-03/2026-02-03"),
        ("es", "Llegará al perihelio el 3 de febrero.", "2026-02-03/2026-02-03"),
        ("pl", "Wystawa zostanie otwarta 3 lutego.", "2026-02-03/2026-02-03"),
        ("ru", "Выставка откроется 3 февраля.", "2026-02-03/2026-02-03"),
        ("de", "Die Messe am 3. Oktober fällt aus.", "2025-10-03/2025-10-03"),
    ],
)
def test_a_day_without_a_year(language: str, text: str, expected: str) -> None:
    assert days(language, text) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "published", "expected"),
    [
        ("en", "The bank sees 19 million by March.", "2025-08-20", "/2026-03-31"),
        ("en", "By Friday the death toll had risen to 12.", "2025-08-20", "/2025-08-15"),
        ("es", "La pesca está vedada hasta el 31 de marzo.", "2031-12-11", "/2032-03-31"),
        ("fr", "Ils ont sillonné le pays jusqu'au 30 juin.", "2024-11-20", "/2024-06-30"),
    ],
)
def test_a_bound_without_a_year(language: str, text: str, published: str, expected: str) -> None:
    assert days(language, text, published) == [expected]


def test_a_day_far_ahead_without_a_year_is_past_unless_something_says_so() -> None:
    assert days("en", "They met on 15 April.", "2024-11-12") == ["2024-04-15/2024-04-15"]
    assert days("en", "They will meet on 15 April.", "2024-11-12") == ["2025-04-15/2025-04-15"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "听证会定于24日举行。", "2025-08-24/2025-08-24"),
        ("ja", "判断は3日に示される予定だ。", "2025-09-03/2025-09-03"),
        ("ja", "判断は18日に示された。", "2025-08-18/2025-08-18"),
        ("ko", "법원은 29일 판결했다.", "2025-07-29/2025-07-29"),
        ("ko", "장관은 22일 워싱턴을 방문한다.", "2025-08-22/2025-08-22"),
    ],
)
def test_a_day_without_a_month(language: str, text: str, expected: str) -> None:
    assert days(language, text) == [expected]


def test_a_day_without_a_month_across_its_end() -> None:
    assert days("ko", "장관은 2일 워싱턴을 방문한다.", "2025-08-30") == ["2025-09-02/2025-09-02"]
    assert days("zh", "接种工作定于12日启动。", "2027-04") == ["2027-04-12/2027-04-12"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "In der Nacht zum Samstag brannte es."),
        ("nl", "In de nacht op zaterdag brak brand uit."),
        ("sv", "Det brann natten mot lördag."),
        ("da", "Det brændte natten til lørdag."),
        ("no", "Det brant natt til lørdag."),
        ("pl", "W nocy na sobotę wybuchł pożar."),
        ("cs", "V noci na sobotu hořelo."),
        ("sk", "V noci na sobotu horelo."),
        ("ru", "Пожар начался в ночь на субботу."),
        ("uk", "Пожежа почалася в ніч на суботу."),
        ("hr", "Požar je izbio u noći na subotu."),
        ("ro", "Incendiul a izbucnit în noaptea spre sâmbătă."),
    ],
)
def test_a_night_is_of_both_its_days(language: str, text: str) -> None:
    assert days(language, text) == ["2025-08-15/2025-08-16"]


def test_the_first_night_of_all_has_no_eve() -> None:
    assert days("de", "In der Nacht zum 01.01.0001 brannte es.") in ([], ["0001-01-01/0001-01-01"])
