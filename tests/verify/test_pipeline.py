"""From articles to a report: order, counts, ranking, what was skipped, and small stories in many languages."""

from itertools import permutations
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.models import Article, Skipped
from claims.work import apart
from tests.verify.build import context, source, sure
from verify.config import Config
from verify.embedding import EncoderError
from verify.models import Finding, Kind, Report, Severity, Side, Verdict
from verify.pipeline import VERDICTS, Watch, check, rank
from verify.scoring import Models
from verify.version import tool_version

LIKELY = Models(agree=sure(0.9), differ=sure(0.9), rivals=sure(0.9))  # so that the shipped weights decide nothing here
DAY = "2025-05-06"

STORIES = {
    "a bridge": [
        ("en", "The bridge cost 140 million euros."),
        ("de", "Die Brücke kostete 140 Millionen Euro."),
        ("fr", "Le pont a coûté 210 millions d'euros."),
    ],
    "a blast": [
        ("ru", "При взрыве погибли 12 человек."),
        ("es", "Murieron 12 personas en la explosión."),
        ("tr", "Patlamada 19 kişi öldü."),
    ],
    "a chip": [
        ("pl", "Układ K7 ma przepustowość 4,8 TB/s."),
        ("zh", "K7的带宽为4.8 TB/s。"),
        ("it", "Il chip K7 ha una banda di 3,2 TB/s."),
    ],
    "a day": [
        ("ja", "橋は2025年5月12日に開通した。"),
        ("ar", "افتتح الجسر في 12 مايو 2025."),
        ("uk", "Міст відкрили 19 травня 2025 року."),
    ],
}


def story(name):
    return [source(text, id_, language, DAY) for id_, (language, text) in zip("abc", STORIES[name], strict=True)]


def told(report):
    """All that must not change between runs."""
    return report.model_dump(mode="json", exclude={"run"})


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {name: check(story(name), models=LIKELY) for name in STORIES}


@pytest.mark.parametrize("name", STORIES)
def test_two_agree_and_the_third_is_at_odds_with_both(reports, name):
    conflicts = [f for f in reports[name].findings if f.verdict is Verdict.CONFLICT]
    agreements = [f for f in reports[name].findings if f.verdict is Verdict.AGREEMENT]
    assert [[len(side.claim_ids) for side in f.sides] for f in conflicts] == [[2, 1]]
    assert [len(f.sides) for f in agreements] == [2]


@pytest.mark.parametrize("name", STORIES)
def test_the_order_of_the_articles_changes_nothing(reports, name):
    for order in list(permutations(story(name)))[1::2]:
        assert told(check(order, models=LIKELY)) == told(reports[name])


@pytest.mark.parametrize("name", STORIES)
def test_renamed_files_give_the_same_findings(reports, name):
    renamed = {"a": "z", "b": "y", "c": "x"}
    moved = [a.model_copy(update={"id": renamed[a.id], "path": f"{renamed[a.id]}.txt"}) for a in story(name)]
    before, after = reports[name].findings, check(moved, models=LIKELY).findings
    assert {f.id: f.difference for f in after} == {f.id: f.difference for f in before}


@pytest.mark.parametrize("name", STORIES)
def test_what_is_told_is_in_the_report(reports, name):
    report = reports[name]
    claims = {c.id for c in report.claims}
    for finding in report.findings:
        assert {c for side in finding.sides for c in side.claim_ids} <= claims
        assert finding.cluster_id in {None, *(c.id for c in report.clusters)}
    for cluster in report.clusters:
        assert cluster.claim_ids
        assert set(cluster.claim_ids) <= claims
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_counts_add_up(reports):
    report = reports["a bridge"]
    counts = report.run.counts
    assert counts["articles"] == 3
    assert counts["claims"] == len(report.claims) == 3
    assert counts["figures"] == 3
    assert counts["pairs_compared"] == 3
    assert counts["findings"] == len(report.findings) == sum(counts[str(v)] for v in VERDICTS)
    assert counts["clusters"] == len(report.clusters)


def test_the_run_says_what_it_was_made_with(reports):
    run = reports["a bridge"].run
    assert run.tool_version == tool_version()
    assert run.encoder.startswith("default ")
    assert run.config == Config().model_dump(exclude={"vector_cache"})  # a path of this machine
    assert run.duration_s >= 0
    assert set(run.timings_s) >= {"extract", "match", "decide"}


def test_what_was_skipped_is_kept_in_order():
    gone = [Skipped(path="z.txt", reason="is empty"), Skipped(path="b.pdf", reason="has no text")]
    report = check([*gone, *story("a bridge")], models=LIKELY)
    assert [s.path for s in report.skipped] == ["b.pdf", "z.txt"]
    assert report.run.counts["skipped"] == 2
    assert len(report.articles) == 3


def test_nothing_gives_an_empty_report():
    report = check([])
    assert (report.articles, report.claims, report.findings, report.clusters) == ((), (), (), ())
    assert report.run.counts["articles"] == 0


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_one_article_is_never_at_odds_with_itself(language):
    text = {
        "en": "The blast killed 12 people. Others say that it killed 19 people.",
        "ru": "При взрыве погибли 12 человек. По другим данным, погибли 19 человек.",
        "zh": "爆炸造成12人死亡。另有消息称造成19人死亡。",
    }[language]
    report = check([source(text, "a", language, DAY)], models=LIKELY)
    assert len(report.claims) >= 2
    assert report.findings == ()


def test_an_empty_article_is_an_article_without_claims():
    report = check([source("", "a"), *story("a bridge")[1:]], models=LIKELY)
    assert len(report.articles) == 3
    assert {f.verdict for f in report.findings} == {Verdict.CONFLICT}


def test_a_statement_without_figures_that_two_make_is_a_cluster():
    one = source("The minister opened the new bridge.", "a")
    two = source("Der Minister eröffnete die neue Brücke.", "b", "de")
    report = check([one, two], models=LIKELY)
    assert report.findings == ()
    (cluster,) = report.clusters
    assert cluster.label == "The minister opened the new bridge."
    assert len(cluster.claim_ids) == 2


def test_an_unknown_encoder_is_told_at_once():
    with pytest.raises(EncoderError) as told_as:
        check(story("a bridge"), Config(encoder="no/such-model-anywhere"))
    assert "\n" not in str(told_as.value)


def test_progress_names_each_stage_and_its_size():
    seen = []
    check(story("a bridge"), progress=lambda stage, size: seen.append((stage, size)), models=LIKELY)
    stages = [stage for stage, _ in seen]
    assert len(stages) == len(set(stages))
    assert ("extract", 3) in seen
    assert ("match", 3) in seen
    assert stages.index("extract") < stages.index("match") < stages.index("decide")


def test_a_watch_counts_each_stage_and_the_whole():
    seen = []
    watch = Watch(lambda *stage: seen.append(stage))
    watch.enter("one", 1)
    watch.enter("two", 2)
    watch.leave()
    watch.leave()
    assert seen == [("one", 1), ("two", 2)]
    assert list(watch.seconds) == ["one", "two"]
    assert all(s >= 0 for s in watch.seconds.values())
    assert watch.total >= 0


def finding(id_, verdict, confidence=0.5, severity=Severity.MEDIUM, claim_ids=()):
    return Finding(
        id=id_,
        rule="QTY",
        kind=Kind.NUMERIC,
        verdict=verdict,
        severity=severity,
        confidence=confidence,
        attribute="x",
        explanation="x.",
        cluster_id=None,
        sides=(Side(value="1", claim_ids=tuple(claim_ids)),),
        evidence=(),
    )


def test_conflicts_first_then_by_confidence_severity_and_reach():
    ctx = context(story("a bridge"))
    one, two, three = (c.id for c in ctx.claims)
    listed = [
        finding("held", Verdict.INCOMPARABLE, 0.99, claim_ids=[one]),
        finding("agree", Verdict.AGREEMENT, 0.99, claim_ids=[one]),
        finding("update", Verdict.UPDATE, 0.99, claim_ids=[one]),
        finding("check", Verdict.POSSIBLE, 0.99, claim_ids=[one]),
        finding("unsure", Verdict.CONFLICT, 0.4, claim_ids=[one, two]),
        finding("light", Verdict.CONFLICT, 0.9, Severity.LOW, [one, two]),
        finding("grave", Verdict.CONFLICT, 0.9, Severity.HIGH, [one, two]),
        finding("widely told", Verdict.CONFLICT, 0.9, Severity.HIGH, [one, two, three]),
    ]
    expected = ["widely told", "grave", "light", "unsure", "check", "update", "agree", "held"]
    assert [f.id for f in rank(listed, ctx)] == expected
    assert [f.id for f in rank(listed[::-1], ctx)] == expected


def test_one_finding_told_twice_is_listed_once():
    ctx = context([])
    assert len(rank([finding("same", Verdict.CONFLICT), finding("same", Verdict.CONFLICT)], ctx)) == 1


@given(st.lists(st.tuples(st.sampled_from(VERDICTS), st.sampled_from([0.2, 0.5])), max_size=12), st.integers(0, 4))
def test_only_the_list_to_check_is_cut(drawn, longest):
    ctx = context([], config=Config(max_possible=longest))
    listed = [finding(str(k), verdict, confidence) for k, (verdict, confidence) in enumerate(drawn)]
    ranked = rank(listed, ctx)
    kept = [f for f in ranked if f.verdict is Verdict.POSSIBLE]
    possible = [f for f in listed if f.verdict is Verdict.POSSIBLE]
    assert len(kept) == min(longest, len(possible))
    assert len(ranked) - len(kept) == len(listed) - len(possible)
    assert [VERDICTS.index(f.verdict) for f in ranked] == sorted(VERDICTS.index(f.verdict) for f in ranked)


pieces = st.sampled_from([text for told_as in STORIES.values() for _, text in told_as] + ["\n\n", "K7", "12", "\u202e"])
texts = st.lists(pieces | st.text(st.characters(exclude_categories=("Cs",)), max_size=20), max_size=5).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(st.lists(texts, min_size=1, max_size=3))
def test_any_articles_give_a_report_that_quotes_them(bodies):
    read: list[Article] = [source(text, f"n{k}", None, None) for k, text in enumerate(bodies)]
    report = check(read, models=LIKELY)
    text_of = {a.id: a.text for a in report.articles}
    article_of = {c.id: c.article_id for c in report.claims}
    for found in report.findings:
        for reading in (r for side in found.sides for r in side.readings):
            assert text_of[article_of[reading.claim_id]][reading.start : reading.end] == reading.text
    assert told(check(read[::-1], models=LIKELY)) == told(report)


def test_only_a_slow_encoder_goes_through_the_cache(tmp_path, monkeypatch):
    class Slow:
        name, fingerprint, dimension = "slow", "1", 2
        asked: ClassVar[list[str]] = []

        def encode(self, texts):
            self.asked += texts
            return np.ones((len(texts), 2), dtype=np.float32) / np.float32(np.sqrt(2))

    slow, store = Slow(), tmp_path / "vectors.db"
    articles = [source("Police counted 12 dead in the valley.", name) for name in "ab"]
    monkeypatch.setattr("verify.pipeline.load_encoder", lambda name, allow_network: slow)
    first = check(articles, Config(encoder="slow", vector_cache=str(store)))
    asked = len(slow.asked)
    second = check(articles, Config(encoder="slow", vector_cache=str(store)))
    assert asked
    assert len(slow.asked) == asked
    assert store.exists()
    assert "vector_cache" not in first.run.config
    assert first.findings == second.findings


def test_the_default_encoder_needs_no_cache(tmp_path):
    check([source("Police counted 12 dead.", "a")], Config(vector_cache=str(tmp_path / "vectors.db")))
    assert not list(tmp_path.iterdir())


def test_a_second_process_changes_nothing(monkeypatch):
    told = [source(text, name) for name, text in (("a", "The tunnel cost 90 million euros."), ("b", "It did not."))]
    here = check(told)
    monkeypatch.setattr("verify.pipeline.beside", lambda jobs, articles: apart)
    there = check(told, jobs=2)
    assert (there.findings, there.clusters, there.copies) == (here.findings, here.clusters, here.copies)
