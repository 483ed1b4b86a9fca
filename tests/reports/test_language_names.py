import pytest

from reports.languages import direction, known, name


@pytest.mark.parametrize(
    ("tag", "english", "way"),
    [
        ("pl", "Polish", "ltr"),
        ("ar", "Arabic", "rtl"),
        ("ar-EG", "Arabic", "rtl"),
        ("fa", "Persian", "rtl"),
        ("he", "Hebrew", "rtl"),
        ("ur_PK", "Urdu", "rtl"),
        ("zh-Hant-TW", "Chinese", "ltr"),
        ("az-Arab", "Azerbaijani", "rtl"),
        ("pa-Arab-PK", "Punjabi", "rtl"),
        ("uz-Latn", "Uzbek", "ltr"),
        ("SR", "Serbian", "ltr"),
        ("xx-none", "xx-none", "ltr"),
        ("qqq", "qqq", "auto"),
        (None, "language unknown", "auto"),
        ("", "language unknown", "auto"),
    ],
)
def test_tags(tag, english, way):
    assert (name(tag), direction(tag)) == (english, way)


@pytest.mark.parametrize(
    ("tag", "usable"),
    [
        ("pl", True),
        ("zh-Hant-TW", True),
        ("ckb", True),
        ("en_US", False),
        ('en"onx', False),
        ("xx", False),
        ("", False),
        (None, False),
    ],
)
def test_only_languages_become_lang_attributes(tag, usable):
    assert known(tag) == (tag if usable else None)
