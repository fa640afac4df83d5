"""The tables of one file of figures, read past the dashboard, as ``portage figures`` gives them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from dashboard import sentences

Row = dict[str, Any]

SERIES = ["measure", "yardstick", "service_area", "period", "period_start"]
"""What a share of one period is of; ``period`` is its title."""
FIGURE = [*SERIES, "breakdown", "category"]
"""What a figure is of."""
NUMBERS = ["numerator", "denominator", "value", "lower", "upper"]
"""What a figure says."""

_CLOCKS = {"clocks_overdue", "clocks_due_soon"}


class Stored:
    """One file's tables, each read once."""

    def __init__(self, folder: Path, contents: str) -> None:
        """Open the file of a warehouse with ``records`` or ``published`` figures."""
        (path,) = folder.glob(f"generations/*/{contents}.duckdb")
        self._file = duckdb.connect(str(path), read_only=True)
        self._read: dict[str, pl.DataFrame] = {}
        self._rows: dict[str, list[Row]] = {}
        self._figures: dict[tuple[object, ...], dict[tuple[object, ...], tuple[float | None, ...]]] = {}

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    @cached_property
    def columns(self) -> dict[str, list[str]]:
        """The columns of every table of figures, words and rules, by its name."""
        found: dict[str, list[str]] = {}
        sql = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'main'"
        for table, column in self._file.sql(f"{sql} ORDER BY table_name, ordinal_position").fetchall():
            found.setdefault(table, []).append(column)
        return found

    def table(self, name: str) -> pl.DataFrame:
        """A table's rows; figures with the title of their ``period``."""
        if name not in self._read:
            self._read[name] = _with_period(self._file.sql(f"SELECT * FROM {name}").pl())
        return self._read[name]

    def rows(self, name: str) -> list[Row]:
        """The same rows, one by one."""
        if name not in self._rows:
            self._rows[name] = self.table(name).to_dicts()
        return self._rows[name]

    @cached_property
    def areas(self) -> dict[str, str]:
        """The names of service areas, and of all of them together, by code."""
        single = {row["service_area"]: row["name"] for row in self.rows("service_area")}
        return {"all": "All areas"} | {code: name for code, name in single.items() if code != "common"}

    @cached_property
    def cards(self) -> dict[str, Row]:
        """The cards of the measures by id."""
        return {row["measure"]: row for row in self.rows("measure")}

    @cached_property
    def categories(self) -> dict[tuple[str, str], str]:
        """The titles of groups by breakdown and code."""
        return {(row["breakdown"], row["category"]): row["title"] for row in self.rows("category")}

    def figure(self, of: tuple[object, ...]) -> tuple[float | None, ...] | None:
        """The ``NUMBERS`` of what a figure is of, as ``FIGURE`` has it; ``None`` where there is no such row."""
        part = of[FIGURE.index("measure")], of[FIGURE.index("breakdown")]
        if part not in self._figures and part in self._parts:
            rows = self._parts[part]
            self._figures[part] = dict(zip(rows.select(FIGURE).rows(), rows.select(NUMBERS).rows(), strict=True))
        return self._figures.get(part, {}).get(of)

    @cached_property
    def _parts(self) -> dict[tuple[object, ...], pl.DataFrame]:
        return self.table("measure_value").partition_by(["measure", "breakdown"], as_dict=True)

    @cached_property
    def verdicts(self) -> dict[tuple[object, ...], bool]:
        """Whether an area's share lies beyond the wide limits, by ``SERIES``."""
        rows = self.table("comparison").drop_nulls("is_beyond_99_8")
        return dict(zip(rows.select(SERIES).rows(), rows.get_column("is_beyond_99_8"), strict=True))

    def with_limits(self, row: Row) -> Row:
        """A row of ``caseload`` without its counts of clocks where the area has no limit that one could run by."""
        limited = {one["service_area"] for one in self.rows("standard")}
        if not set(row) >= _CLOCKS or row["yardstick"] == "common" or row["service_area"] in limited:
            return row
        return row | dict.fromkeys(_CLOCKS)

    @cached_property
    def periods(self) -> set[str]:
        """The titles of all periods."""
        return set(self.table("measure_value").get_column("period"))


def _with_period(rows: pl.DataFrame) -> pl.DataFrame:
    if not {"period_kind", "period_start"} <= set(rows.columns):
        return rows
    known = rows.select("period_kind", "period_start").unique()
    titles = [sentences.period(kind, start) for kind, start in known.rows()]
    named = known.with_columns(pl.Series("period", titles, dtype=pl.String))
    return rows.join(named, on=["period_kind", "period_start"], how="left", maintain_order="left")


def is_like(row: Row, wanted: Row) -> bool:
    """Whether a row has all that is wanted."""
    return all(row[column] == value for column, value in wanted.items())
