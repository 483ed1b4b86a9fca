"""What commands answer on the bundled examples: explain, extract, doctor, -vv, forms of the page."""

import io
import json
import re
from math import exp
from pathlib import Path

import pytest

from claims.cache import ClaimCache
from reports.cli import engine, main
from reports.cli.exits import Exit
from reports.formats import FORMATS

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with the report of the examples."""
    folder = tmp_path_factory.mktemp("desk")
    assert main(["check", str(EXAMPLES), "-o", str(folder / "r.json"), "-q"]) == Exit.DONE
    return folder


@pytest.fixture
def report(desk, monkeypatch):
    monkeypatch.chdir(desk)
    return json.loads((desk / "r.json").read_bytes())


class TestExplain:
    def test_weights_add_up_to_the_score_behind_the_confidence(self, report, capsys):
        told_of = [f for f in report["findings"] if f["rule"] in {"QTY", "DAT", "CMP", "AGR", "UPD", "GATE"}]
        assert len({finding["rule"] for finding in told_of}) >= 3
        for finding in told_of:
            assert main(["explain", finding["id"], "--report", "r.json"]) == Exit.DONE
            rows = re.findall(r"^ +([+-][\d.]+) +([+-][\d.]+)  \S", capsys.readouterr().out, re.M)
            total = sum(item["weight"] for item in finding["evidence"])
            assert len(rows) == len(finding["evidence"])
            assert abs(float(rows[-1][1]) - total) < 0.01
            assert abs(1 / (1 + exp(-total)) - finding["confidence"]) < 0.002

    def test_it_quotes_both_sides_and_says_why_it_may_be_fine(self, report, capsys):
        finding = next(finding for finding in report["findings"] if finding["caveats"])
        main(["explain", finding["id"], "--report", "r.json"])
        told = capsys.readouterr().out
        assert f"may be fine: {finding['caveats'][0]}" in told
        claims = {claim["id"]: claim["sentence"]["text"] for claim in report["claims"]}
        for side in finding["sides"]:
            assert f"“{' '.join(claims[side['claim_ids'][0]].split())}”" in told

    @pytest.mark.parametrize(
        ("args", "code", "said"),
        [
            (["f0", "--report", "r.json"], Exit.FAILED, "r.json: no finding f0"),
            (["f0"], Exit.USAGE, "--report FILE"),
            (["QTY", "--report", "nowhere.json"], Exit.FAILED, "nowhere.json"),
        ],
    )
    @pytest.mark.usefixtures("report")
    def test_what_is_not_there(self, args, code, said, capsys):
        assert main(["explain", *args]) == code
        assert said in capsys.readouterr().err

    @pytest.mark.parametrize("code", ["QTY", "cmp", "Gate"])
    def test_a_rule_is_told_with_examples_of_both_kinds(self, code, capsys):
        assert main(["explain", code]) == Exit.DONE
        told = capsys.readouterr().out
        assert told.startswith(f"{code.upper()}: ")
        assert "It fires for instance:\n  1. " in told
        assert "It does not fire for instance:\n  1. " in told


def test_extract_as_a_person_reads_it(capsys):
    assert main(["extract", str(EXAMPLES / "01_en.txt"), "--format", "text"]) == Exit.DONE
    told = capsys.readouterr().out
    assert "18,000 euros = 18,000 EUR (money)" in told


def test_extract_names_what_it_could_not_read(tmp_path, capsys):
    args = ["extract", str(EXAMPLES / "01_en.txt"), str(tmp_path / "nowhere.txt"), "-o", str(tmp_path / "c.jsonl")]
    assert main(args) == Exit.FAILED
    assert "nowhere.txt: no such file" in capsys.readouterr().err
    assert (tmp_path / "c.jsonl").stat().st_size > 1000
    assert main([*args, "--allow-errors", "1"]) == Exit.DONE


def test_the_more_is_asked_the_more_is_said(desk, capsys):
    said = []
    for options in (["-q"], [], ["-v"], ["-vv"]):
        assert main(["check", str(EXAMPLES), "-o", str(desk / "x.json"), "--no-progress", *options]) == Exit.DONE
        said.append(capsys.readouterr().err)
    assert said[0] == ""
    assert [bool(re.search(r"^match: [\d.]+ s$", text, re.M)) for text in said] == [False, False, True, True]
    assert [bool(re.search(r"^read: .*06_ar\.txt: ar, 2025-03-12, ", text, re.M)) for text in said] == [False] * 3 + [
        True
    ]
    assert "setting: conflict_threshold = " in said[3]


@pytest.mark.parametrize("options", [["--no-cache"], ["--jobs", "2", "--seed", "5", "--no-cache"], ["--seed", "9"]])
def test_how_the_work_is_done_changes_nothing(options, report, desk):
    assert main(["check", str(EXAMPLES), "-o", "again.json", "-q", *options]) == Exit.DONE
    again = json.loads((desk / "again.json").read_bytes())
    assert {**again, "run": None} == {**report, "run": None}


class TestDoctor:
    def rows(self, capsys, *args):
        code = main(["doctor", *args])
        lines = capsys.readouterr().out.splitlines()
        return code, {name: rest.strip() for name, _, rest in (line.partition(":") for line in lines)}

    def test_all_is_well(self, capsys):
        code, rows = self.rows(capsys)
        assert code == Exit.DONE
        assert re.fullmatch(r"default [0-9a-f]{64}, \d+ dimensions, 2 of 2 sentences encoded", rows["encoder"])
        assert re.fullmatch(r"weights\.json [0-9a-f]{12}, \d+ features", rows["weights"])
        assert re.fullmatch(r"\d+, [\d.]+ MB, [0-9a-f]{12}", rows["data files"])
        assert rows["formats"] == ", ".join(FORMATS)
        assert {"pdf", "docx", "jsonl"} <= set(rows["readers"].split(", "))
        assert "articles" in rows["cache"]
        assert "not used" in rows["network"]

    def test_what_fails_is_told_beside_what_does_not(self, capsys):
        code, rows = self.rows(capsys, "--encoder", "nowhere/model")
        assert code == Exit.FAILED
        assert rows["encoder"].startswith("FAILED: EncoderError: ")
        assert rows["rules"]

    def test_a_cache_that_cannot_be_written_is_told(self, tmp_path, monkeypatch, capsys):
        (tmp_path / "file").write_text("in the way")
        monkeypatch.setattr(engine, "claim_cache", lambda: ClaimCache(tmp_path / "file" / "claims.sqlite3"))
        code, rows = self.rows(capsys)
        assert code == Exit.DONE
        assert "not writable" in rows["cache"]

    def test_a_store_that_is_not_there(self, tmp_path, capsys):
        code, rows = self.rows(capsys, "--store", str(tmp_path / "nowhere.db"))
        assert code == Exit.FAILED
        assert rows["store"].startswith("FAILED: StoreError: ")


class TestPage:
    @pytest.mark.usefixtures("report")
    def test_style_and_script_beside_it(self):
        assert main(["render", "r.json", "-o", "split.html", "--html-assets", "split"]) == Exit.DONE
        page = Path("split.html").read_text(encoding="utf-8")
        assert "<style" not in page
        assert sorted(path.suffix for path in Path("split_files").iterdir()) == [".css", ".js"]
        assert main(["render", "r.json", "-o", "whole.html"]) == Exit.DONE
        assert "<style" in Path("whole.html").read_text(encoding="utf-8")
        assert not Path("whole_files").exists()

    @pytest.mark.usefixtures("report")
    @pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("en", "ltr"), ("ar-EG", "rtl")])
    def test_its_language(self, lang, direction, capsysbinary):
        assert main(["render", "r.json", "--format", "html", "--lang", lang]) == Exit.DONE
        page = capsysbinary.readouterr().out.decode()
        assert re.search(rf'<html[^>]* lang="?{lang[:2]}', page)
        assert (f'dir="{direction}"' in page.split("<body")[0]) or direction == "ltr"

    @pytest.mark.usefixtures("report")
    def test_a_language_it_does_not_speak_is_told_at_once(self, capsys):
        assert main(["render", "r.json", "-o", "x.html", "--lang", "tlh"]) == Exit.USAGE
        assert "does not speak 'tlh'" in capsys.readouterr().err
        assert not Path("x.html").exists()


def test_standard_input_by_list_and_by_itself(tmp_path, monkeypatch, capsysbinary):
    monkeypatch.chdir(tmp_path)
    names = [str(EXAMPLES / name) for name in ("01_en.txt", "03_de.txt")]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("\0".join(names).encode())))
    assert main(["extract", "--files-from", "-", "-o", "listed.jsonl"]) == Exit.DONE
    assert main(["extract", *names, "-o", "named.jsonl"]) == Exit.DONE
    assert Path("listed.jsonl").read_bytes() == Path("named.jsonl").read_bytes()
    data = Path(names[0]).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    capsysbinary.readouterr()
    assert main(["extract", "-", "--stdin-name", "wire", "--stdin-format", "txt", "--format", "text"]) == Exit.DONE
    assert capsysbinary.readouterr().out.startswith(b"wire: ")
