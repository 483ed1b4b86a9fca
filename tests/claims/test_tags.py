"""Language tags, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.tags import kept_as, primary


@pytest.mark.parametrize(
    ("tag", "subtag", "code"),
    [
        ("pl_PL", "pl", "pl"),
        ("zh-Hant-TW", "zh", "zh"),
        (" EN ", "en", "en"),
        ("nb-NO", "nb", "no"),
        ("iw", "iw", "he"),
        ("sh-Latn", "sh", "sr"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_a_tag_and_where_its_data_is(tag, subtag, code):
    assert (primary(tag), kept_as(tag)) == (subtag, code)


@given(st.text())
def test_a_code_is_its_own(tag):
    assert kept_as(kept_as(tag)) == kept_as(tag)
