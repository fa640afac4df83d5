"""The picture of one referral's story."""

from __future__ import annotations

from datetime import date
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest

from dashboard.charts.timeline import Reach, timeline

REACH = Reach(date(2026, 1, 5), date(2026, 4, 9), date(2026, 3, 31))
DAYS = ("begins_on", "shown_until", "due_on")


def _events(*rows: dict[str, Any]) -> pl.DataFrame:
    plain = {"label": "", "due_on": None, "status": "", "status_title": "", "told": ""}
    made = [plain | {"shown_until": row["begins_on"], "heading": row["lane"].title()} | row for row in rows]
    return pl.DataFrame(made, schema_overrides=dict.fromkeys(DAYS, pl.Date))


def _clock(begins_on: date, until: date, status: str, due_on: date) -> dict[str, Any]:
    named = {"lane": "clock", "row": "review", "label": "Review", "status": status, "status_title": status}
    return named | {"begins_on": begins_on, "shown_until": until, "due_on": due_on}


@pytest.fixture(scope="module")
def picture() -> go.Figure:
    """Two clocks in a row, a pause without an end in sight, two visits, and two targets."""
    day = date(2026, 2, 2)
    return timeline(
        _events(
            _clock(date(2026, 1, 5), day, "met", day),
            _clock(day, date(2026, 3, 31), "overdue", date(2026, 3, 2)),
            {"lane": "pause", "row": "review", "label": "Review", "begins_on": day, "shown_until": date(2040, 1, 1)},
            {"lane": "visit", "row": "attended", "label": "Attended", "begins_on": day, "status": "attended"},
            {"lane": "visit", "row": "planned", "label": "Planned", "begins_on": REACH.last, "status": "planned"},
            {"lane": "target", "row": "1", "label": "Achieved", "begins_on": day, "status": "achieved"},
            {"lane": "target", "row": "2", "begins_on": day, "status": "achieved"},
        ),
        REACH,
    )


def test_lanes_and_rows_stand_in_their_order_each_with_its_name(picture: go.Figure) -> None:
    assert list(picture.layout.yaxis.ticktext) == [
        *("<b>Clock</b>", "Review", "<b>Pause</b>", "Review", "<b>Visit</b>", "Attended", "Planned"),
        *("<b>Target</b>", "Achieved"),
    ]
    assert sorted(picture.layout.yaxis.tickvals) == list(picture.layout.yaxis.tickvals)


def test_what_became_of_a_clock_is_told_by_pattern_and_name(picture: go.Figure) -> None:
    bars = {trace.name: trace.marker.pattern.shape for trace in picture.data if isinstance(trace, go.Bar)}
    assert bars.keys() == {"Clock met", "Clock overdue", "Paused"}
    assert len(set(bars.values())) == len(bars)


def test_due_days_are_marked_and_a_pause_for_ever_ends_with_the_picture(picture: go.Figure) -> None:
    (due,) = (trace for trace in picture.data if trace.name == "Due day of a clock")
    (pause,) = (trace for trace in picture.data if trace.name == "Paused")
    assert list(due.x) == [date(2026, 2, 2), date(2026, 3, 2)]
    assert pause.x[0] == (REACH.last - date(2026, 2, 2)).days * 86_400_000


def test_visits_differ_by_row_and_by_mark(picture: go.Figure) -> None:
    marks = [(trace.marker.symbol, trace.y[0]) for trace in picture.data if _is_marks(trace)]
    assert len({symbol for symbol, _ in marks[:2]}) == len({place for _, place in marks[:2]}) == 2


def _is_marks(trace: Any) -> bool:
    return isinstance(trace, go.Scatter) and trace.mode == "markers"
