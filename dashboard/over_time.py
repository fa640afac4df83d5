"""What runs over time show, in a sentence each: pure functions from figures to plain British English."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dashboard import sentences
from dashboard.findings import Row, area_name, value


def latest(figures: pl.DataFrame, unit: str, at: str = "in") -> str:
    """The last figure of a run for each area and which way it goes, and for one area alone the first as well.

    Args:
        figures: one measure's run, by area and period; ``direction`` in words, where it can be told.
        unit: what the values are, as ``Figures.unit`` says it.
        at: how a sentence puts a figure into its period, such as ``at the end of``.
    """
    runs = figures.partition_by("area", maintain_order=True)
    return _course(runs[0], unit, at) if len(runs) == 1 else " ".join(_of_each(runs, unit, at))


def _course(run: pl.DataFrame, unit: str, at: str) -> str:
    shown = _shown(run)
    if shown.height < len(("first", "last")):
        return _last(run, unit, at)
    first = shown.row(0, named=True)
    return f"{_last(run, unit, at).removesuffix('.')}; {value(first, unit)} {at} {first['period']}."


def _last(run: pl.DataFrame, unit: str, at: str) -> str:
    shown, area = _shown(run), run.get_column("area")[0]
    if shown.is_empty():
        return f"{area}: {_why(run)}."
    last, end = shown.row(-1, named=True), run.row(-1, named=True)
    told = f"{_figure(last, unit, at)}."
    if end == last:
        return f"{area}: {told}"
    # So that an older figure is not taken for the latest.
    return f"{area}: {end['words']} {at} {end['period']}; before that {told}"


def _of_each(runs: list[pl.DataFrame], unit: str, at: str) -> Iterator[str]:
    """Those that have a figure at the end in one sentence, then those with an older one, then those with none."""
    ends = [run.row(-1, named=True) for run in runs]
    current = [row for row in ends if row["value"] is not None]
    if current:
        told = "; ".join(f"{area_name(row)} {value(row, unit)}{_way(row)}" for row in current)
        yield f"{sentences.capitalised(at)} {current[0]['period']}: {told}."
    older = [run for run, end in zip(runs, ends, strict=True) if end["value"] is None and not _shown(run).is_empty()]
    yield from (_last(run, unit, at) for run in older)
    without: dict[str, list[str]] = {}
    for run in (run for run in runs if _shown(run).is_empty()):
        without.setdefault(_why(run), []).append(area_name(run.row(0, named=True)))
    yield from (f"{sentences.capitalised(why)}: {sentences.listed(areas)}." for why, areas in without.items())


def _shown(run: pl.DataFrame) -> pl.DataFrame:
    return run.filter(pl.col("value").is_not_null())


def _figure(row: Row, unit: str, at: str) -> str:
    return f"{value(row, unit)} {at} {row['period']}{_way(row)}"


def _way(row: Row) -> str:
    return f", {row['direction']}" if row.get("direction") else ""


def _why(run: pl.DataFrame) -> str:
    """Every reason for which a run has no figure at all."""
    return sentences.listed(run.get_column("words").unique(maintain_order=True).to_list())
