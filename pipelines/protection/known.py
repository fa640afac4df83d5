"""What is known of each count from all figures that show it, and from one equation after the other."""

from __future__ import annotations

import numpy as np
import polars as pl

from pipelines.disclosure import Preset
from pipelines.protection.bounds import Bounds, Flags, Floats, System, narrowed
from pipelines.protection.counts import PLACE

LEAST, MOST = 1, 9
"""Of a count from one to nine the exact number must not be provable."""


def placed(known: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """What ``pipelines.protection.counts.counts`` gives, with the number of each count's ``cell``."""
    return known.join(cells, on=["set", *PLACE], how="left", maintain_order="left")


def alone(known: pl.DataFrame, size: int) -> tuple[Floats, Floats, Flags]:
    """Of each of so many cells the least and the most that its own figures leave, and whether it is given itself."""
    each = known.group_by("cell", maintain_order=True).agg(
        pl.col("lower").max(), pl.col("upper").min(), pl.col("is_split").any()
    )
    lower, upper, is_split = np.zeros(size), np.full(size, np.inf), np.zeros(size, dtype=np.bool_)
    cell = each["cell"].to_numpy()
    lower[cell], is_split[cell] = each["lower"].to_numpy(), each["is_split"].to_numpy()
    upper[cell] = each["upper"].fill_null(np.inf).to_numpy()
    return lower, upper, is_split


def bounds_of(system: System, known: pl.DataFrame, preset: Preset) -> Bounds:
    """The bounds that follow from the figures, one equation after the other."""
    lower, upper, is_split = alone(known, system.first_of_cell.size - 1)
    return narrowed(system, lower, upper, is_split, (preset.smallest_hidden, preset.largest_hidden))
