"""What was published before, and stands: whoever keeps the earlier file knows it, whatever the next one says.

A figure of a period that was closed already stands as it was published, until a count behind it has changed by five or
more: late rows of one or two children move nothing that is seen. What was suppressed stays so, for what one of two
files says is known; and what one said may be taken for known where the other is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from pipelines.disclosure import SUPPRESSED, Preset, without_numbers
from pipelines.measures.engine import KEY, MEASURE_VALUE
from pipelines.measures.periods import PeriodKind, period_end
from pipelines.protection.months import ADDED_UP, ALREADY

MOVED_BY = 5
"""By so many a count behind a figure changes before the figure is published anew."""

STANDING = pl.Schema(
    {
        "stands": pl.Boolean(),
        "is_shown": pl.Boolean(),
        "numerator_now": pl.Float64(),
        "denominator_now": pl.Float64(),
    }
)
"""Beside a figure: whether it is out already and cannot be taken back, whether the new file has it, and its counts."""

_OF_THE_DAY = (PeriodKind.AS_AT, PeriodKind.ROLLING_12_MONTHS)
_PLACE = ["measure", "yardstick", "service_area", "period_kind", "period_start"]
_NOTHING = "z"


@dataclass(frozen=True)
class Before:
    """A build before, of which an outsider may have what was published.

    Attributes:
        published: its figures, rows of ``MEASURE_VALUE``, controlled by the same preset.
        exact: what they were made of.
        until: the day of its figures.
        as_at: the day of those that are to be published.
        tables: what was published besides, by name.
    """

    published: pl.DataFrame
    exact: pl.DataFrame
    until: date
    as_at: date
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    def of(self, measures: tuple[str, ...]) -> Before:
        """What it has of some measures."""
        is_asked = pl.col("measure").is_in(measures)
        return replace(self, published=self.published.filter(is_asked), exact=self.exact.filter(is_asked))

    def closed(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Those of some rows whose periods had ended by both days, or all if that is one day."""
        if self.until == self.as_at:
            return rows
        last = min(self.until, self.as_at)
        periods = rows.select("period_kind", "period_start").unique()
        is_over = [
            kind not in _OF_THE_DAY and period_end(PeriodKind(kind), start) <= last for kind, start in periods.rows()
        ]
        over = periods.filter(pl.Series(is_over, dtype=pl.Boolean))
        return rows.join(over, on=["period_kind", "period_start"], how="semi", maintain_order="left")


def plain(rows: pl.DataFrame) -> pl.DataFrame:
    """Figures with the columns of ``STANDING``, none of which was published before."""
    return rows.with_columns(
        stands=pl.lit(False),
        is_shown=pl.lit(True),
        numerator_now=pl.lit(None, pl.Float64),
        denominator_now=pl.lit(None, pl.Float64),
    )


def with_standing(
    rows: pl.DataFrame, exact: pl.DataFrame, before: Before, preset: Preset
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Figures of some measures as they stand, and what is known besides from the file before.

    Where nothing in a closed period has changed, what the file before said of periods that went on is known too: the
    year up to then is made of the same quarters. Its figures have kinds of period that end in ``ALREADY``.

    Args:
        rows: ``MEASURE_VALUE``, controlled each by itself.
        exact: ``MEASURE_VALUE``, what they are made of.
        before: of the same measures.
        preset: how both were controlled.

    Returns:
        Rows of ``MEASURE_VALUE`` and ``STANDING``, of which those that are not shown have no figure in the new file;
        and the exact figures, with those behind what is known besides.
    """
    told = before.closed(before.published)
    compared = _compared(before.closed(rows), told, exact, before.exact, preset)
    stays = compared.filter("stays").select(*KEY, "was_symbol", "numerator_now", "denominator_now")
    out = told.join(stays, on=KEY, maintain_order="left").with_columns(stands=True, is_shown=True)
    # What had no figure may be counted in others now: a count of the sums without a figure of its own.
    is_counted = (pl.col("was_symbol") == _NOTHING) & (pl.col("denominator_now") > 0)
    beside = rows.join(stays.filter(is_counted), on=KEY, maintain_order="left")
    unseen = without_numbers(beside, pl.lit(True)).with_columns(stands=True, is_shown=False)
    taken = [plain(rows.join(stays, on=KEY, how="anti", maintain_order="left")), out, unseen]
    if before.until < before.as_at and compared["is_same"].all():
        open_then, behind = (_open_then(figures, before) for figures in (before.published, before.exact))
        taken.append(plain(open_then).with_columns(stands=True, is_shown=False))
        exact = pl.concat([exact, behind])
    columns = [*MEASURE_VALUE.names(), *STANDING.names()]
    return pl.concat([figures.select(columns) for figures in taken]), exact


def _open_then(figures: pl.DataFrame, before: Before) -> pl.DataFrame:
    """Figures of periods that were not over, under kinds of period of their own."""
    kinds = [kind.value for kind in (*ADDED_UP, PeriodKind.AS_AT)]
    going_on = figures.join(before.closed(figures), on=KEY, how="anti", maintain_order="left")
    named = going_on.filter(pl.col("period_kind").is_in(kinds))
    return named.with_columns(pl.col("period_kind") + ALREADY)


def _compared(
    rows: pl.DataFrame, told: pl.DataFrame, exact: pl.DataFrame, was: pl.DataFrame, preset: Preset
) -> pl.DataFrame:
    """Each key of closed periods: its exact counts now, whether they are as before, and whether its figure stays."""
    keys = pl.concat([rows.select(KEY), told.select(KEY)]).unique(maintain_order=True)
    each = keys.join(_counts_of(exact, "now"), on=KEY, how="left").join(_counts_of(was, "was"), on=KEY, how="left")
    shown = told.select(*KEY, was_symbol="symbol").join(_counts_of(told, "told"), on=KEY)
    each = each.join(shown, on=KEY, how="left").with_columns(pl.col("was_symbol").fill_null(_NOTHING))
    each = each.with_columns(pl.col("^(numerator|denominator)_.*$").fill_null(0.0))
    here, groups = (told.select(names).unique() for names in (_PLACE, ["measure", "breakdown"]))
    known = each.join(here, on=_PLACE, how="semi").join(groups, on=["measure", "breakdown"], how="semi").select(KEY)
    each = each.join(known.with_columns(is_known=True), on=KEY, how="left", maintain_order="left")
    from_then, from_told = (_most_apart(side) for side in ("was", "told"))
    is_given = pl.col("was_symbol") == ""
    least = pl.when(is_given).then(MOVED_BY + preset.slack).otherwise(MOVED_BY)
    # A zero is no rounded count.
    apart = pl.when(is_given & (pl.col("denominator_told") > 0)).then(from_told < least).otherwise(from_then < MOVED_BY)
    is_ours = pl.col("was_symbol").is_in(["", SUPPRESSED, _NOTHING])
    return each.with_columns(stays=is_ours & apart & pl.col("is_known").fill_null(False), is_same=from_then == 0)


def _counts_of(figures: pl.DataFrame, side: str) -> pl.DataFrame:
    """The counts that figures show, none where they show none."""
    counted = figures.select(*KEY, "numerator", denominator=pl.coalesce("denominator", "value"))
    return counted.rename({name: f"{name}_{side}" for name in ("numerator", "denominator")})


def _most_apart(side: str) -> pl.Expr:
    """How far the counts now are from those of a side: of some, of all, and of what lacks to all."""
    some, every = (pl.col(f"{name}_now") - pl.col(f"{name}_{side}") for name in ("numerator", "denominator"))
    apart = [some.abs(), every.abs()]
    return pl.max_horizontal(apart if side == "told" else [*apart, (every - some).abs()])
