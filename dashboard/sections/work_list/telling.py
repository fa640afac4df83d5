"""Events of a referral in words: for the table, and for the rows of the picture."""

from __future__ import annotations

from datetime import date

import polars as pl

from dashboard.figures import Figures
from dashboard.sections.work_list import wording

LANES = wording.LANES
_NO_END = ("milestone", "visit", "review", "assessment")
"""Lanes whose events are of one day."""


def worded(events: pl.DataFrame, figures: Figures) -> pl.DataFrame:
    """Events with ``heading``, ``what`` and ``status_title``, in the order of lanes and of the rows in them."""
    development, kinds = figures.categories("area_of_development"), figures.categories("kind")
    titles = {
        "milestone": (wording.MILESTONES, wording.DECISIONS | figures.categories("closure_reason")),
        "clock": (figures.standards, wording.CLOCKS),
        "pause": (figures.standards, {}),
        "visit": (kinds, wording.VISITS),
        "target": (development, wording.TARGETS),
        "review": ({"review": wording.HELD}, {}),
        "assessment": (development, wording.OCCASIONS),
    }
    parts = [
        events.filter(pl.col("lane") == lane).with_columns(
            pl.lit(LANES[lane]).alias("heading"),
            wording.worded("event", what).alias("what"),
            wording.worded("status", status).alias("status_title"),
        )
        for lane, (what, status) in titles.items()
    ]
    return pl.concat(parts)


def table(told: pl.DataFrame) -> pl.DataFrame:
    """Every event in words, earliest first; no cell is blank."""
    rows = told.sort("begins_on", maintain_order=True)
    of_one_day = pl.col("lane").is_in(_NO_END)
    until = wording.short_day("ends_on", wording.STILL_OPEN)
    return rows.select(
        pl.col("begins_on").alias("Day"),
        pl.col("heading").alias("Lane"),
        pl.col("what").alias("Event"),
        wording.worded("status_title", {"": wording.NOTHING_FURTHER}).alias("Outcome"),
        pl.when(of_one_day).then(pl.lit(wording.ONLY_THAT_DAY)).otherwise(until).alias("Until"),
        wording.short_day("due_on", wording.NO_DUE_DAY).alias("Due"),
        wording.worded("worker_id", {"": wording.NOT_A_VISIT}).alias("Worker"),
    )


def drawn(told: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Events as the picture needs them: which row each is in, what that is called, and what hovering tells."""
    open_until = pl.max_horizontal(pl.lit(as_at), "begins_on")
    of_one_day = pl.col("lane").is_in(_NO_END)
    rows = told.with_columns(
        pl.when(of_one_day).then("begins_on").otherwise(pl.coalesce("ends_on", open_until)).alias("shown_until"),
        _row().alias("row"),
        _told().alias("told"),
        _rank().alias("rank"),
    )
    ordered = rows.sort(_lane_rank(), "rank", "begins_on", "event_id", maintain_order=True)
    return ordered.with_columns(_label(ordered))


def _row() -> pl.Expr:
    """What shares a row: visits and assessments by status, targets none, the others by event."""
    by_status = pl.col("lane").is_in(["visit", "assessment"])
    each = pl.col("lane") == "target"
    return pl.when(by_status).then("status").when(each).then("event_id").otherwise("event")


def _rank() -> pl.Expr:
    """The order of rows within a lane."""
    codes = [*wording.MILESTONES, "first_targets", *wording.VISITS, *wording.TARGETS, *wording.OCCASIONS]
    places = {code: place for place, code in enumerate(dict.fromkeys(codes))}
    by_status = pl.col("lane").is_in(["visit", "assessment", "target"])
    code = pl.when(by_status).then("status").otherwise("event")
    return code.replace_strict(places, default=len(places), return_dtype=pl.Int64)


def _lane_rank() -> pl.Expr:
    return pl.col("lane").replace_strict({lane: n for n, lane in enumerate(LANES)}, return_dtype=pl.Int64)


def _label(rows: pl.DataFrame) -> pl.Series:
    """A row's name; of targets, each outcome is named once, at the first that has it."""
    named: set[tuple[str, str]] = set()
    labels = []
    for lane, what, status in rows.select("lane", "what", "status_title").rows():
        label = status if lane in ("visit", "assessment", "target") else what
        labels.append("" if lane == "target" and (lane, label) in named else label)
        named.add((lane, label))
    return pl.Series("label", labels, dtype=pl.String)


def _told() -> pl.Expr:
    day = pl.col("begins_on").dt.strftime("%-d %b %Y")
    until = pl.concat_str(pl.lit(" to "), pl.col("ends_on").dt.strftime("%-d %b %Y"))
    due = pl.concat_str(pl.lit(", due "), pl.col("due_on").dt.strftime("%-d %b %Y"))
    status = (
        pl.when(pl.col("status_title") == "").then(pl.lit("")).otherwise(pl.concat_str(pl.lit(", "), "status_title"))
    )
    return pl.concat_str("what", status, pl.lit("<br>"), day, until.fill_null(""), due.fill_null(""))
