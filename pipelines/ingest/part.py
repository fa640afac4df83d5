"""A part of an extract: what one table of one submission gives to it, as typed rows ready to land."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from expectations.extract import Column, ColumnType, can_be_unreadable
from pipelines.ingest.headings import Claim
from pipelines.ingest.table import IS_TOO_LONG, ROW_NUMBER, cell
from pipelines.ingest.typed import STORED_AS, by_distinct, recoded, typed


@dataclass(frozen=True)
class Part:
    """One table that serves one extract.

    Attributes:
        submission: the submission's position.
        delivered_on: when the submission was delivered, if it says so.
        number: the table's place among those of the extract in the submission, from 1.
        path: its file.
        sha256: the digest of its file, taken before anything else was read of it.
        claim: what the extract takes of the table.
        area_codes: the service areas there are.
    """

    submission: int
    delivered_on: date | None
    number: int
    path: Path
    sha256: str
    claim: Claim
    area_codes: frozenset[str]

    def text(self, column: Column) -> pl.Expr:
        """The column's cells as text with the mapping's values applied; the constant where no heading feeds it."""
        said, sources = self.claim.said, self.claim.sources.get(column.name)
        if sources:
            return recoded(pl.col(cell(sources[0])), said.values.get(column.name, {}))
        constant = said.constants.get(column.name, "").strip() or None
        return pl.lit(constant, dtype=pl.String)

    def value(self, column: Column) -> pl.Expr:
        """The column's cells as its type, NULL where they are blank or cannot be read."""
        text = self.text(column)
        return text if column.type is ColumnType.TEXT else by_distinct(text, lambda cells: typed(column, cells))

    def is_unreadable(self, column: Column) -> pl.Expr:
        """Whether a cell is filled and is not what its column holds; never NULL."""
        return self.text(column).is_not_null() & self.value(column).is_null()

    def is_unknown_area(self, column: Column) -> pl.Expr:
        """Whether a cell names a service area that there is not; not asked of a row that is too long."""
        code = self.value(column)
        return code.is_not_null() & ~code.is_in(list(self.area_codes)) & ~pl.col(IS_TOO_LONG)

    def rows(self) -> Iterator[pl.DataFrame]:
        """The rows as landing has them, but for ``row_id``, some at a time; raises as ``Table.batches`` does."""
        for batch in self.claim.table.batches():
            yield self._landed(batch).collect()

    def _landed(self, batch: pl.LazyFrame) -> pl.LazyFrame:
        columns = self.claim.extract.columns
        # Typed before it is asked what could not be: Polars would type such a column a second time for its flag.
        read = batch.with_columns(self.value(column).alias(_read(column)) for column in columns)
        return read.select(
            pl.lit(self.submission, dtype=pl.Int32).alias("submission"),
            pl.lit(self.delivered_on, dtype=pl.Date).alias("delivered_on"),
            pl.lit(self.claim.table.file).alias("file"),
            ROW_NUMBER,
            *(self._kept(column).alias(column.name) for column in columns),
            *self._flags(),
        )

    def _kept(self, column: Column) -> pl.Expr:
        """The typed cell; of a row that is too long only its key is kept, so that another row with it is told."""
        value = pl.col(_read(column)).cast(STORED_AS[column.type])
        if column.type is ColumnType.AREA:
            return pl.when(value.is_in(list(self.area_codes))).then(value)
        return value if column.name in self.claim.extract.key else pl.when(~pl.col(IS_TOO_LONG)).then(value)

    def _flags(self) -> Iterator[pl.Expr]:
        for column in (column for column in self.claim.extract.columns if can_be_unreadable(column)):
            is_told = pl.col(IS_TOO_LONG) if self._is_given(column) else pl.lit(False)
            is_unread = self.text(column).is_not_null() & pl.col(_read(column)).is_null()
            yield (is_unread | is_told).alias(f"is_unreadable_{column.name}")

    def _is_given(self, column: Column) -> bool:
        return column.is_required or column.name in self.claim.sources


def _read(column: Column) -> str:
    return f"read_{column.name}"
