import io
import json
import os
import random
import sys

import pytest

from claims.ingest import FieldMap, Limits, Stdin, read, strictest
from claims.models import Article, Skipped

TEXT = "Ten people died on Monday when a bridge fell in the north of the country, the police said."
OTHER = "The search in the north went on through the night, and the mayor spoke of 35 people hurt."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths, **options):
    return list(read(paths, **options))


def test_plain_text_is_the_file_itself(folder):
    (folder / "a.txt").write_bytes(f"Title\r\nSource: x\r\n\r\n{TEXT}\r\n".encode())
    (article,) = found("a.txt")
    assert article.path == "a.txt"
    assert article.text.encode() == (folder / "a.txt").read_bytes()
    assert article.text_is_file
    assert article.text[article.body_start :].strip() == TEXT


def test_byte_order_mark_moves_the_offsets(folder):
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (article,) = found("a.txt")
    assert (article.text, article.text_is_file) == (TEXT, False)


def test_folders_are_walked_in_order_without_hidden_files(folder):
    for name in ("b/2.txt", "b/10.md", "a/x.txt", ".hidden/y.txt", "b/.z.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(f"{TEXT} In {name} it is told so.")
    (folder / "b/p.png").write_bytes(b"\x89PNG")
    assert [(type(item), item.path) for item in found(".")] == [
        (Article, "./a/x.txt"),
        (Article, "./b/10.md"),
        (Article, "./b/2.txt"),
        (Skipped, "./b/p.png"),
    ]


def test_order_of_inputs_does_not_matter(folder):
    names = [f"{n}.txt" for n in range(12)]
    for name in names:
        (folder / name).write_text(f"{TEXT} {int(name[:-4]) // 2}")
    shuffled = [*names, ".", "*.txt"]
    random.Random(1).shuffle(shuffled)
    assert found(*shuffled) == found(*reversed(shuffled))


def test_globs_are_expanded_here(folder):
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text(OTHER)
    assert [item.path for item in found("*.txt")] == ["a.txt", "b.txt"]


def test_file_whose_name_is_a_pattern(folder):
    (folder / "[a].txt").write_text(TEXT)
    assert [type(item) for item in found("[a].txt")] == [Article]


@pytest.mark.parametrize(
    ("path", "reason"),
    [("gone.txt", "no such file"), ("*.gone", "no file matches"), ("empty", "no files in this folder")],
)
def test_nothing_there(folder, path, reason):
    (folder / "empty").mkdir()
    assert found(path) == [Skipped(path=path, reason=reason)]


def test_links_that_loop_or_lead_nowhere(folder):
    (folder / "a.txt").write_text(TEXT)
    os.symlink(".", folder / "loop")
    os.symlink("self.txt", folder / "self.txt")
    os.symlink("gone", folder / "dead.txt")
    items = {item.path: item for item in found(".")}
    assert isinstance(items.pop("./a.txt"), Article)
    assert {path: item.reason for path, item in items.items()} == {
        "./dead.txt": "a link that leads nowhere",
        "./self.txt": "cannot be read: Too many levels of symbolic links",
    }


def test_special_files_are_not_opened(folder):
    os.mkfifo(folder / "pipe.txt")
    assert found("pipe.txt")[0].reason == "not a regular file"


def test_path_with_null_byte(folder):
    assert found("a\x00b")[0].reason.startswith("cannot be read")


def test_duplicates_name_the_first(folder):
    (folder / "a.txt").write_text(f"Title\n\n{TEXT}")
    (folder / "b.txt").write_text(f"Title\n\n{TEXT}")
    (folder / "c.txt").write_text(f"Another title\n\n{TEXT.replace(' ', '  ')}\n")
    first, same, alike = found("c.txt", "b.txt", "a.txt")
    assert first.path == "a.txt"
    assert (same.path, same.reason) == ("b.txt", "the same file as a.txt")
    assert (alike.path, alike.reason) == ("c.txt", "the same text as a.txt")


def test_one_text_is_one_article_wherever_its_title_stands(folder):
    (folder / "x.json").write_text(json.dumps({"title": "The flood is over.", "text": TEXT}))
    (folder / "y.txt").write_text(f"The flood is over.\n\n{TEXT}")
    first, same = found("x.json", "y.txt")
    assert first.path == "x.json"
    assert (same.path, same.reason) == ("y.txt", "the same text as x.json")


@pytest.mark.parametrize("names", ["amn", "nam", "man"])
def test_the_strictest_embargo_of_one_text_holds(folder, names):
    for name, header in zip(names, ("", "Embargo: 2099-01-01\n\n", "Embargo: 2025\n\n"), strict=True):
        (folder / f"{name}.txt").write_text(f"{header}{TEXT}")
    first, *others = strictest(found("a.txt", "m.txt", "n.txt"))
    assert (first.path, first.embargoed) == ("a.txt", "2099-01-01")
    assert [type(item) for item in others] == [Skipped, Skipped]


@pytest.mark.parametrize(
    ("days", "last"),
    [(("2025", "2025-08-13"), "2025"), (("2025-08", "2025-08-31"), "2025-08"), (("until it opens", "2099"), "unknown")],
)
def test_the_embargo_that_ends_last_is_the_strictest(folder, days, last):
    for number, day in enumerate((*days, *reversed(days))):
        row = {"text": TEXT if number < 2 else OTHER, "embargoed": day, "pubstatus": "usable" if number else "canceled"}
        (folder / f"{number}.json").write_text(json.dumps(row))
    one, _, other, _ = strictest(found("0.json", "1.json", "2.json", "3.json"))
    assert (one.embargoed, other.embargoed) == (last, last)
    assert (one.withheld, other.withheld) == ("canceled", None)


def test_id_is_of_the_content_not_the_path(folder):
    (folder / "a.txt").write_text(TEXT)
    (article,) = found("a.txt")
    (folder / "a.txt").rename(folder / "b.txt")
    assert found("b.txt")[0].id == article.id


def test_limits(folder):
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text(OTHER)
    assert found("a.txt", limits=Limits(max_bytes=10))[0].reason == "larger than the limit of 10 bytes"
    kept, left_out = found(".", limits=Limits(max_articles=1))
    assert isinstance(kept, Article)
    assert left_out.reason.startswith("left out")


def test_long_line_within_and_beyond_the_limit(folder):
    (folder / "a.txt").write_text("word " * 40_000)
    assert found("a.txt", limits=Limits(max_bytes=100_000))[0].reason.startswith("larger")
    assert len(found("a.txt")[0].text) == 200_000


def test_one_large_record_does_not_cost_the_others(folder):
    (folder / "a.jsonl").write_text(f'{{"text": "{TEXT * 20}"}}\n{{"text": "{TEXT}"}}\n')
    large, fine = found("a.jsonl", limits=Limits(max_bytes=1000))
    assert large.reason.startswith("larger")
    assert fine.text == TEXT


def test_thousands_of_empty_files(folder):
    for number in range(2000):
        (folder / f"{number}.txt").touch()
    items = found(".")
    assert len(items) == 2000
    assert {item.reason for item in items} == {"empty file"}


def stdin(monkeypatch, data: bytes):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_stdin_with_name_and_format(folder, monkeypatch):
    stdin(monkeypatch, f'{{"text": "{TEXT}"}}'.encode())
    (article,) = found("-", stdin=Stdin(name="wire", format="jsonl"))
    assert (article.path, article.text) == ("wire#1", TEXT)


def test_stdin_by_its_content(folder, monkeypatch):
    stdin(monkeypatch, TEXT.encode())
    (article,) = found("-")
    assert (article.path, article.text) == ("stdin", TEXT)


@pytest.mark.parametrize(
    "title",
    ["<script>alert(1)</script>", "../../etc/passwd", "\u202egnp.exe\u202c", "=cmd|' /C calc'!A0", "{{ 7*7 }}", "%s%n"],
)
def test_hostile_titles_are_only_text(folder, title):
    (folder / "a.txt").write_text(f"{title}\n\n{TEXT}")
    (article,) = found("a.txt")
    assert article.title == title
    assert article.text[article.body_start :].strip() == TEXT


def test_half_of_a_surrogate_pair_goes_no_further(folder):
    (folder / "a.jsonl").write_text('{"title": "bad \\ud800", "text": "Text \\udfff of it."}')
    (article,) = found("a.jsonl")
    assert article.model_dump_json()


def test_nothing_said_is_none(folder):
    (folder / "a.txt").write_text(f"A title\nSource: unknown\nPublished: unknown\nAuthor: -\n\n{TEXT}")
    (article,) = found("a.txt")
    assert (article.source, article.published, article.author) == (None, None, None)


def test_source_from_the_url(folder):
    (folder / "a.txt").write_text(f"A title\nURL: https://www.paper.example/a?b\n\n{TEXT}")
    assert found("a.txt")[0].source == "paper.example"


def test_defaults_are_shared_safely():
    assert Limits() == Limits(max_bytes=20_000_000)
    assert FieldMap().text[0] == "text"


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("empty.txt", b"", True),
        ("bad.jsonl", b'{"text": ', True),
        ("nothing.jsonl", b'{"title": "A title and no text"}', False),
        ("picture.png", b"\x89PNG", False),
        ("copy.txt", b"Nine houses burned in the valley on Monday.", False),
    ],
)
def test_what_is_left_out_without_loss_is_no_fault(tmp_path, name, data, fault):
    (tmp_path / "a.txt").write_bytes(b"Nine houses burned in the valley on Monday.")
    (tmp_path / name).write_bytes(data)
    (skipped,) = [item for item in read([str(tmp_path)]) if isinstance(item, Skipped)]
    assert skipped.fault is fault


@pytest.mark.parametrize("path", ["nowhere.txt", "nowhere/*.txt"])
def test_what_was_named_and_is_not_there_is_a_fault(path):
    (skipped,) = read([path])
    assert skipped.fault


@pytest.mark.skipif(sys.platform != "linux", reason="names of other systems are always text")
def test_a_name_that_is_no_text_can_be_told(tmp_path):
    for name in (b"caf\xe9.txt", b"caf\xe9.bin"):
        with open(os.fsencode(tmp_path) + b"/" + name, "w", encoding="utf-8") as file:
            file.write("The flood killed 42 people.\n")
    found = list(read([str(tmp_path)]))
    kinds = {item.path.rpartition("/")[2]: type(item) for item in found}
    assert kinds == {"caf�.txt": Article, "caf�.bin": Skipped}
