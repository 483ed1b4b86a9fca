"""Which sequences of lexemes are one date: a pattern over their roles, the same for all languages."""

from functools import cache

from claims.dates.matcher import Compiler, Matcher
from claims.dates.roles import bit

_FILL = "<of>{0,3}"
_ERA_YEAR = "<era><of>?<number|year|marked_year|other_year>"
_YEAR = f"(?:(?:<year_word>{_FILL})?(?:<year>(?:<dot>?<year_word>)?|<marked_year>|<short_year>)|{_ERA_YEAR})"
_UNDATED = "(?!<of>?<year>)"  # "the previous flight, of 2019" is of 2019
_THAT_YEAR = f"(?:<modifier>{_FILL}<year_word>{_UNDATED}|<year_word>{_FILL}<modifier>{_UNDATED}|<relative_year>)"
_TAIL_YEAR = f"(?:<comma>{_YEAR}|{_FILL}(?:{_YEAR}|{_THAT_YEAR}))"
_HEAD_YEAR = f"(?:(?:{_YEAR}|{_THAT_YEAR})<dot>?{_FILL})"
_DAYS = (
    "(?:<day><dot>?<join><day>|(?<=<between><of>?)<day><dot>?<and><of>?<day>"
    "|<day><dot>?<and><day>(?=<dot>?<of>?<between_after>)|<day>)"
)
# "the first of May", but not "the first week of May"
_NAMED_DAY = "(?<!<week_word|month_word|quarter_word|half_word|year_word>)<named_day>(?!<week_word|half_word>)"
_MARKED_DAYS = "(?:<marked_day>|<day>(?=<join><marked_day>))(?:<join><marked_day>)?"
_WEEKDAY = f"(?:<weekday|maybe_weekday><comma|dot>{{0,2}}{_FILL})?"
_MONTH = "<month|maybe_month>"
_DAY_NAME = "<weekday|maybe_weekday>"
# "8 August, Friday", but not "8 August, Friday 15 August"
_THAT_DAY = "(?:<comma|open|of>{0,2}<weekday|maybe_weekday>(?!<comma>?<of>?<day|month|maybe_month>))?"
_NO_STOP = "(?!<dot>)"  # after a month cut short
_EDGES = "(?:<edge><dash>?<of>{0,3})"
_WHICH = "<ordinal|day|roman>"
_PARTS = f"(?:{_WHICH}<dot>?<of>{{0,2}}<quarter_word|half_word>|<quarter_word|half_word><of>?{_WHICH}|<part>)"
_TIME_WORD = "<day_word|week_word|month_word|quarter_word|year_word>"
_BACK_WORD = "<day_word|week_word|month_word|quarter_word|year_word|years>"
_PERIOD_WORDS = "<day_word|week_word|month_word|quarter_word|half_word|year_word|season|weekday|maybe_weekday|month>"
_OTHER_YEAR = "(?:<comma>?<of>{0,3}(?:<year_word><of>?)?<other_year><era_after>?)"
_OTHER_MONTH = "(?!<month|maybe_month>)<other_month>"  # "Nisan" is April in some languages
_FISCAL_YEAR = (
    "(?:<fiscal><of>{0,3}<year_word>?<year|short_year|whole>|<year|marked_year|whole><of>?<fiscal>|<fiscal_year>)"
)

_ATOMS = {
    "fiscal": f"(?:{_PARTS}<comma>?{_FILL})?{_FISCAL_YEAR}(?:{_FILL}{_PARTS})?|<fiscal>{_PARTS}{_FILL}{_YEAR}",
    "other_day": f"{_WEEKDAY}(?:<day_word>{_FILL})?<day>{_FILL}(?:<other_month>{_OTHER_YEAR}|{_OTHER_MONTH})",
    "other_month": f"{_EDGES}?<other_month>{_OTHER_YEAR}|(?<=<month_word|in><of>?){_OTHER_MONTH}(?!<of>?<year>)",
    "other_year": f"<year_word>{_FILL}<other_year><era_after>?|<other_year><of>?<era_after>",
    "whole": f"{_WEEKDAY}<day_word|month_word>?<whole>(?:<year_word>)?",
    "year_day": f"<year><dot>?<year_word><dot>?{_DAYS}<dot>?{_FILL}{_MONTH}(?!<dot>?{_TAIL_YEAR}){_THAT_DAY}",
    "day_first": f"{_WEEKDAY}(?:<day_word>{_FILL})?(?:{_DAYS}|{_NAMED_DAY})<comma|dot>?{_FILL}{_MONTH}"
    f"(?:<dot>?{_TAIL_YEAR})?{_THAT_DAY}",
    "slash": f"{_WEEKDAY}(?:<open><day_month><close>|<day_word>?<day_month>(?:{_TAIL_YEAR})?)",
    "month_first": f"(?<!<before_month>){_WEEKDAY}{_MONTH}<dot>?{_FILL}{_DAYS}(?!<join>?{_PERIOD_WORDS})"
    f"(?:{_TAIL_YEAR})?{_THAT_DAY}",
    "year_first": f"{_HEAD_YEAR}{_MONTH}<dot>?{_FILL}{_DAYS}{_THAT_DAY}",
    "marked_day": f"{_HEAD_YEAR}?<month>{_FILL}{_MARKED_DAYS}{_THAT_DAY}",
    "lone_day": "<marked_day>",
    "part": f"{_EDGES}?(?:{_HEAD_YEAR}{_FILL}{_PARTS}|{_PARTS}(?:{_TAIL_YEAR})?|<maybe_part>{_TAIL_YEAR})",
    "month": f"(?:{_EDGES}|<modifier>){{0,2}}(?:{_HEAD_YEAR}{_MONTH}|<month>(?:<dot>?{_TAIL_YEAR})?"
    f"|<maybe_month><dot>?{_TAIL_YEAR}|(?<=<modifier|edge|bound|in>)(?!<short>{_NO_STOP})<maybe_month>|<maybe_month>(?=<of>?<month_word>))(?:{_FILL}<edge_after|modifier>)?",
    "season": f"(?:{_EDGES}?<season>{_TAIL_YEAR}|{_HEAD_YEAR}<season>)<edge_after>?",
    "decade": f"{_EDGES}?(?:<century>?<decade><of>?<decade_word>?|<decade_word>{_FILL}<year|number|decade>"
    "|<year><of>?<decade_word>|<number><dot><decade_word>|<ordinal><decade_word>)"
    "<edge_after>?",
    "century": f"{_WHICH}<dot>?<of>?<century_word>|<century_word><of>{{0,3}}{_WHICH}|<century>",
    "edge_year": f"{_EDGES}{_YEAR}|{_YEAR}{_FILL}<edge_after>",
    "ago": f"(?:<number>{_BACK_WORD}<of>?<ago>|<ago>(?:<number>|(?!<plural>)){_TIME_WORD}"
    "|(?!<plural>)<week_word|month_word|year_word><ago>)",
    "earlier": "(?:<number><year_word|years>|(?!<plural>)<year_word>)<of>?<earlier>(?!<comma>?<of|than>)",
    "ahead": f"(?:<ahead><number>{_TIME_WORD}|<number>{_TIME_WORD}<of>?<ahead>)",
    "maybe_ahead": f"(?:<maybe_ahead><number>{_TIME_WORD}(?!<earlier>)<maybe_ahead>?"
    f"|<number>{_TIME_WORD}<of>?<maybe_ahead>)",
    "week_day": f"<week_day>|<relative><of>?{_DAY_NAME}|{_DAY_NAME}<of>?(?:<relative>|<week_word><of>?<modifier>)",
    "relative": f"{_EDGES}?(?!<half_word>{_FILL}<modifier><year_word>)"
    f"(?:<relative|relative_year>|<modifier>{_FILL}{_PERIOD_WORDS}{_UNDATED}"
    f"|{_PERIOD_WORDS}{_FILL}<modifier>{_UNDATED})<edge_after>?",
    "this": "<edge><of>{0,3}<month_word|quarter_word|half_word|year_word>",
    "year": f"<year_word>{_FILL}<year>|<year><dot>?<year_word>|<marked_year>|{_ERA_YEAR}|<open><year><close>"
    "|(?<=<in|bound><of>?)<year|short_year>|<year>(?=<join><of>?<year>)|(?<=<year><join><of>?)<year>"
    "|(?<=<between><of>{0,2})<year>(?=<dot>?<and>)|(?<=<between><of>{0,2}<year_word>?<year><dot>?<and><of>?)<year>"
    "|<year>(?=<dot>?<and|join><of>?<year><of>?<between_after>)|(?<=<year><dot>?<and|join><of>?)<year>(?=<of>?<between_after>)"
    "|<year>(?=<of>?<bound_after>)|(?<=<bound><of>{2,3})<year>",
    "weekday": f"<weekday>|(?<=<in>)(?!<short>{_NO_STOP})<maybe_weekday>|<maybe_weekday>(?=<day_word>)",
}
_HALF = "(?:<half_day|part_of_day><of>?)?"
_HALF_AFTER = "(?:<of|in>{0,2}<half_day|part_of_day>)?"
_CLOCK = (
    "(?:<zone_before|zone><of>?)?(?:"
    f"{_HALF}<hour><minute>?|{_HALF}<time><hour_after>?{_HALF_AFTER}"
    f"|<hour_before|hour_name><dot>?<of>?<dotted_time|comma_time><hour_after>?{_HALF_AFTER}"
    f"|<hour_name><dot>?<of>?<day><hour_after>?{_HALF_AFTER}"
    f"|<dotted_time|comma_time>(?:<dash>?<hour_after>{_HALF_AFTER}|<half_day>|(?=<of>{{0,2}}<zone>))"
    f"|<day>(?:<dash>?<hour_after>{_HALF_AFTER}|<half_day>)|<compact_time>(?=<zone>)|(?<=<zone_before><of>?)<dotted_time|comma_time>|<named_time>"
    ")(?:<of>{0,2}<open|comma>?<zone>)?"
)
_LINK = "<comma|in|of|open|hour_before|hour_name>{0,3}"


_DATE = f"(?P<bound><bound><of>{{0,2}})?(?:(?&clock=clock){_LINK})?(?&first=date)(?:<join>{_FILL}(?&second=date))?"
_WHOLE = (
    f"<between><of>{{0,2}}(?&first=date)<dot>?<and>{_FILL}(?&second=date)"
    f"|(?&first=date)<dot>?<and|join>{_FILL}(?&second=date)<of>?<between_after>"
    f"|{_DATE}(?:{_LINK}(?&clock=clock))?(?P<after><of>{{0,2}}<bound_after>)?"
    "|(?&clock=clock)"
)


@cache
def grammar(month_first: bool) -> Matcher:
    """The compiled grammar of the languages that may, or may not, put a month before its day.

    An optional bound, one date or two joined, a clock time before or after. The kind of each date is the name of
    a group: "first_month", "second_year".
    """
    kinds = {name: each for name, each in _ATOMS.items() if month_first or name != "month_first"}
    compiler = Compiler(bit)
    compiler.define("date", "|".join(f"(?P<{name}>{each})" for name, each in kinds.items()))
    compiler.define("clock", _CLOCK)
    return compiler.compile(_WHOLE)
