import io
import json
import zipfile
from pathlib import Path

import pytest

from claims.ingest import FieldMap, Limits, read
from claims.models import Article, Skipped

PARAGRAPHS = (
    "Ten people died on Monday when a bridge fell in the north of the country, the police said in the evening.",
    "The mayor said that 35 others were hurt and that the search would go on through the night with dogs.",
    "Engineers had warned of the state of the bridge two years ago, according to a report of the ministry.",
)
PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="{charset}"><title>Bridge falls - Daily</title>
<meta property="og:title" content="Bridge falls, ten dead"><meta property="og:site_name" content="The Daily">
<meta name="author" content="Ann Bell"><link rel="canonical" href="https://daily.example/bridge">
<meta property="article:published_time" content="2025-04-08T10:00:00Z"></head>
<body><nav>Home News</nav><article><h1>Bridge falls, ten dead</h1>{body}</article>
<footer>Contact</footer></body></html>"""


def page(charset="utf-8", extra=""):
    return PAGE.format(
        charset=charset, body="".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, *filter(None, [extra])))
    )


def one(tmp_path: Path, name: str, data: bytes | str, **options):
    file = tmp_path / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read([str(file)], **options))


def reason(tmp_path, name, data, **options):
    (found,) = one(tmp_path, name, data, **options)
    assert isinstance(found, Skipped)
    return found.reason


def test_html_page_with_its_metadata(tmp_path):
    (article,) = one(tmp_path, "a.html", page())
    assert (article.title, article.source, article.author) == ("Bridge falls, ten dead", "The Daily", "Ann Bell")
    assert (article.url, article.published) == ("https://daily.example/bridge", "2025-04-08")
    assert article.language == "en"
    assert not article.text_is_file
    assert article.text.startswith("Bridge falls, ten dead")
    assert all(text in article.text for text in PARAGRAPHS)
    assert "Contact" not in article.text


def test_html_charset_is_honoured(tmp_path):
    (article,) = one(tmp_path, "a.html", page("iso-8859-2", "Łódź żółć.").encode("iso8859-2"))
    assert "Łódź żółć." in article.text


def test_html_known_by_its_content(tmp_path):
    (article,) = one(tmp_path, "page.dump", page())
    assert article.title == "Bridge falls, ten dead"


def test_language_of_the_frame_does_not_outweigh_the_text(tmp_path):
    text = (
        "Wczoraj w mieście zawalił się most, a policja mówi o dziesięciu ofiarach i trzydziestu rannych osobach. " * 3
    )
    (article,) = one(tmp_path, "a.txt", f"Most runął\nLanguage: en\n\n{text}")
    assert article.language == "pl"


def test_script_in_a_page_is_no_text(tmp_path):
    (article,) = one(tmp_path, "a.html", page(extra="Fine.<script>alert('bad')</script>"))
    assert "alert" not in article.text


def test_html_without_article(tmp_path):
    assert reason(tmp_path, "a.html", "<html><body></body></html>") == "no article text found in the page"


def test_jsonl_records_by_line(tmp_path):
    whole = {"Headline": "Ten dead", "body": PARAGRAPHS[0], "link": "https://www.x.org/a", "date": "2025-04-08"}
    marked = f"<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    nested = {"title": "B", "content": marked, "source": {"name": "Y"}, "authors": ["A", "B"]}
    records = [*map(json.dumps, [whole]), "", "{broken", *map(json.dumps, [[1, 2], {"title": "no text"}, nested])]
    first, broken, listed, empty, last = one(tmp_path, "a.jsonl", "\n".join(records))
    assert first.path.endswith("a.jsonl#1")
    assert (first.title, first.source, first.published) == ("Ten dead", "x.org", "2025-04-08")
    assert first.text == f"Ten dead\n\n{PARAGRAPHS[0]}"
    assert first.text[first.body_start :] == PARAGRAPHS[0]
    assert (broken.path[-2:], broken.reason) == ("#3", "not valid JSON")
    assert listed.reason == "not a record with named fields"
    assert empty.reason.startswith("no text in the record")
    assert (last.source, last.author) == ("Y", "A, B")
    assert last.text == f"B\n\n{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}"


def test_field_map_names_other_fields(tmp_path):
    record = json.dumps({"titel": "T", "inhalt": PARAGRAPHS[0]})
    (article,) = one(tmp_path, "a.jsonl", record, fields=FieldMap(title=("titel",), text=("inhalt",)))
    assert (article.title, article.text[article.body_start :]) == ("T", PARAGRAPHS[0])


def test_json_list_and_wrapped_list(tmp_path):
    records = [{"text": text} for text in PARAGRAPHS]
    assert [a.path[-2:] for a in one(tmp_path, "a.json", json.dumps(records))] == ["#1", "#2", "#3"]
    assert len(one(tmp_path, "b.json", json.dumps({"articles": records}))) == 3
    assert len(one(tmp_path, "c.json", json.dumps(records[0]))) == 1


def test_json_that_holds_no_articles_is_told_once(tmp_path):
    assert reason(tmp_path, "a.json", '{"articles": [{"file": 1}, {"file": 2}]}').startswith("no record with text")


def test_csv_rows_know_their_line(tmp_path):
    rows = f'title;text;published\r\nA;"{PARAGRAPHS[0]}\r\nsecond line";2025\r\nB;{PARAGRAPHS[1]};\r\n'
    first, second = one(tmp_path, "a.csv", "\ufeff" + rows)
    assert (first.path[-2:], first.title, first.published) == ("#2", "A", "2025")
    assert (second.path[-2:], second.title, second.published) == ("#4", "B", None)
    assert "second line" in first.text


@pytest.mark.parametrize("sign", ["\u2028", "\x0b", "\x0c", "\x85"])
def test_csv_rows_end_where_lines_do_and_nowhere_else(tmp_path, sign):
    first, second = one(tmp_path, "a.csv", f"title,text\r\nA,Ten died{sign}and on\r\nB,Five died\r\n")
    assert (first.path[-2:], second.path[-2:]) == ("#2", "#3")
    assert "and on" in first.text


def test_a_limit_beyond_what_csv_counts(tmp_path):
    (article,) = one(tmp_path, "a.csv", "title,text\nA,Ten died\n", limits=Limits(max_bytes=10**30))
    assert article.title == "A"


def test_deeply_nested_json_does_no_harm(tmp_path):
    assert reason(tmp_path, "a.jsonl", "[" * 100_000) == "not valid JSON"


def docx(*paragraphs: str) -> bytes:
    from docx import Document

    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Dead", "10"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_docx_paragraphs_and_tables(tmp_path):
    (article,) = one(tmp_path, "a.docx", docx("Bridge falls, ten dead", *PARAGRAPHS))
    assert article.title == "Bridge falls, ten dead"
    assert article.text.endswith("Dead\t10")
    assert not article.text_is_file


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", archive(readme_txt=b"x"), "a ZIP archive, not a Word file"),
        ("a.docx", b"PK\x03\x04 broken", "broken Word file"),
        ("a.docx", archive(word__document_xml=b"<not xml"), "broken Word file"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "old or locked Word file"),
        ("a.pdf", b"%PDF-1.7 broken", "broken PDF"),
        ("a.txt", b"\x00\x01\x02\x03", "binary file, not text"),
        ("a.txt", b"", "empty file"),
        ("a.txt", b" \n\n ", "empty file"),
        ("a.txt", b"123 456 ...", "no text found"),
    ],
)
def test_broken_input_has_one_clear_reason(tmp_path, name, data, words):
    assert reason(tmp_path, name, data).startswith(words)


def test_zip_bomb_is_not_unpacked(tmp_path):
    bomb = archive(word__document_xml=b"0" * 3_000_000)
    assert reason(tmp_path, "a.docx", bomb, limits=Limits(max_bytes=100_000)) == "unpacks to more than is allowed"


def pdf(text: str, password: str | None = None) -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    sheet = writer.add_blank_page(300, 300)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                             NameObject("/BaseFont"): NameObject("/Helvetica")})  # fmt: skip
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 10 200 Td ({text}) Tj ET".encode())
    sheet[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_pdf_text(tmp_path):
    (article,) = one(tmp_path, "a.pdf", pdf("Ten people died on Monday."))
    assert article.text == "Ten people died on Monday."


def test_pdf_without_text(tmp_path):
    assert reason(tmp_path, "a.pdf", pdf("")) == "no text in the PDF: a scan needs OCR first"


def test_locked_pdf(tmp_path):
    assert reason(tmp_path, "a.pdf", pdf("Secret.", "word")) == "PDF is locked with a password"


def test_suffix_does_not_outweigh_content(tmp_path):
    (article,) = one(tmp_path, "a.txt", pdf("Ten people died on Monday."))
    assert isinstance(article, Article)
    assert article.text == "Ten people died on Monday."
