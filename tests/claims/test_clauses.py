"""One clause for each figure, cut where a reader would cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.clauses import split

SPLITS = [
    # language, text with its figures in <>, clauses
    (
        "en",
        "Police counted <12> dead, while hospitals counted <19>.",
        ["Police counted 12 dead,", "while hospitals counted 19."],
    ),
    ("en", "<12> dead and <19> injured", ["12 dead", "and 19 injured"]),
    ("en", "It cost <1 bn yuan> (<139 M dollars>).", ["It cost 1 bn yuan (139 M dollars)."]),
    ("en", "A lead of <50.3%> to <49.7%>", ["A lead of 50.3% to 49.7%"]),
    ("en", "The mill made <1,200 t>; its rival, <900 t>.", ["The mill made 1,200 t;", "its rival, 900 t."]),
    (
        "pl",
        "<600 mln> na moc, <300 mln> na modele oraz <100 mln> na dane",
        ["600 mln na moc,", "300 mln na modele", "oraz 100 mln na dane"],
    ),
    ("ru", "Погибли <12> человек и пропали <30>", ["Погибли 12 человек", "и пропали 30"]),
    ("ar", "قُتل <12> شخصا وأصيب <30>", ["قُتل 12 شخصا", "وأصيب 30"]),
    ("zh", "<12>人死亡，<30>人受伤", ["12人死亡，", "30人受伤"]),
    ("ja", "<12>人が死亡、<30>人が負傷", ["12人が死亡、", "30人が負傷"]),
    ("de", "<12> Tote und <30> Verletzte", ["12 Tote", "und 30 Verletzte"]),
    ("es", "<12> muertos y <30> heridos", ["12 muertos", "y 30 heridos"]),
    ("tr", "<12> ölü ve <30> yaralı", ["12 ölü", "ve 30 yaralı"]),
    ("cs", "<12> mrtvých a <30> zraněných", ["12 mrtvých", "a 30 zraněných"]),
    ("sk", "<12> mŕtvych a\xa0<30> zranených", ["12 mŕtvych", "a\xa030 zranených"]),
    ("xx", "<12> foo bar <30>", ["12 foo bar 30"]),
    ("en", "No figure at all, and none here.", ["No figure at all, and none here."]),
]


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Text without its marks, and the spans that were marked."""
    plain, spans, start = "", [], 0
    for char in text:
        if char == "<":
            start = len(plain)
        elif char == ">":
            spans.append((start, len(plain)))
        else:
            plain += char
    return plain, spans


@pytest.mark.parametrize(("language", "text", "expected"), SPLITS)
def test_cuts(language, text, expected):
    plain, figures = marked(text)
    assert [plain[a:b] for a, b in split(plain, figures, language)] == expected


@given(st.text(alphabet="ab 1,.;()—،، and", max_size=80), st.data())
def test_clauses_are_in_order_and_hold_every_figure(text, data):
    points = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    figures = [(a, b) for a, b in zip(points[::2], points[1::2], strict=False)]
    clauses = split(text, figures, "en")
    assert all(0 <= a <= b <= len(text) for a, b in clauses)
    assert all(b <= c for (_, b), (c, _) in pairwise(clauses))
    for start, end in figures:
        if text[start:end].strip() == text[start:end] and end > start:
            assert any(a <= start and end <= b for a, b in clauses)
