"""The pages on visits and on targets, on the figures of the shipped submission."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import sentences
from dashboard.choice import Period
from dashboard.figures import Figures
from dashboard.measures import TARGET_PARTS, VISIT_PARTS
from dashboard.pages import targets, visits
from dashboard.sections.parts import told
from dashboard.sections.section import Section
from dashboard.sections.targets import by_area_of_development, due
from dashboard.sections.visits.plan import plan_kept
from dashboard.sections.visits.planned import planned, planned_over_time
from tests.dashboard.conftest import FiguresOf, OpenPage, drawers

AREAS = ("all", "cornwall", "northumberland")
_KEY = ["measure", "yardstick", "service_area", "breakdown", "category", "period_start", "period"]
_NUMBERS = ["numerator", "denominator", "value", "lower", "upper"]


def _broken_down(figures: Figures, breakdown: str) -> Figures:
    context = figures.context
    return Figures(replace(context, selection=replace(context.selection, breakdown=breakdown)))


@pytest.fixture(scope="module", params=["records by month", "published by quarter"])
def figures(request: pytest.FixtureRequest, shipped: Path, figures_of: FiguresOf) -> Figures:
    only = "published" in request.param
    return _broken_down(figures_of(shipped, *AREAS, kind="quarter" if only else "month", only=only), "sex")


@pytest.fixture(scope="module")
def sections(figures: Figures) -> list[Section]:
    """Everything on both pages."""
    made = [make(figures) for make in (*visits.SECTIONS, *targets.SECTIONS)]
    return [section for section in made if section]


@pytest.fixture(scope="module")
def stored(figures: Figures, shipped: Path) -> pl.DataFrame:
    """The file's own rows, read past the dashboard."""
    (path,) = shipped.glob(f"generations/*/{figures.context.warehouse.build['contents']}.duckdb")
    breakdowns = "('none', 'sex', 'kind', 'attendee', 'area_of_development')"
    with duckdb.connect(str(path), read_only=True) as file:
        rows = file.sql(f"SELECT * FROM measure_value WHERE breakdown IN {breakdowns}").pl()
    titles = [sentences.period(kind, start) for kind, start in rows.select("period_kind", "period_start").rows()]
    return rows.with_columns(pl.Series("period", titles))


def test_every_number_is_the_files_own(sections: list[Section], stored: pl.DataFrame) -> None:
    for section in sections:
        shown = section.download.filter(pl.col("value").is_not_null())
        joined = shown.join(stored, on=_KEY, suffix="_stored", maintain_order="left")
        assert joined.height == shown.height > 0, section.heading
        assert joined.select(f"{name}_stored" for name in _NUMBERS).rows() == shown.select(_NUMBERS).rows()


def test_no_number_of_the_file_is_passed_over(sections: list[Section], stored: pl.DataFrame) -> None:
    known = stored.filter(pl.col("value").is_not_null())
    for section in sections:
        blank = section.download.filter(pl.col("value").is_null())
        assert blank.join(known, on=_KEY, how="semi").is_empty(), section.heading


def test_what_has_no_number_says_why_in_table_and_download(sections: list[Section]) -> None:
    for section in sections:
        reasons = section.download.select(pl.col("why_no_number") != "", pl.col("value").is_null())
        assert all(is_told == is_blank for is_told, is_blank in reasons.rows()), section.heading
        assert section.table.height == section.download.height
        said = section.table.unpivot(variable_name="cell", value_name="said").get_column("said").to_list()
        assert not {"", None} & set(said), section.heading


def test_charts_hold_the_numbers_of_their_tables(sections: list[Section]) -> None:
    for section in sections:
        drawn = {number for chart in section.charts for number in _drawn(chart.figure)}
        told_in_table = set(section.download.get_column("value").drop_nulls())
        assert told_in_table <= drawn, section.heading


def _drawn(figure: object) -> Iterator[float]:
    for trace in getattr(figure, "data", ()):
        yield from (float(n) for axis in (trace.x, trace.y) for n in axis or () if isinstance(n, int | float))


def test_charts_have_sentences_and_texts_of_their_own(sections: list[Section]) -> None:
    charts = [chart for section in sections for chart in section.charts]
    assert all(chart.sentence.endswith(".") and chart.alt.endswith(".") for chart in charts)
    for page in (visits, targets):
        of_page = {name for make in page.SECTIONS for name in [make.__name__]}
        assert len(of_page) == len(page.SECTIONS)
    assert len({chart.alt for chart in charts}) >= len(charts) - 2, "both pages have each share with its interval"


@pytest.mark.parametrize(("make", "measures"), [(planned, VISIT_PARTS), (due, TARGET_PARTS)])
def test_exact_parts_add_up_and_carry_no_caution(
    make: object, measures: tuple[str, ...], shipped: Path, figures_of: FiguresOf
) -> None:
    assert callable(make)
    section: Section = make(figures_of(shipped, "cornwall", kind="month"))
    sums = section.download.group_by("period").agg(pl.col("value").sum(), pl.col("value").count().alias("known"))
    whole = sums.filter(pl.col("known") > 0)
    assert whole.height > 0
    assert set(whole.get_column("known")) == {len(measures)}
    assert whole.get_column("value").to_list() == pytest.approx([1.0] * whole.height)
    assert section.caution == ""


def test_a_suppressed_part_is_left_out_and_said_to_be(shipped: Path, figures_of: FiguresOf) -> None:
    section = due(figures_of(shipped, "northumberland", only=True))
    (chart,) = section.charts
    hidden = section.download.filter(pl.col("symbol") == "c").height
    assert hidden
    assert told.LEFT_OUT in section.caution
    assert "not every part is shown: suppressed" in chart.sentence
    bars = [trace for trace in chart.figure.data if trace.type == "bar"] if chart.figure else []
    empty = section.download.filter(pl.col("value").is_null()).height
    assert sum(value is None for bar in bars for value in bar.y) == empty


def test_groups_say_which_parts_are_missing(shipped: Path, figures_of: FiguresOf) -> None:
    (chart,) = by_area_of_development(figures_of(shipped, "cornwall", only=True)).charts
    assert "targets not achieved: suppressed for cognition" in chart.sentence


def test_targets_that_were_not_delivered_are_said_to_be(
    shipped: Path, figures_of: FiguresOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = _broken_down(figures_of(shipped, "cornwall"), "sex")
    monkeypatch.setattr("dashboard.relations.values", _undelivered)
    for make in targets.SECTIONS:
        section = make(figures)
        if section:
            assert section.charts, section.heading
            told = [(chart.figure, sentences.NOT_DELIVERED in chart.sentence.lower()) for chart in section.charts]
            assert set(told) == {(None, True)}, section.heading
            assert set(section.download.get_column("why_no_number")) == {sentences.NOT_DELIVERED}


def _undelivered(_: object, measures: list[str], areas: list[str], *periods: object, **breakdown: str) -> pl.DataFrame:
    """What a file holds where the extract behind its measures was not delivered: no group, and ``x`` for the whole."""
    kind, first, last = periods
    assert isinstance(first, date) and isinstance(last, date)
    starts = pl.date_range(first, last, "1mo", eager=True).to_list() if "breakdown" not in breakdown else []
    rows = [
        (m, "", a, kind, on, "none", "", *[None] * len(_NUMBERS), "x") for m in measures for a in areas for on in starts
    ]
    schema = [*_KEY[:3], "period_kind", "period_start", "breakdown", "category", *_NUMBERS, "symbol"]
    types = dict.fromkeys(_NUMBERS, pl.Float64) | {"period_start": pl.Date}
    return pl.DataFrame(rows, schema=schema, schema_overrides=types, orient="row").with_columns(
        pl.col(name).cast(pl.String) for name in schema if name not in types
    )


def test_one_area_is_shown_large_over_time_and_several_beside_each_other(shipped: Path, figures_of: FiguresOf) -> None:
    alone, several = figures_of(shipped, "cornwall"), figures_of(shipped, *AREAS)
    assert planned_over_time(alone) is None
    assert planned(alone).download.get_column("period").n_unique() > 1
    assert planned(several).download.get_column("period").unique().to_list() == ["12 months to Mar 2026"]
    small = planned_over_time(several)
    assert small
    assert [chart.title for chart in small.charts] == ["All areas", "Cornwall", "Northumberland"]


def test_the_plan_has_the_terms_that_the_run_touches(shipped: Path, figures_of: FiguresOf) -> None:
    figures = figures_of(shipped, "cornwall")
    run = tuple(Period("quarter", start) for start in (date(2024, 10, 1), date(2025, 1, 1)))
    some = Figures(replace(figures.context, selection=replace(figures.context.selection, run=run)))
    assert plan_kept(some).download.get_column("period").to_list() == ["Autumn term 2024", "Spring term 2025"]
    assert plan_kept(figures).download.get_column("period").to_list()[-1] == "Spring term 2026"


def test_terms_of_the_illustrative_calendar_are_named(
    shipped: Path, figures_of: FiguresOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = figures_of(shipped, "all")
    assert plan_kept(figures).caution == ""
    scope = pl.DataFrame({"service_area": ["cornwall", "durham"], "has_term_dates": [True, False]})
    monkeypatch.setattr("dashboard.relations.area_scope", lambda _: scope)
    assert "No term dates were delivered for Durham: " in plan_kept(figures).caution
    assert plan_kept(figures_of(shipped, "cornwall")).caution == ""


@pytest.mark.parametrize(
    ("kind", "until"), [("month", (2025, 2)), ("quarter", (2025, 4)), ("academic_year", (2026, 1)), ("term", (2025, 1))]
)
def test_a_period_ends_before_the_next_begins(kind: str, until: tuple[int, int]) -> None:
    assert Period(kind, date(2025, 1, 1)).until == date(*until, 1)


HEADINGS = {
    "visits": [
        "What became of planned visits",
        "Each share with its interval",
        "By kind of visit",
        "Visit plan kept, by term",
        "Joint visits and practice",
        "Joint visits and practice over time",
        "Home visits of the usual length",
        "Typical length of a home visit",
        "Workshops completed",
    ],
    "targets": [
        "What became of targets due for review",
        "Each share with its interval",
        "Targets due by area of development",
        "Typical time to achieve a target",
    ],
}


@pytest.mark.parametrize(
    ("at", "title", "charts", "only", "asked"),
    [
        ("visits", "Do visits take place?", 15, False, {"breakdown": "Kind of visit"}),
        ("targets", "Do children reach their targets?", 4, True, {}),
    ],
)
def test_a_page_is_drawn_with_its_tables_and_definitions(
    at: str, title: str, charts: int, only: bool, asked: dict[str, str], shipped: Path, open_page: OpenPage
) -> None:
    page: AppTest = open_page(shipped, only, at=at, area="Cornwall", **asked, **drawers(*HEADINGS[at]))
    assert not page.exception
    assert [found.value for found in page.title] == [title]
    assert [found.value for found in page.header] == HEADINGS[at]
    assert len(page.get("plotly_chart")) == charts
    assert len(page.main.get("download_button")) == len(HEADINGS[at])
    cells = {str(cell) for table in page.dataframe for row in table.value.itertuples(index=False) for cell in row}
    assert (sentences.SUPPRESSED if only else sentences.NO_RULE) in cells
    assert any(told.LEFT_OUT in info.value for info in page.info) == only
