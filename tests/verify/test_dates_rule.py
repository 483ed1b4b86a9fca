"""Days and hours of one event: what differs, what only seems to, and what nobody can know."""

import numpy as np
import pytest

from claims.extraction import extract
from tests.verify.build import context, source
from verify.config import Config
from verify.embedding import load_encoder
from verify.models import Kind, Verdict
from verify.nearby import everyone
from verify.pipeline import Page, decide
from verify.rules.clocks import clock_findings, differ, hours
from verify.rules.dates import EventDates
from verify.scoring import shipped

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


def test_hours_told_as_a_plan_are_left_alone() -> None:
    assert len(hours(context(articles(("en", "Doors opened at 4:17."))))) == 1
    assert hours(context(articles(("en", "The launch is planned for 4:17 local time.")))) == []


def test_whether_hours_differ_does_not_depend_on_their_order() -> None:
    found = hours(context(articles(at("4:17 local time"), at("9 am local time"), at("4:20 local time"))))
    assert all(differ(a, b) is differ(b, a) for a in found for b in found)
    assert not any(differ(a, a) for a in found)


@pytest.mark.parametrize(
    ("one", "two", "there"),
    [
        (at("9:03"), at("9:07 local time"), True),  # no two zones lie four minutes apart
        (at("9:03"), at("9:33 local time"), False),
        (at("9:03"), at("9:07"), False),  # whose hours, nobody says
    ],
)
def test_where_only_one_names_its_zone_minutes_alone_may_differ(one, two, there) -> None:
    assert bool(clocks(one, two)) is there


def test_a_rough_hour_that_fits_both_sides_stands_on_neither() -> None:
    told = [at("9 am local time"), at("9:03 local time"), at("9:07 Uhr Ortszeit", "de")]
    (found,) = clocks(*told)
    assert {side.value for side in found.sides} == {"09:03 local time", "09:07 local time"}
    assert all(len(side.claim_ids) == 1 for side in found.sides)


def dated(*told: tuple[str, str]):
    """Findings by the weights that ship."""
    models = shipped()
    made = articles(*told, published="2025-02-06")
    pages = [Page(article, extract(article)) for article in made]
    return list(EventDates().check(decide(pages, load_encoder(), Config(), models, everyone(a.id for a in made))))


WEDNESDAY = ("en", "On 5 February 2025 Donald Trump suspended the tariffs.")
TUESDAY = ("es", "El 4 de febrero de 2025 Donald Trump suspendió los aranceles.")


def test_two_days_of_one_event_next_to_each_other() -> None:
    (found,) = dated(WEDNESDAY, TUESDAY)
    assert (found.rule, found.verdict, found.difference) == ("DAT", Verdict.CONFLICT, "1 day apart")
    assert sum(each.weight for each in found.evidence) == pytest.approx(
        float(np.log(found.confidence / (1 - found.confidence))), abs=0.01
    )
    assert "only_event" in {each.feature for each in found.evidence}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (WEDNESDAY, ("es", "El 5 de febrero de 2025 Donald Trump suspendió los aranceles.")),  # the same
        (WEDNESDAY, ("es", "En febrero de 2025 Donald Trump suspendió los aranceles.")),  # the month of it
        (WEDNESDAY, ("es", "El 4 de febrero de 2024 la empresa abrió una fábrica.")),  # another event
        (("en", f"{WEDNESDAY[1]} He had met Xi Jinping on 4 February 2025."), ("es", "El 4 de febrero cayó la bolsa.")),
    ],
)
def test_days_that_may_both_hold(one: tuple[str, str], two: tuple[str, str]) -> None:
    assert not [found for found in dated(one, two) if found.verdict is Verdict.CONFLICT]


def test_what_is_open_to_one_side_is_told_as_such() -> None:
    one = ("en", "The hospital is due to be opened by 2030.")
    (found,) = EventDates().check(context(articles(one, ("de", "Das Krankenhaus soll bis 2035 eröffnet werden."))))
    assert {side.value for side in found.sides} == {"until 2030-12-31", "until 2035-12-31"}
    assert found.difference == "at least 1462 days apart"
