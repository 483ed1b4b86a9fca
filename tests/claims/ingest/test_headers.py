import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest.headers import head

BODY = "The body begins here and goes on for a while, as bodies of articles do.\n"


@pytest.mark.parametrize(
    ("source", "published", "author"),
    [
        ("Source", "Published", "Author"),
        ("SOURCE", "Date", "Byline"),
        ("Źródło", "Opublikowano", "Autor"),
        ("Fonte", "Data", "Autore"),
        ("Источник", "Дата", "Автор"),
        ("المصدر", "تاريخ النشر", "الكاتب"),
        ("Quelle", "Datum", "Autorin"),
        ("Fuente", "Fecha", "Autora"),
        ("来源", "日期", "作者"),
        ("Джерело", "Опубліковано", "Авторка"),
        ("Zdroj", "Zveřejněno", "Autorka"),
        ("Kaynak", "Tarih", "Yazar"),
        ("Πηγή", "Ημερομηνία", "Συντάκτης"),
        ("출처", "날짜", "기자"),
    ],
)
def test_header_lines_in_many_languages(source, published, author):
    text = f"A title\n{source}: x.org\n{published}: 2025-04-08\n{author}: A. B.\n\n{BODY}"
    found = head(text)
    assert found.meta[:3] == ("A title", "x.org", "A. B.")
    assert found.meta.published == "2025-04-08"
    assert text[found.body_start :].lstrip() == BODY


@pytest.mark.parametrize(
    "line",
    [
        "8 April 2025",
        "Updated 8 April 2025, 09:15",
        "Publié le 8 avril 2025 à 09h15",
        "8 апреля 2025, 12:40",
        "Stand: 08.04.2025 08:15 Uhr",
        "2025年4月8日 18時30分",
    ],
)
def test_line_with_a_day_under_the_title(line):
    text = f"A title\n{line}\n{BODY}"
    found = head(text)
    assert (found.meta.title, found.meta.published) == ("A title", line)
    assert text[found.body_start :] == BODY


@pytest.mark.parametrize("line", ["What happened in town on 8 April 2025", "Ten died on 8 April 2025.", "April 2025"])
def test_line_with_a_day_and_more_is_text(line):
    assert head(f"A title\n\n{line}\n\n{BODY}").meta.published is None


def test_byline_is_no_title():
    found = head(f"By Ann Bell\n\nTen dead in flood\n\n{BODY}")
    assert found.meta.title == "Ten dead in flood"


def test_fullwidth_colon_and_markdown_signs():
    found = head(f"# 标题在这里\n\n**来源**：新华社\n\n{BODY}")
    assert found.meta.title == "标题在这里"
    assert found.meta.source == "新华社"


def test_headers_without_title():
    text = f"Title: Ten dead\r\nURL: https://x.org/a\r\nLanguage: en\r\n\r\n{BODY}"
    found = head(text)
    assert found.meta[:1] + found.meta[3:5] == ("Ten dead", "https://x.org/a", "en")
    assert text[found.body_start :].strip() == BODY.strip()


def test_front_matter():
    text = f'---\ntitle: "Ten dead: what we know"\ndate: 2025-04-08\ntags: [a, b]\n---\n\n{BODY}'
    found = head(text)
    assert found.meta.title == "Ten dead: what we know"
    assert found.meta.published == "2025-04-08"
    assert text[found.body_start :].strip() == BODY.strip()


def test_front_matter_without_end_is_text():
    assert head(f"---\ntitle: x\n{BODY}").body_start == 0


@pytest.mark.parametrize("title", ["Ten dead in flood", "Is this the end?", "NASA: a record", "Zginęło 10 osób!"])
def test_short_first_line_is_the_title(title):
    text = f"{title}\n\n{BODY}"
    found = head(text)
    assert found.meta.title == title
    assert text[: found.body_start].strip() == title


@pytest.mark.parametrize(
    "text",
    [
        "Ten people died on Monday.\n\n" + BODY,  # a sentence
        "Ten people died on Monday, the police said in the\nmorning of the next day, adding no more.\n",  # wrapped
        "x" * 201 + "\n\n" + BODY,
        "Ten dead in flood",  # nothing beneath
        "Fourteen: that is how many died\nwhen the roof came down on Friday\n",
        "",
        "\n\n \n",
    ],
)
def test_no_title(text):
    assert head(text).meta.title is None
    assert head(text).body_start == 0


def test_furniture_above_the_title_is_passed_over():
    assert head(f"Post Thumbnail\n\nTen dead in flood\n\n{BODY}").meta.title == "Ten dead in flood"


def test_source_line_below_the_body_is_no_header():
    assert head(f"Ten dead\n\n{BODY}\nSource: Reuters\n").meta.source is None


@given(st.text(max_size=300))
def test_any_text_has_a_head_within_it(text):
    found = head(text)
    assert 0 <= found.body_start <= len(text)
    assert all(value is None or isinstance(value, str) for value in found.meta)
