import pytest

from claims.models import EntityMention
from reports.cards import MAX_STATEMENTS
from reports.matrix import MAX_MATRIX
from reports.messages import available, messages
from reports.names import names_of
from reports.sources import adjudicator_name, safe_url, shown_path, shown_word
from reports.view import view
from reports.words import confidence_words, how_sure, letter, percent, plural
from tests.factory import Story, side, span_of
from verify.models import Evidence, Severity, Verdict


@pytest.fixture
def shown(report):
    return view(report)


def test_first_screen(shown):
    assert shown.headline == "3 conflicts between the sources"
    assert (len(shown.articles), len(shown.sources), len(shown.languages)) == (13, 11, 7)
    assert shown.rule_counts == (("CMP", 2), ("DAT", 1), ("POL", 1), ("QTY", 1))
    assert shown.severities == ((Severity.HIGH, 2), (Severity.MEDIUM, 1), (Severity.LOW, 0))
    assert dict(shown.verdicts)[Verdict.POSSIBLE] == 2
    assert [card.verdict for card in shown.worst] == [Verdict.CONFLICT] * 3


def test_marks_fall_on_the_words_that_carry_the_value(shown):
    card = shown.cards[Verdict.CONFLICT][0]
    words = {
        item.quote.text[mark.start : mark.end]
        for group in card.groups
        for item in group.statements
        for mark in item.quote.marks
    }
    assert words == {"co najmniej 42 osoby", "42 vittime", "24 شخصا على الأقل"}


def test_quotes_carry_language_and_direction(shown):
    card = shown.cards[Verdict.CONFLICT][0]
    ways = {(item.quote.lang, item.quote.dir) for group in card.groups for item in group.statements}
    assert ways == {("pl", "ltr"), ("it", "ltr"), ("ar", "rtl")}
    unknown = shown.cards[Verdict.INCOMPARABLE][0].groups[1].statements[0]
    assert (unknown.quote.lang, unknown.quote.dir) == (None, "auto")


def test_newest_statement_first_and_timeline_oldest_first(shown):
    dates = [item.published for item in shown.cards[Verdict.CONFLICT][0].groups[0].statements]
    assert dates == ["2025-08-13", "2025-08-12"]
    timeline = shown.cards[Verdict.UPDATE][0].timeline
    assert [str(group.value) for group, _ in timeline] == ["17", "42"]


def test_a_second_opinion_stands_beside_the_finding_it_is_on(report, shown):
    card = shown.cards[Verdict.CONFLICT][0]
    assert (card.opinion.by, card.opinion.confidence) == ("judge:7b", "83 %")
    assert card.opinion.relation == "the two contradict each other"
    assert [item.id for items in shown.cards.values() for item in items if item.opinion] == [card.id]
    german = view(report, messages("de")).cards[Verdict.CONFLICT][0].opinion
    assert german.relation == "die beiden widersprechen sich"


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("chat:judge:7b@http://desk.internal:8080/v1", "judge:7b"),
        ("nli:/home/ana/models/judge", "judge"),
        ("nli:cross-encoder/judge", "cross-encoder/judge"),
        ("judge:7b", "judge:7b"),
        ("chat:judge", "judge"),
        ("chat:/home/ana/models/x.gguf@http://h/v1", "x.gguf"),
        ("chat:judge@http://ana:secret@h/v1", "judge"),
    ],
)
def test_an_adjudicator_is_named_by_its_model(name, model):
    assert adjudicator_name(name) == model
    assert adjudicator_name(model) == model


def test_evidence_adds_up(shown):
    assert shown.cards[Verdict.CONFLICT][0].score == pytest.approx(3.5)


def test_bridges(shown):
    assert shown.cards[Verdict.AGREEMENT][0].bridges == ("across 2 languages", "across 2 currencies")


def test_matrix_counts_pairs_once_and_both_ways(shown):
    names = shown.matrix.names
    one, other = names.index("Gazeta Rzeczna"), names.index("صحيفة النهر")
    assert shown.matrix.rows[one][other] == shown.matrix.rows[other][one]
    assert (shown.matrix.rows[one][other].disagree, shown.matrix.rows[one][other].agree) == (1, 0)
    assert shown.matrix.rows[one][one] is None
    assert shown.matrix.rows[one][names.index("Corriere del Fiume")].agree == 1


def test_no_folder_of_this_machine_is_shown(shown):
    assert "/home/" not in shown.model_dump_json(exclude={"run"})
    assert dict(shown.config)["encoder"] == "encoder"


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("story/1.txt", "story/1.txt"),
        ("/home/me/story/1.txt", "1.txt"),
        ("C:\\Users\\me\\1.txt", "1.txt"),
        ("\\\\server\\share\\1.txt", "1.txt"),
        ("~/1.txt", "1.txt"),
        ("/home/me/all.jsonl#7", "all.jsonl#7"),
        ("stdin", "stdin"),
    ],
)
def test_paths(path, seen):
    assert shown_path(path) == seen


@pytest.mark.parametrize(
    ("word", "seen"),
    [
        ("/home/me/story", "story"),
        ("--output=/tmp/x/ana/x.html", "--output=x.html"),
        ("-o/tmp/x/ana/x.html", "-ox.html"),
        ("-qo~/x.html", "-qox.html"),
        ("-oC:\\Users\\me\\x.html", "-ox.html"),
        ("-ostories/out.html", "-ostories/out.html"),
        ("--output=stories/out.html", "--output=stories/out.html"),
        ("--adjudicator=chat:m@http://desk.internal/v1", "--adjudicator=chat:m"),
        ("chat:judge:7b@http://desk.internal:8080/v1", "chat:judge:7b"),
        ("nli:/home/ana/m", "nli:m"),
        ("--fail-on", "--fail-on"),
        ("-v", "-v"),
    ],
)
def test_words_of_the_command_line(word, seen):
    assert shown_word(word) == seen
    assert shown_word(seen) == seen


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x?y=1", True),
        ("http://a.example", True),
        ("HTTPS://A.example/", True),
        (" https://a.example ", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<b>", False),
        ("file:///etc/passwd", False),
        ("//a.example", False),
        ("https://[bad", False),
        ("https://a.example/\u202egpj", False),
        ("https:///x", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url, safe):
    assert safe_url(url) == (url.strip() if safe else None)


@pytest.mark.parametrize(
    ("confidence", "words", "shown"),
    [
        (1, "almost certain", "100 %"),
        (0.999, "almost certain", "99 %"),
        (0.9, "very likely", "90 %"),
        (0.7, "likely", "70 %"),
        (0.5, "more likely than not", "50 %"),
        (0.1, "uncertain", "10 %"),
    ],
)
def test_confidence(confidence, words, shown):
    assert (confidence_words(confidence), percent(confidence)) == (words, shown)


def test_what_a_doubt_keeps_below_the_bar_is_not_called_likely(report):
    finding = report.findings[0].model_copy(update={"verdict": Verdict.POSSIBLE, "confidence": 0.94})
    assert how_sure(finding) == "alike, but doubted"
    assert how_sure(finding.model_copy(update={"confidence": 0.3})) == "uncertain"
    assert how_sure(finding.model_copy(update={"verdict": Verdict.CONFLICT})) == "very likely"


def test_small_words():
    assert (plural(1, "claim"), plural(2, "claim"), plural(1204, "claim")) == ("1 claim", "2 claims", "1,204 claims")
    assert plural(2, "currency", "currencies") == "2 currencies"
    assert (letter(0), letter(25), letter(26)) == ("A", "Z", "27")


def test_large_sides_and_many_sources_are_cut_and_counted():
    story = Story()
    articles = [story.article([f"Number {n}: 5 dead."], source=f"S{n:02}", language="en") for n in range(40)]
    claims = [story.claim(article, article.text.strip()) for article in articles]
    story.finding(Verdict.CONFLICT, [side("5", claims=claims[:30]), side("6", claims=claims[30:])])
    shown = view(story.report())
    group = shown.cards[Verdict.CONFLICT][0].groups[0]
    assert (len(group.statements), group.more) == (MAX_STATEMENTS, 30 - MAX_STATEMENTS)
    assert (len(shown.matrix.names), shown.matrix.left_out) == (MAX_MATRIX, 40 - MAX_MATRIX)


def test_nothing_at_all():
    shown = view(Story().report())
    assert (shown.headline, shown.matrix, shown.worst) == ("No article could be read", None, ())


def weighed(weights):
    """A conflict with a reason for each weight."""
    story = Story()
    readings = []
    for source, value in (("A", "5"), ("B", "6")):
        article = story.article([f"It is {value} EUR."], source=source, language="en", published="2025-08-10")
        claim = story.claim(article, f"It is {value} EUR.")
        readings.append(story.reading(claim, value, f"{value} EUR", (value, value), "EUR"))
    evidence = [Evidence(feature=str(n), weight=weight, detail="both are exact") for n, weight in enumerate(weights)]
    story.finding(Verdict.CONFLICT, [side("5", readings[0]), side("6", readings[1])], evidence=tuple(evidence))
    return story.report()


@pytest.mark.parametrize("language", sorted(available()))
def test_lighter_reasons_are_summed_in_the_readers_language(language):
    shown = view(weighed([3.0, 2.0, 1.0, 0.5, 0.4, 0.2, 0.1, 0.05]), messages(language))
    reasons = shown.cards[Verdict.CONFLICT][0].evidence
    assert [round(item.weight, 2) for item in reasons] == [3, 2, 1, 0.5, 0.4, 0.35]
    assert [piece for piece in reasons[-1].detail.pieces if piece.lang] == []
    assert str(reasons[-1].detail) == messages(language).count("{n} lighter reasons together", 3)


def test_days_that_are_the_values_are_not_told_again(report):
    shown = view(report)
    dates = next(card for card in shown.cards[Verdict.CONFLICT] if card.rule == "DAT")
    assert [item.when for group in dates.groups for item in group.statements if item.when] == []
    told = [item.when for cards in shown.cards.values() for card in cards for g in card.groups for item in g.statements]
    assert "11 August 2025" in map(str, told)


@pytest.mark.parametrize(
    ("written", "key", "shown"),
    [
        (("São Brás", "Sao Bras", "São Brás"), "sao bras", "São Brás"),
        (("PJ",), "pj", "PJ"),
        (("Богдан",), "bogdan", "Bogdan"),
        (("Bruxelas", "Bruxelles"), "place:brussels", "Brussels"),
    ],
)
def test_names_in_the_filter_are_spelled_as_the_articles_do(written, key, shown):
    story = Story()
    article = story.article([f"{name} it is." for name in written], source="A")
    for name in written:
        quote = f"{name} it is."
        named = EntityMention(key=key, kind="name", span=span_of(article.text, name))
        claim = story.claim(article, quote, entities=(named,))
        story.finding(Verdict.AGREEMENT, [side("it", story.reading(claim, "it", "it", (None, None), ""))])
    assert [name for _, name in names_of(story.report()).offered] == [shown]
