"""Joining what agrees, and telling rivals as one set only where all are at odds."""

from hypothesis import given
from hypothesis import strategies as st

from verify.clustering import cliques, join


def test_joins_the_strongest_first_and_refuses_across_a_refuting_pair():
    groups = join([(0.9, (0, 1)), (0.8, (1, 2)), (0.7, (3, 4))], lambda i, j: {i, j} == {0, 2})
    assert groups.all() == [frozenset({0, 1}), frozenset({3, 4})]
    assert groups.of(2) == frozenset({2})


def test_three_rivals_are_one_set_and_a_chain_is_two():
    triangle = [(0.9, (0, 1)), (0.8, (1, 2)), (0.7, (0, 2))]
    assert cliques(triangle) == [(0.9, frozenset({0, 1, 2}))]
    assert cliques(triangle[:2]) == [(0.9, frozenset({0, 1})), (0.8, frozenset({1, 2}))]


pairs = st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1])
links = st.dictionaries(pairs, st.sampled_from([0.2, 0.5, 0.9]), max_size=12)


@given(links, st.randoms())
def test_the_order_of_links_changes_nothing(found, random):
    listed = [(w, p) for p, w in found.items()]
    shuffled = listed[:]
    random.shuffle(shuffled)
    never = lambda i, j: (i + j) % 5 == 0  # noqa: E731
    assert join(listed, never).all() == join(shuffled, never).all()
    assert cliques(listed) == cliques(shuffled)


@given(links)
def test_cliques_use_every_link_once_and_are_complete(found):
    listed = [(w, p) for p, w in found.items()]
    seen = [frozenset({a, b}) for _, nodes in cliques(listed) for a in nodes for b in nodes if a < b]
    assert sorted(map(sorted, seen)) == sorted(sorted(p) for p in found)


@given(links)
def test_no_group_holds_a_refuted_pair(found):
    never = lambda i, j: (i + j) % 5 == 0  # noqa: E731
    for group in join([(w, p) for p, w in found.items()], never).all():
        assert not any(never(a, b) for a in group for b in group if a < b)


@given(st.permutations(range(8)), st.sets(pairs, max_size=20), st.sampled_from([0.0, 0.6]), st.randoms())
def test_the_numbers_of_the_nodes_change_nothing(names, ends, share, random):
    weights = random.sample(range(1, 100), len(ends))
    listed = [(w / 100, pair) for w, pair in zip(weights, sorted(ends), strict=True)]
    renamed = [(w, (min(names[i], names[j]), max(names[i], names[j]))) for w, (i, j) in listed]
    found = {(w, frozenset(names[n] for n in nodes)) for w, nodes in cliques(listed, share)}
    assert set(cliques(renamed, share)) == found
    for weight, nodes in found:
        inside = [w for w, pair in renamed if nodes.issuperset(pair)]
        assert min(inside) >= weight * share
