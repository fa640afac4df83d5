"""Text becomes what its column holds: exactly the spellings of the contract, and nothing is guessed.

Every function takes an expression of text cells, stripped and with NULL for blank ones, and gives one of the column's
type that is NULL where the cell is blank or cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from expectations.extract import Column, ColumnType
from pipelines.ingest.spelling import alike, all_alike, without_letter_prefix

_TIME = r"(?:[ T](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_DATES = (
    (r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}", "%Y-%m-%d"),
    (r"[0-9]{2}/[0-9]{2}/[1-9][0-9]{3}", "%d/%m/%Y"),
    (r"[0-9]{2}-[A-Za-z]{3}-[1-9][0-9]{3}", "%d-%b-%Y"),
    (r"[1-9][0-9]{3}-[A-Za-z]{3}-[0-9]{2}", "%Y-%b-%d"),
)
"""Day first, the year in full; a time of the day may follow and is left out."""
_MONTH = r"^[1-9][0-9]{3}-[0-9]{2}$"
_BOOLEANS = {"true": True, "yes": True, "y": True, "1": True, "false": False, "no": False, "n": False, "0": False}

STORED_AS = {
    ColumnType.TEXT: pl.String(),
    ColumnType.AREA: pl.String(),
    ColumnType.CODE: pl.String(),
    ColumnType.DATE: pl.Date(),
    ColumnType.MONTH: pl.Date(),
    ColumnType.INTEGER: pl.Int64(),
    ColumnType.NUMBER: pl.Float64(),
    ColumnType.BOOLEAN: pl.Boolean(),
}
"""What a column of each type is after ingest; a month is its first day."""


def by_distinct(text: pl.Expr, read: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    """What ``read`` makes of every cell, each spelling read once: dates and codes repeat, and cost far more than this.

    Args:
        text: the cells.
        read: gives each cell what depends on nothing but its text.
    """
    kind = pl.Schema(pl.LazyFrame(schema={"text": pl.String}).select(read(pl.col("text"))).collect_schema())
    return text.map_batches(lambda cells: _read_once(cells, read), return_dtype=next(iter(kind.values())))


def _read_once(cells: pl.Series, read: Callable[[pl.Expr], pl.Expr]) -> pl.Series:
    every = pl.DataFrame({"text": cells})
    once = every.unique().with_columns(read(pl.col("text")).alias("value"))
    return every.join(once, on="text", how="left", nulls_equal=True, maintain_order="left")["value"]


def recoded(text: pl.Expr, meanings: Mapping[str, str]) -> pl.Expr:
    """Every cell as the mapping gives it a meaning; case, spaces and dashes make no difference to what is looked up."""
    if not meanings:
        return text
    found = {alike(value): meant.strip() or None for value, meant in meanings.items()}
    spelled = all_alike(text)
    meant = spelled.replace_strict(found, default=None, return_dtype=pl.String)
    return pl.when(spelled.is_in(list(found))).then(meant).otherwise(text)


def typed(column: Column, text: pl.Expr) -> pl.Expr:
    """The cells as the column's type."""
    if column.type is ColumnType.CODE:
        return _code(column, text)
    if column.type in (ColumnType.INTEGER, ColumnType.NUMBER):
        return _within(column, _number(text, column.type))
    return {
        ColumnType.TEXT: _as_is,
        ColumnType.AREA: area,
        ColumnType.DATE: day,
        ColumnType.MONTH: _month,
        ColumnType.BOOLEAN: _boolean,
    }[column.type](text)


def _as_is(text: pl.Expr) -> pl.Expr:
    return text


def area(text: pl.Expr) -> pl.Expr:
    """A service area's code as it would be spelled if there is one."""
    return all_alike(without_letter_prefix(text))


def day(text: pl.Expr) -> pl.Expr:
    """The day of a date or of a point in time."""
    return pl.coalesce(
        text.str.extract(f"^({shape}){_TIME}$").str.to_date(spelled, strict=False) for shape, spelled in _DATES
    )


def _month(text: pl.Expr) -> pl.Expr:
    """The first of a month; any other day is none."""
    dated = day(text)
    month = pl.concat_str(text.str.extract(f"({_MONTH})"), pl.lit("-01")).str.to_date("%Y-%m-%d", strict=False)
    return pl.coalesce(month, pl.when(dated.dt.day() == 1).then(dated))


def _boolean(text: pl.Expr) -> pl.Expr:
    return text.str.to_lowercase().replace_strict(_BOOLEANS, default=None, return_dtype=pl.Boolean)


def _code(column: Column, text: pl.Expr) -> pl.Expr:
    codes = {alike(code): code for code, _ in column.codes}
    return all_alike(without_letter_prefix(text)).replace_strict(codes, default=None, return_dtype=pl.String)


def _number(text: pl.Expr, kind: ColumnType) -> pl.Expr:
    if kind is ColumnType.INTEGER:
        return text.str.extract(r"^([+-]?[0-9]+)(?:\.0+)?$").cast(pl.Int64, strict=False)
    return text.str.extract(r"^([+-]?[0-9]+(?:\.[0-9]+)?)$").cast(pl.Float64, strict=False)


def _within(column: Column, number: pl.Expr) -> pl.Expr:
    if column.least is None or column.most is None:
        return number
    return pl.when(number.is_between(column.least, column.most)).then(number)
