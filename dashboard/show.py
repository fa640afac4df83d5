"""Lays out pages: title, sections with their drawers, evidence, and the troubles that stand in a page's place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from dashboard import drawing, sentences
from dashboard.context import Context
from dashboard.errors import WarehouseUnreadable
from dashboard.evidence import evidence, section_evidence
from dashboard.figures import Figures
from dashboard.sections.section import Section

Make = Callable[[Figures], Section | None]

_KEPT = 400
"""How many sections are kept as they were drawn: some dozens of views."""
_STYLE = Path(__file__).with_name("style.css")
_DARK_PRINT = Path(__file__).with_name("dark_print.css")


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


def sections(context: Context, makers: Sequence[Make]) -> None:
    """The sections of a page for the chosen areas, and what their figures were made of."""
    if context.selection.areas:
        figures = Figures(context)
        for make in makers:
            section(figures, make)
    else:
        nothing_chosen()
    evidence(context)


def section(figures: Figures, make: Make) -> None:
    """A section: its charts each under its sentence, the table behind them, and what the figures mean."""
    shown = _charts(f"{figures.context.view} {make!r}", figures, make)
    if shown is not None:
        names, measures = shown
        drawing.table_drawer(*names, lambda: _made(figures, make))
        drawing.meaning_drawer(figures, *names, lambda: _made(figures, make))
        if measures:
            section_evidence(figures, *names, measures)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _charts(
    view: str,  # noqa: ARG001 (by it, what is kept is found again)
    _figures: Figures,
    _make: Make,
) -> tuple[tuple[str, str], tuple[str, ...]] | None:
    """Draw a section but for its drawers; what the same view has drawn before is sent again without being made.

    Args:
        view: names all that decides how it looks: the file, what is chosen, and the section.

    Returns:
        The section's heading and file name, and its measures; ``None`` where there is no such section.
    """
    made = _make(_figures)
    if made is None:
        return None
    heading(made.heading)
    drawing.charts(made, _figures.context.selection.picture)
    return (made.heading, made.file_name), made.measures


def _made(figures: Figures, make: Make) -> Section:
    made = make(figures)
    assert made is not None, "a section that has been drawn is there"
    return made


def facts(context: Context, makers: Sequence[Callable[[Context], Section | None]]) -> None:
    """Sections that are no measures' figures: what stands in the warehouse beside them, in words."""
    for make in makers:
        made = make(context)
        if made is not None:
            made_section(Figures(context), made)


def made_section(figures: Figures, made: Section) -> None:
    """A section that is made already: one that depends on more than the side bar."""
    heading(made.heading)
    body(figures, made)


def heading(words: str) -> None:
    """A section's heading; for a page that asks something between it and the section's body."""
    st.header(words, divider="gray")


def body(figures: Figures, made: Section) -> None:
    """All of a section but its heading; a table without rows is left to the sentence to tell."""
    drawing.charts(made, figures.context.selection.picture)
    if made.table.height and made.is_list:
        drawing.listed(made)
    elif made.table.height:
        drawing.table_drawer(made.heading, made.file_name, lambda: made)
    if made.measures or made.meaning:
        drawing.meaning_drawer(figures, made.heading, made.file_name, lambda: made)
    if made.measures:
        section_evidence(figures, made.heading, made.file_name, made.measures)


def links(context: Context, paths: Sequence[str]) -> None:
    """Ways to the pages that tell more, beside each other; those that cannot be shown are left out."""
    with st.container(horizontal=True):
        for path in paths:
            if path in context.pages:
                st.page_link(context.pages[path])


def nothing_chosen() -> None:
    """A word for a page without service areas."""
    st.info("Choose one or more service areas in the side bar to see their figures.", icon=":material/arrow_back:")


def style() -> None:
    """What the page's looks need beyond the theme: how it prints."""
    st.html(_STYLE)
    if st.context.theme.type == "dark":
        st.html(_DARK_PRINT)


def trouble(error: WarehouseUnreadable) -> None:
    """A page in the place of one that has no figures to show."""
    st.title(error.title, anchor=False)
    st.markdown(str(error))
