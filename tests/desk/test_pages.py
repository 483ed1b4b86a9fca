"""What the desk shows: the list and its orders, a finding with all that belongs to it, sources, settings."""

import re
from urllib.parse import quote, unquote

import pytest

from claims.models import Article, Claim, Span, Zone
from reports.desk import showing
from reports.desk.wording import ACTS, clashes, keys, sign
from reports.store import keeping, queue
from reports.store.queue import EXPLAINED, Order
from tests.desk.conftest import TOLL
from tests.factory import HOSTILE, report_saying

DAY = "start of deliveries"


def listed(answer):
    return [what.text_content() for what in answer.tree.xpath("//*[@class='what']")]


@pytest.mark.parametrize("order", list(Order))
def test_every_order_is_explained_on_the_list(browser, order):
    assert EXPLAINED[order] in browser.go(f"/?order={order}").words


def test_the_gravest_comes_first(browser):
    assert TOLL in listed(browser.go("/"))[0]


FILTERS = {
    "/": 6,
    "/?severity=high": 2,
    "/?verdict=possible": 2,
    "/?verdict=all": 9,
    "/?language=ar": 1,
    "/?q=SLUZB+powodzi": 1,
    "/?q=nothing-like-it": 0,
    "/?state=open": 6,
    "/?state=conflict": 0,
    "/?order=nonsense&severity=nonsense": 0,
    "/?page=99": 6,
    "/?page=-1&q=%00": 6,
}


@pytest.mark.parametrize("path", FILTERS)
def test_filters_are_addresses(browser, asked, path):
    every = asked(queue.items)
    answer = browser.go(path)
    assert answer.status == 200
    shown = listed(answer)
    if path == "/?verdict=all":
        assert len(shown) == len(every)
    elif FILTERS[path] == FILTERS["/"]:
        assert len(shown) == sum(item.asked for item in every)
    else:
        assert len(shown) == FILTERS[path]


def test_a_filter_stays_on_the_way_through(browser, finding):
    browser.go("/next?severity=high")
    first = browser.path
    assert "severity=high" in first
    browser.decide("conflict")
    assert browser.path.startswith("/f/")
    assert "severity=high" in browser.path
    browser.decide("conflict")
    assert browser.path.startswith("/?")  # no third one is high


def test_a_long_list_comes_in_pages(browser, asked):
    for number in range(60):
        asked(keeping.save, report_saying(f"word {number}"))
    first = browser.go("/")
    assert len(listed(first)) == 50
    assert "page 1 of 2" in first.words
    rest = browser.go(first.tree.xpath("//nav[@class='pages']/a/@href")[0])
    assert set(listed(rest)).isdisjoint(listed(first))


def test_progress_is_counted(browser, finding):
    browser.go("/next")
    browser.decide("conflict")
    words = " ".join(browser.page.tree.xpath("//div[@class='progress']")[0].text_content().split())
    assert re.fullmatch(r"1 of (\d+) done, (\d+) left · mine 1, today 1", words)


def test_an_empty_store_says_what_to_do(store):
    from reports.desk.server import Options
    from tests.desk.client import Browser, served

    with served(Options(store=store, user="ann")) as port:
        someone = Browser(port)
        assert someone.go("/").heading == "Nothing to decide"
        assert "crosscheck check PATH --store FILE" in someone.page.words
        for path in ("/history", "/disagreements", "/log", "/export", "/bulk"):
            assert someone.go(path).status == 200
        assert someone.ask("GET", "/export/report.html").status == 404


class TestFinding:
    def test_claims_stand_side_by_side_with_marks(self, browser, finding):
        tree = browser.go(finding()).tree
        assert len(tree.xpath("//div[@class='sides']/div")) == 2
        assert {"co najmniej 42 osoby", "24 شخصا على الأقل"} <= {
            mark.text_content() for mark in tree.xpath("//div[@class='sides']//mark")
        }

    def test_quotes_carry_language_and_direction(self, browser, finding):
        tree = browser.go(finding()).tree
        ways = {(quote.get("lang"), quote.get("dir") or "ltr") for quote in tree.xpath("//blockquote")}
        assert ways == {("pl", "ltr"), ("ar", "rtl"), ("it", "ltr")}
        assert tree.get("dir") == "ltr"

    def test_names_stand_apart(self, browser, finding):
        for path in (finding(), "/", f"{finding()}?latin=1"):
            tree = browser.go(path).tree
            arabic = [e for e in tree.xpath("//*[contains(text(), 'صحيفة')]") if e.tag != "option"]
            assert arabic
            assert {element.tag for element in arabic} == {"bdi"}

    def test_evidence_adds_up(self, browser, finding):
        words = browser.go(finding()).words
        assert "+2.10" in words
        assert "+3.50" in words

    def test_latin_letters_on_request_only(self, browser, finding):
        assert "reading aid" not in browser.go(finding()).words
        answer = browser.go(f"{finding()}?latin=1")
        assert "reading aid, no translation" in answer.words
        (quote,) = answer.tree.xpath("//div[@class='latin']//span/text()")
        assert quote.startswith("Reuters nqlt")

    def test_keys_are_shown_on_the_buttons(self, browser, finding):
        tree = browser.go(finding()).tree
        shown = {element.get("data-key"): element.text_content() for element in tree.xpath("//kbd[@data-key]")}
        for act in ("conflict", "unsure", "different_date", "undo", "note", "context", "latin"):
            assert shown[act] == sign(ACTS[act].code)

    def test_before_and_after(self, browser, finding, asked):
        order = [item.id for item in queue.ordered([i for i in asked(queue.items) if i.asked], Order.PRIORITY)]
        tree = browser.go(f"/f/{order[1]}").tree
        assert tree.xpath("//*[@data-act='previous']/@href") == [f"/f/{order[0]}"]
        assert tree.xpath("//*[@data-act='next']/@href") == [f"/f/{order[2]}"]

    def test_none_of_that_name(self, browser):
        answer = browser.go("/f/nothing")
        assert answer.status == 404
        assert "gone" in answer.words

    def test_a_saved_copy_shows_the_quote_in_its_text(self, browser, finding):
        link = browser.go(finding()).tree.xpath("//p[@class='links']/a[text()='Saved copy']/@href")[0]
        copy = browser.go(link.partition("#")[0]).tree
        marked = copy.xpath("//blockquote//mark")[0].text_content()
        assert (
            marked in ("Według służb ratowniczych w powodzi zginęły co najmniej 42 osoby, a 1300 ewakuowano.",)
            or marked
        )
        assert "SHA-256" in browser.page.words

    @pytest.mark.parametrize("query", ["start=5&end=2", "start=0&end=999999", "start=x&end=-3", ""])
    def test_a_copy_without_a_place_is_shown_all_the_same(self, browser, finding, query):
        link = browser.go(finding()).tree.xpath("//p[@class='links']/a[text()='Saved copy']/@href")[0]
        answer = browser.go(f"{link.partition('?')[0]}?{query}")
        assert answer.status == 200
        assert not answer.tree.xpath("//mark")


def claim(text, sentence, quantity=None):
    start = text.index(sentence)
    span = Span(start=start, end=start + len(sentence), quote=sentence)
    return Claim(id="c", article_id="a", span=span, sentence=span, zone=Zone.BODY, language="en")


def test_the_text_around_is_cut_at_words():
    text = "Bridge. " * 100 + "It cost 140 million euros. " + "Later more. " * 100
    article = Article(id="a", path="a.txt", text=text, sha256="0")
    before, after = showing.around(article, claim(text, "It cost 140 million euros."))
    assert before.startswith("… Bridge.")
    assert after.endswith(("more. …", "Later …"))
    assert before.removeprefix("… ") + "It cost 140 million euros." + after.removesuffix(" …") in text


def test_the_text_around_ends_with_the_article():
    text = "One. It cost 140 million euros. Two."
    article = Article(id="a", path="a.txt", text=text, sha256="0")
    assert showing.around(article, claim(text, "It cost 140 million euros.")) == ("One. ", " Two.")


LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
FRAGMENTS = [
    ("https://a.example/x", "It cost 5 euros", "https://a.example/x#:~:text=It%20cost%205%20euros"),
    ("https://a.example/x#top", "It cost", "https://a.example/x#:~:text=It%20cost"),
    ("https://a.example/", "mid-May, 5 & 6", "https://a.example/#:~:text=mid%2DMay%2C%205%20%26%206"),
    (
        "https://a.example/",
        LONG,
        "https://a.example/#:~:text=one%20two%20three%20four%20five%20six,"
        "twelve%20thirteen%20fourteen%20fifteen%20sixteen%20seventeen",
    ),
    ("javascript:alert(1)", "x", None),
    (None, "x", None),
]


@pytest.mark.parametrize("run", ["99999999999999999999", "9" * 5000, "²", "-1", "x"])
def test_a_run_that_no_store_has_is_not_found(browser, run):
    assert browser.ask("GET", f"/source/{quote(run)}/x").status == 404


@pytest.mark.parametrize(("url", "words", "address"), FRAGMENTS)
def test_a_source_opens_at_the_quote(url, words, address):
    assert showing.at_quote(url, words) == address


def test_a_long_quote_without_blanks_is_named_by_its_ends():
    words = "该公司将获得约10亿元人民币" * 12
    address = showing.at_quote("https://a.example/", words)
    first, last = unquote(address.partition("text=")[2]).split(",")
    assert words.startswith(first)
    assert words.endswith(last)
    assert quote(first, safe="") in address


LATIN = [
    ("Компания получит", "Kompaniya poluchit"),
    ("合同 2025", "HeTong 2025"),
    ("Powódź", None),
    ("42 %", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "plain"), LATIN)
def test_latin_letters(text, plain):
    assert showing.latin(text) == plain


class TestSettings:
    def test_keys_can_be_changed(self, browser, finding):
        browser.go("/settings")
        browser.send("/settings", **{"key-conflict": "KeyC"})
        tree = browser.go(finding()).tree
        assert tree.xpath("//kbd[@data-key='conflict']")[0].text_content() == "C"
        assert '"conflict": "KeyC"' in tree.xpath("//body/@data-codes")[0]

    def test_one_key_does_one_thing(self, browser):
        browser.go("/settings")
        answer = browser.send("/settings", **{"key-conflict": "KeyJ"})
        assert answer.status == 422
        assert "J would do two things" in answer.words

    @pytest.mark.parametrize("code", ["<script>", "Key A", "é", "x" * 30])
    def test_a_key_has_the_name_of_a_key(self, browser, code):
        browser.go("/settings")
        assert browser.send("/settings", **{"key-conflict": code}).status == 422

    def test_keys_are_each_ones_own(self, people, finding):
        ann, ben = people
        ann.go("/settings")
        ann.send("/settings", **{"key-conflict": "KeyC"})
        assert ben.go(finding()).tree.xpath("//kbd[@data-key='conflict']")[0].text_content() == "1"

    def test_blind_can_be_chosen_and_left(self, browser, finding):
        browser.go("/settings")
        browser.send("/settings", blind="1")
        assert "97 %" not in browser.go(finding()).words
        browser.go("/settings")
        fields = {name: value for name, value in browser.fields("/settings").items() if name != "blind"}
        browser.post("/settings", **fields)
        assert "97 %" in browser.go(finding()).words

    def test_the_standard_keys_do_not_clash(self):
        assert clashes(keys({})) == []


def test_help_has_every_key_state_and_rule(browser):
    words = browser.go("/help").words
    for act in ACTS.values():
        assert act.name in words
    assert "QTY: " in words


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words_everywhere(browser, asked, words):
    """The same markup on every page whatever the sources, the notes and the reviewers say."""
    report = report_saying(words)
    asked(keeping.save, report)
    identity = report.findings[0].id
    browser.go(f"/f/{identity}")
    browser.send("/note", -1, text=words)
    browser.go(f"/f/{identity}")
    browser.decide("conflict", note=words)
    for path in (
        f"/f/{identity}?latin=1&context=1",
        "/",
        "/history",
        "/log",
        "/bulk",
        "/export",
        "/?q=" + quote(words),
    ):
        answer = browser.go(path)
        assert answer.status == 200
        tree = answer.tree
        assert [script.get("src") for script in tree.xpath("//script")] == ["/static/desk.js"]
        assert not tree.xpath("//img | //b[text()='x'] | //style")
        assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
        assert not [link for link in tree.xpath("//@href") if link.lower().startswith("javascript")]
        assert not re.search("[\x00-\x08\x0b-\x1f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", answer.text)
