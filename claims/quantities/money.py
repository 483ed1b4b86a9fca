"""Exchange rates by day, from the European Central Bank's table that comes with CurrencyConverter."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

STALE = timedelta(days=60)  # beyond the end of the table by more, no rate is given
GAP = timedelta(days=10)  # the longest stretch without banking days, with room
EURO = "EUR"


class Rate(NamedTuple):
    """What one unit of a currency was worth in another, and the day of the table it is from."""

    value: Decimal
    day: date


def rate(from_ccy: str, to_ccy: str, on: date | None) -> Decimal | None:
    """The rate of a day, or of the last banking day before it; None where the table does not reach."""
    found = rate_of(from_ccy, to_ccy, on)
    return found.value if found else None


def rate_of(from_ccy: str, to_ccy: str, on: date | None) -> Rate | None:
    """The rate with the day it is from; without a date, the newest that both currencies have."""
    start, end = in_euros(from_ccy, on), in_euros(to_ccy, on)
    if not start or not end:
        return None
    if from_ccy == to_ccy:
        return Rate(Decimal(1), min(start.day, end.day))
    return Rate(end.value / start.value, min(start.day, end.day))


def in_euros(currency: str, on: date | None) -> Rate | None:
    """How much of a currency a euro bought."""
    if currency == EURO:
        day = on or last_day(EURO)
        return Rate(Decimal(1), min(day, last_day(EURO))) if within(EURO, day) else None
    if currency not in converter().currencies or not within(currency, day := on or last_day(currency)):
        return None
    day = min(day, last_day(currency))
    days = (day - timedelta(days=back) for back in range(GAP.days + 1))
    return next((Rate(value, day) for day in days if (value := quoted(currency, day))), None)


def quoted(currency: str, day: date) -> Decimal | None:
    """What a euro bought on a banking day."""
    from currency_converter import RateNotFoundError

    try:
        return Decimal(converter().convert(1, EURO, currency, day))
    except RateNotFoundError:
        return None


def within(currency: str, day: date) -> bool:
    """Whether the table reaches a day, or ends shortly before it."""
    first, last = bounds(currency)
    return first <= day <= last + (STALE if last >= bounds("USD")[1] - GAP else timedelta(0))


def last_day(currency: str) -> date:
    """The newest day of a currency."""
    return bounds(currency)[1]


def bounds(currency: str) -> tuple[date, date]:
    """The first and last day of a currency; the euro's are the dollar's."""
    first, last = converter().bounds["USD" if currency == EURO else currency]
    return first, last


@cache
def converter() -> Any:  # noqa: ANN401 - the library has no types
    """The table, read once."""
    from currency_converter import CurrencyConverter

    return CurrencyConverter(decimal=True)
