"""Figures made complete and given their words."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from dashboard import sentences
from dashboard.choice import Period
from dashboard.figures import Figures
from dashboard.measures import DUE_SOON, HELD_EARLY, ON_TIME, OVERDUE, WORKING_DAYS
from tests.dashboard.conftest import FiguresOf, Make
from tests.dashboard.made_warehouse import AS_AT, STANDARDS, Made


def _words(rows: pl.DataFrame, area: str) -> dict[str, str]:
    of_area = rows.filter(pl.col("service_area") == area)
    return dict(of_area.select("measure", "words").rows())


def _headline(figures: Figures, yardstick: str = "own") -> pl.DataFrame:
    return figures.at(ON_TIME, (yardstick,), figures.context.selection.headline)


def test_there_is_a_row_for_everything_asked_for_in_its_order(both: Path, figures_of: FiguresOf) -> None:
    rows = _headline(figures_of(both, "dale", "avon"))
    asked = [(measure, area) for measure in ON_TIME for area in ("dale", "avon")]
    assert rows.select("measure", "service_area").rows() == asked


def test_a_run_has_every_period_of_every_area(both: Path, figures_of: FiguresOf) -> None:
    figures = figures_of(both, "avon", "dale")
    run = figures.context.selection.run
    rows = figures.over(ON_TIME[:1], ("own",), run)
    assert rows.get_column("period").to_list() == [period.title for period in run] * 2


def test_a_period_that_the_file_does_not_hold_has_words(both: Path, figures_of: FiguresOf) -> None:
    figures = figures_of(both, "avon")
    rows = figures.at(ON_TIME[:1], ("own",), Period("quarter", AS_AT.replace(year=1999, month=1, day=1)))
    assert rows.select("value", "words").rows() == [(None, sentences.NOTHING_TO_COUNT)]


def test_rows_carry_their_names(both: Path, figures_of: FiguresOf) -> None:
    row = _headline(figures_of(both, "esk")).row(0, named=True)
    told = {"area", "series", "standard", "what", "note", "period"}
    assert {name: row[name] for name in told} == {
        "area": "Esk and the Long Valley",
        "series": 5,
        "standard": "first_contact",
        "what": "First contact",
        "note": "within 5 working days",
        "period": "12 months to Mar 2026",
    }


def test_an_area_keeps_its_colour_whatever_else_is_chosen(both: Path, figures_of: FiguresOf) -> None:
    alone, beside = _headline(figures_of(both, "esk")), _headline(figures_of(both, "all", "avon", "esk"))
    assert set(alone.get_column("series")) == set(beside.filter(pl.col("service_area") == "esk").get_column("series"))


def test_no_limit_is_said_where_there_is_none(both: Path, figures_of: FiguresOf) -> None:
    rows = _headline(figures_of(both, "dale", "esk"))
    assert set(_words(rows, "dale").values()) == {sentences.NO_LIMIT}
    is_without = [words == sentences.NO_LIMIT for words in _words(rows, "esk").values()]
    assert is_without == [False, False, True, True]


def test_everybody_has_the_common_limit(both: Path, figures_of: FiguresOf) -> None:
    rows = _headline(figures_of(both, "dale"), "common")
    assert sentences.NO_LIMIT not in _words(rows, "dale").values()
    assert rows.get_column("value").count() > 0


def test_targets_that_were_not_delivered_are_said_so(without_targets: Path, figures_of: FiguresOf) -> None:
    told = _words(_headline(figures_of(without_targets, "avon")), "avon")
    assert list(told.values()) == ["", "", sentences.NOT_DELIVERED, sentences.NOT_DELIVERED]


def test_clocks_that_need_targets_are_not_none_without_them(without_targets: Path, figures_of: FiguresOf) -> None:
    rows = figures_of(without_targets, "avon").by_standard((OVERDUE, DUE_SOON), "own")
    words = dict(rows.filter(pl.col("measure") == OVERDUE).select("standard", "words").rows())
    missing = {"first_targets": sentences.NOT_DELIVERED, "review": sentences.NOT_DELIVERED}
    assert words == {"first_contact": "", "initial_meeting": "", **missing}


@pytest.mark.parametrize("yardstick", ["own", "common"])
def test_where_an_area_delivered_nothing_every_figure_says_so(
    make: Make, figures_of: FiguresOf, yardstick: str
) -> None:
    folder = make(Made(silent=("brent",)))
    rows = _headline(figures_of(folder, "brent", "avon"), yardstick)
    assert set(_words(rows, "brent").values()) == {sentences.NOT_DELIVERED}
    assert sentences.NOT_DELIVERED not in _words(rows, "avon").values()
    symbols = rows.filter(pl.col("service_area") == "brent").get_column("symbol")
    assert set(symbols) == {"x"}


def test_a_clock_that_is_not_told_without_targets_has_the_symbol_of_that(
    without_targets: Path, figures_of: FiguresOf
) -> None:
    rows = figures_of(without_targets, "avon").by_standard((OVERDUE,), "own")
    assert dict(rows.select("standard", "symbol").rows()) == {
        **dict.fromkeys(("first_contact", "initial_meeting"), ""),
        **dict.fromkeys(("first_targets", "review"), "x"),
    }


def test_clocks_of_a_standard_that_an_area_does_not_have(both: Path, figures_of: FiguresOf) -> None:
    rows = figures_of(both, "dale").by_standard((OVERDUE,), "own")
    assert rows.get_column("standard").to_list() == list(STANDARDS)
    assert set(rows.get_column("words")) == {sentences.NO_LIMIT}


@pytest.mark.parametrize(
    ("area", "said"), [("avon", sentences.NO_WINDOW), ("dale", sentences.NO_LIMIT), ("colne", ""), ("all", "")]
)
def test_only_a_window_can_be_held_early(both: Path, figures_of: FiguresOf, area: str, said: str) -> None:
    figures = figures_of(both, area)
    rows = figures.at((HELD_EARLY,), ("own",), figures.context.selection.headline)
    assert rows.get_column("words").to_list() == [said]


def test_waits_need_no_limit(both: Path, figures_of: FiguresOf) -> None:
    figures = figures_of(both, "dale")
    rows = figures.at(WORKING_DAYS, ("common",), figures.context.selection.headline)
    assert rows.get_column("words").to_list() == ["", ""]


def test_small_counts_are_suppressed_in_what_is_published(both: Path, figures_of: FiguresOf) -> None:
    exact, published = figures_of(both, "esk"), figures_of(both, "esk", only=True)
    run = published.context.selection.run
    rows = published.over(ON_TIME[:1], ("own",), run)
    hidden = rows.filter(pl.col("words") == sentences.SUPPRESSED)
    assert hidden.height > 0
    assert hidden.get_column("value").count() == 0
    assert sentences.SUPPRESSED not in set(exact.over(ON_TIME[:1], ("own",), run).get_column("words"))
