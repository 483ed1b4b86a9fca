"""Small figures for tests of features, gate and rules."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import get_origin

from claims.models import Article, Claim, Modality, Quantity, Span, Zone
from verify.figures import Figure
from verify.values import normalise


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
    mention = quantity(number, unit, dimension, per=per, noun=slots.pop("noun", None))
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
        "seen": date.fromisoformat(seen) if seen else None,
    }
    return Figure(**{**{f.name: _empty(f.type) for f in fields(Figure)}, **told, **given})
