"""Numbers that count nothing: dates, clock times, codes, labels, addresses."""

import re

from claims.quantities.digits import plain
from claims.quantities.scan import Scan
from claims.quantities.values import Amount

# What holds no quantity, each with a string that must stand in the text for it to be looked for.
_ADDRESSES = (
    ("://", re.compile(r"https?://\S+")),
    ("www.", re.compile(r"www\.\S+")),
    ("@", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}|(?<!\w)@\w+")),
    ("#", re.compile(r"(?<!\w)#\w+")),
)
_ENDING = re.compile(r"\.(?:com|org|net|info|gov|edu|io|html?|pdf|jpe?g|png)\b")
_SITE = re.compile(r"\b[\w-]{1,64}" + _ENDING.pattern)
_DIGITS = re.compile(
    r"(?=[\d+vV])(?:"
    r"(?<![\d.,])\d{1,4}([./-])\d{1,2}\1\d{1,4}(?![\d.,]?\d)"
    r"|(?<!\d)[0-3]?\d\.\s?[01]?\d\.\s?(?:19|20)\d\d(?!\d)"
    r"|(?<![\d:.,])\d{1,4}(?::\d{1,4})+(?!\d)"
    r"|(?<!\d)(?:1[5-9]|20)\d\d(?:[-–/]\d{2}|\s?[-–/]\s?(?:1[5-9]|20)\d\d)(?![\d%.,]?\d)"
    r"|(?<!\d\s)(?<!\d)0\d{2,4}[-\s]\d{2,4}[-\s]\d{2,6}(?!\d)"
    r"|\+\d[\d\s().-]{6,20}\d"
    r"|\b[vV]\.?\s?\d+(?:\.\d+)+"
    r")"
)
LAST_DAY = 31
LAST_HOUR, LAST_MINUTE = 24, 59
LONGEST_ARTICLE = 3  # letters: "a 2022 probe" is of a year, "merely 2048 chips" is not
TATWEEL = "ـ"  # lengthens an Arabic letter
TENTHS = re.compile(r"\d+[.,]\d")
LONGEST_ITEM, LONGEST_LIST = 5, 12  # tokens from the number of an item back to its comma; items
RECENT = (1900, 2060)  # years that need no more than a word such as "in"
YEAR = re.compile(r"1[1-9]\d\d|20\d\d|21[0-4]\d")


def masked(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of text[start:end] in which no quantity stands, in order and apart."""
    patterns = [pattern for hint, pattern in _ADDRESSES if text.find(hint, start, end) >= 0]
    if _ENDING.search(text, start, end):
        patterns.append(_SITE)
    spans = sorted(match.span() for pattern in (_DIGITS, *patterns) for match in pattern.finditer(text, start, end))
    apart: list[tuple[int, int]] = []
    for first, last in spans:
        if apart and first < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(last, apart[-1][1]))
        else:
            apart.append((first, last))
    return apart


def is_code(scan: Scan, i: int) -> bool:
    """Whether the digits at token `i` are part of a name: "H100", "GPT-4", "NVL72"."""
    token, before = scan.tokens[i], scan.token(i - 1)
    if not token.glued or not before or scan.closed("sym", i):
        return False
    if before.kind == "word":
        if before.text.rstrip(TATWEEL) in scan.lexicon.settings["prefixes"]:
            return False  # "بـ7": the stroke joins a small word to digits
        return not ("open" in scan.tags[i - 1] or scan.closed("before", i) or scan.closed("pct_before", i))
    if before.text in "#№§":
        return True
    older = scan.token(i - 2)
    named = older is not None and before.glued and older.kind in ("word", "number")
    if before.text in "-‑–/+" and named and older is not None:
        prefixed = older.text in scan.lexicon.settings["prefixes"]
        return not prefixed and not is_hedge(scan, i - 1) and not is_hedge(scan, i)
    return before.text in "._" and named


def is_hedge(scan: Scan, end: int) -> bool:
    """Whether a hedge or the like ends before token `end`."""
    return any(scan.closed(role, end) for role in ("before", "open", "filler"))


def rejected(scan: Scan, amount: Amount) -> bool:
    """Whether an amount in digits turns out to be none."""
    i = amount.value.start
    after = scan.token(amount.end)
    if after and after.glued and after.kind == "word" and scan.tokens[amount.end - 1].kind == "number":
        return True  # 910C, 5G, 1st
    if (amount.unit is None and scan.tag(amount.end, "ordinal_word")) or (
        scan.is_mark(amount.end, "-‑") and scan.tag(amount.end + 1, "ordinal_word")
    ):
        return True  # twenty-first
    if is_date(scan, amount) or is_clock(scan, amount) or is_calendar(scan, amount):
        return True
    if not amount.bare:
        return False
    tail = scan.glued(amount.end + 1)
    if scan.is_mark(amount.end, ".") and scan.glued(amount.end) and tail and tail.kind == "word":
        return True  # 24.kz
    return (
        ordinal(scan, amount)
        or labelled(scan, i)
        or slash(scan, i)
        or is_year(scan, amount)
        or list_marker(scan, i)
        or day_and_month(scan, amount)
        or stray(scan, amount)
        or glued_name(scan, amount)
        or code_after(scan, amount.end)
        or numbered_name(scan, amount)
    )


def slash(scan: Scan, i: int) -> bool:
    """Whether the digits are one side of "24/7" or of a score, "3-2"."""
    sides = ((i + 1, i + 2), (i - 1, i - 2))
    return any(
        scan.is_mark(a, "/-–‑") and scan.glued(a) and (t := scan.token(b)) is not None and t.kind == "number"
        for a, b in sides
    )


def glued_name(scan: Scan, amount: Amount) -> bool:
    """Whether digits that count nothing clear are written to a name in a script without spaces: "코로나19"."""
    i = amount.value.start
    before = scan.token(i - 1)
    if not before or before.kind != "char" or not scan.tokens[i].glued or is_hedge(scan, i):
        return False
    if amount.noun is not None and amount.low != int(amount.low):
        return False  # "测得7.9级": names end in whole numbers, or in versions that count nothing
    return not any(scan.tag(amount.end, role) for role in ("skip", "people", "after"))


def day_and_month(scan: Scan, amount: Amount) -> bool:
    """Whether the number is a date without its year: "23.02."."""
    written = re.fullmatch(r"[0-3]?\d\.[01]?\d", scan.tokens[amount.value.start].text)
    dotted = scan.is_mark(amount.end, ".") and scan.glued(amount.end) is not None
    return bool(written and dotted and scan.lexicon.settings["ordinal_dot"])


def stray(scan: Scan, amount: Amount) -> bool:
    """Whether a single digit stands at the end of a line with nothing to count: a counter or caption number."""
    return amount.low < 10 and amount.low == int(amount.low) and amount.noun is None and scan.breaks(amount.end)


def code_after(scan: Scan, end: int) -> bool:
    """Whether a capital part follows a hyphen: "737-MAX"."""
    after = scan.glued(end + 1)
    return scan.is_mark(end, "-‑") and scan.glued(end) is not None and after is not None and not after.text.islower()


def is_date(scan: Scan, amount: Amount) -> bool:
    """Whether the number is the day or year of a month that stands beside it."""
    i, end = amount.value.start, amount.value.end
    if amount.value.scale != 1 or amount.low != int(amount.low) or amount.low > 2200:
        return False
    if amount.dimension == "duration" and amount.unit not in ("year", "month", "day"):
        return False
    if amount.dimension not in ("count", "duration"):
        return False
    day = amount.low <= LAST_DAY
    year = YEAR.fullmatch(plain(scan.tokens[i].text)) is not None
    return (day or year) and (month_after(scan, end) or (month_before(scan, i) and not_counted(scan, amount)))


def is_calendar(scan: Scan, amount: Amount) -> bool:
    """Whether the word after the number makes it a year or a day of the month: "2024年", "3日"."""
    year = scan.tag(amount.value.end, "year_after")
    day = scan.tag(amount.value.end, "date_after")
    if year and year.end >= amount.end and YEAR.fullmatch(plain(scan.tokens[amount.value.start].text)):
        dotted = amount.unit == "m" and year.end > amount.end  # Lithuanian "2024 m."
        return dotted or amount.unit in (None, "year", "second")  # "1980s"
    return bool(day and day.end >= amount.end and amount.value.scale == 1 and 1 <= amount.low <= LAST_DAY)


def not_counted(scan: Scan, amount: Amount) -> bool:
    """Whether no people or unit follow: "in May 12 people died" is no date."""
    return amount.unit is None and not scan.tag(amount.end, "people")


def month_after(scan: Scan, j: int) -> bool:
    """Whether a month name follows, perhaps after a dot or a small word ("3 de mayo", "5. Mai", "1st May")."""
    for _ in range(3):
        if scan.tag(j, "month"):
            return True
        token = scan.token(j)
        if not token or not (token.text in ".-º°/ª" or scan.tags[j].keys() & {"of", "ordinal"}):
            return False
        j = scan.tags[j]["of"].end if "of" in scan.tags[j] else j + 1
    return False


def month_before(scan: Scan, i: int) -> bool:
    """Whether a month name stands before, perhaps with a dot, comma, day or small word between."""
    for back in range(1, 6):
        token = scan.token(i - back)
        if token is None:
            return False
        if scan.tag(i - back, "month"):
            return True
        if not (token.text in ".,-" or token.kind == "number" or scan.tags[i - back].keys() & {"of", "filler"}):
            return False
    return False


def is_clock(scan: Scan, amount: Amount) -> bool:
    """Whether the number is an hour of the day."""
    tenths = amount.bare and TENTHS.fullmatch(scan.tokens[amount.value.start].text)  # minutes have two digits
    if tenths or amount.low > LAST_MINUTE or amount.value.kind == "vague" or amount.value.scale != 1:
        return False
    minutes = amount.low <= LAST_HOUR and amount.value.kind == "digits" and scan.follows_number(amount.end)
    if amount.unit == "hour" and minutes:  # "14h30", but "1h30 de retard" and "une heure 45"
        return not (scan.tag(amount.end, "of") or scan.closed("lasting", amount.start))
    hour = amount.bare and scan.lexicon.settings["bare_minutes"] and scan.closed("unit", amount.start)
    if hour and hour[1] == "hour" and scan.follows_number(hour[0]):
        return scan.breaks(amount.end) or amount.noun is None  # the minutes of "14 h 45"
    if amount.low > LAST_HOUR:
        return False
    sign = scan.tag(amount.value.end, "clock_after")
    if sign and sign.end >= amount.end:
        return True
    before = scan.closed("clock_before", amount.start) is not None
    if amount.bare and scan.closed("of", amount.start):  # "une magnitude de 7", but "de 7 à 9 heures"
        before = before and scan.tag(amount.end, "to") is not None
    return before and (amount.unit == "hour" or (amount.bare and not scan.tag(amount.end, "people")))


def ordinal(scan: Scan, amount: Amount) -> bool:
    """Whether the number is an ordinal: "5th", "第5", "5. Platz"."""
    i, end = amount.value.start, amount.end
    sign = scan.tag(end, "ordinal")
    counted = [tag.end for role in ("people", "skip") if (tag := scan.tag(end, role))]
    if (sign and sign.end >= max(counted, default=0)) or scan.closed("ordinal_before", i):
        return True  # "41世" is the 41st, "41世帯" are households
    after = scan.token(end + 1)
    dotted = scan.is_mark(end, ".") and scan.glued(end) and after is not None and after.kind == "word"
    if not dotted or not after or not scan.lexicon.settings["ordinal_dot"] or amount.low >= 1000:
        return False
    opens = {"stop", "filler", "before", "open"} & scan.tags[end + 1].keys()
    return after.text.islower() or (scan.lexicon.settings["capital_nouns"] and not opens)


def labelled(scan: Scan, i: int) -> bool:
    """Whether a word before the number makes it a label: "No. 5", "article 5", "page 12"."""
    return scan.closed("label", i) is not None


def is_year(scan: Scan, amount: Amount) -> bool:
    """Whether four bare digits are a year."""
    i = amount.value.start
    if not YEAR.fullmatch(plain(scan.tokens[i].text)):
        return False
    if scan.tag(amount.end, "year_after"):
        return True
    recent = RECENT[0] <= amount.low <= RECENT[1]
    counted = scan.tag(amount.end, "people") and not recent
    if scan.closed("year_before", amount.start) and not counted:
        return True
    counter = scan.glued(amount.end) and scan.tag(amount.end, "skip")  # "1430개"
    if counter or scan.tag(amount.end, "people") or told_apart(scan, amount):
        return False
    word = len(scan.tokens[amount.start - 1].text) > LONGEST_ARTICLE if amount.start else False
    hedged = scan.closed("before", amount.start) or (word and scan.closed("filler", amount.start))
    if amount.noun is None:
        return not hedged or recent
    return 1990 <= amount.low <= 2035 and not hedged and amount.low != 2000


def told_apart(scan: Scan, amount: Amount) -> bool:
    """Whether a number, of no recent year, stands between commas behind those it counts: "of the victims, 1351, .."."""
    i, end = amount.start, amount.end
    set_apart = scan.is_mark(i - 1, ",،") and scan.is_mark(end, ",،") and i - 2 >= 0
    counted = set_apart and (people := scan.closed("people", i - 1)) is not None and not scan.follows_number(people[0])
    return bool(counted) and not RECENT[0] <= amount.low <= RECENT[1]


def list_marker(scan: Scan, i: int) -> bool:
    """Whether the digits number a line: "2. ", "3) "."""
    before = scan.text[: scan.tokens[i].start].rstrip(" \t") if i == 0 or scan.tokens[i - 1].end else ""
    starts = i == 0 or before.endswith("\n")
    return starts and scan.is_mark(i + 1, ".)") and scan.glued(i + 1) is not None and scan.glued(i + 2) is None


def numbered_name(scan: Scan, amount: Amount) -> bool:
    """Whether a capitalised name takes the number with it: "Boeing 737", "CloudMatrix 384"."""
    i = amount.value.start
    before, token = scan.token(i - 1), scan.tokens[i]
    if (
        not before
        or before.kind != "word"
        or token.glued
        or not re.fullmatch(r"\d+(?:\.\d)?", token.text)
        or before.text.islower()
    ):
        return False
    if known_word(scan, i - 1) or not before.text[0].isupper() or scan.tag(amount.end, "people") or len(token.text) > 4:
        return False
    if enumerated(scan, amount):
        return False
    if peculiar(before.text):
        return True
    nouns = scan.lexicon.settings["capital_nouns"]
    if starts_sentence(scan, i - 1) or (scan.is_headline(i - 1) and not nouns):
        return False
    after = scan.token(amount.end)
    return not (nouns and after is not None and after.kind == "word" and after.text[0].isupper())


def enumerated(scan: Scan, amount: Amount) -> bool:
    """Whether the number goes on a list that told what is counted: "the SPD 120 seats, the AfD 83, the Left 64".

    Each item is a name and its number, set apart by a comma or an "and", back to the one that counts.
    """
    if not (scan.breaks(amount.end) or scan.is_mark(amount.end, ",;،.)") or scan.tag(amount.end, "and")):
        return False
    i = amount.value.start
    for _ in range(LONGEST_LIST):
        item = range(i - 1, max(i - LONGEST_ITEM, 0), -1)
        parted = next((k for k in item if scan.tokens[k].kind == "mark" or scan.tag(k, "and")), 0)
        if not parted or not (scan.is_mark(parted, ",;،") or scan.tag(parted, "and")):
            return False
        if not scan.follows_number(parted):
            back = range(parted - 1, max(parted - LONGEST_ITEM, -1), -1)
            first = next((k for k in back if scan.follows_amount(k)), None)
            return first is not None and counts(scan, first + 1)
        i = parted - 1
    return False


def counts(scan: Scan, i: int) -> bool:
    """Whether the word at token `i` is a unit or a noun that is sure to be counted."""
    return any(scan.tag(i, role) for role in ("people", "unit", "pct", "cur"))


def known_word(scan: Scan, i: int) -> bool:
    """Whether token `i` is a word of the lexicon rather than a name."""
    roles = scan.tags[i].keys() | {role for role in ("before", "open", "filler") if scan.closed(role, i + 1)}
    return bool(roles - {"sym", "unit", "cur"})


def peculiar(word: str) -> bool:
    """Whether a word is spelled like a brand: "CloudMatrix", "RTX"."""
    return len(word) > 1 and not word[1:].islower()


def starts_sentence(scan: Scan, i: int) -> bool:
    """Whether token `i` opens its sentence, quotes aside."""
    start = scan.sentence(i)[0]
    return all(scan.tokens[k].kind == "mark" for k in range(max(start, i - 3), i)) and i - start <= 3
