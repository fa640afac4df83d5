"""Whether areas differ by more than chance: against the limits of their size, and in order with intervals."""

from __future__ import annotations

import polars as pl

from dashboard import sentences
from dashboard.charts.funnel import funnel
from dashboard.charts.shares import shares
from dashboard.figures import Figures
from dashboard.findings import share_of
from dashboard.relations import ALL_AREAS
from dashboard.sections import tables
from dashboard.sections.compare.beside import Row, beside_all, caution
from dashboard.sections.section import Chart, Section

_JUDGED = ["all_areas", "lower_95", "upper_95", "lower_99_8", "upper_99_8", "verdict", "is_beyond_99_8", "reading"]


def funnel_of_areas(figures: Figures) -> Section:
    """Each area's share by how many it rests on, between the limits of that size."""
    heading = "Does any area differ from all together?"
    rows = beside_all(figures)
    areas = rows.filter(pl.col("service_area") != ALL_AREAS)
    title = figures.titles[figures.context.selection.measure]
    when = figures.context.selection.headline
    drawn = areas.filter(pl.col("value").is_not_null())
    return Section(
        heading=heading,
        charts=(
            Chart(
                title=title,
                sentence=_told(rows, when.in_sentence),
                figure=funnel(drawn) if drawn.height else None,
                alt=f"{title} of each area by its size, between the limits of chance, {when.title}.",
            ),
        ),
        table=_table(areas),
        download=tables.download(areas).hstack(areas.select(_JUDGED)),
        file_name="areas_and_limits",
        measures=(figures.context.selection.measure,),
        caution=caution(figures),
        meaning=_MEANING,
    )


def in_order(figures: Figures) -> Section:
    """The areas from the highest share to the lowest, each with its interval and what can be said of it."""
    rows = beside_all(figures).sort("value", descending=True, nulls_last=True, maintain_order=True)
    when = figures.context.selection.headline
    title = figures.titles[figures.context.selection.measure]
    notes = [_note(row) for row in rows.iter_rows(named=True)]
    return Section(
        heading="Areas in order",
        charts=(
            Chart(
                title="",
                sentence=_order(rows, when.in_sentence),
                figure=shares(rows.with_columns(pl.Series("note", notes))) if rows["value"].count() else None,
                alt=f"{title} of each area with its 95 % interval, highest first, {when.title}.",
            ),
        ),
        table=tables.of(rows, figures).with_columns(rows.get_column("told").alias("Beside all areas")),
        download=tables.download(rows),
        file_name="areas_in_order",
        measures=(figures.context.selection.measure,),
        caution=caution(figures),
    )


_MEANING = (
    "#### How the limits are read\nAn area that is like all areas together would have a share inside the 95 % limits "
    "of its size in 19 of 20 periods, and inside the 99.8 % limits in all but one of 500, by the exact binomial "
    "distribution. Limits are drawn at each area's own size, where they are exact, and not as a curve between. Of "
    "fewer than 10 there is no verdict. In published figures an area differs only if rounding cannot have made it."
)


def _told(rows: pl.DataFrame, when: str) -> str:
    whole = rows.filter((pl.col("service_area") == ALL_AREAS) & pl.col("value").is_not_null()).to_dicts()
    lead = f"all areas together {share_of(whole[0])}" if whole else "there is no share of all areas together"
    areas = rows.filter(pl.col("service_area") != ALL_AREAS)
    parts = [_group(told, of_these) for (told,), of_these in areas.group_by("told", maintain_order=True)]
    return f"{sentences.capitalised(when)}, {lead}. {' '.join(parts)}"


def _group(told: object, rows: pl.DataFrame) -> str:
    names = [
        row["area"] if row["value"] is None else f"{row['area']}, {share_of(row)}" for row in rows.iter_rows(named=True)
    ]
    return f"{sentences.capitalised(str(told))}: {'; '.join(names)}."


def _order(rows: pl.DataFrame, when: str) -> str:
    told = [f"{row['area']} {sentences.share(row['value'])}" for row in rows.drop_nulls("value").iter_rows(named=True)]
    if not told:
        return f"{sentences.capitalised(when)} no area has a share to show."
    return (
        f"{sentences.capitalised(when)}, highest first: {', '.join(told)}. Where intervals overlap widely, the order "
        "may be chance: read it with what stands beside each area."
    )


def _note(row: Row) -> str:
    if row["value"] is None:
        return str(row["note"])
    return "; ".join(filter(None, (row["note"], row["told"])))


def _table(areas: pl.DataFrame) -> pl.DataFrame:
    return pl.DataFrame([_cells(row) for row in areas.iter_rows(named=True)])


def _cells(row: Row) -> dict[str, str]:
    why = row["words"]
    unknown = row["words"] or row["told"]
    limits = {
        name: unknown if row[f"lower_{end}"] is None else sentences.interval(row[f"lower_{end}"], row[f"upper_{end}"])
        for name, end in (("95 % limits", "95"), ("99.8 % limits", "99_8"))
    }
    return {
        "Service area": row["area"],
        "Share": why or sentences.exact_share(row["value"]),
        "Counted": why or sentences.number(row["numerator"]),
        "Of": why or sentences.number(row["denominator"]),
        "All areas": unknown if row["all_areas"] is None else sentences.exact_share(row["all_areas"]),
        **limits,
        "Verdict": row["told"],
    } | ({"Limit": row["note"]} if row["note"] else {})
