"""Agreement first: figures that say the same are joined, then the joined ones are held against each other."""

from collections.abc import Callable, Iterable, Sequence

Pair = tuple[int, int]


class Groups:
    """Disjoint groups of indices, merged only where no pair of members refutes it."""

    def __init__(self, refutes: Callable[[int, int], bool]) -> None:
        self._refutes = refutes
        self._group: dict[int, frozenset[int]] = {}

    def of(self, index: int) -> frozenset[int]:
        """The group of an index: itself alone until merged."""
        return self._group.get(index, frozenset({index}))

    def merge(self, i: int, j: int) -> bool:
        """Join the groups of the two unless some pair across them refutes it."""
        one, two = self.of(i), self.of(j)
        if one == two:
            return True
        if any(self._refutes(a, b) for a in one for b in two):
            return False
        joined = one | two
        self._group.update(dict.fromkeys(joined, joined))
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


def cliques(links: Sequence[tuple[float, Pair]]) -> list[tuple[float, frozenset[int]]]:
    """Sets of nodes that are all linked with each other, grown from the strongest link; each link is used once.

    Gives (weight of the strongest link, nodes). Three rival figures come out as one set of three, while a chain
    a-b-c without a link a-c stays two pairs.
    """
    linked = {frozenset(pair) for _, pair in links}
    used: set[frozenset[int]] = set()
    found = []
    for weight, (i, j) in sorted(links, key=lambda link: (-link[0], link[1])):
        if frozenset({i, j}) in used:
            continue
        nodes = {i, j}
        for _, pair in sorted(links, key=lambda link: (-link[0], link[1])):
            for new in set(pair) - nodes:
                if set(pair) & nodes and all(frozenset({new, old}) in linked - used for old in nodes):
                    nodes.add(new)
        used.update(frozenset({a, b}) for a in nodes for b in nodes if a != b)
        found.append((weight, frozenset(nodes)))
    return found
