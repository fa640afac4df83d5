"""Lays out pages: title, sections with their drawers, evidence, and the troubles that stand in a page's place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from dashboard import drawing, sentences
from dashboard.context import Context
from dashboard.errors import WarehouseUnreadable
from dashboard.evidence import evidence, section_evidence
from dashboard.figures import Figures
from dashboard.saving import light_pictures
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
    more(figures, partial(make, figures), repr(make))


class Drawn(NamedTuple):
    """A section that stands on the page but for its list and its drawers, and which of these belong below it."""

    heading: str
    file_name: str
    measures: tuple[str, ...]
    has_rows: bool
    is_list: bool
    has_meaning: bool


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _drawn(
    view: str,  # noqa: ARG001 (by it, what is kept is found again)
    _figures: Figures,
    _make: Callable[[], Section | None],
    has_heading: bool = True,
) -> Drawn | None:
    """Draw a section but for its list and drawers; what the same view has drawn before is sent without being made.

    Args:
        view: names all that decides how it looks: the file, what is chosen, and the section.
        has_heading: whether its heading is drawn, too.

    Returns:
        What belongs below it; ``None`` where there is no such section.
    """
    made = _make()
    if made is None:
        return None
    if has_heading:
        heading(made.heading)
    drawing.charts(made, _figures.context.selection.picture)
    has_meaning = bool(made.measures or made.meaning)
    return Drawn(made.heading, made.file_name, made.measures, bool(made.table.height), made.is_list, has_meaning)


def _made(make: Callable[[], Section | None]) -> Section:
    made = make()
    assert made is not None, "a section that has been drawn is there"
    return made


def facts(context: Context, makers: Sequence[Callable[[Context], Section | None]]) -> None:
    """Sections that are no measures' figures: what stands in the warehouse beside them, in words."""
    for make in makers:
        more(Figures(context), partial(make, context), repr(make))


def more(figures: Figures, make: Callable[[], Section | None], name: str, has_heading: bool = True) -> None:
    """A section that may depend on more than the side bar.

    Args:
        figures: of the page.
        make: makes the section; asked again for what is drawn only once it is opened.
        name: tells it from every other section of the same view, by all else that decides how it looks.
        has_heading: whether its heading is drawn, too; not where the page asks something below it.
    """
    drawn = _drawn(f"{figures.context.view} {name}", figures, make, has_heading)
    if drawn is not None:
        _below(figures, drawn, partial(_made, make))


def _below(figures: Figures, drawn: Drawn, make: Callable[[], Section]) -> None:
    """A section's list or the drawer with its table, and its other drawers; a table without rows is left out."""
    names = drawn.heading, drawn.file_name
    if drawn.has_rows and drawn.is_list:
        drawing.listed(make())
    elif drawn.has_rows:
        drawing.table_drawer(*names, make)
    if drawn.has_meaning:
        drawing.meaning_drawer(figures, *names, make)
    if drawn.measures:
        section_evidence(figures, *names, drawn.measures)


def heading(words: str) -> None:
    """A section's heading; for a page that asks something between it and the section's charts."""
    st.header(words, divider="gray")


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
    """What the page's looks need beyond the theme: how it prints, and how its pictures are saved."""
    st.html(_STYLE)
    if st.context.theme.type == "dark":
        st.html(_DARK_PRINT)
    st.html(light_pictures(), unsafe_allow_javascript=True)


def interrupted(error: WarehouseUnreadable) -> None:
    """A word in the place of the rest of a page, whose title stands already."""
    st.error(f"**{error.title}.** {error}", icon=":material/error:")


def trouble(error: WarehouseUnreadable) -> None:
    """A page in the place of one that has no figures to show."""
    st.title(error.title, anchor=False)
    st.markdown(str(error))
