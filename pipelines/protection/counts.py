"""The counts that published figures show, or leave to be worked out: one where several figures share it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polars as pl

from pipelines.disclosure import Preset
from pipelines.measures.definition import MIDDLES, SHARES, Definition, Kind
from pipelines.measures.identities import identities

PLACE = ["yardstick", "service_area", "period_kind", "period_start", "breakdown", "category"]
"""What names a count among those of its set."""

_MIDDLE = 0.5
Members = tuple[object, ...]
Part = tuple[str, str, Members]
"""A measure, which of its numbers, and the rows that are counted in it."""


def parts_of(definitions: Sequence[Definition]) -> pl.DataFrame:
    """Which rows every number of every measure counts.

    Two numbers that count the same rows by their definitions have one ``set``, whatever the measures are called: the
    children who wait, and those whose waits a median is of. What lacks to all has a set too.

    Returns:
        ``measure``, ``part`` (``numerator``, ``rest``, ``denominator``), ``set`` (from 0), ``is_middle``, whether the
        number is given only where it is large enough for a median, ``quantile``, of which share of all values the
        measure is the largest, and ``is_mean``, whether it may be one between two values.
    """
    told = [part for definition in definitions for part in _parts(definition)]
    sets: dict[Members, int] = {}
    rows = [(measure, part, sets.setdefault(rows, len(sets))) for measure, part, rows in told]
    kinds = [
        (d.measure, d.kind in (*MIDDLES, Kind.PROBABILITY), _MIDDLE if is_mean else d.quantile, is_mean)
        for d in definitions
        for is_mean in [d.kind is Kind.MEDIAN]
    ]
    counted = pl.DataFrame(rows, schema={"measure": pl.String, "part": pl.String, "set": pl.Int64}, orient="row")
    schema = {"measure": pl.String, "is_middle": pl.Boolean, "quantile": pl.Float64, "is_mean": pl.Boolean}
    return counted.join(pl.DataFrame(kinds, schema=schema, orient="row"), on="measure", maintain_order="left")


def counts(figures: pl.DataFrame, parts: pl.DataFrame, preset: Preset) -> pl.DataFrame:
    """What an outsider knows of each count from each figure by itself.

    Args:
        figures: rows of ``MEASURE_VALUE``, controlled, with their number in ``row``, and ``STANDING`` of
            ``pipelines.protection.standing``: bounds from a figure that stands are wide enough for its counts now.
        parts: what ``parts_of`` gives.
        preset: how they were controlled.

    Returns:
        ``row``, ``part``, ``set``, ``PLACE``, ``lower`` and ``upper`` (blank where nothing is known), ``is_given``,
        whether the figure shows the count, or for ``rest`` both of those that it lacks to, and ``is_split``, whether it
        is therefore none of those that are suppressed.
    """
    told = figures.filter(pl.col("symbol").is_in(["", "c"])).join(parts, on="measure", maintain_order="left")
    of_part = pl.col("part")
    numerator = pl.when(of_part == "numerator").then(pl.col("numerator"))
    given = pl.when(of_part == "denominator").then(pl.coalesce("denominator", "value")).otherwise(numerator)
    is_given = pl.col("symbol") == ""
    least = pl.when("is_middle").then(preset.least_for_middle).otherwise(preset.largest_hidden + 1)
    is_zero = given == 0
    lower = pl.when(is_zero).then(0.0).otherwise(pl.max_horizontal(given - preset.slack, least.cast(pl.Float64)))
    upper = pl.when(is_zero).then(0.0).otherwise(given + preset.slack)
    known = pl.when(given.is_not_null()).then(lower).otherwise(_without_figure(preset))
    rest = _rest(preset)
    is_rest = is_given & (of_part == "rest")
    least, most = (pl.when(is_rest).then(end).otherwise(other) for end, other in zip(rest, (known, upper), strict=True))
    bounded = told.select("row", "part", "set", *PLACE, _now(), "is_seen", lower=least, upper=most, is_given=is_given)
    now, is_below, is_above = pl.col("now"), pl.col("now") < pl.col("lower"), pl.col("now") > pl.col("upper")
    # Of what has no figure of its own it is not even known that there is anything.
    least = pl.when(~pl.col("is_seen")).then(0.0).when(is_below).then(now).otherwise("lower")
    return bounded.select(
        *("row", "part", "set", *PLACE),
        lower=least,
        upper=pl.when(is_above).then(now).otherwise("upper"),
        is_given=pl.col("is_given") & ~is_below.fill_null(False) & ~is_above.fill_null(False),
    ).with_columns(is_split="is_given")


def _without_figure(preset: Preset) -> pl.Expr:
    """The least that a count can be of which no figure is given: there is a row only where there is something."""
    is_all, is_zero_hidden = pl.col("part") == "denominator", pl.lit(preset.smallest_hidden == 0)
    is_there = is_all & (~is_zero_hidden | (pl.col("breakdown") != "none"))
    # A share of none or of all, of so many that it would be given, is hardly ever suppressed.
    is_some = ~is_all & ~is_zero_hidden & (pl.col("denominator_now") > preset.largest_hidden)
    return pl.when(is_there | is_some).then(1.0).otherwise(0.0)


def _now() -> pl.Expr:
    """Of a figure that stands, what each part counts now."""
    some, every = pl.col("numerator_now"), pl.col("denominator_now")
    now = {"numerator": some, "denominator": every, "rest": every - some}
    return pl.coalesce(pl.when(pl.col("part") == part).then(count) for part, count in now.items()).alias("now")


def _rest(preset: Preset) -> tuple[pl.Expr, pl.Expr]:
    """The least and the most that can lack to all, of a share that is given: no count that would be suppressed."""
    lacking, slack, least = pl.col("denominator") - pl.col("numerator"), 2 * preset.slack, preset.largest_hidden + 1.0
    is_none = pl.lit(preset.smallest_hidden > 0) & (lacking + slack < least)
    is_some = pl.lit(preset.smallest_hidden == 0) | (lacking > slack)
    lower = pl.when(is_some).then(pl.max_horizontal(lacking - slack, pl.lit(least))).otherwise(0.0)
    return lower, pl.when(is_none).then(0.0).otherwise(lacking + slack)


def _parts(definition: Definition) -> Iterator[Part]:
    counted, of_these = _members(definition)
    yield definition.measure, "denominator", counted
    if definition.kind in SHARES:
        yield definition.measure, "numerator", of_these
        yield definition.measure, "rest", ("without", of_these, counted)


def _members(definition: Definition) -> tuple[Members, Members]:
    whose = (definition.relation, definition.period, definition.is_snapshot, definition.standards, definition.applies)
    if definition.kind is Kind.RATIO:
        return (*whose, definition.denominator_sum), (*whose, definition.numerator_sum)
    counted = frozenset(definition.denominator)
    return (*whose, counted), (*whose, counted | set(definition.numerator))


def set_of(parts: pl.DataFrame, measure: str, part: str = "denominator") -> list[int]:
    """The set of a number of a measure, of those in ``parts``; none where the measure is not there."""
    return parts.filter((pl.col("measure") == measure) & (pl.col("part") == part))["set"].to_list()


class Among(NamedTuple):
    """Two sets of which one is counted among the other.

    Attributes:
        counted: the inner one.
        among: the outer one.
        beside: names what is in the outer one alone: a number below 0, as no figure is of it.
        is_all: whether there is nothing beside.
    """

    counted: int
    among: int
    beside: int
    is_all: bool


def within_of(parts: pl.DataFrame) -> Iterator[Among]:
    """What is counted among other counts, by the identities between the measures of ``parts``."""
    measures = set(parts["measure"])
    known = (one for one in identities().within if {one.measure, one.of} <= measures)
    for number, one in enumerate(known, start=1):
        counted, among = set_of(parts, one.measure, one.part), set_of(parts, one.of, one.of_part)
        yield Among(counted[0], among[0], -number, one.is_all)


def wholes(parts: pl.DataFrame) -> Iterator[tuple[int, list[int]]]:
    """The sets that are made up of others without remainder, and those."""
    numerators, counted = (parts.filter(pl.col("part") == part) for part in ("numerator", "denominator"))
    for whole in identities().whole:
        is_part = pl.col("measure").is_in(whole.parts)
        for total in counted.filter(is_part)["set"].unique():
            yield int(total), numerators.filter(is_part)["set"].to_list()
    shares = parts.filter(pl.col("part") != "denominator").join(
        counted.select("measure", total="set"), on="measure", maintain_order="left"
    )
    for both in shares.partition_by("measure"):
        yield int(both["total"][0]), both["set"].to_list()
