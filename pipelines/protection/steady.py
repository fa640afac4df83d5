"""Tables of row counts of a build before: what was published of them stands until it has moved by five rows or more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from pipelines.disclosure import SUPPRESSED, Preset
from pipelines.protection.standing import MOVED_BY

_AREA = ("service_area", "extract")
_ROWS = ("rows",)
_COUNTED: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "extract_count": (("extract", "counted"), _ROWS),
    "submission_file": (("submission", "extract", "number"), _ROWS),
    "check_result": (("code",), _ROWS),
    "file_fault": (("extract", "code"), _ROWS),
    "completeness": ((*_AREA, "column_name"), ("rows", "filled")),
    "delivery_count": (("submission", *_AREA, "counted"), _ROWS),
    "fault_count": ((*_AREA, "code"), _ROWS),
}
"""The columns that name a row of a table, and those that count."""
STEADY = (*_COUNTED, "freshness")
"""The tables in which rows stand."""
_SAYING_WHAT = ("symbol", "precision")
"""The words of a table that belong to its numbers."""
_THEN = "_then"


def steady(
    tables: Mapping[str, pl.DataFrame], before: Mapping[str, pl.DataFrame], preset: Preset
) -> dict[str, pl.DataFrame]:
    """The tables with the rows of the build before where no count can be told to have moved by five.

    That there is something where there was nothing, or nothing any more, is always said: whether a check failed is not
    to be hidden.

    Args:
        tables: some of those that count rows, controlled, by name.
        before: the ones of ``STEADY`` that were published before.
        preset: how both were controlled.
    """
    shown = dict(tables)
    for name, (key, counts) in _COUNTED.items():
        if name not in tables:
            continue
        stands = pl.all_horizontal(_is_near(count, preset) for count in counts)
        # How many files there are says nothing of a child, and is exact.
        stands &= pl.col("counted") != "files" if "counted" in key else pl.lit(True)
        if "submission" not in key or _as_many(tables[name], before[name]):
            shown[name] = _laid_over(tables[name], before[name], key, stands)
    return shown


def steady_freshness(tables: Mapping[str, pl.DataFrame], before: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The latest months of a build of the same day, those of before where nothing else is said of what was delivered.

    Args:
        tables: ``freshness`` and ``delivery_count``, as they are to be published.
        before: the same that were published before.
    """
    return _of_areas(tables["freshness"], before["freshness"], _unmoved_deliveries(tables, before))


def _laid_over(fresh: pl.DataFrame, before: pl.DataFrame, key: Sequence[str], stands: pl.Expr) -> pl.DataFrame:
    """The rows of ``fresh``, with the numbers of those before where they stand; no words are taken from there."""
    taken = [name for name, kind in fresh.schema.items() if kind != pl.String or name in _SAYING_WHAT]
    taken = [name for name in taken if name not in key]
    # Of rows that no key tells apart none can be laid over another.
    stands &= pl.struct(key).is_unique()
    then = before.unique(key, keep="none").select(*key, pl.col(taken).name.suffix(_THEN))
    both = fresh.join(then, on=list(key), how="left", maintain_order="left", validate="m:1")
    kept = [pl.when(stands.fill_null(False)).then(f"{name}{_THEN}").otherwise(name).alias(name) for name in taken]
    return both.with_columns(kept).select(fresh.columns)


def _as_many(fresh: pl.DataFrame, before: pl.DataFrame) -> bool:
    """Whether both are of as many submissions: they are numbered in their order."""
    return fresh["submission"].max() == before["submission"].max()


def _is_near(count: str, preset: Preset) -> pl.Expr:
    """Whether a count may have moved by less than five, by the two numbers that are given of it; never from none."""
    least, most = _ends(count, "", preset)
    least_then, most_then = _ends(count, _THEN, preset)
    is_none, was_none = ((pl.col(f"{count}{side}") == 0).fill_null(False) for side in ("", _THEN))
    return (is_none == was_none) & (least - most_then < MOVED_BY) & (least_then - most < MOVED_BY)


def _ends(count: str, side: str, preset: Preset) -> tuple[pl.Expr, pl.Expr]:
    """The least and the most that a count of a side can be."""
    given, is_hidden = pl.col(f"{count}{side}"), pl.col(f"symbol{side}") == SUPPRESSED
    hidden = (preset.smallest_hidden, preset.largest_hidden)
    least, most = (
        pl.when(is_hidden).then(end).otherwise(given + slack)
        for end, slack in zip(hidden, (-preset.slack, preset.slack), strict=True)
    )
    return least, most


def _unmoved_deliveries(shown: Mapping[str, pl.DataFrame], before: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The areas of which nothing is said that was not said before of what was delivered."""
    fresh, then = shown["delivery_count"], before["delivery_count"]
    moved = fresh.join(then, on=fresh.columns, how="anti", nulls_equal=True)
    return shown["freshness"].join(moved, on="service_area", how="anti").select("service_area").unique()


def _of_areas(fresh: pl.DataFrame, before: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """A table of areas, of some of them as it was before."""
    return _laid_over(fresh, before, fresh.columns[:2], pl.col("service_area").is_in(areas["service_area"].implode()))
