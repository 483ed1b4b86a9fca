"""How quickly a measure moves, and when an article appeared."""

from datetime import date

import pytest

from claims.ingest import publication
from claims.measures.concepts import concept, concepts, tempos


def test_the_data_names_only_what_there_is():
    groups = {id_.partition(".")[0] for id_ in concepts()}
    assert set(tempos()) <= groups | set(concepts())
    assert set(tempos().values()) == {"hours", "days", "months", "years"}


@pytest.mark.parametrize(
    ("id_", "tempo"),
    [
        ("casualties.dead", "hours"),
        ("disaster.burned_area", "days"),
        ("company.revenue", "months"),
        ("demography.population", "years"),
        ("quake.magnitude", "fixed"),
        ("deal.price", "fixed"),
        ("labour.wage", "years"),
        ("labour.employed", "months"),
    ],
)
def test_tempo(id_, tempo):
    assert concept(id_).tempo == tempo


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024-02-29", (date(2024, 2, 29), date(2024, 2, 29))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2023", (date(2023, 1, 1), date(2023, 12, 31))),
        ("2023-13", None),
        ("2023-02-30", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_an_article_appeared_within_an_interval(published, expected):
    assert publication(published) == expected
