"""A section of a page, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go
import polars as pl


@dataclass(frozen=True)
class Chart:
    """One picture and what it says.

    Attributes:
        title: a heading, or blank where the section's own says enough.
        sentence: what the picture shows, in words.
        figure: the picture; ``None`` where no figure has a number and the sentence says why.
        alt: what a reader hears who cannot see it.
    """

    title: str
    sentence: str
    figure: go.Figure | None
    alt: str


@dataclass(frozen=True)
class Card:
    """Something to be looked up.

    Attributes:
        key: its part of the address while it is open.
        title: what it is of.
        text: what it says, as Markdown.
    """

    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Section:
    """A heading, its pictures, and the exact rows behind them.

    Attributes:
        heading: what the section is about.
        charts: none, one or several.
        table: the rows as shown, every cell in words.
        download: the same rows with every number at full precision.
        file_name: of the download, without its ending.
        measures: whose definitions belong here.
        caution: a sentence that must not be missed, or blank.
        meaning: Markdown that belongs beside the definitions, or says what the rows are where there are none.
        lead: what is said under the heading, as Markdown, or blank.
        summary: a short table that stands on the page itself, every cell in words, or none.
        is_list: whether the rows are what the section is for, so that they stand open and not in a drawer.
    """

    heading: str
    charts: tuple[Chart, ...]
    table: pl.DataFrame
    download: pl.DataFrame
    file_name: str
    measures: tuple[str, ...] = ()
    caution: str = ""
    meaning: str = ""
    lead: str = ""
    summary: pl.DataFrame | None = None
    is_list: bool = False
