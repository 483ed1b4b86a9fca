import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.boilerplate import REASONS, Line, cue, has_figure, mark, titlelike
from claims.text_cues import languages, table

FURNITURE = {
    "en": ["Read also: Ten tips for winter", "Leave a comment", "Follow us on X", "Photo: AP", "Comments (12)"],
    "pl": ["Czytaj też: Kursy walut", "Dodaj komentarz", "Obserwuj nas w Google News", "Fot. PAP", "Komentarze (34)"],
    "it": ["Leggi anche: Oroscopo di domani", "Lascia un commento", "Seguici su Telegram", "Foto: Ansa"],
    "ru": ["Читайте также: Курс валют", "Оставить комментарий", "Подписывайтесь на наш канал", "Фото: ТАСС"],
    "ar": ["اقرأ أيضاً: أسعار العملات", "إقرأ المزيد", "أضف تعليقاً", "تابعنا على فيسبوك", "مصدر الصورة: رويترز"],
    "de": ["Lesen Sie auch: Die besten Kombis", "Kommentar schreiben", "Folgen Sie uns auf X", "Foto: dpa"],
    "fr": ["À lire aussi : Le retour de la pluie", "Laisser un commentaire", "Suivez-nous sur X", "Crédit photo : AFP"],
    "es": ["Lea también: Recetas de otoño", "Deja un comentario", "Síguenos en X", "Foto: EFE"],
    "pt": ["Leia também: Receita de bolo", "Deixe um comentário", "Siga-nos no X", "Foto: Lusa"],
    "nl": ["Lees ook: Vijf tips voor de tuin", "Reageer op dit artikel", "Volg ons op X", "Foto: ANP"],
    "tr": ["İlginizi çekebilir: Hava nasıl olacak", "Yorum yaz", "Bizi takip edin", "Fotoğraf: AA"],
    "uk": ["Читайте також: Погода у Львові", "Залишити коментар", "Стежте за нами", "Фото: УНІАН"],
    "cs": ["Čtěte také: Počasí o víkendu", "Přidat komentář", "Sledujte nás na X", "Foto: ČTK"],
    "sk": ["Čítajte aj: Počasie cez víkend", "Pridať komentár", "Sledujte nás na X", "Foto: TASR"],
    "ro": ["Citește și: Vremea la munte", "Lasă un comentariu", "Urmărește-ne pe X", "Foto: Agerpres"],
    "hu": ["Olvassa el ezt is: Milyen idő lesz", "Szóljon hozzá", "Kövessen minket az X-en", "Fotó: MTI"],
    "sv": ["Läs även: Vädret i helgen", "Skriv en kommentar", "Följ oss på X", "Foto: TT"],
    "da": ["Læs også: Vejret i weekenden", "Skriv en kommentar", "Følg os på X", "Foto: Ritzau"],
    "no": ["Les også: Været i helgen", "Legg igjen en kommentar", "Følg oss på X", "Foto: NTB"],
    "fi": ["Lue myös: Viikonlopun sää", "Jätä kommentti", "Seuraa meitä X:ssä", "Kuva: Lehtikuva"],
    "el": ["Διαβάστε επίσης: Ο καιρός", "Αφήστε σχόλιο", "Ακολουθήστε μας στο X", "Φωτογραφία: ΑΠΕ"],
    "bg": ["Прочетете още: Времето утре", "Оставете коментар", "Последвайте ни", "Снимка: БТА"],
    "hr": ["Pročitajte i: Vrijeme za vikend", "Ostavite komentar", "Pratite nas", "Foto: Hina"],
    "sr": ["Прочитајте још: Време за викенд", "Оставите коментар", "Pratite nas", "Фото: Танјуг"],
    "he": ["קראו גם: מזג האוויר", "הוסיפו תגובה", "עקבו אחרינו", "צילום: רויטרס"],
    "fa": ["بیشتر بخوانید: هوای فردا", "نظر شما", "ما را دنبال کنید", "عکس: ایرنا"],
    "hi": ["यह भी पढ़ें: कल का मौसम", "टिप्पणी करें", "हमें फॉलो करें", "फोटो: पीटीआई"],
    "id": ["Baca juga: Cuaca besok", "Tinggalkan komentar", "Ikuti kami di X", "Foto: Antara"],
    "vi": ["Xem thêm: Thời tiết ngày mai", "Gửi bình luận", "Theo dõi chúng tôi", "Ảnh: TTXVN"],
    "zh": ["相关阅读：明天的天气", "发表评论", "关注我们", "图片来源：新华社"],
    "ja": ["関連記事：明日の天気", "コメントを残す", "フォローする", "写真：共同"],
    "ko": ["관련 기사: 내일 날씨", "댓글 쓰기", "팔로우", "사진=연합뉴스"],
}
TEXT = {
    "en": ["Share prices rose by 3 percent.", "Comments by the minister angered 12 states.", "Trending upward again"],
    "pl": ["Komentarze ministra wywołały burzę.", "Udostępniono 35 dokumentów śledczym.", "Reklama na granicy prawa"],
    "it": ["Foto e video mostrano 35 persone in fuga.", "Le iscrizioni sono salite del 3 per cento."],
    "ru": ["Главное управление сообщило о 35 погибших.", "Новости из города пришли в 5 утра."],
    "ar": ["قال الوزير إن عدد القتلى بلغ 35", "الأكثر تضرراً هي المدينة القديمة"],
    "de": ["Teilen der Stadt fehlt seit 3 Tagen Strom.", "Kommentare des Ministers lösten Streit aus."],
    "fr": ["Photos et vidéos montrent 35 personnes en fuite.", "Partager le pouvoir reste difficile pour les 27."],
    "es": ["Comentarios del ministro causaron revuelo.", "Además, 35 personas resultaron heridas."],
    "zh": ["分享会有35人参加。", "推荐信由三名专家写成。"],
    "tr": ["Son dakika golüyle 3-2 kazandı.", "Yorumlar 35 ülkede tepki çekti."],
}
BYLINES = {"By ANN BELL": True, "Por Juan Pérez": True, "By Monday": False, "By car and boat to town": False}


@pytest.mark.parametrize(("line", "expected"), BYLINES.items())
def test_bylines(line, expected):
    assert (cue(line) is not None) is expected


P1 = "Ten people died on Monday when a bridge fell in the north of the country, the police said in the evening."
P2 = "The mayor said that 35 others were hurt and that the search would go on through the night with dogs."
P3 = "Engineers had warned of the state of the bridge two years ago, according to a report of the ministry."
BODY = [P1, P2, P3]


@pytest.mark.parametrize("line", [line for lines in FURNITURE.values() for line in lines])
def test_furniture_is_known_by_its_words(line):
    assert cue(line)


@pytest.mark.parametrize("line", [line for lines in TEXT.values() for line in lines])
def test_text_that_begins_alike_is_not(line):
    assert cue(line) is None


def marks(*lines: str, joined: bool = False) -> list[str | None]:
    return mark([Line(line, joined) for line in lines])


def kept(*lines: str) -> list[str]:
    return [line for line, reason in zip(lines, marks(*lines), strict=True) if reason is None]


@pytest.mark.parametrize("lines", FURNITURE.values(), ids=FURNITURE)
def test_body_survives_above_furniture(lines):
    assert kept(*BODY, *lines) == BODY


TAILS = [
    ["Read also", "Tablets under 200 dollars", "Ten dead in another town"],
    [
        "Latest News",
        "Investor bets 1.1 bn",
        "He bets 1.1 bn dollars. It is his largest bet.",
        "Robot shown",
        "It is tall.",
    ],
    ["Kolejny proponowany artykuł", "Kolejny proponowany artykuł", "0"],
    ["Weather for the weekend", "Listen live"],
    ["The best coats of the season", "Where to go in spring"],
    ["Author: Ann Bell", "She has written about bridges for 5 years."],
    ["Most read", "Quiz: do you know your bridges?", "Copyright 2024. All rights reserved."],
    ["Fonte e immagini", "Lascia un commento", "Il tuo indirizzo email non sarà pubblicato."],
]


@pytest.mark.parametrize("tail", TAILS)
def test_tails(tail):
    assert kept(*BODY, *tail) == BODY


KEPT_TAILS = [
    ["- Dead: 10", "- Hurt: 35"],
    ["Dead: 10", "Hurt: 35"],
    ["Final score: 3-2", "Attendance: 45,000"],
    ["The bridge was built in 1964."],
    ["Dead: 10", "Hurt: 35", "Missing: 4"],
]


@pytest.mark.parametrize("tail", KEPT_TAILS)
def test_figures_at_the_end_are_kept(tail):
    assert kept(*BODY, *tail) == [*BODY, *tail]


def test_figures_under_a_credit_are_kept():
    assert kept(*BODY, "Source: ministry", "Dead: 10", "Hurt: 35")[-2:] == ["Dead: 10", "Hurt: 35"]


def test_text_after_a_link_within_the_article_is_kept():
    lines = [P1, "Read also", "Ten tips for a long winter in the north", P2, "What we know", P3]
    assert kept(*lines) == [P1, P2, "What we know", P3]


def test_subhead_after_links_is_kept():
    lines = [P1, "Read also", "Ten tips for winter", "Five films for a long night", "What we know", P2, P3]
    assert kept(*lines) == [P1, "What we know", P2, P3]


def test_sidebar_of_news_does_not_swallow_the_rest():
    lines = [P1, P2, P3, "Latest News", "A robot was shown", P2 + " Again.", P3 + " Again.", P1 + " Again."]
    assert kept(*lines)[-3:] == lines[-3:]


def test_link_between_paragraphs_without_words():
    link = "Scandal over trackers: how goods are followed abroad"
    assert kept(P1, link, "What we know", P2, P3) == [P1, "What we know", P2, P3]


def test_caption_above_a_credit():
    lines = [Line(P1, False), Line("The new plant near the river", True), Line("Photo: AP", False), Line(P2, False)]
    assert mark(lines) == [None, "picture caption", REASONS["credit"], None]


def test_headings_alone_are_no_article():
    assert marks("Ten dead", "Where it was", "What we know") == [None, None, None]


@pytest.mark.parametrize(
    ("line", "expected"),
    [("H100 and GLM-4.5", False), ("up 5%", True), ("35 dead", True), ("Mate 60", True), ("F-16", False)],
)
def test_figures(line, expected):
    assert has_figure(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("What we know", True),
        ("Who is it?", True),
        ("It fell.", False),
        ("यह गिरा |", False),
        ("- item", False),
        ("", False),
        ("字" * 50, False),
    ],
)
def test_titles(line, expected):
    assert titlelike(line) is expected


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_tables(language):
    data = table(language)
    assert set(data["boilerplate"]) == set(REASONS)
    known = {"title", "source", "published", "author", "url", "language", "embargoed", "pubstatus"}
    assert known >= set(data["headers"])
    assert all(isinstance(word, str) and word == word.casefold() for word in data["before_name"])


@given(st.lists(st.text(max_size=150).filter(str.strip), max_size=12))
def test_any_lines_get_a_reason_or_none(lines):
    found = marks(*lines)
    assert len(found) == len(lines)
    assert all(reason is None or reason for reason in found)


@given(st.lists(st.sampled_from(BODY), min_size=1, max_size=9))
def test_paragraphs_are_never_furniture(lines):
    assert not any(marks(*lines))
