"""Where every area stands: its latest figures, each with which way it really goes."""

from __future__ import annotations

from urllib.parse import quote

import polars as pl

from dashboard import relations, sentences, signals
from dashboard.choice import LATEST_12_MONTHS, Period
from dashboard.figures import Figures
from dashboard.measures import LAST_YEAR, NOW, ON_TIME, PLAN_KEPT, SHORT_TITLES
from dashboard.sections import tables
from dashboard.sections.overview.small_runs import small_runs
from dashboard.sections.runs import runs
from dashboard.sections.section import Section

HEADING = "Area by area"


def standing(figures: Figures) -> Section:
    """A row for each area and a column for each figure; shares are of the last twelve months, the plan's of a term."""
    rows = _figures(figures)
    return Section(
        heading=HEADING,
        charts=(),
        lead=_lead(figures),
        summary=_summary(rows, figures),
        table=tables.together(*(tables.of(of_one, figures) for of_one in rows.partition_by("measure"))),
        download=tables.download(rows),
        file_name=tables.file_name(HEADING),
        measures=(*ON_TIME, *NOW, PLAN_KEPT, *LAST_YEAR),
    )


def on_time_runs(figures: Figures) -> Section:
    """The small runs of what is seen on time."""
    return runs(figures, ON_TIME, "On time over time", figures.context.selection.yardstick)


def other_runs(figures: Figures) -> Section:
    """The small runs of everything else that has such periods."""
    return runs(figures, (*NOW, *LAST_YEAR), "Everything else over time")


def _figures(figures: Figures) -> pl.DataFrame:
    year = _latest(figures, LAST_YEAR[0], LATEST_12_MONTHS)
    parts = [
        figures.at(ON_TIME, (figures.context.selection.yardstick,), year),
        figures.at_close(NOW),
        figures.at((PLAN_KEPT,), ("",), _latest(figures, PLAN_KEPT, "term")),
        figures.at(LAST_YEAR, ("",), year),
    ]
    return pl.concat(parts)


def _latest(figures: Figures, measure: str, kind: str) -> Period:
    """The last period of a kind that a measure has figures for; the day of the figures where it has none."""
    starts = relations.periods(figures.context.warehouse, (measure,)).get(kind)
    return Period(kind, starts[-1]) if starts else Period("as_at", figures.as_at)


def _lead(figures: Figures) -> str:
    limits = sentences.YARDSTICKS[figures.context.selection.yardstick].lower()
    run = figures.context.selection.run
    return (
        f"On time by {limits}, targets and expected level over the last 12 months; the visit plan over the last term; "
        f"children at the close of {sentences.day(figures.as_at)}. Beside a share stands which way it has gone, by "
        "more than chance; of children and days no direction is told, since each period begins with what the one "
        f"before has left. The small line is the run from {run[0].title} to {run[-1].title}: of shares between 0 % and "
        "100 %, of numbers between 0 and the largest."
    )


def _summary(rows: pl.DataFrame, figures: Figures) -> pl.DataFrame:
    ways, pictures = _ways(figures), small_runs(figures)
    shown: dict[str, dict[str, str]] = {}
    for row in rows.iter_rows(named=True):
        area = shown.setdefault(row["service_area"], {"Service area": _link(row["service_area"], row["area"])})
        key = row["measure"], row["service_area"]
        told = _cell(row, figures, ways.get(key, ""))
        area[SHORT_TITLES[row["measure"]]] = f"{told} {pictures.get(key, '')}".strip()
    return pl.DataFrame(list(shown.values()))


def _link(code: str, name: str) -> str:
    """An area's name, as the way to what is known of it alone; ``all`` is not chosen by itself."""
    if code == relations.ALL_AREAS:
        return sentences.literal(name)
    return f"[{sentences.literal(name)}](seen-on-time?area={quote(name)})"


def _cell(row: dict[str, object], figures: Figures, way: str) -> str:
    value, unit = row["value"], figures.unit(str(row["measure"]))
    if not isinstance(value, float):
        return str(row["words"])
    told = sentences.share(value) if unit in sentences.SHARE_UNITS else sentences.number(value)
    return f"{told}, {way}" if way else told


def _ways(figures: Figures) -> dict[tuple[str, str], str]:
    """Which way the last figure of a series goes, by measure and area, where it is told."""
    selection = figures.context.selection
    found = signals.signals(figures.context.warehouse, [*ON_TIME, PLAN_KEPT, *LAST_YEAR], selection.areas)
    mine = found.filter(pl.col("yardstick").is_in(["", selection.yardstick]) & pl.col("value").is_not_null())
    latest = mine.group_by("measure", "service_area", maintain_order=True).last()
    told = {(row["measure"], row["service_area"]): signals.direction(row) for row in latest.iter_rows(named=True)}
    return {key: way.partition(" (")[0] for key, way in told.items()}
