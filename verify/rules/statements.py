"""The rules on statements without a figure of their own: one denies the other, or tells as a plan what is done there.

Likeness of clauses says little about contradiction: on the labelled stories most pairs that these rules rank first
are about one thing without being at odds. So both only ever list a few pairs to check, and accuse nobody.
"""

from collections.abc import Callable, Iterable, Iterator

from claims.extraction import parse_day
from verify.gate import STATUS_WORDS
from verify.judging import Context
from verify.models import Finding, Kind, Severity, Verdict
from verify.oppositions import Opposed, best
from verify.rules.base import outlet
from verify.rules.passages import Outcome, finding, odds, whole

LEAST_ABOUT = 0.5  # partners of the words beside a denial; below it the denial speaks of something else
LEAST_LIKE = 0.45  # likeness of a plan and a fact: a plan is in its verb, which seldom has words beside it
PER_PAIR = 1  # pairs of claims listed for two articles
MOST = 3  # in one run, for each rule
LEAST = {"NEG": 0.65, "STA": 0.77}  # score; below it hardly any listed pair of the labelled stories was right
RIGHT = {"NEG": 0.2, "STA": 0.15}  # share of the listed ones that were right on the labelled stories, about
Fits = Callable[[Context, Opposed], bool]


def _score(pair: Opposed) -> float:
    return pair.likeness + LEAST_ABOUT * pair.about


def _list(rule: "Denials | Certainty", ctx: Context, fits: Fits) -> Iterator[Finding]:
    """The best few pairs, most likely first."""
    scored = [(_score(p), p) for p in ctx.oppositions if fits(ctx, p) and _score(p) >= LEAST[rule.code]]
    for score, pair in best(scored, PER_PAIR, MOST):
        yield _finding(rule, ctx, pair, score)


def _finding(rule: "Denials | Certainty", ctx: Context, pair: Opposed, score: float) -> Finding:
    said = whole(ctx.articles[pair.said.article_id], pair.said, rule.names(pair))
    plain = whole(ctx.articles[pair.plain.article_id], pair.plain, "stated as a fact")
    return finding(
        rule,
        pair.plain.span.quote,
        [[said], [plain]],
        [
            ("rule", odds(RIGHT[rule.code]) - 1, "seldom right: a pair to read, not a finding"),
            (
                "likeness",
                score,
                f"the words of the two claims find partners ({pair.likeness:.2f}), and those beside "
                f"“{pair.cue}” too ({pair.about:.2f})",
            ),
        ],
        Outcome(
            verdict=Verdict.POSSIBLE,
            severity=Severity.MEDIUM,
            lead=f"{outlet(said.article)} {rule.says(pair)} what {outlet(plain.article)} states",
            caveats=("The two may speak of different things: only their words are alike.",),
        ),
    )


class Denials:
    """One source denies or negates what another states.

    The words beside the denial must have partners in the other claim, and the two must name something in common.
    The few likeliest pairs are listed, to check.

    Fires: "the mission carries no orbiter" / "the mission includes an orbiter".
    Does not: "the name is no exaggeration" / "the machine is called Colossus".
    """

    code = "NEG"
    title = "One may deny what the other states"
    kind = Kind.POLARITY
    severity = Severity.MEDIUM

    def check(self, ctx: Context) -> Iterable[Finding]:
        """The best few."""
        return _list(self, ctx, lambda _, pair: pair.kind != "unsettled" and pair.about >= LEAST_ABOUT)

    def names(self, pair: Opposed) -> str:
        """What the side with the cue does."""
        return f"{pair.kind}: “{pair.cue}”"

    def says(self, pair: Opposed) -> str:
        """The same as a verb."""
        return "may deny"


class Certainty:
    """One source tells as a plan, a forecast or a rumour what another states as done.

    A plan that was told before the fact is no contradiction: the doubting article must not be the older one.
    Figures are left to the other rules. The few likeliest pairs are listed, to check.

    Fires: "India will overtake China" / "India has overtaken China", of one day.
    Does not: a plan of Monday / its result on Friday.
    """

    code = "STA"
    title = "A fact here, a plan or rumour there"
    kind = Kind.MODALITY
    severity = Severity.LOW

    def check(self, ctx: Context) -> Iterable[Finding]:
        """The best few."""
        return _list(self, ctx, _contemporary)

    def names(self, pair: Opposed) -> str:
        """What the side with the cue tells it as."""
        return f"{STATUS_WORDS[pair.said.modality]}: “{pair.cue}”"

    def says(self, pair: Opposed) -> str:
        """The same as a verb."""
        return f"tells as {STATUS_WORDS[pair.said.modality]}"


def _contemporary(ctx: Context, pair: Opposed) -> bool:
    """Whether neither has a figure, and the doubt is not older than the fact."""
    if pair.kind != "unsettled" or pair.likeness < LEAST_LIKE or pair.said.quantities or pair.plain.quantities:
        return False
    doubt, fact = (parse_day(ctx.articles[c.article_id].published) for c in (pair.said, pair.plain))
    return doubt is None or fact is None or doubt >= fact
