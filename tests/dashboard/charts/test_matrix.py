"""A grid of words: every cell says its own, and a bar says how much of it."""

from __future__ import annotations

import polars as pl
import pytest

from dashboard.charts.matrix import matrix

CELLS = pl.DataFrame(
    [
        ("Sex", "Cornwall", "87 %", "Sex, Cornwall: 87 %", 0.87, True),
        ("Offer", "Cornwall", "not delivered", "Offer, Cornwall: not delivered", None, False),
        ("Sex", "Durham", "no rows", "Sex, Durham: no rows", None, False),
        ("Offer", "Durham", "100 %", "Offer, Durham: 100 %", 1.0, True),
    ],
    schema=["row", "column", "words", "told", "share", "is_there"],
    orient="row",
)


def _many(number: int) -> pl.DataFrame:
    columns = [CELLS.head(2).with_columns(column=pl.lit(f"Area {place}")) for place in range(number)]
    return pl.concat(columns)


def test_every_cell_says_its_words_where_its_row_and_column_meet() -> None:
    figure = matrix(CELLS)
    words = figure.data[-1]
    assert list(zip(words.x, words.y, words.text, strict=True)) == [
        (0, 0, "87 %"),
        (0, 1, "not delivered"),
        (1, 0, "no rows"),
        (1, 1, "100 %"),
    ]
    assert list(words.hovertext) == CELLS["told"].to_list()


def test_a_bar_is_as_long_as_its_share_and_what_is_missing_has_none() -> None:
    ground, bars, edges, _ = matrix(CELLS).data
    assert [long / whole for long, whole in zip(bars.x, ground.x, strict=True)] == pytest.approx([0.87, 1.0])
    assert list(zip(edges.y, edges.base, strict=True)) == [(1, pytest.approx(-0.44)), (0, pytest.approx(0.56))]


def test_names_of_many_columns_stand_upright_and_long_words_are_broken() -> None:
    few, many = matrix(_many(2)), matrix(_many(6))
    assert (few.layout.xaxis.tickangle, many.layout.xaxis.tickangle) == (0, -90)
    assert "not delivered" in few.data[-1].text
    assert "not de-<br>livered" in many.data[-1].text
    assert many.layout.height > few.layout.height
