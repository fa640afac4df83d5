"""The fewest of several things of which each need is met by one: a greedy choice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

Rank = tuple[bool, float, int]
"""What is rather taken comes first."""


def chosen(needs: Sequence[Sequence[int]], price: Mapping[int, int], rank: Mapping[int, Rank]) -> list[int]:
    """Things of which every need has at least one, in the order in which they were chosen.

    Each time the one is taken that most needs ask for by its price, of several the first by rank. That is at most so
    many times dearer than the cheapest choice as the logarithm of the number of needs.

    Args:
        needs: what would do for each; a need that nothing would do for is left alone.
        price: what each thing costs.
        rank: the order among equals, which has to tell any two apart.

    Source: V. Chvátal (1979), A greedy heuristic for the set-covering problem, Mathematics of Operations Research 4.
    """
    asked_by: defaultdict[int, set[int]] = defaultdict(set)
    for number, things in enumerate(needs):
        for thing in things:
            asked_by[thing].add(number)
    waiting = [(-len(asking) / price[thing], rank[thing], thing) for thing, asking in asked_by.items()]
    heapify(waiting)
    open_needs, taken = set(range(len(needs))), list[int]()
    while waiting:
        worth, place, thing = heappop(waiting)
        left = asked_by[thing] & open_needs
        now = -len(left) / price[thing]
        if now == worth and left:
            taken.append(thing)
            open_needs -= left
        elif left:
            heappush(waiting, (now, place, thing))
    return taken
