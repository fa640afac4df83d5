"""Rows of ``measure_value`` made complete and given their words: what charts and tables are drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any

import polars as pl

from dashboard import relations, rules, sentences
from dashboard.absence import Absence
from dashboard.choice import WHOLE, Period
from dashboard.context import Context
from dashboard.grid import completed, grid
from dashboard.limits import Limits
from dashboard.measures import AT_CLOSE, BY_STANDARD, COUNTED_NOW


@dataclass(frozen=True)
class Figures:
    """The figures of one context, asked for by measure.

    Frames hold the columns of ``measure_value`` and: ``area`` (the name), ``series`` (its position), ``standard``,
    ``what`` (the title of the row's standard, category or measure), ``note`` (the limit in words, in force at the day
    of the figures, where a clock is behind the measure), ``period`` (the title) and ``words`` (why there is no
    number, or blank). They have a row for every combination asked for, in the order asked for; where the warehouse
    has none, ``symbol`` is ``x`` if an extract that it needs was not delivered, else ``z``.
    """

    context: Context

    @cached_property
    def limits(self) -> Limits:
        """The limits of every area."""
        return Limits(rules.standards(self.context.warehouse))

    @cached_property
    def names(self) -> dict[str, str]:
        """The areas' names by code."""
        return relations.areas(self.context.warehouse)

    @property
    def single_areas(self) -> list[str]:
        """The codes of the chosen areas; for all of them together, of each."""
        chosen = self.context.selection.areas
        return [a for a in self.names if a != relations.ALL_AREAS and (a in chosen or relations.ALL_AREAS in chosen)]

    @cached_property
    def standards(self) -> dict[str, str]:
        """The standards' titles by code, in their order."""
        return self.categories(BY_STANDARD)

    def categories(self, breakdown: str) -> dict[str, str]:
        """The titles of a breakdown's categories by code, in their order."""
        return relations.titles(self.context.warehouse, breakdown)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The measures' titles by id."""
        return dict(relations.measures(self.context.warehouse).select("measure", "title").rows())

    @cached_property
    def cards(self) -> dict[str, dict[str, Any]]:
        """The measures' cards by id."""
        return {row["measure"]: row for row in relations.measures(self.context.warehouse).to_dicts()}

    def unit(self, measure: str) -> str:
        """What a measure's values are: ``share``, ``probability``, or a noun such as ``days``."""
        card = self.cards[measure]
        return str(card["kind"] if card["kind"] == "probability" else card["unit"])

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

    def moment(self, measure: str) -> str:
        """How a sentence puts a figure into its period: most are of all of it, some of its end."""
        return "at the end of" if measure in AT_CLOSE else "in"

    def at(self, measures: Sequence[str], yardsticks: Sequence[str], period: Period) -> pl.DataFrame:
        """The figures of one period, by measure, then yardstick, then chosen area."""
        return self.over(measures, yardsticks, (period,))

    def at_close(self, measures: Sequence[str], yardsticks: Sequence[str] = ("",)) -> pl.DataFrame:
        """The figures at the day of the figures, by measure, then yardstick, then chosen area."""
        return self.over(measures, yardsticks, (Period("as_at", self.as_at),))

    def over(self, measures: Sequence[str], yardsticks: Sequence[str], run: Sequence[Period]) -> pl.DataFrame:
        """The figures of several periods of one kind, by measure, then yardstick, area and period."""
        starts = [period.start for period in run]
        areas = self.context.selection.areas
        found = relations.values(self.context.warehouse, measures, areas, run[0].kind, starts[0], starts[-1])
        keys = grid(product(measures, yardsticks, areas, starts, [""]))
        return self._worded(
            completed(keys, found, self.absence.lacking), {period.start: period.title for period in run}, WHOLE
        )

    def by_category(
        self,
        measures: Sequence[str],
        yardstick: str,
        period: Period,
        breakdown: str,
        categories: Sequence[str] | None = None,
    ) -> pl.DataFrame:
        """The figures of each group in one period, by measure, then group and chosen area.

        Args:
            measures: which figures.
            yardstick: ``own``, ``common``, or blank for measures over no clock.
            period: of which period.
            breakdown: the groups.
            categories: which of them, in this order; if not given, those that any of the figures are of.
        """
        return self.over_by_category(measures, yardstick, (period,), breakdown, categories)

    def over_by_category(
        self,
        measures: Sequence[str],
        yardstick: str,
        run: Sequence[Period],
        breakdown: str,
        categories: Sequence[str] | None = None,
    ) -> pl.DataFrame:
        """The same of several periods of one kind, by measure, then group, chosen area and period."""
        areas, starts = self.context.selection.areas, [period.start for period in run]
        found = relations.values(
            self.context.warehouse, measures, areas, run[0].kind, starts[0], starts[-1], breakdown=breakdown
        )
        met = set(found.filter(pl.col("yardstick") == yardstick).get_column("category"))
        shown = categories if categories is not None else [c for c in self.categories(breakdown) if c in met]
        keys = grid((m, yardstick, a, start, c) for m, c, a, start in product(measures, shown, areas, starts))
        return self._worded(
            completed(keys, found, self.absence.lacking), {period.start: period.title for period in run}, breakdown
        )

    def by_standard(self, measures: Sequence[str], yardstick: str) -> pl.DataFrame:
        """The counts at ``as_at``, by measure, then standard and chosen area; no clock at all counts as none."""
        return self.by_category(measures, yardstick, Period("as_at", self.as_at), BY_STANDARD, list(self.standards))

    @cached_property
    def absence(self) -> Absence:
        """Why figures are not there."""
        kinds = {measure: str(card["kind"]) for measure, card in self.cards.items()}
        return Absence(self.context.warehouse, self.limits, tuple(self.standards), self.standard_of, kinds)

    def _worded(self, rows: pl.DataFrame, periods: Mapping[date, str], breakdown: str) -> pl.DataFrame:
        categories = {} if breakdown == WHOLE else self.categories(breakdown)
        added = [self._words(row, breakdown, categories) for row in rows.iter_rows(named=True)]
        names = ["area", "series", "standard", "what", "note", "words"]
        words = pl.DataFrame(added, schema=names, orient="row")
        titles = [periods[start] for start in rows.get_column("period_start")]
        period = pl.Series("period", titles, dtype=pl.String)
        told = pl.concat([rows, words], how="horizontal").with_columns(period, breakdown=pl.lit(breakdown))
        is_missing = pl.col("words") == sentences.NOT_DELIVERED
        return told.with_columns(symbol=pl.when(is_missing).then(pl.lit("x")).otherwise("symbol"))

    def _words(
        self, row: dict[str, str], breakdown: str, categories: Mapping[str, str]
    ) -> tuple[str, int, str, str, str, str]:
        own = self.standard_of.get(row["measure"], "")
        standard = row["category"] if breakdown == BY_STANDARD else own
        area, yardstick = row["service_area"], row["yardstick"]
        title = categories.get(row["category"]) or self.standards.get(standard) or self.titles[row["measure"]]
        return (
            self.names[area],
            list(self.names).index(area),
            standard,
            "" if row["measure"] in COUNTED_NOW and breakdown == WHOLE else title,
            self.limits.words(area, standard, yardstick, self.as_at) if standard else "",
            self.absence.words(row, standard),
        )
