"""Which way figures go, in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dashboard.sections.on_time import over_time
from dashboard.signals import direction, judged
from tests.dashboard.conftest import FiguresOf


def _point(**said: object) -> dict[str, Any]:
    common = {"point_type": "common_cause", "special_cause_type": "Common Cause", "is_trial": False, "points": 24}
    return common | said


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "no real change"),
        ({"is_trial": True, "points": 11}, "no real change (trial limits)"),
        ({"is_trial": True, "points": 7}, "no real change (trial limits)"),
        ({"is_trial": True, "points": 6}, "too few points to tell"),
        (
            {"point_type": "special_cause_concern", "special_cause_type": "Below LCL"},
            "getting worse (below the lower limit)",
        ),
        (
            {"point_type": "special_cause_improvement", "special_cause_type": "7 Points Above CL", "is_trial": True},
            "getting better (seven points above the mean, trial limits)",
        ),
        (
            {"point_type": "special_cause_neutral_high", "special_cause_type": "7 Point Trend (Increasing)"},
            "higher than before (seven points rising)",
        ),
        (
            {"point_type": "special_cause_neutral_low", "special_cause_type": "2 in 3 Below CL"},
            "lower than before (two of three points near the lower limit)",
        ),
        ({"point_type": None}, ""),
    ],
)
def test_a_direction_is_told_with_its_reason(said: dict[str, object], words: str) -> None:
    assert direction(_point(**said)) == words


def test_only_periods_of_the_control_charts_kind_are_judged(both: Path, figures_of: FiguresOf) -> None:
    for kind, is_judged in (("month", True), ("quarter", False)):
        figures = figures_of(both, "avon", kind=kind)
        rows = judged(
            figures.over(["first_contact_on_time"], ["common"], figures.context.selection.run),
            figures.context.warehouse,
        )
        told = rows.filter(pl.col("value").is_not_null()).get_column("direction")
        assert told.ne("").all() == is_judged
        assert (rows.get_column("mean").count() > 0) == is_judged


def test_a_run_says_its_direction_in_its_sentence_its_table_and_its_download(both: Path, figures_of: FiguresOf) -> None:
    section = over_time(figures_of(both, "avon", kind="month"))
    last = section.table.filter(pl.col("Figure") == "First contact on time").row(-1, named=True)
    assert f"in Mar 2026, {last['Change']}; " in section.charts[0].sentence
    assert {"mean", "lower_limit", "upper_limit", "point_type"} <= set(section.download.columns)
    assert "Change" not in over_time(figures_of(both, "avon", kind="quarter")).table.columns


def test_a_series_of_few_points_has_no_limits_and_says_so(published: Path, figures_of: FiguresOf) -> None:
    section = over_time(figures_of(published, "dale", yardstick="common"))
    few = section.table.filter(pl.col("Change") == "too few points to tell")
    assert few.height
    assert set(few.get_column("Mean")) == {"too few points to tell"}
