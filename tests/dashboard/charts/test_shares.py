"""Shares with their intervals."""

from __future__ import annotations

import polars as pl
import pytest

from dashboard.charts.shares import shares
from tests.dashboard.charts.conftest import Drawn

CONTACT, MEETING = "First contact", "Initial meeting"


def test_a_dot_stands_at_its_share_and_its_bar_at_its_interval(drawn: Drawn) -> None:
    (dot,) = shares(drawn([(CONTACT, "Avon", "", 0.8, "", None, "")])).data
    assert dot.x[0] == 0.8
    assert (dot.x[0] - dot.error_x.arrayminus[0], dot.x[0] + dot.error_x.array[0]) == pytest.approx(
        (0.7, 0.9), rel=1e-12
    )
    assert dot.text[1].strip() == "80 %"


def test_a_share_is_said_in_words_at_its_dot(drawn: Drawn) -> None:
    (dot,) = shares(drawn([(CONTACT, "Avon", "", 0.8, "", None, "")])).data
    assert dot.hovertemplate.startswith("Avon: 80.0 %, interval 70.0 % to 90.0 %")


def test_words_stand_where_there_is_no_number_and_no_mark_does(drawn: Drawn) -> None:
    (absent,) = shares(drawn([(CONTACT, "Dale", "", None, "no limit published", None, "")])).data
    assert (absent.mode, absent.text) == ("text", ("\N{NO-BREAK SPACE}<i>no limit published</i>",))


def test_every_row_of_the_frame_has_a_row_of_its_own(drawn: Drawn) -> None:
    areas = ("Avon", "Brent")
    figure = shares(drawn([(s, a, "", 0.5, "", None, "") for s in (CONTACT, MEETING) for a in areas]))
    heights = [trace.y[0] for trace in figure.data]
    labels = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    assert len(set(heights)) == len(figure.data) == 4
    assert [labels[height].split("<br>")[0] for height in heights] == ["Avon", "Brent", "Avon", "Brent"]
    assert [label for at, label in labels.items() if at not in heights] == [f"<b>{CONTACT}</b>", f"<b>{MEETING}</b>"]


def test_a_row_says_its_limit(drawn: Drawn) -> None:
    figure = shares(drawn([(CONTACT, "Avon", "", 0.8, "", None, "")]))
    assert "within 5 working days" in figure.layout.yaxis.ticktext[0]


def test_the_axis_holds_none_and_all(drawn: Drawn) -> None:
    figure = shares(drawn([(CONTACT, "Avon", "", 0.0, "", None, ""), (MEETING, "Avon", "", 1.0, "", None, "")]))
    low, high = figure.layout.xaxis.range
    assert low < 0 < 1 < high


def test_areas_differ_in_their_marks_too(drawn: Drawn) -> None:
    figure = shares(drawn([(CONTACT, area, "", 0.5, "", None, "") for area in "ABCDEFG"]))
    assert len({trace.marker.symbol for trace in figure.data}) == 7


def test_an_empty_frame_is_an_empty_picture(drawn: Drawn) -> None:
    assert not shares(drawn([])).data


def test_a_chance_without_an_interval_is_a_dot_alone(drawn: Drawn) -> None:
    rows = drawn([("Start", "Avon", "", 1.0, "", None, "")])
    without = rows.with_columns(pl.lit(None, pl.Float64).alias("lower"), pl.lit(None, pl.Float64).alias("upper"))
    (dot,) = shares(without).data
    assert (dot.error_x.array, dot.error_x.arrayminus) == ((0, 0), (0, 0))
    assert "interval not given" in dot.hovertemplate
