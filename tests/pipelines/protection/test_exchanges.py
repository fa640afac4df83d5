"""What single cases can change: against every change that adds up, every exchange there is, and linear programmes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, permutations, product
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array

from pipelines.build import Request, build
from pipelines.disclosure import EXACT, PRESETS, controlled
from pipelines.generations import RECORDS, current_generation
from pipelines.measures.engine import KEY
from pipelines.protection.blocks import Block, blocks
from pipelines.protection.bounds import System, system_of
from pipelines.protection.counts import PLACE, counts, parts_of
from pipelines.protection.exchanges import Exchanges
from pipelines.protection.kinds import kinds_of
from pipelines.protection.known import alone, placed
from pipelines.protection.margins import Margins, margins
from pipelines.protection.standing import plain
from pipelines.protection.tables import Layer
from pipelines.protection.truth import true_counts
from pipelines.synthesis import synthesise
from pipelines.warehouse import read_frame
from tests.pipelines.protection.conftest import DEFINITIONS, small_areas

Floats = npt.NDArray[np.float64]
PARTS = parts_of(DEFINITIONS)
BLOCKS = {block.measures[0]: block for block in blocks(DEFINITIONS, PARTS)}
PRESET = PRESETS["round5"]


@dataclass(frozen=True)
class Drawn:
    """A block of some figures: its equations, the true counts, and what the controlled figures say of each."""

    block: Block
    sums: Margins
    system: System
    true: Floats
    lower: Floats
    upper: Floats


def drawn(exact: pl.DataFrame, block: Block) -> Drawn:
    of_block = pl.col("measure").is_in(block.measures) & ~pl.col("period_kind").str.starts_with("month")
    alone_controlled = controlled(exact, DEFINITIONS, PRESET).filter(of_block)
    rows = plain(alone_controlled.sort(KEY)).with_row_index("row")
    known = counts(rows, block.parts, PRESET)
    every = plain(exact.filter(of_block).sort(KEY)).with_row_index("row")
    now = counts(every, block.parts, EXACT).group_by("set", *PLACE).agg(count=pl.col("lower").first())
    cells = known.select("set", *PLACE).unique(maintain_order=True).with_row_index("cell")
    cells = cells.join(now, on=["set", *PLACE], how="left", maintain_order="left")
    sums = margins(cells, block.parts, block.snapshots)
    system = system_of(sums.equations, sums.cells.height)
    lower, upper, _ = alone(placed(known, cells), sums.cells.height)
    given = placed(counts(every, block.parts, EXACT), sums.cells)
    return Drawn(block, sums, system, true_counts(system, given, lower, upper), lower, upper)


def _matrix(system: System, size: int) -> csr_array:
    return csr_array((system.sign.astype(float), (system.equation, system.cell)), shape=(system.first.size - 1, size))


def _can_differ(one: Drawn, cell: int) -> bool:
    """Whether a world near the true one has another number there, by a linear programme of its own."""
    for step in (1, -1):
        least, most = np.maximum(np.ceil(one.lower), one.true - 1), np.minimum(np.floor(one.upper), one.true + 1)
        (least if step > 0 else most)[cell] = one.true[cell] + step
        if least[cell] <= most[cell]:
            none = np.zeros(one.true.size)
            sums = LinearConstraint(_matrix(one.system, one.true.size), 0, 0)
            if milp(none, bounds=Box(least, most), constraints=sums).x is not None:
                return True
    return False


_CLOSURES = ("closures", "ehcp_requested", "destination_known", "closed_for_non_attendance", "transition_shared")
CLOSURES = Block(_CLOSURES, PARTS.filter(pl.col("measure").is_in(_CLOSURES)), frozenset())
"""A part of its block: what closures have to do with lists is left out."""


def _set(measure: str, part: str) -> int:
    return int(PARTS.filter((pl.col("measure") == measure) & (pl.col("part") == part))["set"].item())


def test_kinds_are_the_smallest_changes_that_add_up() -> None:
    """Of closures: by trying every change there is of up to five sets."""
    closed, known, passed_on = (
        _set(name, "denominator") for name in ("closures", "destination_known", "transition_shared")
    )
    shares = ["destination_known", "ehcp_requested", "closed_for_non_attendance"]
    equations = [{closed: -1, _set(share, "numerator"): 1, _set(share, "rest"): 1} for share in shares]
    equations.append({passed_on: -1, _set("transition_shared", "numerator"): 1, _set("transition_shared", "rest"): 1})
    equations.append({_set("destination_known", "numerator"): -1, passed_on: 1, -1: 1})
    sets = sorted({number for equation in equations for number in equation})
    assert {known, *CLOSURES.parts["set"], -1} == set(sets)
    adding_up: list[dict[int, int]] = []
    for size in range(1, 6):
        for chosen in combinations(sets, size):
            for signs in product((1, -1), repeat=size - 1):
                change = dict(zip(chosen, (1, *signs), strict=True))
                sums = [sum(change.get(number, 0) * sign for number, sign in one.items()) for one in equations]
                if not any(sums) and not any(less.keys() < change.keys() for less in adding_up):
                    adding_up.append(change)
    found = kinds_of(sets, CLOSURES.parts)
    assert sorted(map(_named, (kind for kind in found if len(kind) < 6))) == sorted(map(_named, adding_up))
    assert len(adding_up) > 5 and len(found) > len(adding_up)


def _named(kind: dict[int, int]) -> list[tuple[int, int]]:
    return sorted(kind.items())


def test_groups_that_are_a_whole_of_another_measure_keep_their_cases() -> None:
    """Groups 1 and 2 of set 7 are the whole of set 8, and group 2 is that of set 9."""
    first, second = np.array([True, True, False]), np.array([False, True, False])
    layer = Layer(np.array([1, 2, 3]), np.ones(3, dtype=np.bool_), [(8, 7, first), (9, 7, second)])
    assert [list(groups) for groups in layer.alike({7: 1, 8: 1})] == [[3], [1], [2]]
    assert [list(groups) for groups in layer.alike({4: 1, 5: -1})] == [[1, 2, 3]]
    assert [list(layer.following(kind)) for kind in ({7: 1, 8: 1}, {7: 1, 8: 1, 9: 1}, {7: 1}, {4: 1}, {8: 1})] == [
        [1],
        [2],
        [3],
        [1, 2, 3],
        [],
    ]


def _times(one: Drawn) -> Iterator[dict[tuple[str, date], int]]:
    """One case more in a run of months, or one that is in another run instead, of five before and after."""
    held = [set(run.select("period_kind", "period_start").iter_rows()) for run in one.sums.spans.partition_by("span")]
    firsts = one.sums.spans.group_by("span").agg(pl.col("month").first()).sort("span")["month"]
    runs = [dict.fromkeys([*periods, ("months", first)], 1) for periods, first in zip(held, firsts, strict=True)]
    yield from runs
    for (at, left), (to, entered) in permutations(enumerate(runs), 2):
        if abs(at - to) <= 5:
            yield {when: entered.get(when, 0) - left.get(when, 0) for when in left | entered}


def _places(areas: list[str]) -> Iterator[dict[str, int]]:
    """One area and all of them, or one area instead of another."""
    yield from ({area: 1, "all": 1} for area in areas)
    yield from ({to: 1, at: -1} for at, to in permutations(areas, 2))


def _moved(groups: dict[str, list[str]]) -> Iterator[dict[tuple[str, str], int]]:
    """A group of a breakdown instead of another, or the whole and a group of each breakdown."""
    for breakdown, its in groups.items():
        yield from ({(breakdown, to): 1, (breakdown, at): -1} for at, to in permutations(its, 2))
    for chosen in product(*groups.values()):
        yield {("none", ""): 1} | dict.fromkeys(zip(groups, chosen, strict=True), 1)


def test_the_counts_that_differ_are_those_of_every_exchange_one_by_one() -> None:
    one = drawn(small_areas(4, (2025,), (40, 60)), CLOSURES)
    number = {tuple(row[1:]): int(row[0]) for row in one.sums.cells.select("cell", "set", *PLACE).iter_rows()}
    named = one.sums.cells.filter(pl.col("breakdown") != "none")
    groups = {by: sorted(set(its["category"])) for (by,), its in named.partition_by("breakdown", as_dict=True).items()}
    areas = sorted(set(named["service_area"]) - {"all"})
    kinds = [
        {_set("closures", "denominator"): 1, _set("ehcp_requested", "numerator"): 1},
        {_set("closures", "denominator"): 1, _set("ehcp_requested", "rest"): 1},
        {_set("ehcp_requested", "numerator"): 1, _set("ehcp_requested", "rest"): -1},
    ]
    sums, differ = _matrix(one.system, one.true.size), np.zeros(one.true.size, dtype=np.bool_)
    for kind, when, where, what in product(kinds, _times(one), _places(areas), _moved(groups)):
        changes = {
            number.get((which, "", area, *period, *group)): a * b * c * d
            for (which, a), (period, b), (area, c), (group, d) in product(
                kind.items(), when.items(), where.items(), what.items()
            )
            if b
        }
        if None not in changes:
            cells, by = np.array([*changes]), np.array([*changes.values()])
            for sign in (1, -1):
                there = one.true[cells] + sign * by
                if (there >= one.lower[cells]).all() and (there <= one.upper[cells]).all():
                    differ[cells] = True
            change = np.zeros(one.true.size)
            change[cells] = by
            assert not (sums @ change).any()
    found = Exchanges(one.sums, CLOSURES).differ(one.true, one.lower, one.upper)
    assert (found == differ).all()
    assert 100 < found.sum() < found.size - 100


def test_what_differs_by_an_exchange_differs_in_a_world_of_all_sums(tmp_path: Path) -> None:
    """In the blocks of a small submission: some counts that an exchange changes, each by a programme of its own."""
    synthesise(tmp_path / "drawn", 5, 60, ["durham", "cornwall", "england"], date(2026, 3, 31), 2, "csv")
    build(Request((tmp_path / "drawn",), None, None, EXACT), tmp_path / "built", lambda _: None)
    exact = read_frame(current_generation(tmp_path / "built") / RECORDS, "SELECT * FROM measure_value")
    chance, reached = np.random.default_rng(0), set[str]()
    for name, block in {**BLOCKS, "closures alone": CLOSURES}.items():
        one = drawn(exact, block)
        found = np.flatnonzero(Exchanges(one.sums, block).differ(one.true, one.lower, one.upper))
        # Of visits and decisions there are so many counts that programmes take too long.
        asked = list(chance.choice(found, min(1, found.size if one.true.size < 20_000 else 0), replace=False))
        if block is CLOSURES:  # What becomes of a child, and why one was closed, are wholes of other measures.
            of_wholes = one.sums.cells[found].filter(pl.col("breakdown").is_in(["destination", "closure_reason"]))
            asked += of_wholes["cell"].sample(30, seed=0).to_list()
        for cell in asked:
            reached.add(name)
            assert _can_differ(one, int(cell)), one.sums.cells.row(int(cell), named=True)
    assert len(reached) > 15 and {"children_supported", "closures alone", "reviews_on_time"} < reached
