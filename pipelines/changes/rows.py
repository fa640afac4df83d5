"""Which delivered rows changed between two files of records, and how; told of the referral that they are of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from expectations import EXTRACTS
from expectations.extract import ColumnType, Extract
from pipelines.changes.pair import EARLIER, LATER, Pair
from pipelines.changes.reasons import Reason

ROW_CHANGE = pl.Schema(
    {"extract": pl.String(), "service_area": pl.String(), "subject": pl.String(), "reason": pl.String()}
)
"""One row per extract, service area, subject (a referral or an enrolment, or blank: the whole area) and reason."""

_SUBJECTS = ("referral_id", "enrolment_id")


def row_changes(pair: Pair) -> pl.DataFrame:
    """Every change of an accepted row.

    A row of a key that is new is late if it is dated by the earlier day of the figures, and else an event after it. A
    row whose content changed was revised, unless all that changed are blanks filled with days after that one and what
    goes with them. A row of a key that is gone was withdrawn. One that was set aside on the other side is told so.

    Returns:
        Rows of ``ROW_CHANGE``.
    """
    return pl.concat([ROW_CHANGE.to_frame(), *(_changes(pair, extract) for extract in EXTRACTS)]).unique()


def _changes(pair: Pair, extract: Extract) -> pl.DataFrame:
    gone, new = _only(pair, extract, EARLIER, LATER), _only(pair, extract, LATER, EARLIER)
    key = list(extract.key or ("service_area", *_subject_of(extract)))
    other = gone.join(new, on=key, suffix="_now", how="inner", nulls_equal=True).unique(key)
    left = gone.join(other, on=key, how="anti", nulls_equal=True)
    come = new.join(other, on=key, how="anti", nulls_equal=True)
    parts = [
        (other, _revision(extract, pair.closed_by)),
        (left, _set_aside(pair, extract, key, left, LATER, pl.lit(Reason.WITHDRAWN_ROWS.value))),
        (come, _set_aside(pair, extract, key, come, EARLIER, _arrival(extract, pair.closed_by))),
    ]
    return pl.concat([_told(rows, reason, extract) for rows, reason in parts])


def _only(pair: Pair, extract: Extract, side: str, other: str) -> pl.DataFrame:
    columns = ", ".join(column.name for column in extract.columns)
    rows = f"SELECT {columns} FROM {{}}.accepted.{extract.name}"
    return pair.ask(f"{rows.format(side)} EXCEPT {rows.format(other)}")


def _subject_of(extract: Extract) -> list[str]:
    return [column.name for column in extract.columns if column.name in _SUBJECTS][:1]


def _arrival(extract: Extract, closed_by: date) -> pl.Expr:
    is_late = pl.col(extract.dated_by) <= closed_by
    return pl.when(is_late).then(pl.lit(Reason.LATE_ROWS.value)).otherwise(pl.lit(Reason.LATER_EVENTS.value))


def _revision(extract: Extract, closed_by: date) -> pl.Expr:
    """Whether blanks were filled with what came after a day, and nothing else was changed."""
    is_filled = pl.all_horizontal(_filled(extract, closed_by))
    dates = [
        column.name for column in extract.columns if column.type is ColumnType.DATE and column.name not in extract.key
    ]
    has_day = pl.any_horizontal(pl.lit(False), *(_differs(name) for name in dates))
    later, revised = pl.lit(Reason.LATER_EVENTS.value), pl.lit(Reason.REVISED_ROWS.value)
    return pl.when(is_filled & has_day & pl.lit(bool(extract.key))).then(later).otherwise(revised)


def _filled(extract: Extract, closed_by: date) -> Iterator[pl.Expr]:
    for column in extract.columns:
        if column.name in (extract.key or ("service_area", *_subject_of(extract))):
            continue
        was_blank = pl.col(column.name).is_null()
        is_later = pl.col(f"{column.name}_now") > closed_by if column.type is ColumnType.DATE else pl.lit(True)
        yield ~_differs(column.name) | (was_blank & is_later)


def _differs(name: str) -> pl.Expr:
    return pl.col(name).ne_missing(pl.col(f"{name}_now"))


def _set_aside(
    pair: Pair, extract: Extract, key: list[str], rows: pl.DataFrame, side: str, otherwise: pl.Expr
) -> pl.Expr:
    """The reason of rows that the other side lacks: it may have set them aside."""
    aside = pair.ask(f"SELECT DISTINCT {', '.join(key)} FROM {side}.set_aside.{extract.name}")
    is_aside = rows.select(pl.struct(key).is_in(aside.select(pl.struct(key).alias("key"))["key"].implode()))
    return pl.when(is_aside.to_series()).then(pl.lit(Reason.SET_ASIDE.value)).otherwise(otherwise)


def _told(rows: pl.DataFrame, reason: pl.Expr, extract: Extract) -> pl.DataFrame:
    subject = [pl.col(name) for name in _subject_of(extract)] or [pl.lit("")]
    named = rows.select(
        pl.lit(extract.name).alias("extract"), "service_area", subject[0].alias("subject"), reason.alias("reason")
    )
    return named.cast(ROW_CHANGE)
