"""Features of two differing dates, and what keeps dates apart."""

from collections.abc import Sequence

import numpy as np
import pytest

from claims.extraction import extract
from tests.verify.build import source
from verify.dating import DATE_FEATURES, dated, of_dates, rivals
from verify.figures import Figure, build
from verify.gate import hold_dates
from verify.pairs import Pairs, Views
from verify.rates import Rates
from verify.scoring import DATED, NAMED

A = "The Acme K7 chip was launched on 12 May 2025."


def figures(*told: tuple[str, str], published: str = "2025-06-20"):
    """The dates of one article for each text."""
    made = [source(text, f"s{n}", language, published) for n, (language, text) in enumerate(told)]
    return [f for article in made for f in build(article, extract(article)) if f.is_date]


def features(one: tuple[str, str], two: tuple[str, str], *others: tuple[str, str], **more: str):
    return _told(figures(one, two, *others, **more))


def _told(found: Sequence[Figure]) -> dict[str, float]:
    """The features of the first date of the first article and that of the second."""
    a, b = (next(n for n, f in enumerate(found) if f.article.id == name) for name in ("s0", "s1"))
    blank = np.zeros((len(found), 1), dtype=np.float32)
    pairs = Pairs(found, [(a, b), (b, a)], Views(blank, blank, blank, blank, blank), Rates([]))
    told, swapped = of_dates(pairs, [0, 1]).tolist()
    assert told == pytest.approx(swapped)
    return dict(zip([f.name for f in DATE_FEATURES], told, strict=True))


@pytest.mark.parametrize(
    ("one", "two", "there", "absent"),
    [
        (
            ("en", A),
            ("de", "Der Chip wurde am 13. Mai 2025 vorgestellt."),
            ("nearest_event", "same_event", "only_event", "one_slip", "as_fine"),
            ("other_event", "years_apart"),
        ),
        (
            ("en", A),
            ("it", "La legge è stata approvata il 24 maggio 2025."),
            ("other_event",),
            ("same_event", "only_event", "one_slip"),
        ),
        (
            ("en", "The minister announced the plan on 12 May 2025."),
            ("pl", "Minister ogłosił plan 21 maja 2025 r."),
            ("one_slip",),
            ("same_event", "nearest_event", "only_event"),
        ),
        (
            ("en", "The money is due by 2030."),
            ("fr", "L'objectif est celui de l'année 2035."),
            ("years_apart", "one_slip"),
            (),
        ),
        (("en", "Shares rose on 12 May 2025."), ("en", A), (), ("same_event", "other_event")),
        (
            ("en", "The ship sank on 12 May 2025."),
            ("es", "El barco se hundió en marzo de 2025."),
            (),
            ("as_fine", "one_slip"),
        ),
        (
            ("en", "It was the first test of its kind, on 12 May 2025."),
            ("en", "The first test was on 3 March 2025."),
            ("same_order",),
            ("one_slip",),
        ),
        (("en", "The second test was on 12 May 2025."), ("en", "The first test was on 3 May."), (), ("same_order",)),
    ],
)
def test_what_two_dates_have_in_common(one, two, there, absent) -> None:
    told = features(one, two)
    assert {name for name in there if told[name]} == set(there)
    assert not {name for name in absent if told[name]}


def test_an_article_that_dates_several_such_events_is_a_crowd() -> None:
    several = ("en", f"{A} The K6 chip was launched on 3 March 2024.")
    told = features(several, ("de", "Der Chip wurde am 19. Mai 2025 vorgestellt."))
    assert not told["only_event"]
    assert told["event_crowd"] > 0


def test_events_of_a_series_are_no_crowd() -> None:
    phases = "The first fund was founded on {} May 2024. The second fund was founded on 1 March 2025."
    told = features(("en", phases.format(12)), ("en", phases.format(13)))
    assert told["only_event"]


def test_an_article_that_tells_the_other_day_too() -> None:
    both = ("en", f"{A} Sales followed on 19 May 2025.")
    assert features(both, ("de", "Der Chip wurde am 19. Mai 2025 vorgestellt."))["told_both"]
    assert not features(("en", A), ("de", "Der Chip wurde am 19. Mai 2025 vorgestellt."))["told_both"]


def test_what_many_articles_tell() -> None:
    told = features(("en", A), ("en", A.replace("12", "13")), ("en", A), ("en", A))
    assert told["commoner_date"] > told["rarer_date"] == 0


@pytest.mark.parametrize(("published", "fresh"), [("2025-05-14", 1.0), ("2025-08-14", 0.0)])
def test_one_day_just_before_its_article(published: str, fresh: float) -> None:
    assert features(("en", A), ("en", A.replace("May", "March")), published=published)["one_fresh"] == fresh


@pytest.mark.parametrize(("published", "today"), [("2025-06-20", 0.0), ("2025-06-21", 1.0)])
def test_both_of_the_day_of_their_articles(published: str, today: float) -> None:
    made = [
        source("The chip is sold today.", "s0", "en", "2025-06-20"),
        source("The chip is sold on 21 June 2025.", "s1", "en", published),
    ]
    assert _told([f for article in made for f in build(article, extract(article)) if f.is_date])["today_both"] == today


@pytest.mark.parametrize(("day", "unknown"), [("13 May 2025", 0.0), ("13 July 2025", 1.0)])
def test_what_an_article_cannot_know(day: str, unknown: float) -> None:
    """On 20 June nobody looks back on what was to happen in July."""
    assert features(("en", A), ("en", f"The chip was launched on {day}."))["unknown_then"] == unknown


@pytest.mark.parametrize(
    ("one", "two", "slot"),
    [
        (A, A.replace("12", "13"), None),
        (A, A.replace("12", "13").replace("was", "was not"), None),  # denied or not: the scorer weighs it
        (A, "The Acme K8 chip was launched on 13 May 2025.", "subject"),
        ("The first fund was founded on 12 May 2025.", "The second fund was founded on 13 May 2025.", "scope"),
        ("Spending reached 1.3 % in 2024.", "Spending reached 2 % in 2025.", "time"),
        ("Spending reached 1.3 % in 2024.", "Spending reached 1.3 % in 2025.", None),
        ("Spending reached 1.3 % on 12 May 2025.", "Spending reached 2 % on 13 May 2025.", None),
        ("On 12 May 2025 the dead numbered 5,300.", "On 13 May 2025 the army spoke of many dead.", "time"),
        ("The company was founded on 24 May 2024.", "The company was founded on 24 May.", "time"),
        ("The company was founded on 24 May 2024.", "The company was founded on 24 May 2023.", None),
        ("The company delivered fewer cars in 2024.", "The company delivered more cars in 2025.", "time"),
        ("The company was founded in 2024.", "The company was founded in 2025.", None),
        ("It was the first such quake since 17 August 1999.", "The quake struck on 6 February 2025.", "time"),
        ("The duty applies from 9 June 2025.", "The duty takes effect on 10 June 2025.", None),
    ],
)
def test_what_keeps_two_dates_apart(one: str, two: str, slot: str | None) -> None:
    a, b = figures(("en", one), ("en", two))
    held = [hold_dates(*pair) for pair in ((a, b), (b, a))]
    assert {each and each.slot for each in held} == {slot}


@pytest.mark.parametrize(
    ("said", "published", "slot"),
    [
        ("on 10 October 2024", "2024-10-11", "time"),  # the next of its kind
        ("on Thursday", "2024-10-11", "time"),
        ("on 12 September 2024", "2024-10-11", None),  # told a month later
        ("on 5 September 2024", "2024-09-06", None),  # a day apart: one of them errs
        ("on 10 October 2024", "2024-10", None),  # who knows when
    ],
)
def test_two_days_as_far_apart_as_their_articles(said: str, published: str, slot: str | None) -> None:
    made = [
        source("The chip was launched on 6 September 2024.", "s0", "en", "2024-09-07"),
        source(f"The chip was launched {said}.", "s1", "en", published),
    ]
    a, b = [f for article in made for f in build(article, extract(article)) if f.is_date]
    held = [hold_dates(*pair) for pair in ((a, b), (b, a))]
    assert {each and each.slot for each in held} == {slot}


def test_only_differing_dates_of_two_articles_are_rivals() -> None:
    found = figures(("en", f"{A} It sold out on 19 May 2025."), ("de", "Der Chip wurde am 12. Mai 2025 vorgestellt."))
    blank = np.zeros((len(found), 1), dtype=np.float32)
    pairs = Pairs(found, [(0, 1), (0, 2), (1, 2)], Views(blank, blank, blank, blank, blank), Rates([]))
    assert rivals(pairs) == [2]
    assert dated(pairs, [2], np.zeros((3, len(NAMED)))).shape == (1, len(DATED))
    assert dated(pairs, [], np.zeros((3, len(NAMED)))).shape == (0, len(DATED))


def test_features_have_names_of_their_own_and_words() -> None:
    names = [name for name, _ in DATED]
    assert len(set(names)) == len(names)
    assert all(means for _, means in DATED)
