"""Days and periods in the reader's words: "12 May 2024", "12–14 May 2024", "since 1997", "until the end of May"."""

from collections.abc import Sequence
from datetime import date, timedelta

from reports.messages import Messages
from reports.phrases import Phrase, foreign, own

OPEN = ("", "..")  # how ISO 8601 writes an end that is not stated
# By how fine the bound is: the words around a year, a month and a day differ in many languages.
SINCE = ("since {year}", "since {month}", "since {day}")
FROM = ("from {year}", "from {month}", "from {day}")
UNTIL = ("until the end of {year}", "until the end of {month}", "until {day}")
FINE = ("year", "month", "day")


def day(value: str, messages: Messages) -> Phrase:
    """A day, month or year of ISO 8601 in words; anything else as it is."""
    return _told(value, messages, messages.months_alone)


def period(value: str, messages: Messages, seen: str | None = None) -> Phrase:
    """An ISO 8601 day, month, year or interval "start/end" in words, either end may be open; anything else as it is.

    What began before the day `seen`, of the article, is told as going on since then.
    """
    start, slash, end = value.partition("/")
    if not slash:
        return day(value, messages)
    try:
        first, last = (None if part in OPEN else date.fromisoformat(part) for part in (start, end))
    except ValueError:
        return foreign(value)
    if first and last:
        return between(first, last, messages)
    if last:
        return _bound(UNTIL, _coarse(last, _after(last)), messages)
    return _bound(SINCE if seen and start <= seen else FROM, _coarse(first, first), messages) if first else own("")


def reach(days: Sequence[str], messages: Messages) -> Phrase:
    """From the first to the last of several days, months or years of ISO 8601, in their order."""
    try:
        return between(date.fromisoformat(days[0]), date.fromisoformat(days[-1]), messages)
    except ValueError:  # a month or year among them
        return messages.phrase("{start} – {end}", start=day(days[0], messages), end=day(days[-1], messages))


def beginning(value: str) -> str:
    """The day on which an ISO 8601 interval begins; the year or month where it is just that, or open from there on."""
    start, slash, end = value.partition("/")
    try:
        first, last = date.fromisoformat(start), None if end in OPEN else date.fromisoformat(end)
    except ValueError:
        return start
    ends = (_coarse(first, first), _coarse(last, _after(last)) if last else "") if slash else (start,)
    return start[: max(map(len, ends))]


def fineness(value: str) -> str:
    """Whether this is a "day", a "month" or a "year" of ISO 8601."""
    return FINE[min(_fine(value), len(FINE) - 1)]


def starting(first: date, messages: Messages) -> Phrase:
    """From this day on, to the day."""
    return _bound(FROM, first.isoformat(), messages)


def ending(last: date, messages: Messages) -> Phrase:
    """Until this day, to the day."""
    return _bound(UNTIL, last.isoformat(), messages)


def between(low: date, high: date, messages: Messages) -> Phrase:
    """One day, or from a day to a day; whole months and years as such."""
    if low == high:
        return day(low.isoformat(), messages)
    first, last = _coarse(low, low), _coarse(high, _after(high))
    fine = max(_fine(first), _fine(last))
    if not fine:
        return own(first if first == last else f"{first}–{last}")
    first, last = low.isoformat()[: 4 + 3 * fine], high.isoformat()[: 4 + 3 * fine]
    if first == last:
        return day(first, messages)
    start = day(first, messages)
    if low.year == high.year:
        start = _day_of_month(low, messages) if fine > 1 else own(messages.months_alone[low.month - 1])
    if fine > 1 and first[:7] == last[:7]:
        days = messages.phrase("{first}–{last}", first=own(str(low.day)), last=own(str(high.day)))
        return _whole(days, high.month, first[:4], messages)
    return messages.phrase("{start} – {end}", start=start, end=day(last, messages))


def _told(value: str, messages: Messages, months: list[str]) -> Phrase:
    parts = value[:10].split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > len(FINE):
        return foreign(value)
    numbers = [int(part) for part in parts]
    if len(numbers) > 1 and not 1 <= numbers[1] <= len(months):
        return foreign(value)
    if len(numbers) == len(FINE):
        return _whole(own(str(numbers[2])), numbers[1], parts[0], messages)
    if len(numbers) == 1:
        return own(parts[0])
    return messages.phrase("{month} {year}", month=own(months[numbers[1] - 1]), year=own(parts[0]))


def _whole(days: Phrase, month: int, year: str, messages: Messages) -> Phrase:
    return messages.phrase("{day} {month} {year}", day=days, month=own(messages.months[month - 1]), year=own(year))


def _day_of_month(when: date, messages: Messages) -> Phrase:
    return messages.phrase("{day} {month}", day=own(str(when.day)), month=own(messages.months[when.month - 1]))


def _bound(keys: tuple[str, ...], value: str, messages: Messages) -> Phrase:
    """The words before a year, month or day, and it: a month after them takes its form within a date."""
    fine = _fine(value)
    return messages.phrase(keys[fine], **{FINE[fine]: _told(value, messages, messages.months)})


def _fine(value: str) -> int:
    """0 for a year, 1 for a month, 2 for a day of ISO 8601."""
    return len(value.split("-")) - 1


def _coarse(when: date, edge: date) -> str:
    """The year or month of a day where the year or month begins at `edge`, else the day."""
    if edge.day > 1:
        return when.isoformat()
    return when.isoformat()[: 4 if edge.month == 1 else 7]


def _after(when: date) -> date:
    return when + timedelta(days=1) if when < date.max else when
