"""Thresholds and bands, as their file has them."""

from __future__ import annotations

from itertools import pairwise

import polars as pl

from pipelines.measures.thresholds import band_titles, thresholds, wait_bands


def test_every_threshold_has_a_number_and_a_name_of_its_own() -> None:
    found = thresholds()
    assert found.schema["value"] == pl.Float64 and not found["value"].null_count()
    assert found["name"].is_unique().all()


def test_bands_leave_no_day_out_and_name_their_days() -> None:
    rows = wait_bands().rows()
    assert rows[0][1] == 0
    assert all(later[1] == earlier[2] + 1 for earlier, later in pairwise(rows))
    assert [code for code, *_ in rows[:-1]] == [f"{least}-{most}" for _, least, most in rows[:-1]]
    assert rows[-1][0] == f"{rows[-1][1]}+"


def test_every_band_has_a_title() -> None:
    assert [code for code, _ in band_titles()] == wait_bands()["band"].to_list()
