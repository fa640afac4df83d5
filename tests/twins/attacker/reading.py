"""An outsider with nothing but a published file: what can be proved of the counts behind it, by linear programming.

Each count is a variable. What its figure says of it is a bound, what counts add up to is an equation, and a linear
programme gives the least and the most that it can be. The attacker reads the file and the definitions, and knows:

* how counts were rounded, and that a count that is given is none of those that are suppressed;
* that a share of none or of all is given where it is of enough, so that a suppressed one is of some, and one is not in
  it; and which few are of none or all though they are suppressed, which no file says;
* that a row is there only if there is something in it, and that a category without one is empty;
* all areas are the areas together, a whole is its categories, quarters and years are made of the same months;
* a numerator and what lacks to all are the denominator; shares of one whole add up to it; the figures that count the
  same rows, and those that count some of another's;
* the list of those who wait is that of the quarter before, with what came and less what went, and so are those who are
  supported;
* those of whom it is told how soon they start are all that came in the 24 months before;
* where an area's own limits are the common ones, so are its figures;
* of how many waits the smallest that 92 in 100 do not exceed is more than 18 weeks, say, more than 8 in 100 are.

Of a suppressed figure he knows that it was there to be suppressed, and no size: ``c`` stands for small figures and for
those from which one could be worked out. "Provable" means that one whole number alone is left: that a count of one to
nine has exactly this value. That a figure lies in a range, as a rounded one does by itself, is no finding.

This is written apart from the control it attacks, and shares nothing with it but the presets' constants.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import polars as pl

from pipelines.disclosure import Preset
from tests.twins.attacker.known import Count, Known, Place
from tests.twins.attacker.measures import BEYOND, MIDDLES, rest_of, rows_of, some_of
from tests.twins.attacker.sums import add_up


def known_from(
    figures: pl.DataFrame, preset: Preset, until: date | None = None, by_common_limits: Iterable[str] = ()
) -> Known:
    """What the published figures of a block say.

    Args:
        figures: of one file, or of two, and then those of periods that were not over for the first under kinds that end
            in ``tests.twins.attacker.sums.THEN``. What counts may have come or gone since is their ``leeway``, if there
            is such a column; without it nothing has. ``is_of_none`` and ``is_of_all``, if they are there,
            say which shares are.
        preset: how they were controlled.
        until: the day of the first of two.
        by_common_limits: the areas whose own limits are the common ones.
    """
    known = Known(preset, until, frozenset(by_common_limits))
    told = figures.filter(pl.col("symbol").is_in(["", "c"]))
    for row in told.iter_rows(named=True):
        _read(known, row)
    if preset.smallest_hidden:
        for row in told.filter(kind="share", symbol="c").iter_rows(named=True):
            _learn_suppressed(known, row)
    add_up(known)
    return known


def _read(known: Known, row: Mapping[str, object]) -> None:
    """One figure: its counts' bounds, and that what is in the numerator and what is not make up the whole."""
    measure, place = str(row["measure"]), _place(row)
    whole, some, rest = (rows_of(measure), place), (some_of(measure), place), (rest_of(measure), place)
    leeway = int(str(row.get("leeway", 0)))
    is_share = row["kind"] == "share"
    is_nothing = known.preset.smallest_hidden == 0 and row["breakdown"] == "none" and row["kind"] == "count"
    is_there = row["breakdown"] != "none" or not (row["symbol"] == "" or is_nothing)
    known.learn(whole, 1 if is_there and not leeway else 0)
    if is_share:
        known.equate([known.variable(whole)], [known.variable(some), known.variable(rest)])
    if row["symbol"] == "":
        least = known.preset.least_for_middle if row["kind"] == "middle" else known.preset.largest_hidden + 1
        counted = row["value"] if row["kind"] == "count" else row["denominator"]
        known.learn(whole, *_given(known, counted, least, leeway))
        if measure in MIDDLES and not leeway:
            _learn_beyond(known, measure, place, row)
        if is_share:
            known.learn(some, *_given(known, row["numerator"], known.preset.largest_hidden + 1, leeway))
            _learn_rest(known, row, rest, leeway)


def _learn_suppressed(known: Known, row: Mapping[str, object]) -> None:
    """A suppressed share is of some, and not of all, where another figure shows that it is of enough to be given."""
    measure, place = str(row["measure"]), _place(row)
    is_of_enough = known.lower[known.variable((rows_of(measure), place))] > known.preset.largest_hidden
    if is_of_enough and not row.get("leeway", 0):
        known.learn((some_of(measure), place), 0 if row.get("is_of_none") else 1)
        known.learn((rest_of(measure), place), 0 if row.get("is_of_all") else 1)


def _given(known: Known, shown: object, least: int, leeway: int) -> tuple[float, float]:
    number, slack = float(str(shown)), known.preset.slack
    low, high = (0, 0) if number == 0 else (max(least, number - slack), number + slack)
    return max(0, low - leeway), high + leeway


def _learn_beyond(known: Known, measure: str, place: Place, row: Mapping[str, object]) -> None:
    """Of how many it is known that they waited longer than a threshold, by trying every number of values there can be.

    A median is rounded to whole days, and may be the mean of two.
    """
    value, around, is_mean = float(str(row["value"])), float(str(row["denominator"])), measure == "median_wait_days"
    slack = known.preset.slack
    numbers = range(max(known.preset.least_for_middle, int(around) - slack), int(around) + slack + 1)
    within = [-(-int(1000 * MIDDLES[measure]) * number // 1000) for number in numbers]
    for over, days in BEYOND.items():
        some = some_of(over), place
        if value + 0.5 * is_mean <= days:
            known.learn(some, 0, max(number - least for number, least in zip(numbers, within, strict=True)))
        elif value - 0.5 * is_mean > days:
            most = [number // 2 if is_mean else least - 1 for number, least in zip(numbers, within, strict=True)]
            known.learn(some, min(number - at_most for number, at_most in zip(numbers, most, strict=True)))


def _learn_rest(known: Known, row: Mapping[str, object], rest: Count, leeway: int) -> None:
    """What lacks to all is none of the suppressed counts either: nothing, or more than the largest of them."""
    lacking = float(str(row["denominator"])) - float(str(row["numerator"]))
    slack, largest = 2 * known.preset.slack, known.preset.largest_hidden
    if lacking + slack <= largest and known.preset.smallest_hidden:
        known.learn(rest, 0, leeway)
    elif lacking - slack > 0 or not known.preset.smallest_hidden:
        known.learn(rest, max(0, largest + 1 - leeway))


def _place(row: Mapping[str, object]) -> Place:
    yardstick, area, kind, start, breakdown, category = (
        row[name] for name in ("yardstick", "service_area", "period_kind", "period_start", "breakdown", "category")
    )
    assert isinstance(start, date)
    return str(yardstick), str(area), str(kind), start, str(breakdown), str(category)


def counted(figures: pl.DataFrame) -> dict[Count, float]:
    """What the counts of a block truly are, from its exact figures."""
    found: dict[Count, float] = {}
    for row in figures.filter(pl.col("symbol") == "").iter_rows(named=True):
        measure, place = str(row["measure"]), _place(row)
        whole = float(row["value"] if row["kind"] == "count" else row["denominator"])
        found[rows_of(measure), place] = whole
        if row["kind"] == "share":
            found[some_of(measure), place], found[rest_of(measure), place] = row["numerator"], whole - row["numerator"]
    return found
