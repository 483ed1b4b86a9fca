"""The rules on figures: they share how sides are built and differ in which pairs they take and what they call them."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from verify.clustering import Groups, cliques, join
from verify.figures import Figure
from verify.gate import Held
from verify.judging import Context, Judged, groups_of
from verify.models import Finding, Kind, Severity, Verdict
from verify.pairs import ALIKE, compare
from verify.rules.base import attribute, cluster_id, common_unit, finding_id, gate_evidence, side, told
from verify.slots import days_apart
from verify.values import Relation, gap

BY_HALF, BY_A_TWENTIETH = 0.176, 0.0212  # log10 of 1.5 and of 1.05
MANY_DAYS = 3
TWICE = 2
LEAST_OF_DATES = 0.05  # probability
TOLD_BY_ONE = Held(slot="subject", reason="one article tells both values", doubt=True)
TIME_CLEARS = frozenset({"status", "measure"})  # doubts that do not speak against an update: a forecast and what came
ALLIED = 0.03  # probability from which rivals of one figure that are alike are taken together
ONE_SET = 0.6  # of the strongest link's probability: weaker rivals make a finding of their own


class Rivals(NamedTuple):
    """Figures at odds, those of each side together; the pair that says so most surely, and what speaks against it."""

    sides: Sequence[Sequence[Figure]]
    strongest: Judged
    doubt: Held | None


class FigureRule(ABC):
    """Takes judged pairs of differing figures and tells each set of rival values once."""

    code = ""
    title = ""
    kind = Kind.NUMERIC
    severity = Severity.MEDIUM
    kept_apart = True  # whether one pair that is held back keeps all members of its two groups apart

    @abstractmethod
    def takes(self, ctx: Context, pair: Judged) -> bool:
        """Whether this pair is this rule's business."""

    def verdict(self, ctx: Context, probability: float, doubted: bool) -> Verdict:
        """What a set of rivals at this probability is called."""
        likely = probability >= ctx.config.conflict_threshold
        return Verdict.CONFLICT if likely and not doubted else Verdict.POSSIBLE

    def least(self, ctx: Context) -> float:
        """The probability below which a pair is nothing to this rule."""
        return ctx.config.possible_threshold

    def check(self, ctx: Context) -> Iterable[Finding]:
        """One finding for each set of agreement groups that are all at odds with each other."""
        least, room = self.least(ctx), ctx.config.max_possible
        rivals = self._rivals(ctx, max(least, ALLIED))
        whole = ALLIED / ONE_SET  # sets as likely as that are the same however deep one looks
        if least < ALLIED:
            filled = len([p for p in self._to_check(ctx, rivals) if rivals[p].strongest.probability >= whole]) >= room
            if not filled or self.verdict(ctx, whole, doubted=False) is not Verdict.POSSIBLE:
                rivals = self._rivals(ctx, least)
        cut = frozenset(self._to_check(ctx, rivals)[room:])  # they need not be put in words
        for id_, found in rivals.items():
            if id_ not in cut:
                yield self._finding(ctx, id_, found)

    def _rivals(self, ctx: Context, least: float) -> dict[str, "Rivals"]:
        """The sets that links as likely as `least` make, by the ids of their findings."""
        best, held = self._links(ctx, least)
        allies = _allies(ctx, [groups for groups, judged in best.items() if judged.probability >= ALLIED])
        links: dict[tuple[int, int], Judged] = {}
        doubts: dict[tuple[int, int], Held] = {}
        for pair, judged in best.items():
            one, two = sorted(allies.first(group) for group in pair)
            links[one, two] = max(judged, links.get((one, two), judged), key=_rank)
        for pair in held:
            one, two = sorted(allies.first(group) for group in pair)
            if best[pair].probability >= min(ALLIED, links[one, two].probability):  # what is less likely says nothing
                doubts.setdefault((one, two), held[pair])
        rivals: dict[str, Rivals] = {}
        # What is doubted forms sets of its own, else it would cast its doubt on those that are sure.
        for doubted in (False, True):
            own = {pair: judged for pair, judged in sorted(links.items()) if (pair in doubts) is doubted}
            for _, members in cliques([(judged.probability, nodes) for nodes, judged in own.items()], ONE_SET):
                sides = [_figures(ctx, allies.of(member)) for member in sorted(members)]
                within = list(combinations(sorted(members), 2))
                strongest = max((own[pair] for pair in within), key=_rank)
                doubt = next((doubts[pair] for pair in within if pair in doubts), None)
                rivals.setdefault(finding_id(self.code, sides), Rivals(sides, strongest, doubt))
        return rivals

    def _to_check(self, ctx: Context, rivals: Mapping[str, "Rivals"]) -> list[str]:
        """Those that are no conflict, the likeliest first."""
        likely = {id_: round(r.strongest.probability, 4) for id_, r in rivals.items()}
        verdicts = {id_: self.verdict(ctx, r.strongest.probability, r.doubt is not None) for id_, r in rivals.items()}
        found = [id_ for id_ in rivals if verdicts[id_] is Verdict.POSSIBLE]
        return sorted(found, key=lambda id_: (-likely[id_], id_))

    def _links(self, ctx: Context, least: float) -> tuple[dict[tuple[int, int], Judged], dict[tuple[int, int], Held]]:
        """The best pair, as likely as `least`, between any two agreement groups; and the doubts.

        A group is named by its smallest member. A pair that the gate holds back speaks for its groups: what one says
        of time or status casts doubt on all.
        """
        best: dict[tuple[int, int], Judged] = {}
        for judged in ctx.judged:
            if judged.probability >= least and self.takes(ctx, judged):
                one, two = groups_of(ctx.agreements, judged)
                if one != two and ((one, two) not in best or _rank(judged) > _rank(best[one, two])):
                    best[one, two] = judged
        held = _held(ctx, best) if self.kept_apart else {}
        return best, held | {pair: TOLD_BY_ONE for pair in best if pair not in held and _told_by_one(ctx, *pair)}

    def _finding(self, ctx: Context, id_: str, rivals: "Rivals") -> Finding:
        sides, strongest, doubt = rivals
        ordered = sorted(sides, key=lambda figures: (-len({f.article.id for f in figures}), figures[0].value.stated))
        a, b = ctx.figures[strongest.left], ctx.figures[strongest.right]
        unit = common_unit([f for figures in ordered for f in figures])
        built = tuple(side(figures, unit) for figures in ordered)
        return Finding(
            id=id_,
            rule=self.code,
            kind=self.kind,
            verdict=self.verdict(ctx, strongest.probability, doubt is not None),
            severity=self.weigh(a, b),
            confidence=round(strongest.probability, 4),
            attribute=attribute([a, b]),
            explanation=self.explain(ordered, a, b),
            cluster_id=cluster_id(c for s in built for c in s.claim_ids),
            sides=built,
            evidence=(*([gate_evidence(doubt)] if doubt else []), *strongest.evidence),
            difference=self.difference(a, b),
            caveats=(*([f"They may not be comparable: {doubt.reason}."] if doubt else []), *caveats(a, b)),
        )

    def weigh(self, a: Figure, b: Figure) -> Severity:
        """How much it matters: by how far the values lie apart."""
        distance = gap(a.value, b.value)
        if distance >= BY_HALF:
            return Severity.HIGH
        return Severity.MEDIUM if distance >= BY_A_TWENTIETH else Severity.LOW

    def explain(self, sides: Sequence[Sequence[Figure]], a: Figure, b: Figure) -> str:
        """One plain sentence for an editor."""
        what = attribute([a, b])
        return f"{what[:1].upper()}{what[1:]}: {'; '.join(told(figures) for figures in sides)}."

    def difference(self, a: Figure, b: Figure) -> str | None:
        """How far apart the two strongest rivals are, in words."""
        small, large = sorted((a.value.stated, b.value.stated), key=abs)
        if a.value.unit != b.value.unit:
            return None
        if small == 0 or small * large < 0:
            return "of different sign, or one is nothing"
        ratio = large / small
        return f"{ratio:.1f} times as much" if ratio >= TWICE else f"{ratio - 1:.1%} more"


def _figures(ctx: Context, groups: Iterable[int]) -> list[Figure]:
    """The figures of several agreement groups, each named by its smallest member."""
    return [ctx.figures[i] for i in sorted(i for group in groups for i in ctx.agreements.of(group))]


def _held(ctx: Context, links: Collection[tuple[int, int]]) -> dict[tuple[int, int], Held]:
    """Those links between agreement groups across which the gate holds some pair back, or at least doubts one."""
    told = ((groups, _gravest(judged.held for judged in ctx.by_groups[groups])) for groups in links)
    return {groups: held for groups, held in told if held}


def _gravest(told: Iterable[Held | None]) -> Held | None:
    """The first that is no mere doubt, and none after it is asked for; else the last doubt."""
    doubt = None
    for held in told:
        if held and not held.doubt:
            return held
        doubt = held or doubt
    return doubt


def _allies(ctx: Context, links: Iterable[tuple[int, int]]) -> Groups:
    """Agreement groups with the same rival and values that are alike are one side: "45,200" and "about 45 thousand"."""
    rivals: dict[int, set[int]] = defaultdict(set)
    for one, two in links:
        rivals[one].add(two)
        rivals[two].add(one)

    def refutes(a: int, b: int) -> bool:
        one, two = _figures(ctx, [a]), _figures(ctx, [b])
        return any(compare(x, y, ctx.rates) not in ALIKE for x in one for y in two)

    pairs = {pair for shared in rivals.values() for pair in combinations(sorted(shared), 2)}
    return join([(1.0, (a, b)) for a, b in pairs if b not in rivals[a]], refutes)


def _told_by_one(ctx: Context, one: int, two: int) -> bool:
    """Whether some article tells both values: then they are of two things, or it weighs them up itself."""
    told = [{ctx.figures[i].article.id for i in ctx.agreements.of(index)} for index in (one, two)]
    return bool(told[0] & told[1])


def _rank(judged: Judged) -> tuple[float, int, int]:
    return judged.probability, -judged.left, -judged.right


def _stands(ctx: Context, pair: Judged, relation: Relation) -> bool:
    """Whether two amounts stand in this relation, and neither the gate nor time explains it for sure."""
    plain = pair.relation is relation and not pair.update and not ctx.figures[pair.left].is_date
    return plain and (pair.held is None or pair.held.doubt)  # the gate is asked last: its answer costs most


def caveats(a: Figure, b: Figure) -> Iterable[str]:
    """Why it may be fine after all."""
    apart = days_apart(a, b)
    if apart is None:
        yield "At least one article is undated: the figures may be of different days."
    elif apart >= MANY_DAYS:
        yield f"The articles appeared {apart} days apart: a figure may have been updated."
    if a.value.approximate or b.value.approximate:
        yield "At least one value is given as approximate."
    if (a.codes | a.names | a.places) != (b.codes | b.names | b.places):
        yield "The clauses do not name exactly the same people, products and places."
    if a.claim.said_by and b.claim.said_by and a.claim.said_by != b.claim.said_by:
        yield f"They quote different sources: {a.claim.said_by} and {b.claim.said_by}."


class Quantities(FigureRule):
    """Two sources give different values of one measure.

    Both figures must pass the comparability gate: same measure, subject, scope, form, time and status. Where the gate
    has only a doubt, the pair may be listed to check, with the doubt. Values are intervals: rounding, "about", "over"
    and units are allowed for before they count as different. Sums in two currencies are only ever found to agree:
    writers use rates of their own.

    Fires: "The bridge cost 140 M euros" / "The bridge cost 210 M euros".
    Does not: "140 M euros" / "about 0.14 bn euros"; "12 dead" / "12 injured"; a plan / a result.
    """

    code = "QTY"
    title = "Different values of one measure"

    def takes(self, ctx: Context, pair: Judged) -> bool:
        """Differing quantities that the gate lets through and that time does not explain."""
        return _stands(ctx, pair, Relation.DIFFERENT)


class Slips(FigureRule):
    """The same digits, a power of ten apart: a unit or magnitude was likely mistaken.

    Fires: "21,265 MW" / "21.26 MW"; "1.3 billion" / "1.3 million".
    Does not: figures of different measures, or round figures with a single digit ("3" / "30").
    """

    code = "SLIP"
    title = "Likely slip of a unit or magnitude"
    severity = Severity.HIGH

    def takes(self, ctx: Context, pair: Judged) -> bool:
        """The same digits at another magnitude."""
        return _stands(ctx, pair, Relation.SLIP)


class Dates(FigureRule):
    """Two sources put one event on different days or in different periods.

    Fires: "The chip was launched on 12 May" / "The chip was launched on 19 May".
    Does not: "in May" / "on 12 May"; the dates of two different events.
    """

    code = "DAT"
    title = "Different dates of one event"
    kind = Kind.DATE

    def takes(self, ctx: Context, pair: Judged) -> bool:
        """Dates that do not meet, told of one event."""
        return ctx.figures[pair.left].is_date and pair.relation not in ALIKE and pair.held is None

    def least(self, ctx: Context) -> float:
        """More than for figures: of one event many days are told, and most are of its parts."""
        return max(LEAST_OF_DATES, ctx.config.possible_threshold)

    def weigh(self, a: Figure, b: Figure) -> Severity:
        """A day matters; how many matters little."""
        return Severity.MEDIUM

    def difference(self, a: Figure, b: Figure) -> str | None:
        """Days between the two, or between the ends that lie nearer where a month or year is told."""
        (first_a, last_a), (first_b, last_b) = a.value.named, b.value.named
        days = max(first_a, first_b) - min(last_a, last_b)
        words = f"{days:.0f} days apart" if days != 1 else "1 day apart"
        return f"at least {words}" if first_a < last_a or first_b < last_b else words


class Updates(FigureRule):
    """A later article gives a later figure of something that goes on: an update, not a conflict.

    Fires: "12 dead" on Monday / "19 dead" on Wednesday.
    Two tolls of which one has no full date count as of two days; a lower figure may be the later one as well.
    Does not: two figures of one day, or of two places.
    """

    code = "UPD"
    title = "The figure changed over time"
    severity = Severity.LOW
    kept_apart = False

    def takes(self, ctx: Context, pair: Judged) -> bool:
        """A toll that rose between two days, and nothing sets the two apart but how sure or how plain they are told."""
        return pair.update and (pair.held is None or (pair.held.doubt and pair.held.slot in TIME_CLEARS))

    def least(self, ctx: Context) -> float:
        """Less than for what accuses someone."""
        return ctx.config.update_threshold

    def verdict(self, ctx: Context, probability: float, doubted: bool) -> Verdict:
        """Always an update: it accuses nobody."""
        return Verdict.UPDATE

    def weigh(self, a: Figure, b: Figure) -> Severity:
        """Time brings it."""
        return Severity.LOW
