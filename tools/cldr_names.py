"""What the scripts that read CLDR's names share: locales, currencies, and one entry for all forms of a name."""

from collections.abc import Iterable
from itertools import takewhile

from babel import Locale

LOCALES = {
    code: code
    for code in (
        "en de fr es it pt nl sv da fi pl cs sk sl hr bg ru uk ro hu el tr ar he fa hi bn ur zh ja ko vi id th ca "
        "lt lv et sw ms ta te mr ka kk gl eu is mk sq"
    ).split()
} | {"no": "nb", "sr": "sr", "sr-latn": "sr_Latn", "zh-hant": "zh_Hant"}
CURRENCIES = (
    "USD EUR GBP JPY CNY CHF RUB INR KRW TRY PLN UAH CZK HUF RON SEK NOK DKK ISK BGN RSD HRK BRL MXN ARS CLP COP PEN "
    "CAD AUD NZD HKD SGD TWD THB IDR MYR PHP VND ILS SAR AED QAR KWD EGP IRR IQD JOD LBP SYP MAD TND DZD LYD ZAR NGN "
    "KES ETB PKR BDT LKR NPR MMK KZT GEL AMD AZN UZS BYN MDL MKD ALL BAM AFN MNT VES BOB UYU PYG XOF XAF "
    "PAB CRC DOP GTQ HNL NIO CUP JMD OMR BHD YER SDG SOS UGX TZS RWF ZMW MZN AOA BWP MUR LAK KHR KGS TJS TMT GHS MGA"
).split()
STEM, ENDING = 4, 3  # a stem has so many letters at least, an ending at most so many


def stems(forms: Iterable[str]) -> list[str]:
    """The forms of one word or name; several that share a stem become "stem*", word by word."""
    split = [form.split() for form in dict.fromkeys(forms) if form]
    if len({len(words) for words in split}) != 1 or len(split) < 2:
        return [" ".join(words) for words in split]
    return (
        [" ".join(stem(set(column)) for column in zip(*split, strict=True))]
        if stemmable(split)
        else [" ".join(words) for words in split]
    )


def stem(words: set[str]) -> str:
    """The one word, or what all begin with and a star."""
    return words.pop() if len(words) == 1 else beginning(words) + "*"


def beginning(words: Iterable[str]) -> str:
    """The letters that all the words begin with."""
    columns = takewhile(lambda letters: len(set(letters)) == 1, zip(*words, strict=False))
    return "".join(letters[0] for letters in columns)


def stemmable(split: list[list[str]]) -> bool:
    """Whether every word of the name keeps a stem long enough to be told from another."""
    return all(
        len(set(column)) == 1
        or (len(beginning(column)) >= STEM and max(map(len, column)) - len(beginning(column)) <= ENDING)
        for column in zip(*split, strict=True)
    )


def names(locale: Locale, code: str) -> list[str]:
    """All names of a currency."""
    data = locale._data  # plural currency names have no public door
    plural = data["currency_names_plural"].get(code)
    return [*(plural.values() if plural else ()), *filter(None, [data["currency_names"].get(code)])]
