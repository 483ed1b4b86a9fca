import base64
import hashlib
import re
from collections import Counter
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from reports.formats.html import page
from reports.messages import available, messages
from reports.rendering import _weight, asset
from reports.rulebook import RuleText, rulebook
from tests.factory import HOSTILE, Story, report_saying, rich_report, side
from tests.reports.gold import gold
from verify.models import Severity, Verdict

RULES = {
    code: RuleText(code=code, title=f"Rule {code}", severity=Severity.HIGH, text="What it looks for.")
    for code in ("QTY", "CMP", "DAT", "POL", "OTHER")
}
MAX_BYTES_OF_100 = 300_000
LINKS = {
    "https://gazeta.example/powodz?a=1&b=2",
    "https://post.example/toll",
    "http://bench.example/d7",
    'https://x.example/"><script>',
}


@pytest.fixture(scope="module")
def text():
    return page(rich_report(), RULES)


@pytest.fixture(scope="module")
def tree(text):
    return html.fromstring(text)


def source(name: str) -> str:
    return files("reports").joinpath("static", name).read_text(encoding="utf-8")


def scripts(tree):
    """What a browser would run: a block of data is none."""
    return tree.xpath("//script[not(@type)]")


def test_gold(text):
    """Style, script and data are tested elsewhere; here they would only hide what changed."""
    shown = re.sub(
        r"(?<=<style>).*?(?=</style>)", "[style]", text.replace(asset("report.js"), "[script]"), flags=re.DOTALL
    )
    shown = re.sub(r"sha256-[\w+/=]+|(?<=id=\"data\">){.*}", "…", shown)
    assert shown.splitlines() == gold("report.html", shown.encode())


def test_same_bytes(text):
    assert page(rich_report(), RULES) == text


def test_policy_names_exactly_the_style_and_the_script(tree):
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for elements, directive in ((tree.xpath("//style"), "style-src"), (scripts(tree), "script-src")):
        (element,) = elements
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")


def test_nothing_inline(tree):
    names = {name for element in tree.iter() if isinstance(element.tag, str) for name in element.attrib}
    assert not [name for name in names if name == "style" or name.startswith("on")]


def test_no_request_leaves_the_page(tree, text):
    assert not tree.xpath("//@src | //@srcset | //@action | //@poster | //link | //iframe | //object | //img")
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|sendBeacon|WebSocket", text)
    assert {url for url in tree.xpath("//@href") if not url.startswith("#")} == LINKS


def test_links_to_sources_tell_them_nothing(tree):
    for link in tree.xpath("//a[not(starts-with(@href, '#'))]"):
        assert link.get("rel") == "noopener noreferrer"


def test_inner_links_lead_somewhere(tree):
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {url[1:] for url in tree.xpath("//@href") if url.startswith("#")} <= set(ids)


def test_hostile_words_are_words(tree):
    assert len(scripts(tree)) == 1
    assert not tree.xpath("//img | //b[text()='x']")
    said = tree.text_content()
    for words in (*HOSTILE[:5], *HOSTILE[6:]):
        assert words in said
    assert "⟨U+202E⟩evil⟨U+202C⟩" in said


def test_no_hidden_character_is_left(text):
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)


WORDS = st.one_of(st.text(max_size=20), st.sampled_from(HOSTILE), st.text(alphabet="<>&\"'=/ \u202eא{%}", max_size=20))


def shape(tree) -> Counter[str]:
    """What is markup: elements and the names of their attributes."""
    own = tree.xpath("//*[not(self::mark or self::bdi or self::span or self::a or self::time)]")
    return Counter(element.tag for element in own if isinstance(element.tag, str))


# A line is drawn or not, and an axis labelled, by what the bounds say; a language is offered where there is one.
VARIES = {"svg", "circle", "rect", "i", "option", "th", "td"}
PLAIN = shape(html.fromstring(page(report_saying("word"), {})))


@settings(max_examples=60, deadline=None)
@given(WORDS.filter(str.strip))
def test_no_words_change_what_is_markup(words):
    tree = html.fromstring(page(report_saying(words), {}))
    found = shape(tree)
    assert (len(scripts(tree)), found["style"]) == (1, 1)
    assert {tag: found[tag] for tag in found.keys() - VARIES} == {tag: PLAIN[tag] for tag in PLAIN.keys() - VARIES}
    assert not [
        name
        for element in tree.iter()
        if isinstance(element.tag, str)
        for name in element.attrib
        if name.startswith("on")
    ]


def test_quotes_carry_lang_and_dir(tree):
    ways = {(quote.get("lang"), quote.get("dir")) for quote in tree.xpath("//blockquote")}
    assert {("ar", "rtl"), ("pl", None), ("zh", None), (None, "auto")} <= ways  # without one: that of the page
    arabic = tree.xpath("//blockquote[@lang='ar']")[0]
    assert arabic.text.startswith("Reuters ")


def test_values_are_marked(tree):
    marked = {mark.text_content() for mark in tree.xpath("//article[contains(@class, 'conflict')]//mark")}
    assert {
        "co najmniej 42 osoby",
        "24 شخصا على الأقل",
        "3 марта 2026 года",
        "2026年3月5日",
        "2.5 times",
        "65%",
    } <= marked


def test_everything_is_there_without_a_script(tree):
    hidden = tree.xpath("//*[@hidden]")
    assert {element.tag for element in hidden} == {"form", "button"}
    assert len(tree.xpath("//article[.//div[@class='why']]")) == 3


def test_evidence_is_added_up(tree):
    why = tree.xpath("//div[@class='why']")[0].text_content()
    assert "+2.10" in why
    assert "−0.50" in why
    assert "+3.50" in why


def test_headings_are_in_order(tree):
    levels = [int(element.tag[1]) for element in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_used_rules_are_explained(tree):
    assert [term.get("id") for term in tree.xpath("//dl[@class='rules']/dt")] == [
        "rule-CMP",
        "rule-DAT",
        "rule-POL",
        "rule-QTY",
    ]


def test_no_folder_of_this_machine(text):
    assert "/home/" not in text


def test_empty_report_says_so():
    said = html.fromstring(page(Story().report(), {})).text_content()
    assert "No article could be read" in said


def test_no_conflict_is_told_with_what_was_compared():
    story = Story()
    story.article(["Nothing."], source="A", language="en")
    said = html.fromstring(page(story.report(), {})).text_content()
    assert "No conflict found" in said
    assert "Pairs compared214" in said


FOLDED = [
    (Verdict.POSSIBLE, (0.3, 0.03), {"possible": 2}),
    (Verdict.POSSIBLE, (0.3, 0.029, 0.01), {"possible": 1, "unlikely": 2}),
    (Verdict.POSSIBLE, (0.02,), {"possible": 1}),
    (Verdict.UPDATE, (0.9, 0.4), {"update": 2}),
    (Verdict.UPDATE, (0.9, 0.39, 0.1), {"update": 1, "unsettled": 2}),
    (Verdict.UPDATE, (0.1,), {"update": 1}),
]
LESS = {Verdict.POSSIBLE: (0.03, "Hardly likely"), Verdict.UPDATE: (0.4, "Perhaps changed over time")}


@pytest.mark.parametrize(("verdict", "sure", "parts"), FOLDED)
def test_what_is_hardly_likely_is_folded_away_below_the_rest_and_not_counted_above(verdict, sure, parts):
    story = Story()
    claims = [story.claim(story.article([f"{n} dead."], source=f"{n}", language="en"), f"{n} dead.") for n in (7, 9)]
    told = [story.reading(claim, claim.span.quote[0], "7", ("7", "7"), "x") for claim in claims]
    for number, confidence in enumerate(sure):
        sides = [side(value, reading) for value, reading in zip("79", told, strict=True)]
        story.finding(verdict, sides, id=f"f{number}", confidence=confidence)
    tree = html.fromstring(page(story.report(), RULES))
    sections = tree.xpath("//section[starts-with(@class, 'part')]")
    assert {section.get("id"): len(section.xpath(".//article")) for section in sections} == parts
    folded = [section for section in sections if "fold" in section.get("class").split()]
    least, title = LESS[verdict]
    assert [s.xpath("string(.//h2/text())").strip() for s in folded] == [title] * (min(sure) < least)
    (link,) = tree.xpath(f"//li/a[@href='#{verdict}']")
    assert link.xpath("string(b)") == str(parts[verdict])


def test_size_of_a_hundred_findings():
    """A hundred conflicts of three sentences each, in a story of a dozen articles."""
    story = Story()
    sentence = "Według służb ratowniczych w powodzi zginęły co najmniej {} osoby, a {} ewakuowano do szkół w okolicy."
    texts = [[sentence.format(number, 12 * number + n) for number in range(100)] for n in range(12)]
    articles = [story.article(text, source=f"Gazeta {n}", language="pl") for n, text in enumerate(texts)]
    for number in range(100):
        claims = [story.claim(articles[(number + n) % 12], texts[(number + n) % 12][number]) for n in range(3)]
        bounds = (str(number), None)
        told = [
            story.reading(claim, f"co najmniej {number} osoby", f"at least {number}", bounds, "x") for claim in claims
        ]
        sides = [side(str(n), reading) for n, reading in enumerate(told)]
        story.finding(Verdict.CONFLICT, sides, id=f"f{number}", caveats=("Tolls grow.",), difference="1 apart")
    assert len(page(story.report(), RULES).encode()) <= MAX_BYTES_OF_100


@pytest.mark.parametrize("name", ["report.css"])
def test_styles_are_logical(name):
    assert not re.search(
        r"(margin|padding|border|inset)-(left|right)|[;{\s](left|right):|text-align:\s*(left|right)|float", source(name)
    )


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})", block))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


SCHEMES = [colours(line) for line in source("report.css").splitlines() if "--paper:" in line and "--s4:" in line]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["paper", "card"])
@pytest.mark.parametrize("ink", ["ink", "soft", "link", "high", "medium", "low", "s0", "s1", "s2", "s3", "s4"])
def test_contrast(scheme, ground, ink):
    assert contrast(scheme[ink], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("tint", ["m0", "m1", "m2", "m3", "m4"])
def test_contrast_of_marked_words(scheme, tint):
    assert contrast(scheme["ink"], scheme[tint]) >= 7


def test_both_dark_schemes_are_one():
    light, dark, by_media = SCHEMES
    assert dark == by_media != light


@pytest.mark.parametrize("language", sorted(set(available()) - {"en"}))
def test_what_a_rule_finds_is_told_in_the_readers_language(report, language):
    rules = html.fromstring(page(report, rulebook(), language)).xpath("//dl[@class='rules']")[0]
    assert "".join(rules.xpath("./dd//*[@lang='en']//text()")) == ""
    assert messages(language).told[rulebook()["QTY"].summary] in {item.text_content() for item in rules.xpath("./dd")}


def test_in_english_the_whole_help_of_a_rule_is_told(report):
    told = html.fromstring(page(report, rulebook())).xpath("//dl[@class='rules']/dd")
    assert rulebook()["QTY"].text in {item.text_content() for item in told}


@pytest.mark.parametrize(("tag", "shown"), [("en", "+0.00 −0.20 +0.20"), ("de", "+0,00 −0,20 +0,20")])
def test_a_weight_of_nothing_has_no_minus_and_the_readers_mark(tag, shown):
    assert " ".join(_weight(value, messages(tag)) for value in (-0.001, -0.2, 0.2)) == shown
