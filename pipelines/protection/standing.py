"""What was published before, and stands: whoever keeps the earlier file knows it, whatever the next one says.

A figure of a period that was over stands as it was published, suppressed or given, until a count behind it is five or
more away from what it was then: late rows of one or two children move nothing that is seen. A median of as many values
as then that is another one was put right, and is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from pipelines.disclosure import SUPPRESSED, Preset, controlled, without_numbers
from pipelines.measures.definition import Definition
from pipelines.measures.engine import KEY, MEASURE_VALUE
from pipelines.measures.periods import PeriodKind, period_end

MOVED_BY = 5
"""By so many a count behind a figure changes before the figure is published anew."""

STANDING = pl.Schema(
    {
        "stands": pl.Boolean(),
        "is_shown": pl.Boolean(),
        "is_seen": pl.Boolean(),
        "numerator_now": pl.Float64(),
        "denominator_now": pl.Float64(),
    }
)
"""Beside a figure: whether it is out already and cannot be taken back, whether the new file has it, whether any file
has, and what its counts are now."""

STOOD = pl.Schema(
    {**{name: MEASURE_VALUE[name] for name in KEY}, "numerator": pl.Float64(), "denominator": pl.Float64()}
)
"""A figure that stands though its counts are others now: what they were when it was published."""

NOTHING = "z"
"""The symbol where nothing is counted; a group that has no figure has nothing in it either."""
PLACE = ["measure", "yardstick", "service_area", "period_kind", "period_start"]
_OF_THE_DAY = (PeriodKind.AS_AT, PeriodKind.ROLLING_12_MONTHS)
_NUMBERS = ["value", "lower", "upper"]
_COUNTS = ("numerator", "denominator")


@dataclass(frozen=True)
class Before:
    """A build before, of which an outsider may have what was published.

    Attributes:
        published: its figures, rows of ``MEASURE_VALUE``, controlled by the same preset.
        exact: its exact figures, also by month.
        until: the day of its figures.
        as_at: the day of those that are to be published.
        stood: rows of ``STOOD``: its figures that stood then.
        tables: what was published besides, by name.
    """

    published: pl.DataFrame
    exact: pl.DataFrame
    until: date
    as_at: date
    stood: pl.DataFrame = field(default_factory=STOOD.to_frame)
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)

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

    def counts(self) -> pl.DataFrame:
        """What its published figures were made of when they were published first."""
        then = counts_of(self.exact)
        return pl.concat([self.stood.select(then.columns), then]).unique(KEY, keep="first", maintain_order=True)


@dataclass(frozen=True)
class Standing:
    """Figures as they stand.

    Attributes:
        rows: ``MEASURE_VALUE`` and ``STANDING``, those that are new controlled each by itself.
        exact: ``MEASURE_VALUE``, what is counted now.
        stood: rows of ``STOOD``.
        until: the day of the build before; ``None`` where there is none.
    """

    rows: pl.DataFrame
    exact: pl.DataFrame
    stood: pl.DataFrame = field(default_factory=STOOD.to_frame)
    until: date | None = None


def plain(rows: pl.DataFrame) -> pl.DataFrame:
    """Figures with the columns of ``STANDING``, none of which was published before, and nothing known of them now."""
    return rows.with_columns(
        stands=pl.lit(False),
        is_shown=pl.lit(True),
        is_seen=pl.lit(True),
        numerator_now=pl.lit(None, pl.Float64),
        denominator_now=pl.lit(None, pl.Float64),
    )


def standing(
    figures: pl.DataFrame, definitions: Sequence[Definition], preset: Preset, before: Before | None = None
) -> Standing:
    """Figures over those of a build before.

    Args:
        figures: rows of ``MEASURE_VALUE``, exact.
        definitions: of the measures in it.
        preset: how counts are controlled.
        before: the build before; without one nothing stands.
    """
    shown = controlled(figures, definitions, preset)
    if before is None:
        return Standing(_fresh(shown, figures), figures)
    told = before.closed(before.published)
    compared = _compared(before.closed(shown), told, counts_of(figures), before.counts())
    stays = compared.filter("stays")
    its = stays.select(*KEY, "was_symbol", "numerator_now", "denominator_now")
    out = told.join(its, on=KEY, maintain_order="left").with_columns(stands=True, is_shown=True, is_seen=True)
    # What had no figure may be counted in others now: a count of the sums without a figure of its own.
    beside = shown.join(its.filter((pl.col("was_symbol") == NOTHING) & (pl.col("denominator_now") > 0)), on=KEY)
    fresh = _fresh(shown.join(its, on=KEY, how="anti", maintain_order="left"), figures)
    rows = [fresh, out, unseen(beside)]
    columns = [*MEASURE_VALUE.names(), *STANDING.names()]
    differs = pl.any_horizontal(pl.col(f"{name}_then") != pl.col(f"{name}_now") for name in _COUNTS)
    stood = stays.filter(differs).select(*KEY, *(pl.col(f"{name}_then").alias(name) for name in _COUNTS))
    return Standing(pl.concat([each.select(columns) for each in rows]), figures, stood, before.until)


def _fresh(shown: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """Figures that are published now, of the exact ``figures``."""
    none = [f"{name}_now" for name in _COUNTS]
    return plain(shown).drop(none).join(_suffixed(counts_of(figures), _COUNTS, "_now"), on=KEY, maintain_order="left")


def unseen(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of counts that no file has a figure of, though they are in sums."""
    return without_numbers(rows, pl.lit(True)).with_columns(stands=True, is_shown=False, is_seen=False)


def counts_of(figures: pl.DataFrame) -> pl.DataFrame:
    """The counts that figures show, none where they show none."""
    counted = figures.select(*KEY, "numerator", denominator=pl.coalesce("denominator", "value"))
    return counted.with_columns(pl.col(_COUNTS).cast(pl.Float64).fill_null(0.0))


def _compared(shown: pl.DataFrame, told: pl.DataFrame, now: pl.DataFrame, then: pl.DataFrame) -> pl.DataFrame:
    """Each key of closed periods: its counts now and when it was published, and whether its figure stays."""
    keys = pl.concat([shown.select(KEY), told.select(KEY)]).unique(maintain_order=True)
    sides = (_suffixed(now, _COUNTS, "_now"), _suffixed(then, _COUNTS, "_then"))
    each = keys.join(sides[0], on=KEY, how="left").join(sides[1], on=KEY, how="left")
    each = each.with_columns(pl.col("^(numerator|denominator)_.*$").fill_null(0.0))
    numbers = ["symbol", *_NUMBERS]
    each = each.join(_suffixed(told, numbers, "_told"), on=KEY, how="left")
    each = each.join(_suffixed(shown, numbers, "_shown"), on=KEY, how="left")
    some, every = (pl.col(f"{name}_now") - pl.col(f"{name}_then") for name in _COUNTS)
    apart = pl.max_horizontal(some.abs(), every.abs(), (every - some).abs())
    is_revised = pl.any_horizontal(pl.col(f"{name}_told") != pl.col(f"{name}_shown") for name in _NUMBERS)
    stays = (apart < MOVED_BY) & ~((apart == 0) & is_revised.fill_null(False))
    stays &= pl.all_horizontal(_is_counted(pl.col(f"symbol_{side}").fill_null(NOTHING)) for side in ("told", "shown"))
    return each.with_columns(pl.col("symbol_told").fill_null(NOTHING).alias("was_symbol"), stays=stays).with_columns(
        stays=pl.col("stays") & _is_among(each, shown, told)
    )


def _is_among(keys: pl.DataFrame, shown: pl.DataFrame, told: pl.DataFrame) -> pl.Series:
    """Whether the place of each key is counted now and was then, and its breakdown was there then."""
    known = keys.select(KEY).with_row_index("at")
    for rows, names in ((shown, PLACE), (told, PLACE), (told, ["measure", "breakdown"])):
        known = known.join(rows.filter(_is_counted(pl.col("symbol"))).select(names).unique(), on=names, how="semi")
    return pl.Series(range(keys.height), dtype=pl.UInt32).is_in(known["at"].implode())


def _is_counted(symbol: pl.Expr) -> pl.Expr:
    """Whether there is a count, if only none; of what is not available there is no telling."""
    return symbol.is_in(["", SUPPRESSED, NOTHING])


def _suffixed(rows: pl.DataFrame, names: Sequence[str], suffix: str) -> pl.DataFrame:
    return rows.select(*KEY, pl.col(names).name.suffix(suffix))
