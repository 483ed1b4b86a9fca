import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.models import Article, Zone
from claims.segmentation import segment


def article(text: str, title: str | None = None, body_start: int = 0, language: str | None = None) -> Article:
    return Article(
        id="a", path="a.txt", text=text, sha256="0", title=title, body_start=body_start, language=language
    )  # fmt: skip


def cut(text: str, language: str) -> list[str]:
    return [sentence.span.quote for sentence in segment(article(text, language=language))]


SPLIT = {  # a bar stands where a sentence ends
    "ar": ["قال الوزير إن العدد ارتفع.| وأضاف أن البحث مستمر؟| نعم.", "قال د. محمد إن العدد ارتفع.| ثم خرج."],
    "bg": ["Цената е 3,5 млн. лв. за година.| Това каза проф. Иванов."],
    "cs": ["Přišlo 18. června asi 3,5 mil. lidí, např. z Brna.| Řekl to Dr. Novák."],
    "da": ["Det skete den 18. juni kl. 14.| Ca. 30 blev såret, bl.a. to børn."],
    "de": [
        "Er kam am 18. Juni mit ca. 30 Leuten, z.B. aus Wien.| Dann ging er.",
        "Dr. Meier und Prof. Huber sagten Nein.| Nr. 5 lebt.",
    ],
    "en": [
        "Mr. Smith met Gen. Lee at 5 p.m. on Monday.| They left at 3 p.m. EST.| All was well.",
        "The U.S. President said 3.5 bn. dollars went.| No. 5 is alive.",
        "“Is it over?” he asked.| “Yes!” she said.",
        "J. K. Rowling and Michael J. Fox came.| They left.",
        "It cost $1.5 million.| It was too much!| Was it?",
    ],
    "es": ["El Sr. Pérez y la Dra. Gil llegaron aprox. 5 minutos tarde.| Luego se fueron."],
    "fr": ["M. Macron a parlé env. 5 minutes.| Mme Borne aussi."],
    "hi": ["डॉ. सिंह ने कहा कि संख्या बढ़ी।| खोज जारी है।"],
    "hu": ["Kb. 30 ember sérült meg május 8. napján.| Dr. Kovács mondta."],
    "it": ["Il dott. Rossi ha trovato ca. 30 persone in un file.| Una cosa è chiara."],
    "ja": ["死者は3.5万人に上った。|捜索は続いている。"],
    "nl": ["Dhr. Jansen zag ca. 30 mensen, o.a. kinderen.| Daarna ging hij weg."],
    "pl": [
        "Pakiet jest wart ok. 139 mln zł, m.in. na chipy.| Tak mówi dr Nowak.",
        "Firma wydała 3,5 tys. zł, tj. mniej niż w 2019 r. – 200 mld juanów.| To prawda.",
        "Wzrost wyniósł 4 proc. PKB i 1,5 st. C.| Rannych jest 30.",
        "„Kto to?” zapytał prof. Kowalski z ul. Długiej.| „Ja!” odparł.",
        "Zginęło 18.| Rannych jest 30.",
    ],
    "pt": ["O Sr. Silva e a Dra. Lima chegaram aprox. 5 minutos depois.| Foram embora."],
    "ru": [
        "Цена выросла до 3,5 млн. руб. за год, т.е. вдвое.| Это сказал проф. Иванов.",
        "В 2023 г. умерло 30 человек.| А. С. Пушкин жил на ул. Ленина.",
    ],
    "tr": ["Dr. Yılmaz 3,5 milyon kişi olduğunu söyledi.| Prof. Demir de geldi."],
    "uk": ["Ціна зросла до 3,5 млн. грн. за рік.| Так сказав проф. Шевченко."],
    "zh": ["死亡人数升至3.5万人。|搜索仍在继续！|“好的。”|他说。"],
}
CASES = [(language, text) for language, texts in SPLIT.items() for text in texts]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_sentences(language, marked):
    assert cut(marked.replace("|", ""), language) == [part.strip() for part in marked.split("|")]


BODY = (
    "Ten people died on Monday when a bridge fell in the north, the police said in the evening.\n\n"
    "What we know\n\n"
    "The mayor said that 35 others were hurt. The search would go on through the night with dogs.\n"
)


def test_zones_and_paragraphs():
    text = f"Bridge falls, ten dead\nSource: x\n\n{BODY}"
    sentences = segment(article(text, "Bridge falls, ten dead", text.index("Ten people")))
    assert [(s.zone, s.paragraph) for s in sentences] == [
        (Zone.HEADLINE, 0),
        (Zone.BODY, 1),
        (Zone.SUBHEAD, 2),
        (Zone.BODY, 3),
        (Zone.BODY, 3),
    ]


def test_headline_with_odd_spaces():
    text = f"Bridge\tfalls,  ten dead\n\n{BODY}"
    headline = segment(article(text, "Bridge falls, ten dead", 26))[0]
    assert (headline.zone, headline.span.quote) == (Zone.HEADLINE, "Bridge\tfalls,  ten dead")


def test_sentences_that_a_scraper_glued():
    text = "Ten people died.|The mayor spoke on example.com about it.|Nobody left."
    assert cut(text.replace("|", ""), "en") == text.split("|")


def test_headline_repeated_in_the_body():
    title = "Bridge falls, ten dead"
    text = f"{title}\n\n{title}\n\n{BODY}"
    sentences = segment(article(text, title, len(title) + 2))
    assert [(s.zone, s.reason) for s in sentences[:2]] == [
        (Zone.HEADLINE, None),
        (Zone.BOILERPLATE, "repeats the headline"),
    ]


def test_lead_repeated_as_a_pull_quote():
    lead = "Ten people died on Monday when a bridge fell in the north."
    text = f"{lead} The mayor spoke.\n\n{BODY}\n{lead}\n\nThe mayor added that he was sorry for all of them.\n"
    (repeat,) = (s for s in segment(article(text)) if s.reason)
    assert (repeat.span.quote, repeat.reason) == (lead, "repeats an earlier sentence")
    assert repeat.span.start > text.index(lead)


def test_short_sentences_may_recur():
    assert all(
        s.reason is None for s in segment(article("He said no. She said yes. He said no. They left it at that."))
    )


def test_wrapped_lines_are_joined():
    text = (
        "Ten people died on Monday when a bridge fell in the north of\n"
        "the country, the police said in the evening. The mayor said that\n"
        "35 others were hurt and that the search would go on through the\n"
        "night with dogs.\n\nEngineers had warned of the state of the bridge two years ago,\n"
        "according to a report.\n"
    )
    assert [s.span.quote.count("\n") for s in segment(article(text))] == [1, 2, 1]


def test_markdown_headings_lose_their_signs():
    sentences = segment(article(f"## What 35 people saw\n\n{BODY}"))
    assert (sentences[0].span.quote, sentences[0].zone) == ("What 35 people saw", Zone.SUBHEAD)


def test_list_items_with_figures_stay_claims():
    text = f"{BODY}\n- Dead: 10\n- Hurt: 35\n- Missing: 4\n"
    assert [s.zone for s in segment(article(text))][-3:] == [Zone.BODY] * 3


def test_passages_may_be_in_another_language():
    other = "Der Bürgermeister sagte, dass 35 weitere Menschen verletzt wurden und die Suche weitergeht."
    assert [s.language for s in segment(article(f"{BODY}\n{other}\n", language="en"))][-1] == "de"


@pytest.mark.parametrize("unit", ["a", "a. ", "。", "kot. ", '("', "1.", "A.", "\n", "\u202e", "# ", "слово, "])
def test_a_very_long_line_is_cut_in_windows(unit):
    text = unit * (60_000 // len(unit))
    sentences = segment(article(text, language="en"))
    assert all(text[s.span.start : s.span.end] == s.span.quote for s in sentences)
    assert max((len(s.span.quote) for s in sentences), default=0) <= 20_000


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from(".!?。 \n\r\t–-\"'„”«»0123456789aAбБ#")), max_size=400)
)
@example("One \ud800 two. Three.")
@example("A\x1f\r0")
def test_any_text_is_cut_exactly_and_in_order(text):
    sentences = segment(article(text))
    end = 0
    for sentence in sentences:
        span = sentence.span
        assert text[span.start : span.end] == span.quote
        assert span.quote == span.quote.strip()
        assert span.quote
        assert span.start >= end
        end = span.end
    assert [s.paragraph for s in sentences] == sorted(s.paragraph for s in sentences)
    assert all((s.reason is not None) == (s.zone is Zone.BOILERPLATE) for s in sentences)


@given(st.lists(st.sampled_from(["Ten died on Monday.", "He spoke.", "Was it so?", "It was!"]), min_size=1, max_size=8))
def test_no_letter_is_lost(sentences):
    text = " ".join(sentences)
    assert " ".join(s.span.quote for s in segment(article(text, language="en"))) == text
