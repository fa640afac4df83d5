"""Charts of a report: their scales say what they mean, and nothing goes through their words."""

from __future__ import annotations

import re
from datetime import date

import polars as pl
import pytest

from dashboard.pack.pictures import picture


def _rows(values: list[float | None], words: str = "") -> pl.DataFrame:
    """Figures of one area, one a quarter."""
    columns = {
        "area": ["Avon"] * len(values),
        "yardstick": [""] * len(values),
        "period": [f"quarter {number}" for number in range(len(values))],
        "period_start": [date(2026, 1, 1)] * len(values),
        "words": ["" if value is not None else words for value in values],
    }
    numbers = {"value": values, "lower": [None] * len(values), "upper": [None] * len(values)}
    return pl.DataFrame({**columns, **numbers}, schema_overrides=dict.fromkeys(numbers, pl.Float64))


def _scale(values: list[float | None], is_share: bool = False) -> list[str]:
    drawn = picture(_rows(values), "m", "Title", "Heard", is_share)
    return [told for told in re.findall(r"<text[^>]*>([^<]+)</text>", drawn) if re.match(r"[\d.,]+( %)?$", told)]


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([0.0, 1.0], ["0", "1"]),
        ([0.0, 0.0], ["0", "1"]),
        ([2.0, 3.0], ["0", "1", "2", "3"]),
        ([12.0, None, 55.0], ["0", "20", "40", "60"]),
        ([4000.0], ["0", "1,000", "2,000", "3,000", "4,000"]),
    ],
)
def test_a_scale_of_whole_numbers_has_no_others(values: list[float | None], scale: list[str]) -> None:
    assert _scale(values) == scale


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([0.9, 1.0], ["0", "0.5", "1"]),
        ([0.75, 0.85], ["0", "0.2", "0.4", "0.6", "0.8"]),
        ([0.1, 0.11], ["0", "0.05", "0.1"]),
        ([4.5, 9.0], ["0", "5", "10"]),
    ],
)
def test_a_place_on_a_scale_is_not_rounded(values: list[float | None], scale: list[str]) -> None:
    assert _scale(values) == scale


def test_shares_have_the_same_scale_always() -> None:
    assert _scale([0.02], is_share=True) == ["0 %", "25 %", "50 %", "75 %", "100 %"]


def test_no_line_goes_through_the_words_of_an_empty_panel() -> None:
    """What lines there are, are the axes' alone."""
    empty, full = (picture(_rows([value], "suppressed"), "m", "Title", "Heard", is_share=True) for value in (None, 0.5))
    assert ">suppressed<" in empty and ">suppressed<" not in full
    assert "#dddddd" not in empty.lower() and "#dddddd" in full.lower()
