"""What a pack shows of one measure: its figures over the periods it has, in words, as a picture and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from dashboard import findings, over_time, relations, sentences
from dashboard.choice import Period
from dashboard.figures import Figures
from dashboard.pack.pictures import YARDSTICKS, picture
from dashboard.pack.scope import Scope
from dashboard.sections import tables
from dashboard.signals import judged

_KINDS = ("quarter", "term", "as_at")
"""The kind of period that a measure is shown by: the first of these that it has."""
_IN_WORDS = {
    "share": "share, 95 % interval, and how many of how many",
    "probability": "chance, 95 % interval, and on how many referrals it rests",
}
_ABOUT = {"Service area", "Figure", "Standard", "Period", "Limits", "Limit"}

Row = dict[str, Any]


@dataclass(frozen=True)
class Grid:
    """A table with a row for each period and a column for each area, every cell in one or more lines.

    Attributes:
        caption: what it shows.
        columns: the areas' names.
        rows: each period and its cells.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


@dataclass(frozen=True)
class Course:
    """One measure in a pack.

    Attributes:
        measure: its identifier.
        figures: of the pack.
        scope: what the pack is about.
    """

    measure: str
    figures: Figures
    scope: Scope

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods that are shown, earliest first; none if the measure has none in the scope."""
        known = relations.periods(self.figures.context.warehouse, [self.measure])
        kind = next((kind for kind in _KINDS if kind in known), "")
        return tuple(Period(kind, start) for start in known.get(kind, ()) if self.scope.has(start))

    @cached_property
    def rows(self) -> pl.DataFrame:
        """The figures, by yardstick, then area and period, with what control charts say of them."""
        warehouse = self.figures.context.warehouse
        yardsticks = relations.yardsticks(warehouse, self.measure)
        return judged(self.figures.over([self.measure], yardsticks, self.periods), warehouse)

    @property
    def unit(self) -> str:
        """What the values are."""
        return self.figures.unit(self.measure)

    @property
    def title(self) -> str:
        """The measure's title."""
        return self.figures.titles[self.measure]

    @property
    def sentences(self) -> list[tuple[str, str]]:
        """What the figures say, for each yardstick: what it is, or blank, and the sentence."""
        return [(YARDSTICKS[name], self._sentence(run)) for name, run in self._by_yardstick()]

    def _by_yardstick(self) -> list[tuple[str, pl.DataFrame]]:
        runs = self.rows.partition_by("yardstick", maintain_order=True)
        return [(run.get_column("yardstick")[0], run) for run in runs]

    def _sentence(self, run: pl.DataFrame) -> str:
        if self.periods[0].kind != "as_at":
            return over_time.latest(run, self.unit, self.figures.moment(self.measure))
        told = [f"{row['area']}: {row['words'] or findings.value(row, self.unit)}" for row in run.to_dicts()]
        return f"{sentences.capitalised(self.periods[0].in_sentence)}: {'; '.join(told)}."

    @property
    def picture(self) -> str:
        """The chart as an ``svg`` element; blank where no figure has a number, for the sentence says why."""
        if not self.rows.get_column("value").count():
            return ""
        first, last = self.periods[0].title, self.periods[-1].title
        when = first if first == last else f"{first} to {last}"
        names = sentences.listed(self.rows.get_column("area").unique(maintain_order=True).to_list())
        heard = f"{self.title}, {when}, a panel for each of: {names}. The numbers stand in the table below."
        is_share = self.unit in sentences.SHARE_UNITS
        return picture(self.rows, self.measure, f"{self.title}, {when}", heard, is_share)

    @property
    def grids(self) -> list[Grid]:
        """The exact figures, for each yardstick."""
        return [self._grid(name, run) for name, run in self._by_yardstick()]

    def _grid(self, yardstick: str, run: pl.DataFrame) -> Grid:
        words = run.get_column("words").to_list()
        lines = [_lines(row, why) for row, why in zip(tables.of(run, self.figures).to_dicts(), words, strict=True)]
        wide = len(self.periods)
        areas = tuple(run.get_column("area").unique(maintain_order=True))
        cells = [tuple(lines[area * wide + at] for area in range(len(areas))) for at in range(wide)]
        about = " ".join(filter(None, (self.title, YARDSTICKS[yardstick].lower())))
        rows = tuple(zip((period.title for period in self.periods), cells, strict=True))
        return Grid(f"{about}: {self._in_words}", areas, rows)

    @property
    def _in_words(self) -> str:
        if self.figures.cards[self.measure]["kind"] == "count":
            return self.unit
        return _IN_WORDS.get(self.unit) or f"{self.unit}, and on how many the figure rests"

    @property
    def reasons(self) -> str:
        """What the reasons mean for which figures are not there, or blank."""
        return sentences.reasons_met(self.rows.get_column("words"))


def _lines(cells: dict[str, str], why: str) -> tuple[str, ...]:
    """A cell's lines: the figure, its interval, and the counts behind it; or why there is none."""
    if why:
        return (why,)
    told = {name: cell for name, cell in cells.items() if name not in _ABOUT}
    figure, *others = told
    lines = [told[figure]]
    if "Of" in told:
        *others, numerator, denominator = others
        lines += [told[name] for name in others] + [f"{told[numerator]} of {told[denominator]}"]
        return tuple(lines)
    return (*lines, *(f"rests on {told[name]}" if name == "Rests on" else told[name] for name in others))
