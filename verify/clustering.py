"""Agreement first: figures that say the same are joined, then the joined ones are held against each other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

Pair = tuple[int, int]


class Groups:
    """Disjoint groups of indices, merged only where no pair of members refutes it."""

    def __init__(self, refutes: Callable[[int, int], bool]) -> None:
        self._refutes = refutes
        self._group: dict[int, frozenset[int]] = {}
        self._first: dict[int, int] = {}

    def of(self, index: int) -> frozenset[int]:
        """The group of an index: itself alone until merged."""
        return self._group.get(index, frozenset({index}))

    def first(self, index: int) -> int:
        """The smallest member of the group of an index: its name."""
        return self._first.get(index, index)

    def merge(self, i: int, j: int) -> bool:
        """Join the groups of the two unless some pair across them refutes it."""
        one, two = self.of(i), self.of(j)
        if one == two:
            return True
        if any(self._refutes(a, b) for a in one for b in two):
            return False
        joined = one | two
        self._group.update(dict.fromkeys(joined, joined))
        self._first.update(dict.fromkeys(joined, min(joined)))
        return True

    def all(self) -> list[frozenset[int]]:
        """Groups of two or more, by their smallest member."""
        return sorted(set(self._group.values()), key=min)


def join(links: Iterable[tuple[float, Pair]], refutes: Callable[[int, int], bool]) -> Groups:
    """Groups from weighted links, the strongest first; ties in the order of the indices."""
    groups = Groups(refutes)
    for _, (i, j) in sorted(links, key=lambda link: (-link[0], link[1])):
        groups.merge(i, j)
    return groups


def cliques(links: Sequence[tuple[float, Pair]], share: float = 0.0) -> list[tuple[float, frozenset[int]]]:
    """Sets of nodes that are all linked with each other, grown from the strongest link; each link is used once.

    Within one set no link is weaker than `share` of the strongest.

    Gives (weight of the strongest link, nodes). Three rival figures come out as one set of three, while a chain
    a-b-c without a link a-c stays two pairs.
    """
    ordered = sorted(((w, frozenset(pair)) for w, pair in links), key=lambda link: (-link[0], sorted(link[1])))
    weight_of = {pair: weight for weight, pair in ordered}
    neighbours: dict[int, list[int]] = defaultdict(list)
    for _, pair in ordered:
        one, two = sorted(pair)
        neighbours[one].append(two)
        neighbours[two].append(one)
    found = []
    for weight, pair in ordered:
        if pair in weight_of:
            nodes = _grown(pair, weight * share, neighbours, weight_of)
            for used in combinations(sorted(nodes), 2):
                weight_of.pop(frozenset(used), None)
            found.append((weight, frozenset(nodes)))
    return found


def _grown(
    pair: frozenset[int], least: float, neighbours: dict[int, list[int]], weight_of: dict[frozenset[int], float]
) -> set[int]:
    """The pair with every node that is linked to all before it by `least` or more, the most strongly linked first."""

    def strength(new: int) -> float:  # to the weaker end: the same whichever end is asked for its neighbours
        return min(weight_of.get(frozenset({new, old}), -1.0) for old in pair)

    nodes = set(pair)
    for new in sorted(neighbours[min(pair)], key=lambda new: (-strength(new), new)):
        if new not in nodes and all(weight_of.get(frozenset({new, old}), -1.0) >= least for old in nodes):
            nodes.add(new)
    return nodes
