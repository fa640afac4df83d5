"""Draws what figures were made of: in a drawer below each section of figures, and for all at the foot of a page."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboard import about, drawing, sentences
from dashboard.context import Context
from dashboard.figures import Figures
from dashboard.sections.evidence import Evidence, everything, evidence_of
from dashboard.sentences import literal

_ICON = ":material/fact_check:"


def evidence(context: Context) -> None:
    """What all the figures were made of: submissions, files, rows, checks, rules and the build."""
    drawing.drawer("Evidence: what these figures were made of", "evidence", _ICON, lambda: _all(context))


def section_evidence(figures: Figures, heading: str, file_name: str, measures: tuple[str, ...]) -> None:
    """The drawer with what a section's figures were made of, measure by measure, for the chosen areas."""
    label = f"Evidence: {heading.lower()}"
    drawing.drawer(label, f"evidence_{file_name}", _ICON, lambda: _draw(evidence_of(figures, measures)))


def _all(context: Context) -> None:
    _draw(everything(context))
    _table("Files of rules and definitions", about.rules(context.warehouse))


def _draw(told: Evidence) -> None:
    st.markdown(told.lead)
    for name, table in told.tables.items():
        _table(name, table)
    if told.command:
        st.markdown("One figure, with the rows behind it where the records are there, by the command line:")
        st.code(told.command, language=None, wrap_lines=True)


def _table(name: str, table: pl.DataFrame) -> None:
    st.markdown(f"**{literal(name)}**")
    drawing.rows(table, name) if table.height else st.markdown(f"{sentences.capitalised(sentences.NONE)}.")
