"""Every number that pages of figures show is the warehouse's own, in both files, whatever is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from dashboard import relations, sentences
from dashboard.choice import LATEST_12_MONTHS, Period, Selection
from dashboard.context import Context
from dashboard.figures import Figures
from dashboard.pages import outcomes, seen_on_time, targets, visits, waiting_list
from dashboard.sections.overview.attention import attention
from dashboard.sections.overview.standing import on_time_runs, other_runs, standing
from dashboard.sections.section import Section
from dashboard.warehouse import Reader

OVERVIEW = (attention, standing, on_time_runs, other_runs)
EVERY = (
    *OVERVIEW,
    *(make for page in (seen_on_time, waiting_list, visits, targets, outcomes) for make in page.SECTIONS),
)
KEY = ["measure", "yardstick", "service_area", "period", "period_start", "breakdown", "category"]
NUMBERS = ["numerator", "denominator", "value", "lower", "upper"]
CHOICES = {
    "exact, own limits, by sex": ("records", ("all", "cornwall"), "own", "quarter", "sex"),
    "exact, common limits, by month": ("records", ("lancashire",), "common", "month", "none"),
    "published, common limits, by need": ("published", ("all", "durham"), "common", "quarter", "primary_need"),
}


@pytest.fixture(scope="module", params=list(CHOICES), ids=list(CHOICES))
def chosen(request: pytest.FixtureRequest, shipped: Path) -> tuple[list[Section], pl.DataFrame]:
    """All sections as pages get them, made once, and the file's own rows, read past the dashboard."""
    contents, areas, yardstick, kind, breakdown = CHOICES[request.param]
    warehouse = Reader().current(shipped, published_only=contents == "published")
    known = relations.periods(warehouse, ("visits_attended",))
    headline = Period(LATEST_12_MONTHS, known[LATEST_12_MONTHS][0])
    run = tuple(Period(kind, start) for start in known[kind])
    selection = Selection(areas, yardstick, headline, run, breakdown=breakdown)
    (path,) = shipped.glob(f"generations/*/{contents}.duckdb")
    with duckdb.connect(str(path), read_only=True) as file:
        rows = file.sql("SELECT * FROM measure_value").pl()
    titles = [sentences.period(kind, start) for kind, start in rows.select("period_kind", "period_start").rows()]
    figures = Figures(Context(warehouse, selection))
    made = [section for section in (make(figures) for make in EVERY) if section is not None]
    return made, rows.with_columns(pl.Series("period", titles))


def test_every_number_is_the_files_own(chosen: tuple[list[Section], pl.DataFrame]) -> None:
    sections, stored = chosen
    of_figures = [made for made in sections if set(KEY) <= set(made.download.columns)]
    assert len(of_figures) > len(OVERVIEW)
    for made in of_figures:
        shown = made.download.filter(pl.col("value").is_not_null()).with_columns(pl.col("category").fill_null(""))
        joined = shown.join(stored, on=KEY, suffix="_stored", maintain_order="left")
        assert joined.height == shown.height, made.heading
        assert joined.select(f"{name}_stored" for name in NUMBERS).rows() == shown.select(NUMBERS).rows(), made.heading


def test_no_number_of_the_file_is_passed_over(chosen: tuple[list[Section], pl.DataFrame]) -> None:
    sections, stored = chosen
    told = stored.filter(pl.col("value").is_not_null())
    for made in sections:
        if set(KEY) <= set(made.download.columns):
            blank = made.download.filter(pl.col("value").is_null())
            assert blank.join(told, on=KEY, how="semi").is_empty(), made.heading


def test_what_has_no_number_says_why(chosen: tuple[list[Section], pl.DataFrame]) -> None:
    sections, _ = chosen
    for made in sections:
        if "why_no_number" in made.download.columns:
            reasons: list[Any] = made.download.filter(pl.col("value").is_null()).get_column("why_no_number").to_list()
            assert all(reasons), made.heading
