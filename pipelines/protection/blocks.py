"""The blocks of measures whose counts hang together: what is known of one says nothing of another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.measures.definition import Definition
from pipelines.measures.identities import identities


@dataclass(frozen=True)
class Block:
    """Measures whose counts hang together.

    Attributes:
        measures: their names.
        parts: their rows of ``pipelines.protection.counts.parts_of``.
        snapshots: those of their sets that are counted at the close of days.
    """

    measures: tuple[str, ...]
    parts: pl.DataFrame
    snapshots: frozenset[int]


def blocks(definitions: Sequence[Definition], parts: pl.DataFrame) -> Iterator[Block]:
    """The blocks, by the first of their measures: those that count the same rows, or are added up together."""
    listed = {definition.measure for definition in definitions if definition.is_snapshot}
    for measures in _connected([definition.measure for definition in definitions], _together(parts)):
        of_block = parts.filter(pl.col("measure").is_in(measures))
        snapshots = of_block.filter(pl.col("measure").is_in(list(listed)))["set"]
        yield Block(tuple(measures), of_block, frozenset(snapshots))


def _together(parts: pl.DataFrame) -> Iterator[Iterable[str]]:
    yield from parts.group_by("set", maintain_order=True).agg("measure")["measure"].to_list()
    yield from (whole.parts for whole in identities().whole)
    yield from ((kept.stock, *kept.added, *kept.removed) for kept in identities().list)
    yield from ((grouped.measure, grouped.of) for grouped in identities().grouped)
    yield from ((within.measure, within.of) for within in identities().within)
    yield from ((cohort.measure, cohort.of) for cohort in identities().cohort)


def _connected(names: Sequence[str], together: Iterable[Iterable[str]]) -> list[list[str]]:
    group = {name: {name} for name in names}
    for members in together:
        merged = set().union(*(group[name] for name in members if name in group))
        group.update(dict.fromkeys(merged, merged))
    return sorted({tuple(sorted(members)): sorted(members) for members in group.values()}.values())
