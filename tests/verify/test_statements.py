"""Claims without figures that say the same: each the other's nearest, near enough, of two articles."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import extract
from tests.verify.build import source
from verify.embedding import load_encoder
from verify.nearby import everyone
from verify.statements import same_statements


class Told:
    """An encoder that knows each text's place on a circle, in degrees, from the text itself: "bridge 30"."""

    name = fingerprint = "told"
    dimension = 2

    def encode(self, texts):
        angles = np.radians([float(t.rstrip(".").rsplit(" ", 1)[1]) for t in texts])
        return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def claims(**told):
    """One claim for each sentence of each article, without figures."""
    found = []
    for name, angles in told.items():
        for claim in extract(source("The old bridge is open again.", name)):
            quotes = [claim.span.model_copy(update={"quote": f"bridge {angle}"}) for angle in angles]
            found += [claim.model_copy(update={"span": q, "id": f"{name}{q.quote}", "quantities": ()}) for q in quotes]
    return found


def groups(found):
    return [
        [found[i].id for i in sorted(group)]
        for group in same_statements(found, Told(), everyone(c.article_id for c in found)).all()
    ]


NEAR, FAR = 10, 80  # degrees: cosines of 0.98 and 0.17


def test_near_ones_of_two_articles_are_one_statement():
    assert groups(claims(a=[0], b=[NEAR])) == [["abridge 0", f"bbridge {NEAR}"]]
    assert groups(claims(a=[0], b=[FAR])) == []


def test_one_article_does_not_repeat_itself():
    assert groups(claims(a=[0, 1])) == []
    assert groups(claims(a=[0, 5], b=[6])) == [["abridge 5", "bbridge 6"]]


def test_each_must_be_the_nearest_of_the_other():
    """b's 12 is nearest to a's 10; a's 0 has no partner of its own, near as it is."""
    assert groups(claims(a=[0, 10], b=[12])) == [["abridge 10", "bbridge 12"]]


def test_three_articles_may_share_one_statement():
    assert groups(claims(a=[0], b=[5], c=[9])) == [["abridge 0", "bbridge 5", "cbridge 9"]]


def test_figures_have_a_way_of_their_own():
    plain = claims(a=[0], b=[1])
    counted = extract(source("The bridge cost 140 million euros.", "c"))[0].quantities
    told = [c.model_copy(update={"quantities": counted}) for c in plain]
    assert groups(plain)
    assert groups(told) == []
    assert groups([plain[0], told[1]])  # one tells a figure in passing


NAMED_ALIKE = [
    ("The ceremony took place on 12 May 2025.", "Der Festakt war am 12. Mai 2025.", "Der Festakt war am 19. Mai 2025."),
    ("They voted on 3 June 2024.", "Am 3. Juni 2024 wurde abgestimmt.", "Am 30. Juni 2024 wurde abgestimmt."),
]


@pytest.mark.parametrize(("one", "same_day", "other_day"), NAMED_ALIKE)
def test_a_day_that_both_name_speaks_for_one_statement(one, same_day, other_day):
    told = extract(source(one, "a")), extract(source(f"{other_day} {same_day}", "b", "de"))
    found = [claim for claims_of_one in told for claim in claims_of_one]
    (group,) = same_statements(found, encoder(), everyone(c.article_id for c in found)).all()
    assert [found[i].span.quote for i in sorted(group)] == [one, same_day]


def test_what_an_article_repeats_tells_none_of_its_claims_apart():
    """Each claim names the chip; what is said of it decides."""
    told = ("The Halden chip is sold out.", "The Halden chip was recalled.", "The Halden chip is made in Oslo.")
    found = [c for name in "ab" for c in extract(source(" ".join(told[:: 1 if name == "a" else -1]), name))]
    pairs = same_statements(found, encoder(), everyone(c.article_id for c in found)).all()
    assert sorted([found[i].span.quote for i in sorted(group)] for group in pairs) == sorted([t, t] for t in told)


@pytest.mark.parametrize("found", [[], claims(a=[0])])
def test_fewer_than_two_claims_share_nothing(found):
    assert groups(found) == []


SAME = [
    ("en", "The minister opened the new bridge.", "de", "Der Minister eröffnete die neue Brücke."),
    ("fr", "Le ministre a inauguré le nouveau pont.", "es", "El ministro inauguró el nuevo puente."),
    ("en", "The minister opened the new bridge.", "ru", "Министр открыл новый мост."),
    (
        "it",
        "Il presidente ha incontrato i lavoratori della fabbrica.",
        "pt",
        "O presidente reuniu-se com os trabalhadores da fábrica.",
    ),
]
STRANGE = "A choir from the valley sang folk songs."


@cache
def encoder():
    return load_encoder()


@pytest.mark.parametrize(("language", "text", "other_language", "other"), SAME)
def test_the_shipped_encoder_reads_across_languages(language, text, other_language, other):
    found = [
        *extract(source(f"{STRANGE} {text}", "a", language)),
        *extract(source(other, "b", other_language)),
    ]
    (group,) = same_statements(found, encoder(), everyone(c.article_id for c in found)).all()
    assert [found[i].span.quote for i in sorted(group)] == [text, other]


@given(st.dictionaries(st.sampled_from("abcd"), st.lists(st.integers(0, 359), min_size=1, max_size=4, unique=True)))
def test_no_group_holds_an_article_twice_and_no_claim_is_in_two(told):
    found = claims(**told)
    seen = [i for group in same_statements(found, Told(), everyone(c.article_id for c in found)).all() for i in group]
    assert len(seen) == len(set(seen))
    for group in same_statements(found, Told(), everyone(c.article_id for c in found)).all():
        assert len({found[i].article_id for i in group}) == len(group) > 1
