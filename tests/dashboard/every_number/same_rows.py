"""Whether a section's download holds the rows of its table, number for number, and none of them is left out."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import polars as pl

from tests.dashboard.every_number.stored import FIGURE, NUMBERS, SERIES, Stored
from tests.dashboard.every_number.walk import Seen

_JUDGED = ["mean", "lower_limit", "upper_limit", "is_trial", "special_cause_type", "point_type"]
_VERDICT = ["all_areas", "lower_95", "upper_95", "lower_99_8", "upper_99_8", "verdict", "is_beyond_99_8", "reading"]
_ENOUGH = 7
"""A series of fewer values has a control chart in the file, but none on the page."""
_TITLES = {
    *("area", "service_area_name", "title", "measure_title", "theme", "found", "consequence", "sentence", "mend"),
    *("meaning", "unit", "why_no_number"),
}
"""What downloads say beside the columns of a table: words, and those of other tables."""
_CHOSEN = ("yardstick", "measure", "period_kind", "period_start", "breakdown", "extract", "topic")
"""What a section is about: of these the rows of its table are left out that are of anything else."""


def is_of_figures(seen: Seen) -> bool:
    """Whether the section's rows are figures."""
    return set(FIGURE) <= set(seen.section.download.columns)


def differences(seen: Seen, stored: Stored) -> list[str]:
    """What of a section's download is not in the file, or of the file not in the download, in words."""
    if is_of_figures(seen):
        return [*_figures(seen, stored), *_judged(seen, stored), *_verdicts(seen, stored), *_unknown(seen)]
    table = table_of(seen, stored)
    if not table:
        return [f"{seen.name}: no comparison reaches {seen.section.download.columns}"]
    columns = _told(seen, stored, table)
    shown = Counter(seen.section.download.select(columns).rows())
    rows = stored.table(table).select(columns)
    invented = shown - Counter(rows.rows())
    left_out = Counter(_wanted(seen, stored, table).select(columns).rows()) - shown
    return [f"{seen.name}: not in {table}: {row}" for row in invented] + [
        f"{seen.name}: left out of {table}: {row}" for row in left_out
    ]


def _figures(seen: Seen, stored: Stored) -> list[str]:
    """Every number is that of its row of ``measure_value``; a row without one has none there, and says why."""
    shown = seen.section.download.with_columns(pl.col("category").fill_null(""))
    none = (None,) * len(NUMBERS)
    pairs = zip(shown.select(FIGURE).rows(), shown.select(NUMBERS).rows(), strict=True)
    both = [(key, numbers, stored.figure(key) or none) for key, numbers in pairs]
    told = [f"{seen.name}: {key}: {numbers}, but {own}" for key, numbers, own in both if numbers != own]
    missing = {area for area in seen.context.selection.areas if area != "all"} - set(shown.get_column("service_area"))
    told += [f"{seen.name}: no row of {area}" for area in missing]
    silent = shown.filter(pl.col("value").is_null() & (pl.col("why_no_number") == ""))
    return told + [f"{seen.name}: no number and no reason: {row}" for row in silent.select(FIGURE).rows()]


def _judged(seen: Seen, stored: Stored) -> list[str]:
    """The control chart of every point, of series that are long enough."""
    shown = seen.section.download
    if "mean" not in shown.columns:
        return []
    signal = stored.table("signal")
    long = pl.col("value").count().over("measure", "yardstick", "service_area", "period_kind") >= _ENOUGH
    known = signal.filter(long).select(*SERIES, *_JUDGED)
    joined = shown.join(known, on=SERIES, how="left", suffix="_stored", maintain_order="left")
    return _unlike(seen, joined, _JUDGED)


def _verdicts(seen: Seen, stored: Stored) -> list[str]:
    """The limits and the verdict of every area beside all areas together."""
    if "all_areas" not in seen.section.download.columns:
        return []
    known = stored.table("comparison").select(*SERIES, *_VERDICT)
    joined = seen.section.download.join(known, on=SERIES, how="left", suffix="_stored", maintain_order="left")
    return _unlike(seen, joined, _VERDICT)


def _unlike(seen: Seen, joined: pl.DataFrame, columns: list[str]) -> list[str]:
    return [
        f"{seen.name}: {name} {row[name]!r}, but {row[f'{name}_stored']!r}: {[row[key] for key in SERIES]}"
        for row in joined.to_dicts()
        for name in columns
        if row[name] != row[f"{name}_stored"]
    ]


def _unknown(seen: Seen) -> list[str]:
    """Columns of numbers beside those that are compared."""
    numbers = [name for name, kind in seen.section.download.schema.items() if kind.is_numeric()]
    unknown = set(numbers) - {*NUMBERS, *_JUDGED, *_VERDICT}
    return [f"{seen.name}: no comparison reaches {sorted(unknown)}"] if unknown else []


def table_of(seen: Seen, stored: Stored) -> str:
    """The table that the most of the download's columns are of, all of them but titles; blank if there is none."""
    shown = set(seen.section.download.columns)

    def is_whole(columns: list[str]) -> bool:
        return not shown - set(columns) - _TITLES and not set(columns) - shown - {"position", *_CHOSEN}

    found = {table: len(shown & set(columns)) for table, columns in stored.columns.items() if is_whole(columns)}
    return max(found, key=lambda table: found[table], default="")


def _told(seen: Seen, stored: Stored, table: str) -> list[str]:
    return [name for name in stored.columns[table] if name in seen.section.download.columns]


def _wanted(seen: Seen, stored: Stored, table: str) -> pl.DataFrame:
    """The rows of a table that a section must have: those of the chosen areas, of what the section is about."""
    rows, shown = stored.table(table), seen.section.download
    for column in _CHOSEN:
        if {column} <= {*rows.columns} & {*shown.columns} and shown.height and table not in _WHOLE:
            rows = rows.filter(pl.col(column).is_in(shown.get_column(column).unique().implode()))
    if "service_area" in rows.columns:
        rows = rows.filter(pl.col("service_area").is_in(_areas(seen, stored, table)))
    return _only(rows, seen, stored, table)


_WHOLE = ("measure_need", "symbol", "demand_quantity", "threshold", "measure")
_WITH_ALL = ("completeness", "freshness", "gap", "demand", "change")


def _areas(seen: Seen, stored: Stored, table: str) -> list[str]:
    """The chosen areas; of tables that have no rows of all areas together, each of them instead."""
    chosen = seen.context.selection.areas
    if table in _WITH_ALL:
        return list(chosen)
    return [area for area in stored.areas if area != "all" and (area in chosen or "all" in chosen)]


def _only(rows: pl.DataFrame, seen: Seen, stored: Stored, table: str) -> pl.DataFrame:
    """Of some tables the page has a part, as its heading says."""
    if table == "outstanding_clock":
        return rows.filter(yardstick=seen.context.selection.yardstick)
    if table == "event":
        (one,) = seen.section.download.select("service_area", "referral_id").unique().to_dicts()
        return rows.filter(**one)
    if table == "visit_gap":
        return rows.filter("is_unvisited")
    if table == "bank_holiday":
        day, year = seen.context.warehouse.build["as_at"], timedelta(days=366)
        return rows.filter(pl.col("holiday_on").is_between(day - year, day + year))
    if table == "fault_count":
        follows = {row["code"]: row["consequence"] for row in stored.rows("check_result")}
        mine = "set_aside" if seen.section.file_name.startswith("set_aside") else "note"
        is_mine = pl.col("code").replace_strict(follows, default="", return_dtype=pl.String) == mine
        return rows.filter(is_mine & ((pl.col("rows") > 0) | (pl.col("symbol") == "c")))
    return rows
