"""Figures for an attacker: those of the shipped submission, and of small areas that chance made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from random import Random

import polars as pl
import pytest

from pipelines.disclosure import Preset
from pipelines.generations import RECORDS, current_generation
from pipelines.measures.definition import SHARES, Kind, load_definitions
from pipelines.measures.engine import KEY, MEASURE_VALUE
from pipelines.warehouse import read_frame
from tests.twins.attacker.known import Count, Known
from tests.twins.attacker.measures import BLOCKS
from tests.twins.attacker.reading import counted, known_from
from tests.twins.attacker.truth import true_counts
from tests.twins.programme import provable, provable_step_by_step
from tests.twins.witnesses import Efforts, Found, Search

DEFINITIONS = load_definitions()
_READ_AS = dict.fromkeys(SHARES, "share") | {Kind.COUNT: "count"}
_KINDS = pl.DataFrame(
    [(definition.measure, _READ_AS.get(definition.kind, "middle")) for definition in DEFINITIONS],
    schema={"measure": pl.String, "kind": pl.String},
    orient="row",
)


def attacked(
    exact: pl.DataFrame, published: pl.DataFrame, preset: Preset, block: str, until: date | None = None
) -> dict[Count, int]:
    """What is provable of a block's counts from its published figures, by all equations at once."""
    is_given = ~pl.col("period_kind").str.starts_with("month")
    known = _known(_told(published, exact), preset, block, until, _by_common_limits(exact, block))
    return provable(known, counted(_of_block(exact, block).filter(is_given)))


def searched(
    exact: pl.DataFrame,
    published: pl.DataFrame,
    preset: Preset,
    block: str,
    efforts: Efforts,
    until: date | None = None,
) -> Found:
    """What no other world is found for: the attack for blocks that are too large to ask for each count by itself."""
    known = _known(_told(published, exact), preset, block, until, _by_common_limits(exact, block))
    return Search(known, true_counts(known, counted(_of_block(exact, block)))).found(efforts)


def attacked_step_by_step(
    published: pl.DataFrame, preset: Preset, block: str, exact: pl.DataFrame | None = None
) -> dict[Count, int]:
    """What is provable by one equation after the other; ``exact`` tells which areas have the common limits."""
    by_common_limits = [] if exact is None else _by_common_limits(exact, block)
    told = published if exact is None else _told(published, exact)
    return provable_step_by_step(_known(told, preset, block, None, by_common_limits))


def _known(
    published: pl.DataFrame, preset: Preset, block: str, until: date | None = None, by_common_limits: Iterable[str] = ()
) -> Known:
    return known_from(_of_block(published, block), preset, until, by_common_limits)


def _told(published: pl.DataFrame, exact: pl.DataFrame) -> pl.DataFrame:
    """The published figures, with those that are shares of none and of all."""
    some, every = pl.col("numerator"), pl.col("denominator")
    hints = exact.filter(every.is_not_null()).select(*KEY, is_of_none=some == 0, is_of_all=some == every)
    return published.join(hints, on=KEY, how="left", maintain_order="left")


def _by_common_limits(exact: pl.DataFrame, block: str) -> list[str]:
    """The areas of which every figure is the same by both yardsticks: their rules say so, too."""
    whose = [
        "measure",
        "service_area",
        "period_kind",
        "period_start",
        "breakdown",
        "category",
        "numerator",
        "denominator",
    ]
    own, common = (
        _of_block(exact, block).filter(pl.col("yardstick") == yardstick).select(whose)
        for yardstick in ("own", "common")
    )
    areas = own.join(common, on="service_area", how="semi")["service_area"].unique()
    differ = [one.join(other, on=whose, how="anti", nulls_equal=True) for one, other in ((own, common), (common, own))]
    return sorted(set(areas) - set(pl.concat(differ)["service_area"]))


def _of_block(figures: pl.DataFrame, block: str) -> pl.DataFrame:
    return figures.filter(pl.col("measure").is_in(BLOCKS[block])).join(_KINDS, on="measure")


@pytest.fixture(scope="session")
def exact_figures(shipped: Path) -> pl.DataFrame:
    """The exact figures of the shipped submission."""
    return read_frame(current_generation(shipped) / RECORDS, "SELECT * FROM measure_value")


@dataclass(frozen=True)
class Closure:
    """A referral that was closed."""

    service_area: str
    month: date
    sex: str
    ethnicity: str
    is_requested: bool

    def periods(self) -> Iterable[tuple[str, date]]:
        year, month = self.month.year, self.month.month
        yield "month", self.month
        yield "quarter", date(year, (month - 1) // 3 * 3 + 1, 1)
        yield "financial_year", date(year - (month < 4), 4, 1)
        yield "academic_year", date(year - (month < 9), 9, 1)


def small_areas(seed: int, years: tuple[int, ...] = (2024, 2025), closed: tuple[int, int] = (30, 90)) -> pl.DataFrame:
    """Exact figures of so many closures, by chance, in three small areas over the years."""
    return figures_of(closures_by_chance(Random(seed), years, closed))


def closures_by_chance(chance: Random, years: tuple[int, ...], closed: tuple[int, int]) -> list[Closure]:
    months = [date(year, month, 1) for year, month in product(years, range(1, 13))]
    return [
        Closure(
            chance.choice(["esk", "esk", "tees", "wear"]),
            chance.choice(months),
            chance.choice("FMMM"),
            chance.choice(["asian", "white", "white", "white", "mixed", "unknown"]),
            chance.random() < chance.choice([0.1, 0.6]),
        )
        for _ in range(chance.randint(*closed))
    ]


def figures_of(closures: Sequence[Closure]) -> pl.DataFrame:
    """Exact figures of closures, in every kind of period and by two breakdowns."""
    cells: dict[tuple[object, ...], list[bool]] = {}
    for closure in closures:
        groups = (("none", ""), ("sex", closure.sex), ("ethnicity", closure.ethnicity))
        for area, period, group in product((closure.service_area, "all"), closure.periods(), groups):
            cells.setdefault((area, *period, *group), []).append(closure.is_requested)
    return pl.DataFrame([row for place, asked in cells.items() for row in _rows(place, asked)], schema=MEASURE_VALUE)


def _rows(place: tuple[object, ...], asked: list[bool]) -> Iterable[dict[str, object]]:
    names = ("service_area", "period_kind", "period_start", "breakdown", "category")
    named = {**dict.fromkeys(MEASURE_VALUE), **dict(zip(names, place, strict=True)), "yardstick": "", "symbol": ""}
    yield {**named, "measure": "closures", "numerator": len(asked), "value": len(asked)}
    shares = {"numerator": sum(asked), "denominator": len(asked), "value": sum(asked) / len(asked)}
    yield {**named, "measure": "ehcp_requested", **shares}
