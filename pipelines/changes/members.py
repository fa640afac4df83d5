"""Which moved figures a changed row is behind: the rows that each counts, then and now, and what became of them."""

from __future__ import annotations

import polars as pl

from pipelines.changes.pair import EARLIER, LATER, Pair
from pipelines.changes.rows import row_changes
from pipelines.explanation.asking import ALL
from pipelines.explanation.members import members_query
from pipelines.measures.definition import Definition, load_definitions
from pipelines.measures.engine import KEY
from pipelines.measures.rollup import in_kinds, in_snapshots

_DIFFERENCE = """
    (SELECT * FROM counted_then EXCEPT ALL SELECT * FROM counted_now)
    UNION ALL
    (SELECT * FROM counted_now EXCEPT ALL SELECT * FROM counted_then)
"""
_SUBJECT = ("referral_id", "enrolment_id")


def by_rows(pair: Pair, figures: pl.DataFrame) -> pl.DataFrame:
    """The reasons that lie in rows.

    Args:
        pair: two files of records.
        figures: the key of those that moved.

    Returns:
        Rows of the key, ``reason`` and ``detail``: of which extracts the rows are.
    """
    changes = row_changes(pair)
    known = {definition.measure: definition for definition in load_definitions()}
    needs = pair.later("SELECT measure, extract FROM measure_need")
    found = [
        _behind(
            pair, known[str(measure)], some, changes.join(needs.filter(measure=str(measure)), on="extract", how="semi")
        )
        for (measure,), some in figures.group_by("measure", maintain_order=True)
        if measure in known
    ]
    empty = figures.clear().select(KEY).with_columns(reason=pl.lit(""), detail=pl.lit(""))
    return pl.concat([empty, *found])


def _behind(pair: Pair, definition: Definition, figures: pl.DataFrame, bearing: pl.DataFrame) -> pl.DataFrame:
    placed = _placed(_changed(pair, definition), definition, pair)
    return _explained(placed.join(figures, on=KEY, how="semi"), bearing)


def _explained(placed: pl.DataFrame, bearing: pl.DataFrame) -> pl.DataFrame:
    """A row explains its referral's; one of a whole area, such as its terms, explains the area's."""
    by_area = bearing.filter(subject="").drop("subject").rename({"service_area": "row_area"})
    by_subject = bearing.filter(pl.col("subject") != "").rename({"service_area": "row_area"})
    keys = [*KEY, "extract", "reason"]
    found = [
        placed.join(by_area, on="row_area").select(keys),
        placed.join(by_subject, on=["row_area", "subject"]).select(keys),
    ]
    extracts = pl.col("extract").unique().sort().str.join(", ").alias("detail")
    return pl.concat(found).group_by([*KEY, "reason"]).agg(extracts)


def _changed(pair: Pair, definition: Definition) -> pl.DataFrame:
    """The rows counted then and not now, or now and not then, or in another way."""
    query = members_query(pair.later, definition, definition.breakdowns)
    pair.keep("counted_then", EARLIER, query)
    pair.keep("counted_now", LATER, query)
    return pair.ask(_DIFFERENCE)


def _placed(rows: pl.DataFrame, definition: Definition, pair: Pair) -> pl.DataFrame:
    """The changed rows by the figures they are behind, each with its subject and its own service area."""
    subject = next((pl.col(name) for name in _SUBJECT if name in rows.columns), pl.lit(""))
    own = rows.with_columns(row_area=pl.col("service_area"), subject=subject, measure=pl.lit(definition.measure))
    everywhere = pl.concat([own, own.with_columns(service_area=pl.lit(ALL))])
    in_their = in_snapshots if definition.is_snapshot else in_kinds
    each = in_their(everywhere, definition.period_kinds, pair.closed_by)
    by = [("none", pl.lit("")), *((name, pl.col(name)) for name in definition.breakdowns)]
    return pl.concat(
        each.with_columns(pl.lit(name).alias("breakdown"), group.alias("category")).select(*KEY, "row_area", "subject")
        for name, group in by
    )
