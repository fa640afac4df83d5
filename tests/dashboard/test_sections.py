"""Every number on the page is one of the file's, and every chart is drawn from the table beneath it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from dashboard import sentences
from dashboard.figures import Figures
from dashboard.measures import ON_TIME
from dashboard.pages.seen_on_time import SECTIONS
from dashboard.sections.readings import own_and_common, with_and_without_pauses
from dashboard.sections.section import Section
from tests.dashboard.conftest import READ, FiguresOf

_KEY = ["measure", "yardstick", "service_area", "period", "period_start"]
_NUMBERS = ["numerator", "denominator", "value", "lower", "upper"]
_LIMITS = ["mean", "lower_limit", "upper_limit"]
PAUSES = ("Pauses taken off", "Every day counted")
_COUNTED_BY_STANDARD = ("clocks_overdue", "clocks_due_soon")


@pytest.fixture(
    scope="module", params=["records by month", "records by year", "published by quarter", "published, common limits"]
)
def figures(request: pytest.FixtureRequest, both: Path, published: Path, figures_of: FiguresOf) -> Figures:
    """The figures of areas of every sort, from both files, over several kinds of period."""
    areas = ("all", *READ)
    if request.param == "records by month":
        return figures_of(both, *areas, kind="month")
    if request.param == "records by year":
        return figures_of(both, *areas, kind="academic_year")
    return figures_of(published, *areas, yardstick="common" if "common" in request.param else "own")


@pytest.fixture(scope="module")
def sections(figures: Figures) -> tuple[Section, ...]:
    """Everything on the page."""
    return drawn(figures)


def drawn(figures: Figures) -> tuple[Section, ...]:
    """Every section of the page that there is."""
    return tuple(made for made in (make(figures) for make in SECTIONS) if made)


def _stored(figures: Figures, both: Path) -> pl.DataFrame:
    """The file's own rows, read past the dashboard, with the standard of counts and the title of their period."""
    contents = figures.context.warehouse.build["contents"]
    with duckdb.connect(str(both / "generations" / "000001" / f"{contents}.duckdb"), read_only=True) as file:
        rows = file.sql("SELECT * FROM measure_value WHERE breakdown IN ('none', 'standard')").pl()
    titles = [sentences.period(kind, start) for kind, start in rows.select("period_kind", "period_start").rows()]
    return rows.with_columns(pl.Series("period", titles)).rename({"category": "counted_for"})


def _shown(section: Section) -> pl.DataFrame:
    is_split = pl.col("measure").is_in(_COUNTED_BY_STANDARD)
    counted_for = pl.when(is_split).then(pl.col("standard")).otherwise(pl.lit(""))
    return section.download.with_columns(counted_for.alias("counted_for"))


def test_every_number_is_the_files_own(figures: Figures, sections: tuple[Section, ...], both: Path) -> None:
    stored = _stored(figures, both)
    for section in sections:
        shown = _shown(section).filter(pl.col("value").is_not_null())
        joined = shown.join(stored, on=[*_KEY, "counted_for"], suffix="_stored", maintain_order="left")
        assert joined.height == shown.height > 0, section.heading
        assert joined.select(f"{name}_stored" for name in _NUMBERS).rows() == shown.select(_NUMBERS).rows()


def test_no_number_of_the_file_is_passed_over(figures: Figures, sections: tuple[Section, ...], both: Path) -> None:
    stored = _stored(figures, both).filter(pl.col("value").is_not_null())
    for section in sections:
        blank = _shown(section).filter(pl.col("value").is_null())
        assert blank.join(stored, on=[*_KEY, "counted_for"], how="semi").is_empty(), section.heading


def test_what_has_no_number_has_a_reason_and_what_has_one_has_none(sections: tuple[Section, ...]) -> None:
    for section in sections:
        reasons = section.download.select(pl.col("why_no_number") != "", pl.col("value").is_null())
        assert all(is_told == is_blank for is_told, is_blank in reasons.rows()), section.heading


def test_what_is_suppressed_has_no_number_in_any_column(sections: tuple[Section, ...]) -> None:
    for section in sections:
        hidden = section.download.filter(pl.col("symbol") == "c").select(_NUMBERS)
        assert all(number is None for row in hidden.rows() for number in row), section.heading


def test_tables_have_a_row_for_each_figure_and_no_empty_cell_but_a_limit(sections: tuple[Section, ...]) -> None:
    for section in sections:
        assert section.table.height == section.download.height
        told = section.table.drop("Limits", "Limit", strict=False).unpivot(variable_name="cell", value_name="said")
        assert "" not in told.get_column("said").to_list(), section.heading


def test_tables_say_in_words_what_downloads_say_in_numbers(sections: tuple[Section, ...]) -> None:
    for section in sections:
        if "Share" in section.table.columns:
            told = section.download.select("value", "lower", "upper", "why_no_number").rows()
            said = section.table.select("Share", "95 % interval").rows()
            assert said == [_in_words(*row) for row in told], section.heading


def _in_words(value: float | None, lower: float, upper: float, why: str) -> tuple[str, str]:
    return (why, why) if value is None else (sentences.exact_share(value), sentences.interval(lower, upper))


def test_charts_are_drawn_from_the_table(sections: tuple[Section, ...]) -> None:
    for section in sections:
        numbers = section.download.select(*_NUMBERS, *(n for n in _LIMITS if n in section.download.columns))
        stored = {0.0, *(number for row in numbers.rows() for number in row)}
        for chart in section.charts:
            traces = chart.figure.data if chart.figure else ()
            drawn = {float(number) for trace in traces for number in _numbers(trace)}
            assert drawn <= stored, f"{section.heading}: {sorted(drawn - stored)}"


def _numbers(trace: Any) -> Iterator[float]:
    """What stands on a trace's axis of values; marks of absence stand below it, rows beside it."""
    is_run = any(isinstance(place, str) for place in trace.x)
    for number in trace.y if is_run else trace.x:
        if number is not None and number >= 0:
            yield number


def test_every_share_and_count_of_a_table_is_drawn(sections: tuple[Section, ...]) -> None:
    for section in sections:
        if section.heading != "Overdue now and due soon":
            traces = [trace for chart in section.charts if chart.figure for trace in chart.figure.data]
            drawn = {float(number) for trace in traces for number in _numbers(trace)}
            assert set(section.download.get_column("value").drop_nulls()) <= drawn, section.heading


def test_every_chart_has_a_sentence_and_words_in_its_place(sections: tuple[Section, ...]) -> None:
    for section in sections:
        for chart in section.charts:
            assert chart.sentence.endswith("."), section.heading
            assert chart.alt.endswith("."), section.heading
        assert len({chart.alt for chart in section.charts}) == len(section.charts)


def test_series_differ_by_more_than_colour(sections: tuple[Section, ...]) -> None:
    figured = [chart.figure for section in sections for chart in section.charts if chart.figure]
    runs = [[trace for trace in figure.data if trace.mode == "lines+markers"] for figure in figured if _is_run(figure)]
    assert runs
    for lines in runs:
        assert len({(line.line.dash, line.marker.symbol) for line in lines}) == len(lines)


def _is_run(figure: Any) -> bool:
    return bool(figure.layout.xaxis.type == "category")


def test_an_area_alone_without_any_limit_has_words_and_no_chart(both: Path, figures_of: FiguresOf) -> None:
    dale = figures_of(both, "dale")
    sections = {section.heading: section for section in drawn(dale)}
    assert [chart.figure for chart in sections["Share on time"].charts] == [None]
    assert "Dale publishes no limit for first contact" in sections["Share on time"].charts[0].sentence
    assert sections["Overdue now and due soon"].charts[0].sentence.endswith("Dale: no limit published.")
    assert sections["Reviews held early"].charts[0].figure is None
    assert sections["How many working days it took"].charts[0].figure is not None


def test_a_pair_without_numbers_says_why_each_has_none(shipped: Path, figures_of: FiguresOf) -> None:
    (chart,) = own_and_common(figures_of(shipped, "cornwall", "northumberland", only=True)).charts
    assert chart.figure
    told = {trace.text[0].strip() for trace in chart.figure.data if trace.mode == "text"}
    assert told == {"<i>no figure</i>", "<i>suppressed</i>"}
    labels = " ".join(chart.figure.layout.yaxis.ticktext).replace("<br>", " ")
    assert "own: no limit published; common: suppressed" in labels, "what is long stands where it wraps"


def test_areas_with_other_limits_are_cautioned_against_and_others_not(both: Path, figures_of: FiguresOf) -> None:
    share_on_time = SECTIONS[0]
    assert share_on_time(figures_of(both, "avon", "brent")).caution
    assert share_on_time(figures_of(both, "all")).caution
    assert not share_on_time(figures_of(both, "avon")).caution
    assert not share_on_time(figures_of(both, "avon", "brent", yardstick="common")).caution


@pytest.mark.parametrize("yardstick", ["own", "common"])
def test_sections_are_of_their_measures_and_of_the_chosen_yardstick(
    both: Path, figures_of: FiguresOf, yardstick: str
) -> None:
    figures = figures_of(both, "avon", yardstick=yardstick)
    chosen = {measure: {yardstick} for measure in ON_TIME}
    assert {section.heading: _asked(section) for section in drawn(figures)} == {
        "Share on time": chosen,
        "Overdue now and due soon": {measure: {yardstick} for measure in _COUNTED_BY_STANDARD},
        "Over time": chosen,
        "Own limits and common limits": {measure: {"own", "common"} for measure in ON_TIME},
        "With and without pauses": {**chosen, **{f"{measure}_ignoring_pauses": {yardstick} for measure in ON_TIME}},
        "Reviews held early": {"reviews_held_early": {"own"}},
        "How many working days it took": {
            "median_working_days_to_contact": {"common"},
            "median_working_days_to_meeting": {"common"},
        },
    }


def _asked(section: Section) -> dict[str, set[str]]:
    asked: dict[str, set[str]] = {}
    for measure, yardstick in section.download.select("measure", "yardstick").rows():
        asked.setdefault(measure, set()).add(yardstick)
    return asked


def test_pairs_are_of_the_same_area_and_standard(both: Path, figures_of: FiguresOf) -> None:
    figures = figures_of(both, "avon", "brent")
    for make, names in ((own_and_common, ("Own limit", "Common limit")), (with_and_without_pauses, PAUSES)):
        section = make(figures)
        (chart,) = section.charts
        assert chart.figure
        drawn = {trace.name: trace.x for trace in chart.figure.data if trace.mode == "markers+text"}
        told = section.download.get_column("value").to_list()
        halves = told[: len(told) // 2], told[len(told) // 2 :]
        assert drawn == {
            name: tuple(v for v in half if v is not None) for name, half in zip(names, halves, strict=True)
        }
