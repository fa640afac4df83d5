"""What was delivered for whom: where a blank is a gap in the data, and where nothing was asked to be there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.ingest.landing import Landing
from pipelines.warehouse import Warehouse

ALL = "all"
UNKNOWN = "unknown"
"""Whose a row is that names no service area; it is always set aside."""


@dataclass(frozen=True)
class DeliveryScope:
    """Which extracts and columns were delivered.

    Attributes:
        areas: every service area there is, whether or not anything was delivered for it.
        delivered: one row per service area, ``all`` among them, and extract that was delivered for it.
        columns: one row per submission, extract and column that any of its files gives.
        submissions: how many submissions there are.
    """

    areas: tuple[str, ...]
    delivered: pl.DataFrame
    columns: pl.DataFrame

    @property
    def everywhere(self) -> tuple[str, ...]:
        """Every service area, after ``all`` of them together."""
        return (ALL, *self.areas)


def delivery_scope(warehouse: Warehouse, landing: Landing, areas: Sequence[str]) -> DeliveryScope:
    """What was delivered.

    Args:
        warehouse: holds ``delivery``.
        landing: the files that were read.
        areas: the codes of the service areas there are.
    """
    delivered = warehouse.frame("SELECT service_area, extract FROM delivery")
    anywhere = delivered.with_columns(service_area=pl.lit(ALL)).unique()
    given = sorted({(file.submission, file.extract, column) for file in landing.files for column in file.columns})
    schema = {"submission": pl.Int64, "extract": pl.String, "column_name": pl.String}
    return DeliveryScope(
        tuple(areas), pl.concat([anywhere, delivered]), pl.DataFrame(given, schema=schema, orient="row")
    )


def with_all(counted: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """The rows summed by service area and ``by``, after those of all areas together."""
    sums = counted.group_by("service_area", *by).agg(pl.selectors.by_dtype(pl.Int64).sum())
    return pl.concat([_together(sums, by), sums], how="diagonal")


def _together(sums: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    return sums.group_by(*by).agg(pl.selectors.by_dtype(pl.Int64).sum()).with_columns(service_area=pl.lit(ALL))


def marked(rows: pl.DataFrame, scope: DeliveryScope) -> pl.DataFrame:
    """The rows with ``is_delivered``: whether their extract was delivered for their service area."""
    told = scope.delivered.with_columns(is_delivered=pl.lit(True))
    return rows.join(told, on=["service_area", "extract"], how="left", maintain_order="left").with_columns(
        pl.col("is_delivered").fill_null(False)
    )
