"""Days and hours of one event: what differs, what only seems to, and what nobody can know."""

from dataclasses import replace

import numpy as np
import pytest

from tests.verify.build import context, source
from verify.models import Kind, Verdict
from verify.rules.clocks import clock_findings, differ, hours
from verify.rules.dates import NEAR_DAYS, EventDates
from verify.scoring import NAMED

PLACE = {"en": "in Turkey and Syria", "de": "in der Türkei und in Syrien", "it": "in Turchia e in Siria"}


def articles(*told: tuple[str, str], published: str = "2025-02-06"):
    return [source(text, f"s{n}", language, published) for n, (language, text) in enumerate(told)]


def at(hour: str, language: str = "en"):
    said = {
        "en": f"The earthquake shook houses at {hour} {PLACE['en']}.",
        "de": f"Das Erdbeben erschütterte um {hour} Häuser {PLACE['de']}.",
        "it": f"Il terremoto ha scosso le case alle {hour} {PLACE['it']}.",
    }
    return language, said[language]


def clocks(*told: tuple[str, str], **more: str):
    return list(clock_findings(context(articles(*told, **more))))


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        (at("4:17 local time"), at("4:28 local time"), "11 min apart"),
        (at("4:17 local time"), at("4:28 Uhr Ortszeit", "de"), "11 min apart"),
        (at("4:17 local time"), at("4.33 ora locale", "it"), "16 min apart"),
        (at("7:25 local time"), at("14:25 ora locale", "it"), "7 h 0 min apart"),
        (at("01:17 GMT"), at("01:31 UTC"), "14 min apart"),
    ],
)
def test_two_hours_of_one_event(one: tuple[str, str], two: tuple[str, str], words: str) -> None:
    (found,) = clocks(one, two)
    assert (found.rule, found.kind, found.difference) == ("DAT", Kind.DATE, words)
    assert found.verdict in (Verdict.CONFLICT, Verdict.POSSIBLE)
    assert len(found.sides) == 2


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (at("4:17 local time"), at("4:17 Uhr Ortszeit", "de")),  # the same
        (at("9 am local time"), at("9:07 local time")),  # a round hour
        (at("4:15 local time"), at("4:17 local time")),  # a step of five minutes
        (at("4:17 local time"), at("01:31 GMT")),  # two zones
        (at("4:17"), at("4:28")),  # whose hours, nobody says
        (at("4:17 local time"), at("13:24 local time")),  # the aftershock
        (at("4:17 local time"), ("en", "The bank opened at 4:28 local time in Oslo.")),  # another story
    ],
)
def test_hours_that_may_both_hold(one: tuple[str, str], two: tuple[str, str]) -> None:
    assert clocks(one, two) == []


def test_an_article_that_tells_several_hours_tells_a_sequence() -> None:
    several = ("en", f"The alarm rang at 4:05 local time. The earthquake came at 4:17 local time {PLACE['en']}.")
    assert clocks(several, at("4:28 local time")) == []


def test_articles_far_apart_in_time_tell_of_different_days() -> None:
    early, late = at("4:17 local time"), at("4:28 local time")
    made = [source(early[1], "a", "en", "2025-02-06"), source(late[1], "b", "en", "2025-05-06")]
    assert list(clock_findings(context(made))) == []


def test_an_hour_that_several_articles_tell_is_that_of_the_event() -> None:
    told = [at("4:17 local time"), at("4:17 Uhr Ortszeit", "de"), at("4:17 ora locale", "it"), at("4:28 local time")]
    (found,) = clocks(*told)
    assert (found.verdict, found.sides[0].value) == (Verdict.CONFLICT, "04:17 local time")
    assert len(found.sides[0].claim_ids) == 3


def test_readings_are_word_for_word() -> None:
    made = articles(at("4:17 local time"), at("4:28 Uhr Ortszeit", "de"))
    ctx = context(made)
    (found,) = clock_findings(ctx)
    text_of = {claim.id: ctx.articles[claim.article_id].text for claim in ctx.claims}
    for reading in (reading for side in found.sides for reading in side.readings):
        assert text_of[reading.claim_id][reading.start : reading.end] == reading.text


def test_hours_without_a_zone_or_told_as_a_plan_are_left_alone() -> None:
    assert hours(context(articles(("en", "Doors open at 4:17.")))) == []
    assert hours(context(articles(("en", "The launch is planned for 4:17 local time.")))) == []


def test_whether_hours_differ_does_not_depend_on_their_order() -> None:
    found = hours(context(articles(at("4:17 local time"), at("9 am local time"), at("4:20 local time"))))
    assert all(differ(a, b) is differ(b, a) for a in found for b in found)
    assert not any(differ(a, a) for a in found)


LIKE = {"clause_similarity": 0.55, "window_similarity": 0.55, "clause_alignment": 0.5, "shared_name": 1.0}


def days(*told: tuple[str, str], differing: float = 0.05, **features: float):
    """Findings where every pair of dates is as alike as the features say."""
    ctx = context(articles(*told), differ=differing)
    row = np.array([features.get(name, 0.0) for name, _ in NAMED])
    return list(EventDates().check(replace(ctx, judged=[replace(each, row=row) for each in ctx.judged])))


WEDNESDAY = ("en", "On 5 February 2025 Donald Trump suspended the tariffs.")
TUESDAY = ("es", "El 4 de febrero de 2025 Donald Trump suspendió los aranceles.")


def test_two_days_next_to_each_other_in_clauses_that_read_alike() -> None:
    (found,) = days(WEDNESDAY, TUESDAY, **LIKE)
    assert (found.rule, found.verdict, found.difference) == ("DAT", Verdict.CONFLICT, "1 day apart")
    assert round(sum(each.weight for each in found.evidence), 2) == round(
        float(np.log(found.confidence / (1 - found.confidence))), 2
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (WEDNESDAY, ("es", "El 14 de enero de 2025 Donald Trump suspendió los aranceles.")),  # weeks apart
        (WEDNESDAY, ("es", "El 4 de febrero de 2025 la empresa suspendió los envíos.")),  # nothing in common is named
        (WEDNESDAY, ("es", "Se prevé que Donald Trump suspenda los aranceles el 4 de febrero de 2025.")),  # a forecast
        (("en", f"{WEDNESDAY[1]} He had met Xi Jinping on 4 February 2025."), TUESDAY),  # one article knows both days
        (
            ("en", "On 5 February 2025 the Red Crescent put the dead at 5,300."),
            ("es", "El 4 de febrero de 2025 la Red Crescent contaba 5.200 muertos."),
        ),  # a toll of the day
    ],
)
def test_days_that_may_both_hold(one: tuple[str, str], two: tuple[str, str]) -> None:
    assert days(one, two, **LIKE) == []


def test_clauses_that_do_not_read_alike_stay_below() -> None:
    assert days(WEDNESDAY, TUESDAY, clause_similarity=0.2, window_similarity=0.1) == []


def test_a_pair_that_the_scorer_is_surer_of_keeps_its_verdict() -> None:
    (found,) = days(WEDNESDAY, TUESDAY, differing=0.9)
    assert found.confidence == pytest.approx(0.9, abs=1e-3)


def test_the_weights_are_those_of_features_that_exist() -> None:
    assert set(NEAR_DAYS.weights) <= {name for name, _ in NAMED}
