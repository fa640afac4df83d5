"""What must hold of our own figures before anyone sees them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pipelines.errors import FiguresWrong
from pipelines.measures.definition import COUNTED, Definition
from pipelines.measures.engine import KEY
from pipelines.measures.identities import identities, not_grouped, not_in_balance, not_making_a_whole, not_within

_COUNTS = ["numerator", "denominator"]


def check_figures(figures: pl.DataFrame, definitions: Sequence[Definition]) -> None:
    """Raise unless the exact figures agree with themselves.

    Raises:
        FiguresWrong: a row stands twice, a share lies outside 0 to 1 or its interval, areas or categories do not add
            up to the whole, or measures contradict each other; the sentence names the measure.
    """
    adding_up = [definition.measure for definition in definitions if definition.kind in COUNTED]
    parts = figures.filter(pl.col("measure").is_in(adding_up))
    _refuse("stands twice in the table", figures.filter(pl.struct(KEY).is_duplicated()))
    _refuse("is no share of a whole", figures.filter(pl.col("numerator") > pl.col("denominator")))
    outside = (pl.col("value") < pl.col("lower")) | (pl.col("value") > pl.col("upper"))
    _refuse("lies outside its interval", figures.filter(outside))
    told = parts.filter(pl.col("symbol") == "").with_columns(pl.col(_COUNTS).fill_null(0))
    _refuse("does not add up over the service areas", _not_adding_up_over_areas(told))
    _refuse("does not add up over the categories", _not_adding_up_over_categories(told))
    for whole in identities().whole:
        _refuse("does not make a whole with the shares beside it", not_making_a_whole(told, whole))
    for kept in (one for one in identities().list if not one.has_exceptions):
        _refuse("is not what was there before, with what came and less what went", not_in_balance(told, kept))
    for grouped in identities().grouped:
        _refuse("is not what its groups are together", not_grouped(told, grouped))
    for within in identities().within:
        _refuse("is not among those of which it is a part", not_within(told, within))


def _not_adding_up_over_areas(told: pl.DataFrame) -> pl.DataFrame:
    is_whole = pl.col("service_area") == "all"
    return _unequal(told.filter(is_whole), told.filter(~is_whole), [name for name in KEY if name != "service_area"])


def _not_adding_up_over_categories(told: pl.DataFrame) -> pl.DataFrame:
    is_whole = pl.col("breakdown") == "none"
    parts = told.filter(~is_whole)
    every = parts.select("measure", "breakdown").unique()
    wholes = told.filter(is_whole).drop("breakdown").join(every, on="measure")
    return _unequal(wholes, parts, [name for name in KEY if name != "category"])


def _unequal(wholes: pl.DataFrame, parts: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    """Where parts have another sum than their whole; a whole or a part that is not there is nothing."""
    sums = parts.group_by(on).agg(pl.col(_COUNTS).sum())
    both = wholes.select(*on, *_COUNTS).join(sums, on=on, how="full", coalesce=True, suffix="_of_parts")
    return both.filter(
        pl.any_horizontal(pl.col(name).fill_null(0) != pl.col(f"{name}_of_parts").fill_null(0) for name in _COUNTS)
    )


def _refuse(what: str, wrong: pl.DataFrame) -> None:
    if wrong.height:
        measure = wrong["measure"][0]
        raise FiguresWrong(f"Our own figure {measure} {what}, so nothing was published; please report this.")
