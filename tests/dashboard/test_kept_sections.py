"""What a page has drawn once is sent again, not made again."""

from __future__ import annotations

import gc
from pathlib import Path

import plotly.graph_objects as go
import pytest
import streamlit as st

from tests.dashboard.conftest import OpenPage


@pytest.mark.parametrize("path", ["targets", "data-quality", "work-list"])
def test_a_page_that_was_drawn_makes_no_picture_and_runs_again_alike(
    path: str, shipped: Path, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[go.Figure] = []
    begin = go.Figure.__init__

    def counted(figure: go.Figure, *given: object, **named: object) -> None:
        made.append(figure)
        begin(figure, *given, **named)

    monkeypatch.setattr(go.Figure, "__init__", counted)
    st.cache_data.clear()
    page = open_page(shipped, at=path)
    assert not page.exception
    first, drawn = len(made), list(page.get("plotly_chart"))
    assert first >= len(drawn) > 0
    page.run()
    assert len(made) == first
    assert [chart.proto.spec for chart in page.get("plotly_chart")] == [chart.proto.spec for chart in drawn]


def test_what_stays_loaded_is_spared_by_the_garbage_collector(both: Path, open_page: OpenPage) -> None:
    open_page(both)
    assert gc.get_freeze_count() > 0
