"""What is said beside a figure, and not beside every figure of its article."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import extract
from tests.verify.build import source
from verify.beside import distinctive, unit, words_beside
from verify.config import Config
from verify.embedding import Words, load_encoder
from verify.figures import build
from verify.judging import nominate
from verify.rates import Rates


def words(*told):
    """Words at places (start, end), each a direction of its own and of equal weight."""
    spans = np.array(told, dtype=np.int64).reshape(-1, 2)
    return Words(spans, np.eye(len(told), 4, dtype=np.float32), np.ones(len(told), dtype=np.float32))


def test_the_nearer_a_word_the_more_it_counts():
    (row,) = words_beside([words((0, 4), (5, 9), (12, 16))], [10], 4)
    assert row[0] < row[1]
    assert row[2] == pytest.approx(row[1])  # before or after is all one
    assert np.linalg.norm(row) == pytest.approx(1)


def test_a_figure_without_words_points_nowhere():
    assert words_beside([words()], [0], 4).tolist() == [[0, 0, 0, 0]]


def test_what_an_article_says_all_along_counts_for_less():
    topic, dead, hurt = np.eye(3, dtype=np.float32)
    told = unit(np.stack([topic * 2 + said for said in (dead, hurt, dead, hurt)]))
    plain, left = told @ told.T, distinctive(told, list("aabb"))
    apart = left @ left.T
    assert plain[0, 2] - plain[0, 3] == pytest.approx(0.2)
    assert apart[0, 2] - apart[0, 3] > 0.4


@given(st.lists(st.sampled_from("abc"), max_size=8), st.randoms(use_true_random=False))
def test_an_article_is_told_by_its_own_figures_alone(articles, random):
    rows = np.array([[random.random() for _ in range(3)] for _ in articles], dtype=np.float32).reshape(-1, 3)
    whole = distinctive(rows, articles)
    for name in set(articles):
        own = [n for n, article in enumerate(articles) if article == name]
        assert distinctive(rows[own], [name] * len(own)) == pytest.approx(whole[own], abs=1e-6)


MATCHED = [
    # two articles with the same three figures to tell, in another order; the figures differ, so only words can match
    (
        ("en", "The quake killed 41 people, left 310 hurt and destroyed 97 houses."),
        ("de", "Bei dem Beben wurden 98 Häuser zerstört; 44 Menschen starben, 320 wurden verletzt."),
        {(41, 44), (310, 320), (97, 98)},
    ),
    (
        ("es", "La empresa vendió 510 autobuses, contrató a 82 ingenieros y cerró 12 tiendas."),
        ("fr", "L'entreprise a fermé 14 magasins, embauché 85 ingénieurs et vendu 530 autobus."),
        {(510, 530), (82, 85), (12, 14)},
    ),
]


@pytest.mark.parametrize(("one", "two", "partners"), MATCHED)
def test_words_beside_the_figures_find_the_partner_across_languages(one, two, partners):
    articles = [source(text, name, language) for name, (language, text) in zip("ab", (one, two), strict=True)]
    claims = {a.id: extract(a) for a in articles}
    figures = [f for a in articles for f in build(a, claims[a.id])]
    pairs = nominate(figures, load_encoder(), Rates([]), Config())
    likeness = dict(zip(pairs.pairs, pairs.cosine(pairs.views.beside), strict=True))
    for left in (n for n, f in enumerate(figures) if f.article.id == articles[0].id):
        best = max((p for p in likeness if p[0] == left), key=lambda p: likeness[p])
        assert tuple(figures[i].value.stated for i in best) in partners


def test_the_mark_of_a_figure_is_found_in_its_masked_clause():
    article = source("On 9 March some 41 people died and 310 were hurt.", "a")
    for figure in build(article, extract(article)):
        assert figure.clause_text[figure.place] == "*"
        before = figure.clause_text[: figure.place].split()
        assert all(word == "*" or word in article.text for word in before)
