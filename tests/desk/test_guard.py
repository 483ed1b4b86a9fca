"""Who may talk to the desk, by which name, from which page."""

import re
from urllib.parse import urlencode

import pytest

from reports.desk import guard
from reports.desk.guard import HEADERS
from reports.desk.server import Options, UnsafeError, check, desk_of, listen
from reports.store import log
from tests.desk.client import Browser, served
from tests.desk.conftest import TOKENS
from tests.factory import rich_report

PAGES = ["/", "/history", "/disagreements", "/log", "/bulk", "/export", "/settings", "/help"]

HOSTS = {
    "127.0.0.1:{port}": 200,
    "localhost:{port}": 200,
    "LOCALHOST:{port}": 200,
    "[::1]:{port}": 200,
    "evil.example": 421,
    "evil.example:{port}": 421,
    "127.0.0.1:{port}.evil.example": 421,
    "127.0.0.1:1": 421,
    "": 421,
}


@pytest.mark.parametrize(("host", "status"), HOSTS.items())
def test_names_that_the_desk_answers_to(browser, port, host, status):
    assert browser.ask("GET", "/", Host=host.format(port=port)).status == status


def test_a_request_without_a_name_is_refused(browser):
    assert browser.ask("GET", "/", Host=None).status in (400, 421)


ORIGINS = [
    ({"Origin": "http://127.0.0.1:{port}"}, True),
    ({"Origin": "http://127.0.0.1:{port}", "Sec-Fetch-Site": "same-origin"}, True),
    ({}, True),
    ({"Origin": "http://evil.example"}, False),
    ({"Origin": "http://127.0.0.1:9"}, False),
    ({"Origin": "http://localhost:{port}"}, False),
    ({"Origin": "null"}, False),
    ({"Sec-Fetch-Site": "cross-site"}, False),
    ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Origin": "http://127.0.0.1:{port}", "Sec-Fetch-Site": "cross-site"}, False),
]


@pytest.mark.parametrize(("headers", "taken"), ORIGINS)
def test_acts_come_from_our_own_pages(browser, port, finding, asked, headers, taken):
    browser.go(finding())
    body = urlencode({**browser.fields("/decide"), "choice": "conflict"})
    sent = {name.replace("-", "_"): value.format(port=port) for name, value in headers.items()}
    answer = browser.ask("POST", f"{finding()}/decide", body, **sent)
    assert answer.status == (303 if taken else 403)
    assert len(asked(log.every)) == taken


@pytest.mark.parametrize("token", ["", "0" * 64, None])
def test_acts_carry_the_token_of_their_page(browser, finding, asked, token):
    browser.go(finding())
    fields = {**browser.fields("/decide"), "choice": "conflict", "csrf": token}
    answer = browser.post(f"{finding()}/decide", **{name: value for name, value in fields.items() if value is not None})
    assert answer.status == 403
    assert "your note is kept" in answer.words
    assert asked(log.every) == []


def test_the_token_of_another_session_is_no_use(port, finding, asked):
    one, two = Browser(port), Browser(port)
    one.go(finding())
    two.go(finding())
    stolen = {**one.fields("/decide"), "choice": "conflict"}
    assert two.post(f"{finding()}/decide", **stolen).status == 403
    assert asked(log.every) == []


@pytest.mark.parametrize("cookie", ["nonsense", "a.b.c", "0" * 32 + "." + "." + "0" * 64, "💥"])
def test_a_cookie_that_is_not_ours_counts_as_none(browser, port, cookie):
    name = f"desk-{port}"
    answer = browser.ask("GET", "/", Cookie=f"{name}={cookie}".encode().decode("latin-1"))
    assert answer.status == 200
    assert answer.headers["set-cookie"].startswith(f"{name}=")


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser):
    flags = browser.ask("GET", "/").headers["set-cookie"].lower()
    assert "httponly" in flags
    assert "samesite=lax" in flags
    assert "secure" not in flags  # plain HTTP on this machine


def test_a_session_lasts(browser):
    browser.go("/")
    assert "set-cookie" not in browser.ask("GET", "/").headers


@pytest.mark.parametrize("path", [*PAGES, "/static/desk.css", "/nothing", "/f/none", "/source/1/none", "/static/x"])
def test_every_answer_carries_the_policy(browser, path):
    answer = browser.ask("GET", path)
    for name, value in HEADERS.items():
        assert answer.headers[name.lower()] == value
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_nothing_on_a_page_needs_more_than_the_policy_gives(browser, finding):
    for path in [*PAGES, finding(), f"{finding()}?latin=1&context=1"]:
        tree = browser.go(path).tree
        assert not tree.xpath("//style | //script[not(@src)] | //@style | //iframe | //img | //object | //embed")
        assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
        assert set(tree.xpath("//script/@src | //link/@href")) <= {
            "/static/desk.js",
            "/static/report.css",
            "/static/desk.css",
        }


def test_looking_changes_nothing(browser, asked, finding):
    for path in [*PAGES, finding(), "/next", f"{finding()}/who"]:
        browser.go(path)
    assert asked(log.every) == []


@pytest.mark.parametrize("path", ["/f/x/decide", "/undo"])
def test_acts_are_not_links(browser, path):
    assert browser.ask("GET", path).status in (404, 405)


def test_a_form_of_another_kind_is_refused(browser, finding):
    answer = browser.ask("POST", f"{finding()}/decide", '{"choice": "conflict"}', Content_Type="text/plain")
    assert answer.status == 415


def test_a_huge_form_is_refused(browser, finding):
    browser.go(finding())
    assert browser.decide("conflict", note="x" * 200_000).status == 413


def test_too_many_fields_are_refused(browser, finding):
    answer = browser.ask("POST", f"{finding()}/decide", "&".join(f"f{n}=1" for n in range(1000)))
    assert answer.status == 400


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_a_login_leads_nowhere_else(shared, next_):
    someone = Browser(shared)
    answer = someone.ask("GET", "/login?" + urlencode({"token": "ann-token-0123456789", "next": next_}))
    assert (answer.status, answer.headers["location"]) == (303, "/")


class TestLogin:
    def test_without_a_token_there_is_only_the_login(self, shared, finding):
        stranger = Browser(shared)
        answer = stranger.ask("GET", finding())
        assert answer.status == 303
        assert answer.headers["location"] == "/login?" + urlencode({"next": finding()})
        assert "dead in the flood" not in stranger.go(finding()).words

    def test_a_token_opens_the_page_that_was_asked_for(self, shared, finding):
        someone = Browser(shared)
        someone.go(finding())
        answer = someone.send("/login", token="ben-token-0123456789")
        assert "Gazeta Rzeczna" in answer.words
        assert answer.tree.xpath("//p[@class='me']")[0].text_content() == "ben"

    @pytest.mark.parametrize("token", ["", "wrong", "ann-token-0123456789x", "Ann-token-0123456789", "💥"])
    def test_a_wrong_token_opens_nothing(self, shared, token):
        someone = Browser(shared)
        someone.go("/")
        assert someone.send("/login", token=token).status == 403
        assert someone.ask("GET", "/").status == 303

    def test_an_act_without_a_login_is_refused(self, shared, finding, asked):
        assert Browser(shared).post(f"{finding()}/decide", choice="conflict").status == 403
        assert asked(log.every) == []

    def test_who_logged_in_decides(self, people, finding, asked):
        for someone in people:
            someone.go(finding())
            someone.decide("conflict")
        assert [entry.reviewer for entry in asked(log.every)] == ["ann", "ben"]

    def test_a_session_does_not_outlive_its_token(self, store, people):
        ann = people[0]
        fewer = {token: name for token, name in TOKENS.items() if name != "ann"}
        with served(Options(store=store, tokens=fewer)) as port:
            ann.port = port
            ann.headers["Host"] = f"127.0.0.1:{port}"
            ann.cookies = {f"desk-{port}": next(iter(ann.cookies.values()))}
            assert ann.ask("GET", "/").status == 303

    def test_a_session_of_one_desk_is_none_at_another(self, store, tmp_path, people):
        cookie = next(iter(people[0].cookies.values()))
        with served(Options(store=tmp_path / "other.desk", tokens=TOKENS), rich_report()) as port:
            someone = Browser(port)
            someone.cookies = {f"desk-{port}": cookie}
            assert someone.ask("GET", "/").status == 303


class TestTrustedHeader:
    @pytest.fixture
    def proxied(self, store):
        options = Options(store=store, trusted_header="X-Remote-User", public_names=("desk.paper.example",))
        with served(options, rich_report()) as port:
            yield port

    def test_a_proxy_on_this_machine_names_the_reviewer(self, proxied, finding, asked):
        someone = Browser(proxied, **{"X-Remote-User": "Ćira"})
        someone.headers["X-Remote-User"] = "cira"
        someone.go(finding())
        someone.decide("unsure")
        assert [entry.reviewer for entry in asked(log.every)] == ["cira"]

    def test_what_the_proxy_says_of_the_peer_changes_nothing(self, proxied):
        someone = Browser(proxied, **{"X-Remote-User": "ann", "X-Forwarded-For": "203.0.113.5"})
        answer = someone.ask("GET", "/", X_Forwarded_Proto="https")
        assert answer.status == 200
        assert "secure" in answer.headers["set-cookie"].lower()

    def test_without_the_header_nobody_enters(self, proxied):
        assert Browser(proxied).ask("GET", "/").status == 303

    def test_the_public_name_is_answered_to(self, proxied):
        someone = Browser(proxied, **{"X-Remote-User": "ann"})
        assert someone.ask("GET", "/", Host="desk.paper.example").status == 200

    def test_the_header_counts_from_this_machine_alone(self, store):
        desk = desk_of(Options(store=store, trusted_header="X-Remote-User"), listen_port(store))
        headers = {"x-remote-user": "mallory"}
        assert guard.session_of(desk, None, headers, "192.0.2.7")[0].reviewer is None
        assert guard.session_of(desk, None, headers, "127.0.0.1")[0].reviewer == "mallory"


def listen_port(store):
    with listen(Options(store=store, user="ann")) as bound:
        return bound.getsockname()[1]


UNSAFE = [
    (Options(store=None, host="0.0.0.0", user="ann"), "other machines"),
    (Options(store=None, host="192.0.2.7", user="ann"), "other machines"),
    (Options(store=None, host="::", user="ann"), "other machines"),
    (Options(store=None, host="desk.paper.example", user="ann"), "other machines"),
    (Options(store=None, tokens={"short": "ann"}), "shorter than 16"),
    (Options(store=None, host="0.0.0.0", tokens=TOKENS), "--public-name"),
    (Options(store=None), "--user"),
]


@pytest.mark.parametrize(("options", "words"), UNSAFE)
def test_a_desk_that_anyone_could_enter_is_not_started(options, words):
    with pytest.raises(UnsafeError, match=words):
        check(options)


SAFE = [
    Options(store=None, user="ann"),
    Options(store=None, host="::1", user="ann"),
    Options(store=None, host="localhost", user="ann"),
    Options(store=None, host="0.0.0.0", tokens=TOKENS, public_names=("desk.paper.example",)),
    Options(store=None, trusted_header="X-Remote-User"),
]


@pytest.mark.parametrize("options", SAFE)
def test_a_desk_that_asks_who_one_is_may_be_started(options):
    check(options)


def test_the_port_is_kept_so_that_pages_find_their_desk_again(store):
    assert listen_port(store) == listen_port(store)


def test_a_port_that_is_taken_is_told_or_gone_round(store, port):
    with pytest.raises(OSError, match="in use"):
        listen(Options(store=store, user="ann", port=port))
    with listen(Options(store=store, user="ann")) as bound:
        assert bound.getsockname()[1] != port


def test_a_page_outlives_a_restart(store, finding, asked):
    with served(Options(store=store, user="ann"), rich_report()) as port:
        someone = Browser(port)
        someone.go(finding())
    with served(Options(store=store, user="ann")) as again:
        assert again == port
        someone.decide("conflict")
    assert len(asked(log.every)) == 1


def test_a_store_that_is_gone_is_told_and_nothing_acknowledged(browser, finding, store):
    browser.go(finding())
    fields = {**browser.fields("/decide"), "choice": "conflict"}
    address = finding()
    for path in store.parent.iterdir():
        path.unlink()
    answer = browser.post(f"{address}/decide", **fields)
    assert answer.status == 503
    assert "Nothing was kept" in answer.words
    assert browser.ask("GET", "/", Accept="application/json").status == 503


def test_secrets_are_on_no_page(browser, store, asked):
    secret = asked(lambda db: db.execute("SELECT value FROM setting WHERE name = 'secret'").fetchone()[0])
    for path in PAGES:
        assert re.sub("[^0-9a-f]", "", secret) not in browser.go(path).text
