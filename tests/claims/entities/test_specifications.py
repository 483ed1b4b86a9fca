"""Standards and precisions with a number say what a thing has, not which thing it is."""

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
