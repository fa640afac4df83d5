"""Draws what pages are made of; the one place that lays out sections, provenance and troubles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
import streamlit as st

from dashboard import about, relations, selection, sentences
from dashboard.context import Context
from dashboard.errors import WarehouseUnreadable
from dashboard.figures import Figures
from dashboard.measures import COUNTED_NOW
from dashboard.sections import tables
from dashboard.sections.section import Chart, Section

_PLOT = {"displaylogo": False, "displayModeBar": True, "modeBarButtons": [["toImage"]], "responsive": True}
_PICTURE_SCALE = 2
"""So that a picture in dots is sharp on a slide."""
_SIDE_BY_SIDE = 2
_DAY = "D MMM YYYY"
_STYLE = Path(__file__).with_name("style.css")


def title(context: Context, words: str) -> None:
    """A page's title, with the day of its figures, whether they are exact, and what was asked for in vain."""
    st.title(words, anchor=False)
    st.markdown(f"As at the close of **{sentences.day(context.warehouse.build['as_at'])}**. {_standing(context)}")
    for sentence in (context.warehouse.remark, *context.selection.ignored):
        if sentence:
            st.warning(sentence, icon=":material/info:")


def _standing(context: Context) -> str:
    if context.warehouse.is_exact:
        return ":material/lock: **Internal: exact figures.** Not for publication."
    return (
        f":material/public: **Published figures**: small counts are suppressed and others rounded "
        f"(disclosure control “{sentences.literal(context.warehouse.build['disclosure'])}”)."
    )


def sections(context: Context, makers: Sequence[Callable[[Figures], Section | None]]) -> None:
    """The sections of a page for the chosen areas, and what their figures were made of."""
    if context.selection.areas:
        figures = Figures(context)
        for make in makers:
            section(figures, make)
    else:
        nothing_chosen()
    evidence(context)


def section(figures: Figures, make: Callable[[Figures], Section | None]) -> None:
    """A section: its charts each under its sentence, the table behind them, and what the figures mean."""
    made = make(figures)
    if made is not None:
        made_section(figures, made)


def made_section(figures: Figures, made: Section) -> None:
    """A section that is made already."""
    heading(made.heading)
    body(figures, made)


def heading(words: str) -> None:
    """A section's heading; for a page that asks something between it and the section's body."""
    st.header(words, divider="gray")


def body(figures: Figures, made: Section) -> None:
    """All of a section but its heading; a table without rows is left to the sentence to tell."""
    if made.caution:
        st.info(made.caution, icon=":material/compare_arrows:")
    for start in range(0, len(made.charts), _SIDE_BY_SIDE):
        _row(made.charts[start : start + _SIDE_BY_SIDE], made, figures.context.selection.picture)
    if made.table.height:
        _listed(made) if made.is_list else _in_drawer(made)
    if not made.measures and not made.definition:
        return
    drawer = selection.opened(
        f"Definition and source: {made.heading.lower()}", f"about_{made.file_name}", ":material/menu_book:"
    )
    if drawer:
        with drawer:
            _meaning(figures, made)


def _in_drawer(made: Section) -> None:
    drawer = selection.opened(f"Table: {made.heading.lower()}", f"table_{made.file_name}", ":material/table:")
    if drawer:
        with drawer:
            _listed(made)


def _row(charts: tuple[Chart, ...], made: Section, picture: str) -> None:
    columns = st.columns(len(charts), gap="medium")
    for column, chart in zip(columns, charts, strict=True):
        with column:
            _chart(chart, made, picture)


def _chart(chart: Chart, made: Section, picture: str) -> None:
    if chart.title:
        st.subheader(chart.title, anchor=False)
    st.markdown(sentences.literal(chart.sentence))
    if chart.figure is not None:
        name = "_".join(filter(None, (made.file_name, tables.file_name(chart.title))))
        config = _PLOT | {"toImageButtonOptions": {"format": picture, "filename": name, "scale": _PICTURE_SCALE}}
        st.plotly_chart(chart.figure, config=config, alt=chart.alt, key=f"{made.heading}: {chart.title}")


def _listed(made: Section) -> None:
    _rows(made.table, made.heading)
    met = sentences.reasons_met(made.download.get_column("why_no_number")) if _is_of_figures(made) else ""
    if met:
        st.caption(f"Where there is no number: {met}")
    download(made.heading, made.download, made.file_name)


def _is_of_figures(made: Section) -> bool:
    """Whether the rows are figures, which may have no number, and no cases."""
    return "why_no_number" in made.download.columns


def download(heading: str, rows: pl.DataFrame, file_name: str) -> None:
    """A button that gives a table as CSV; the file is made when it is asked for."""
    st.download_button(
        f"Download {heading.lower()} (CSV)",
        lambda: rows.write_csv().encode(),
        file_name=f"{file_name}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _rows(rows: pl.DataFrame, name: str) -> None:
    days = dict.fromkeys(rows.select(pl.selectors.date()).columns, st.column_config.DateColumn(format=_DAY))
    st.dataframe(rows, hide_index=True, alt=name, column_config=days)


def _meaning(figures: Figures, made: Section) -> None:
    if made.definition:
        st.markdown(made.definition)
    for measure in made.measures:
        st.markdown(about.definition(figures, measure))
    if not any(measure in figures.standard_of or measure in COUNTED_NOW for measure in made.measures):
        return
    st.markdown(f"#### Limits\n{about.standards(figures, made.measures)}")
    readings = about.readings(figures)
    if readings:
        st.markdown(f"#### How the wording is read\n{readings}")


def evidence(context: Context) -> None:
    """What the figures were made of: submissions, files, rows, checks, rules and the program's version."""
    warehouse = context.warehouse
    drawer = selection.opened("Evidence: what these figures were made of", "evidence", ":material/fact_check:")
    if drawer is None:
        return
    with drawer:
        for row in relations.submissions(warehouse).iter_rows(named=True):
            delivered = f", delivered on {sentences.day(row['delivered_on'])}" if row["delivered_on"] else ""
            st.markdown(f"Submission “{sentences.literal(row['name'] or 'without a name')}”{delivered}.")
        st.markdown(f"Built by version {sentences.literal(warehouse.build['program_version'])} of Portage Insight.")
        for name, rows in _evidence(context).items():
            st.markdown(f"**{name}**")
            _rows(rows, name) if rows.height else st.markdown("None.")


def _evidence(context: Context) -> dict[str, pl.DataFrame]:
    return {
        "Delivered files": about.files(context.warehouse),
        "Rows delivered": about.rows_delivered(context.warehouse),
        "Checks that did not pass": about.checks(context.warehouse),
        "Rules and definitions": about.rules(context.warehouse),
    }


def nothing_chosen() -> None:
    """A word for a page without service areas."""
    st.info("Choose one or more service areas in the side bar to see their figures.", icon=":material/arrow_back:")


def style() -> None:
    """What the page's looks need beyond the theme: how it prints."""
    st.html(_STYLE)


def trouble(error: WarehouseUnreadable) -> None:
    """A page in the place of one that has no figures to show."""
    st.title(error.title, anchor=False)
    st.markdown(str(error))
