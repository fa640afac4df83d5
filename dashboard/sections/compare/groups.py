"""How far the groups of a breakdown lie from everybody else, in each area."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dashboard import comparisons, sentences
from dashboard.breakdowns import BREAKDOWNS, in_sentence
from dashboard.charts.gaps import gaps
from dashboard.choice import WHOLE
from dashboard.differences import points
from dashboard.figures import Figures
from dashboard.findings import share_of
from dashboard.sections import tables
from dashboard.sections.compare.beside import NOT_JUDGED, TOO_FEW, Row, verdict, yardstick
from dashboard.sections.section import Chart, Section

_TABLE_OF_NOTHING = pl.DataFrame()
_CHOOSE = "Choose a group under “Broken down by” in the side bar to see how far groups lie from everybody else."
_TOO_SHORT = "Groups are compared over quarters and longer periods: choose one of these under “Figures for”."
_OTHERS = "everybody else"
_NOBODY = "nobody else to compare with"


def gaps_between_groups(figures: Figures) -> Section:
    """A chart for each area with the gap of each group and its interval; a word where nothing is broken down."""
    breakdown = figures.context.selection.breakdown
    rows = _TABLE_OF_NOTHING if breakdown == WHOLE else _gaps(figures, breakdown)
    if rows.is_empty():
        why = _CHOOSE if breakdown == WHOLE else _TOO_SHORT
        return Section("Gaps between groups", (), rows, rows, "gaps_between_groups", lead=why)
    heading = f"Gaps by {BREAKDOWNS[breakdown].lower()}"
    reach = rows.select(pl.max_horizontal(pl.col("lower").abs().max(), pl.col("upper").abs().max())).item()
    return Section(
        heading=heading,
        charts=tuple(_chart(area, figures, reach or 1.0) for area in rows.partition_by("area", maintain_order=True)),
        table=pl.DataFrame([_cells(row, BREAKDOWNS[breakdown]) for row in rows.iter_rows(named=True)]),
        download=rows.drop("series", "what", "note", "words").rename({"area": "service_area_name"}),
        file_name=tables.file_name(heading),
        measures=(figures.context.selection.measure,),
    )


def _gaps(figures: Figures, breakdown: str) -> pl.DataFrame:
    """The rows of ``gap`` in the order of areas and groups, with names, titles and words."""
    selection = figures.context.selection
    found = comparisons.gaps(
        figures.context.warehouse, selection.measure, yardstick(figures), selection.headline, breakdown
    )
    titles, names = figures.categories(breakdown), list(figures.names)
    places = {(area, group): (a, g) for a, area in enumerate(names) for g, group in enumerate(titles)}
    rows = [row for row in found.to_dicts() if (row["service_area"], row["category"]) in places]
    ordered = sorted(rows, key=lambda row: places[row["service_area"], row["category"]])
    told = [row | _names(row, figures.names, titles) for row in ordered]
    return pl.DataFrame(told, infer_schema_length=None)


def _names(row: Row, names: dict[str, str], titles: dict[str, str]) -> Row:
    words = sentences.reason(row["symbol"], _NOBODY if row["value"] is not None else sentences.NOTHING_TO_COUNT)
    area = row["service_area"]
    return {
        "area": names[area],
        "series": list(names).index(area),
        "what": titles[row["category"]],
        "words": words,
        "note": words or verdict(row, _OTHERS),
    }


def _chart(rows: pl.DataFrame, figures: Figures, reach: float) -> Chart:
    area = rows.get_column("area")[0]
    title = figures.titles[figures.context.selection.measure]
    has_any = rows.get_column("difference").count() > 0
    return Chart(
        title=area,
        sentence=_told(rows, figures),
        figure=gaps(rows, reach) if has_any else None,
        alt=f"{area}: {title}, gap of each group to everybody else with its 95 % interval.",
    )


def _told(rows: pl.DataFrame, figures: Figures) -> str:
    """Which groups differ, then which do not and of which it cannot be said."""
    when = sentences.capitalised(figures.context.selection.headline.in_sentence)
    first, *others = _parts(rows)
    return f"{when}, {' '.join([first, *map(sentences.capitalised, others)])}"


def _parts(rows: pl.DataFrame) -> Iterator[str]:
    differing = rows.filter(pl.col("verdict").is_in(["above", "below"])).to_dicts()
    yield from (f"{_group(row)}: {share_of(row)}, {_far(row)} {_OTHERS}." for row in differing)
    for note in (f"no different from {_OTHERS}", TOO_FEW, NOT_JUDGED, *sentences.REASONS, _NOBODY):
        groups = [_group(row) for row in rows.filter(pl.col("note") == note).to_dicts()]
        if groups:
            yield f"{note}: {'; '.join(groups)}."


def _group(row: Row) -> str:
    return in_sentence(row["what"], row["breakdown"])


def _far(row: Row) -> str:
    way = "above" if row["verdict"] == "above" else "below"
    meaning = "" if row["reading"] == "different" else f"{row['reading']}, "
    return f"{meaning}{points(row['difference'], is_signed=False)} {way}"


def _cells(row: Row, group: str) -> dict[str, str]:
    why = row["words"]
    share = sentences.reason(row["symbol"], sentences.NOTHING_TO_COUNT) if row["value"] is None else share_of(row)
    interval = why or f"{points(row['lower'])} to {points(row['upper'])}"
    return {
        "Service area": row["area"],
        group: row["what"],
        "Share": share,
        "Everybody else": why or sentences.exact_share(row["other_value"]),
        "Gap": why or points(row["difference"]),
        "95 % interval": interval,
        "Verdict": row["note"],
    }
