"""What a word may be to a date: roles, their bits, and the names under which cue files list words for them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

Roles = Mapping[str, Any]  # what a word may be -> its value: {"month": 5}, {"edge": 0}, {"bound": "since"}

NOTHING: Roles = {}
NAMES = ("month", "weekday")  # how the roles of names end
UNITS = ("day", "week", "month", "quarter", "half", "year", "decade", "century")
BOUNDS = ("since", "until", "before", "after")
FLAGS = (
    *(
        "ago",
        "earlier",
        "than",
        "years",
        "plural",
        "ahead",
        "maybe_ahead",
        "between",
        "between_after",
        "in",
        "of",
        "and",
        "skip",
        "future",
        "before_month",
        "fiscal",
        "short",
    ),
    *("hour_before", "hour_after", "hour_name", "era_after"),
)

# What a cue file calls a list of words -> their role and its value.
WORD_ROLES: Mapping[str, tuple[str, Any]] = {
    **{name: ("edge", value) for value, name in enumerate(("early", "mid", "late"))},
    **{f"{name}_after": ("edge_after", value) for value, name in enumerate(("early", "mid", "late"))},
    **{name: ("modifier", value) for value, name in enumerate(("last", "this", "next"), -1)},
    **{name: ("ordinal", value) for value, name in enumerate(("first", "second", "third", "fourth"), 1)},
    **{name: ("season", value) for value, name in enumerate(("spring", "summer", "autumn", "winter"))},
    **{name: (f"{name}_word", name) for name in UNITS},
    **{name: ("bound", name) for name in BOUNDS},
    **{f"{name}_after": ("bound_after", name) for name in BOUNDS},
    **{name: (name, True) for name in FLAGS},
    "to": ("join", True),
    "am": ("half_day", 0),
    "pm": ("half_day", 12),
    "morning": ("part_of_day", 0),
    "afternoon": ("part_of_day", 12),
    "night": ("part_of_day", 6),
    "noon": ("named_time", (12, 0)),
    "midnight": ("named_time", (0, 0)),
    "local": ("zone", "local"),
}

_SCANNED = (
    *(
        "whole",
        "day",
        "marked_day",
        "named_day",
        "day_month",
        "year",
        "marked_year",
        "short_year",
        "month",
        "maybe_month",
    ),
    *("weekday", "maybe_weekday", "part", "maybe_part", "relative", "relative_year", "decade", "number", "roman"),
    *(
        "century",
        "fiscal_year",
        "week_day",
        "era",
        "other_year",
        "other_month",
        "comma",
        "dot",
        "dash",
        "open",
        "close",
    ),
    *("time", "dotted_time", "comma_time", "compact_time", "hour", "minute", "zone", "zone_before", "part_of_day"),
)
_BITS = {role: 2 << at for at, role in enumerate(sorted({role for role, _ in WORD_ROLES.values()} | set(_SCANNED)))}


def bit(role: str) -> int:
    """The bit of one role. Raises KeyError for a role that nothing has."""
    return _BITS[role]


@lru_cache(maxsize=1 << 12)
def _mask(roles: tuple[str, ...]) -> int:
    return sum(_BITS[role] for role in roles)


def mask(roles: Roles) -> int:
    """The bits of all roles of a word."""
    return _mask(tuple(roles))
