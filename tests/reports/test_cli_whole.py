"""From files to reports, with nothing stood in for."""

import io
import json
from importlib.resources import files

import jsonschema
import pytest

from reports.cli import main
from reports.cli.exits import Exit

ARTICLES = {
    "post.txt": "Flood in the Arn valley\n\nSource: River Post\nPublished: 2025-08-12\n\n"
    "The flood in the Arn valley killed 42 people, the rescue service said on Tuesday.\n"
    "The army sent 300 soldiers to the town of Arnfeld.\n",
    "gazeta.txt": "Powódź w dolinie Arn\n\nSource: Gazeta Rzeczna\nPublished: 2025-08-12\n\n"
    "W powodzi w dolinie Arn zginęły 24 osoby, podały we wtorek służby ratownicze.\n"
    "Do miasta Arnfeld wysłano 300 żołnierzy.\n",
    "fiume.html": "<html lang=it><title>La piena nella valle dell'Arn</title><article><h1>La piena nella valle</h1>"
    "<p>La piena nella valle dell'Arn ha ucciso 42 persone, ha detto martedì la protezione civile.</p>"
    "<p>L'esercito ha inviato 300 soldati nella città di Arnfeld per aiutare gli abitanti.</p></article></html>",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("story")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def data(folder, tmp_path_factory):
    return checked(tmp_path_factory.mktemp("report"), folder)


def checked(place, *paths):
    """The JSON report on these paths, written together with all other forms."""
    names = [place / f"report.{suffix}" for suffix in ("json", "html", "csv", "txt")]
    assert main(["check", *map(str, paths), *(part for name in names for part in ("-o", str(name)))]) == Exit.DONE
    assert all(name.stat().st_size > 10 for name in names)
    return json.loads(names[0].read_bytes())


def test_report_is_valid_and_complete(data):
    schema = json.loads(files("reports.formats").joinpath("report.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, schema, format_checker=jsonschema.FormatChecker())
    assert len(data["articles"]) == len(ARTICLES)


def test_offsets_count_in_the_files(data):
    paths = {article["id"]: article["path"].rpartition("/")[2] for article in data["articles"]}
    texts = {article["id"]: article.get("text") or ARTICLES[paths[article["id"]]] for article in data["articles"]}
    assert data["claims"]
    for claim in data["claims"]:
        assert texts[claim["article_id"]][claim["start"] : claim["end"]] == claim["text"]


def test_order_of_inputs_changes_nothing(data, folder, tmp_path):
    again = checked(tmp_path, *(folder / name for name in sorted(ARTICLES, reverse=True)))
    for part in ("articles", "claims", "clusters", "findings", "skipped"):
        assert again[part] == data[part]


def test_a_real_report_can_be_read_back(folder, tmp_path):
    checked(tmp_path, folder)
    again = tmp_path / "again.html"
    assert main(["render", str(tmp_path / "report.json"), "-o", str(again)]) == Exit.DONE
    assert again.read_bytes() == (tmp_path / "report.html").read_bytes()


def test_claims_one_a_line(data, folder, capsysbinary):
    assert main(["extract", str(folder), "--format", "jsonl"]) == Exit.DONE
    claims = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert sorted(claims, key=lambda claim: claim["id"]) == sorted(data["claims"], key=lambda claim: claim["id"])


def test_stdin(capsysbinary, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ARTICLES["post.txt"].encode())))
    assert main(["check", "-", "--stdin-format", "txt"]) == Exit.DONE
    assert b"(1 article, 1 language)" in capsysbinary.readouterr().out


def test_doctor(capsys):
    assert main(["doctor"]) == Exit.DONE
    assert "encoder:" in capsys.readouterr().out


@pytest.mark.parametrize("code", ["QTY", "cmp"])
def test_rules_explain_themselves(code, capsys):
    assert main(["explain", code]) == Exit.DONE
    assert len(capsys.readouterr().out) > 200
