"""Rows of ``measure_value`` made complete and given their words: what charts and tables are drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product

import polars as pl

from dashboard import relations, sentences
from dashboard.context import Context
from dashboard.limits import Limits
from dashboard.selection import Period

ON_TIME = ("first_contact_on_time", "initial_meeting_on_time", "first_targets_on_time", "reviews_on_time")
IGNORING_PAUSES = tuple(f"{measure}_ignoring_pauses" for measure in ON_TIME)
HELD_EARLY = "reviews_held_early"
WORKING_DAYS = ("median_working_days_to_contact", "median_working_days_to_meeting")
OVERDUE = "clocks_overdue"
DUE_SOON = "clocks_due_soon"

_KEYS = ["measure", "yardstick", "service_area", "period_start", "category"]
_BY_STANDARD = "standard"


@dataclass(frozen=True)
class Figures:
    """The figures of one context, asked for by measure.

    Frames hold the columns of ``measure_value`` and: ``area`` (the name), ``series`` (its position), ``standard``,
    ``what``, ``note`` (in words, in force at the day of the figures), ``period`` (the title) and ``words``
    (why there is no number, or blank). They have a row for every combination asked for, in the order asked for;
    ``symbol`` is ``z`` where the warehouse has none.
    """

    context: Context

    @cached_property
    def limits(self) -> Limits:
        """The limits of every area."""
        return Limits(relations.standards(self.context.warehouse))

    @cached_property
    def names(self) -> dict[str, str]:
        """The areas' names by code."""
        return relations.areas(self.context.warehouse)

    @cached_property
    def standards(self) -> dict[str, str]:
        """The standards' titles by code, in their order."""
        return relations.titles(self.context.warehouse, _BY_STANDARD)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The measures' titles by id."""
        return dict(relations.measures(self.context.warehouse).select("measure", "title").rows())

    @cached_property
    def as_at(self) -> date:
        """The day at whose close the figures are taken."""
        found: date = self.context.warehouse.build["as_at"]
        return found

    @cached_property
    def standard_of(self) -> dict[str, str]:
        """The standard behind each measure that has one."""
        cards = relations.measures(self.context.warehouse)
        return {row[0]: row[1] for row in cards.select("measure", "standard").rows() if row[1]}

    def at(self, measures: Sequence[str], yardsticks: Sequence[str], period: Period) -> pl.DataFrame:
        """The figures of one period, by measure, then yardstick, then chosen area."""
        return self.over(measures, yardsticks, (period,))

    def over(self, measures: Sequence[str], yardsticks: Sequence[str], run: Sequence[Period]) -> pl.DataFrame:
        """The figures of several periods of one kind, by measure, then yardstick, area and period."""
        starts = [period.start for period in run]
        areas = self.context.selection.areas
        found = relations.values(self.context.warehouse, measures, areas, run[0].kind, starts[0], starts[-1])
        grid = pl.DataFrame(list(product(measures, yardsticks, areas, starts, [""])), schema=_KEYS, orient="row")
        return self._worded(_completed(grid, found), {period.start: period.title for period in run})

    def by_standard(self, measures: Sequence[str], yardstick: str) -> pl.DataFrame:
        """The counts at ``as_at``, by measure, then standard and chosen area; no clock at all counts as none."""
        areas = self.context.selection.areas
        found = relations.values(
            self.context.warehouse, measures, areas, "as_at", self.as_at, self.as_at, breakdown=_BY_STANDARD
        )
        keys = [(m, yardstick, a, self.as_at, s) for m, s, a in product(measures, self.standards, areas)]
        grid = pl.DataFrame(keys, schema=_KEYS, orient="row")
        return self._worded(_completed(grid, found), {self.as_at: sentences.day(self.as_at)})

    @cached_property
    def _undelivered(self) -> set[tuple[str, str, str]]:
        """Yardstick, area and standard of what cannot be told because an extract was not delivered."""
        rows = relations.undelivered(self.context.warehouse, ON_TIME).rows()
        return {(yardstick, area, self.standard_of.get(measure, "")) for measure, yardstick, area in rows}

    def _worded(self, rows: pl.DataFrame, periods: dict[date, str]) -> pl.DataFrame:
        added = [self._words(row) for row in rows.iter_rows(named=True)]
        names = ["area", "series", "standard", "what", "note", "words"]
        words = pl.DataFrame(added, schema=names, orient="row")
        titles = [periods[start] for start in rows.get_column("period_start")]
        return pl.concat([rows, words], how="horizontal").with_columns(pl.Series("period", titles))

    def _words(self, row: dict[str, str]) -> tuple[str, int, str, str, str, str]:
        standard = row["category"] or self.standard_of.get(row["measure"], "")
        area, yardstick = row["service_area"], row["yardstick"]
        return (
            self.names[area],
            list(self.names).index(area),
            standard,
            self.standards.get(standard, ""),
            self.limits.words(area, standard, yardstick, self.as_at) if standard else "",
            sentences.reason(row["symbol"], self._not_applicable(row, standard)),
        )

    def _not_applicable(self, row: dict[str, str], standard: str) -> str:
        """What ``z`` means here: no rule to be held to, or no clock in the period."""
        area, yardstick = row["service_area"], row["yardstick"]
        if not self.limits.has(area, standard, yardstick):
            return sentences.NO_LIMIT
        if row["measure"] == HELD_EARLY and not self.limits.has_window(area, standard):
            return sentences.NO_WINDOW
        if (yardstick, area, standard) in self._undelivered:
            return sentences.NOT_DELIVERED
        return sentences.NONE if row["measure"] in (OVERDUE, DUE_SOON) else sentences.NOTHING_TO_COUNT


def _completed(grid: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    rows = grid.join(found, on=_KEYS, how="left", maintain_order="left")
    return rows.with_columns(pl.col("symbol").fill_null("z"))
