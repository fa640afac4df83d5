"""Draws the parts of a section: its charts each under its sentence, its rows, and what they mean."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import streamlit as st

from dashboard import about, selection, sentences
from dashboard.cells import csv_bytes
from dashboard.figures import Figures
from dashboard.measures import COUNTED_NOW
from dashboard.sections import tables
from dashboard.sections.section import Chart, Section

_PLOT = {"displaylogo": False, "displayModeBar": True, "modeBarButtons": [["toImage"]], "responsive": True}
_PICTURE_SCALE = 2
"""So that a picture in dots is sharp on a slide."""
_SIDE_BY_SIDE = 2
_FITS = 6
"""As many columns of a short table find room on a narrow page."""
_DAY = "D MMM YYYY"
_MOST_ROWS = 1_000
"""More than anyone reads; every reader's browser would be sent all of them."""


def charts(made: Section, picture: str) -> None:
    """What a section says, its short table, and its charts."""
    if made.lead:
        st.markdown(unbroken(made.lead))
    if made.summary is not None:
        _summary(made.summary, made.heading, made.file_name)
    if made.caution:
        st.info(made.caution, icon=":material/compare_arrows:")
    for start in range(0, len(made.charts), _SIDE_BY_SIDE):
        _row(made.charts[start : start + _SIDE_BY_SIDE], made, picture)


def _summary(rows: pl.DataFrame, heading: str, file_name: str) -> None:
    """A short table, and one too wide for a narrow page as a list for each row as well: the style shows one of them."""
    if rows.width <= _FITS:
        st.table(rows, hide_index=True, alt=heading)
        return
    with st.container(key=f"summary_{file_name}"):
        with st.container(key=f"wide_{file_name}"):
            st.table(rows, hide_index=True, alt=heading)
        with st.container(key=f"narrow_{file_name}"):
            st.markdown(unbroken("\n\n".join(_list_of(row) for row in rows.to_dicts())))


def _list_of(row: dict[str, str]) -> str:
    """A row as Markdown: its first cell in bold, and below it each other cell after its column's name."""
    (_, name), *others = row.items()
    return "\n".join([f"**{name}**\n", *(f"- {column}: {cell}" for column, cell in others)])


def unbroken(text: str) -> str:
    """Text in which no line ends between a number and its per cent sign."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


def _row(side_by_side: tuple[Chart, ...], made: Section, picture: str) -> None:
    columns = st.columns(len(side_by_side), gap="medium")
    for column, chart in zip(columns, side_by_side, strict=True):
        with column:
            _chart(chart, made, picture)


def _chart(chart: Chart, made: Section, picture: str) -> None:
    if chart.title:
        st.subheader(chart.title, anchor=False)
    st.markdown(unbroken(sentences.literal(chart.sentence)))
    if chart.figure is not None:
        name = "_".join(filter(None, (made.file_name, tables.file_name(chart.title))))
        config = _PLOT | {"toImageButtonOptions": {"format": picture, "filename": name, "scale": _PICTURE_SCALE}}
        st.plotly_chart(chart.figure, config=config, alt=chart.alt, key=f"{made.heading}: {chart.title}")


def drawer(label: str, key: str, icon: str, draw: Callable[[], None]) -> None:
    """A part of a page that is made only once it is opened."""
    opened = selection.opened(label, key, icon)
    if opened:
        with opened:
            draw()


def table_drawer(heading: str, file_name: str, make: Callable[[], Section]) -> None:
    """The drawer with a section's table; the section is made once it is opened."""
    drawer(f"Table: {heading.lower()}", f"table_{file_name}", ":material/table:", lambda: listed(make()))


def meaning_drawer(figures: Figures, heading: str, file_name: str, make: Callable[[], Section]) -> None:
    """The drawer with what a section's figures mean; the section is made once it is opened."""
    label = f"Definition and source: {heading.lower()}"
    drawer(label, f"about_{file_name}", ":material/menu_book:", lambda: _meaning(figures, make()))


def listed(made: Section) -> None:
    """A section's rows, why some of them have no number, and a button to take them away."""
    if made.table.height > _MOST_ROWS:
        shown, there = sentences.number(_MOST_ROWS), sentences.number(made.table.height)
        st.caption(f"The first {shown} of {there} rows are shown; the CSV has all of them.")
    rows(made.table.head(_MOST_ROWS), made.heading)
    is_of_figures = "why_no_number" in made.download.columns
    met = sentences.reasons_met(made.download.get_column("why_no_number")) if is_of_figures else ""
    if met:
        st.caption(f"Where there is no number: {met}")
    _download(made)


def rows(table: pl.DataFrame, name: str) -> None:
    """Rows as they are shown, days as ``31 Mar 2026``."""
    days = table.select(pl.selectors.date()).columns
    st.dataframe(
        table,
        hide_index=True,
        alt=name,
        column_config=dict.fromkeys(days, st.column_config.DateColumn(format=_DAY)),
    )


def _download(made: Section) -> None:
    """A button that gives a section's rows as CSV; the file is made when it is asked for."""
    st.download_button(
        f"Download {made.heading.lower()} (CSV)",
        lambda: csv_bytes(made.download),
        file_name=f"{made.file_name}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _meaning(figures: Figures, made: Section) -> None:
    for measure in made.measures:
        st.markdown(about.definition(figures, measure))
    if made.meaning:
        st.markdown(made.meaning)
    if any(measure in figures.standard_of or measure in COUNTED_NOW for measure in made.measures):
        st.markdown(f"#### Limits\n{about.standards(figures, made.measures)}")
        readings = about.readings(figures)
        if readings:
            st.markdown(f"#### How the wording is read\n{readings}")
