"""Draws what figures were made of, in a drawer at the foot of a page."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboard import about, drawing, relations, sentences
from dashboard.context import Context


def evidence(context: Context) -> None:
    """What the figures were made of: submissions, files, rows, checks, rules and the program's version."""
    label = "Evidence: what these figures were made of"
    drawing.drawer(label, "evidence", ":material/fact_check:", lambda: _made_of(context))


def _made_of(context: Context) -> None:
    warehouse = context.warehouse
    for row in relations.submissions(warehouse).iter_rows(named=True):
        delivered = f", delivered on {sentences.day(row['delivered_on'])}" if row["delivered_on"] else ""
        st.markdown(f"Submission “{sentences.literal(row['name'] or 'without a name')}”{delivered}.")
    st.markdown(f"Built by version {sentences.literal(warehouse.build['program_version'])} of Portage Insight.")
    for name, table in _evidence(context).items():
        st.markdown(f"**{name}**")
        drawing.rows(table, name) if table.height else st.markdown("None.")


def _evidence(context: Context) -> dict[str, pl.DataFrame]:
    return {
        "Delivered files": about.files(context.warehouse),
        "Rows delivered": about.rows_delivered(context.warehouse),
        "Checks that did not pass": about.checks(context.warehouse),
        "Rules and definitions": about.rules(context.warehouse),
    }
