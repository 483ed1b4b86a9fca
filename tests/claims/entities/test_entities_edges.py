"""Where a name ends, and what is none: standards and precisions say what a thing has, not which thing it is."""

import pytest

from claims.entities import find

CASES = [
    ("en", "The 910C does 800 TFLOPS in FP16.", ["910c"]),
    ("en", "It carries 96GB of HBM2e and speaks PCIe5.", []),
    ("de", "Der H100 rechnet in FP8 und INT8.", ["h100"]),
    ("pl", "Układ H200 ma pamięć HBM3E.", ["h200"]),
    ("es", "Las emisiones de CO2 subieron.", []),
    ("ru", "Плата с DDR5 и USB3 стоит дороже.", []),
]


@pytest.mark.parametrize(("language", "text", "codes"), CASES)
def test_are_no_products(language, text, codes):
    assert [e.key for e in find(text, language) if e.kind == "code"] == codes


def test_a_name_ends_with_its_sentence():
    found = [e.span.quote for e in find("Kestrel stawia fabrykę w Katowicach. Powstanie w niej układ K7.", "pl")]
    assert "Katowicach" in found
    assert not any("." in name for name in found)
    assert any("J. Smith" in e.span.quote for e in find("The prize went to J. Smith of Leeds.", "en"))


@pytest.mark.parametrize("text", ["w tej części kraju", "duża część z nich", "częścią umowy"])
def test_a_part_is_no_czech(text):
    assert find(text, "pl") == []


@pytest.mark.parametrize("text", ["czeski rząd", "czeskiego rządu", "Czechy", "w Czechach", "Czesi"])
def test_a_czech_is_one(text):
    assert [e.key for e in find(text, "pl")] == ["place:CZ"]
