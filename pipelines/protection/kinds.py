"""What one case more changes in each set of counts: the kinds of case there can be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import polars as pl

from pipelines.measures.identities import identities
from pipelines.protection.counts import set_of, wholes, within_of

Kind = dict[int, int]
"""By how much one case more changes each set, 1 or -1; a set that it does not touch is not there."""
_Equation = Mapping[int, int]
_MOST = 400
"""More kinds are not looked for: a block of so many has been seen nowhere."""


def kinds_of(sets: Sequence[int], parts: pl.DataFrame, others: Collection[int] = ()) -> list[Kind]:
    """The smallest changes by which everything goes on to add up at one place; each way round only once.

    A closure more with a request for a plan is one more among closures, one more of those with a request, and in every
    other share one more of some or one more of the rest. A case that passes from some to the rest of one share is a
    kind as well. What a list is kept by comes and goes together, so that the list stays as it is.

    Args:
        sets: the sets of a block, those below 0 of ``pipelines.protection.margins`` among them.
        parts: what ``pipelines.protection.counts.parts_of`` gives, of the block.
        others: sets that are counted besides, and that nothing is to change. Without its stock a list keeps nothing.
    """
    equations = list(_equations(frozenset(sets), parts, frozenset(others)))
    found: list[Kind] = []
    for at, first in enumerate(sets):
        _complete({first: 1}, frozenset(sets[:at]), equations, found)
    found.sort(key=len)
    return [kind for at, kind in enumerate(found) if not any(less.keys() < kind.keys() for less in found[:at])]


def _equations(there: frozenset[int], parts: pl.DataFrame, others: frozenset[int]) -> Iterator[_Equation]:
    """The sets that add up wherever all of them are counted, each with its sign, of those that are there."""
    for total, members in wholes(parts):
        yield from _made_of(total, there.intersection(members), there)
    for within in within_of(parts):
        if within.counted != within.among and within.counted in there:
            yield from _made_of(within.among, there & {within.counted, within.beside}, there)
    for kept in (one for one in identities().list if one.stock in set(parts["measure"])):
        signed = ((kept.added, 1), (kept.removed, -1))
        flows = {number: sign for names, sign in signed for name in names for number in set_of(parts, name)}
        if others.intersection(set_of(parts, kept.stock)):
            yield {number: sign for number, sign in flows.items() if number in there}
        yield dict.fromkeys(there.intersection(set_of(parts, kept.stock)), 1)


def _made_of(total: int, members: Iterable[int], there: frozenset[int]) -> Iterator[_Equation]:
    signs = dict.fromkeys(sorted(members), 1)
    if total in there and signs:
        yield {total: -1} | signs


def _complete(kind: Kind, ruled_out: frozenset[int], equations: Sequence[_Equation], found: list[Kind]) -> None:
    """Add to what was found every way to mend, set by set, what does not add up."""
    off = next((one for one in equations if _sum(kind, one)), None)
    if off is None:
        found.append(kind)
    elif len(found) < _MOST:
        for number, sign in off.items():
            if number not in kind and number not in ruled_out:
                more = kind | {number: -sign if _sum(kind, off) > 0 else sign}
                _complete(more, ruled_out, equations, found)
                ruled_out |= {number}


def _sum(kind: Kind, equation: _Equation) -> int:
    return sum(kind.get(number, 0) * sign for number, sign in equation.items())
