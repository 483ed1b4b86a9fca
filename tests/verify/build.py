"""Small figures for tests of features, gate and rules."""

from dataclasses import fields
from decimal import Decimal
from itertools import combinations
from math import log
from typing import get_origin

import numpy as np

from claims.extraction import extract
from claims.ingest import publication
from claims.models import Article, Claim, Measure, Modality, Quantity, Span, Zone
from verify.clustering import join
from verify.config import Config
from verify.figures import Figure, build
from verify.judging import Context, Judged, Scores, agreements
from verify.nearby import everyone
from verify.pairs import Pairs, Views
from verify.rates import Rates
from verify.scoring import NAMED, Model, Models
from verify.values import Relation, normalise


def article(name="a", text="x", published=None, source=None):
    return Article(
        id=name, path=f"{name}.txt", text=text, sha256=name, source=source or f"{name}.example", published=published
    )


def quantity(number, unit=None, dimension="count", **more):
    span = Span(start=0, end=len(str(number)), quote=str(number))
    return Quantity(
        span=span, low=Decimal(number), high=Decimal(number), unit=unit, dimension=dimension, step=Decimal(1), **more
    )


def _empty(kind):
    """What a slot of this type holds when nothing was stated."""
    if get_origin(kind) in {frozenset, tuple}:
        return get_origin(kind)()
    return "0" if kind is str else None


def figure(
    number,
    name="a",
    *,
    modality=Modality.ASSERTED,
    negated=False,
    seen=None,
    unit=None,
    dimension="count",
    per=None,
    **slots,
):
    """A figure of one article with the slots named; the rest are empty."""
    about, bound = slots.pop("about", False), {"high": None} if slots.pop("at_least", False) else {}
    mention = quantity(number, unit, dimension, per=per, noun=slots.pop("noun", None), approximate=about)
    mention = mention.model_copy(update=bound)
    text = str(number)
    span = Span(start=0, end=len(text), quote=text)
    claim = Claim(
        id=f"{name}-{number}",
        article_id=name,
        span=span,
        sentence=span,
        zone=Zone.BODY,
        language=slots.pop("language", "en"),
        quantities=(mention,),
        modality=modality,
        negated=negated,
        scopes=slots.pop("scopes", ()),
        phases=slots.pop("phases", ()),
        form=slots.pop("form", None),
        said_by=slots.pop("said_by", None),
        measures=tuple(Measure(concept=id_, span=span) for id_ in slots.pop("measures", ())),
    )
    value = normalise(mention)
    assert value is not None
    given = {k: frozenset(v) if isinstance(v, set) else v for k, v in slots.items()}
    told = {
        "article": article(name, text, seen),
        "claim": claim,
        "mention": mention,
        "value": value,
        "noun": mention.noun,
        "published": publication(seen),
    }
    return Figure(**{**{f.name: _empty(f.type) for f in fields(Figure)}, **told, **given})


def source(text, name="a", language="en", published="2025-05-06", **more):
    """An article as read, told by an outlet of its own."""
    return Article(
        id=name,
        path=f"{name}.txt",
        text=text,
        sha256=name,
        source=f"{name}.example",
        language=language,
        published=published,
        **more,
    )


def sure(probability):
    """A model that finds every pair as likely."""
    return Model(bias=log(probability / (1 - probability)), weights={})


def _comparable(a, b):
    same = a.value.dimension == b.value.dimension
    return same and (a.article.id != b.article.id or a.value.unit != b.value.unit)


def context(articles, agree=0.9, differ=0.9, config=None):
    """What the rules see when every pair of figures is as likely: values and gate are the real ones."""
    config = config or Config()
    claims_of = {a.id: extract(a) for a in articles}
    claims = [c for found in claims_of.values() for c in found]
    figures = [f for a in articles for f in build(a, claims_of[a.id])]
    found = [(i, j) for i, j in combinations(range(len(figures)), 2) if _comparable(figures[i], figures[j])]
    blank = np.zeros((len(figures), 1), dtype=np.float32)
    pairs = Pairs(figures, found, Views(blank, blank, blank, blank, blank), Rates(claims))
    models = Models(agree=sure(agree), differ=sure(differ), rivals=sure(differ))
    scores = Scores(pairs, np.zeros((len(found), len(NAMED))), models)
    return Context(
        articles={a.id: a for a in articles},
        claims=claims,
        figures=figures,
        judged=scores.all(),
        agreements=agreements(scores, config),
        rates=pairs.rates,
        config=config,
        near=everyone(a.id for a in articles),
    )


def pair(left, right, probability=0.9, *, relation=Relation.DIFFERENT, held=None, update=False):
    """A judged pair as a rule gets it."""
    evidence = sure(probability).evidence(np.zeros(len(NAMED)))
    return Judged(left, right, relation, probability, update, lambda: held, lambda: evidence)


def handmade(figures, judged, joined=(), config=None):
    """What the rules see of made figures, judged by hand; `joined` pairs agree."""
    return Context(
        articles={f.article.id: f.article for f in figures},
        claims=[f.claim for f in figures],
        figures=figures,
        judged=judged,
        agreements=join([(1.0, p) for p in joined], lambda i, j: False),
        rates=Rates([]),
        config=config or Config(),
    )
