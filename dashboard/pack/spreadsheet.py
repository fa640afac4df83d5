"""The tables of a pack as an accessible workbook: a cover, contents, notes, and one table a sheet."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import polars as pl
from gptables import Cover, GPTable, Theme, gptheme, produce_workbook

from dashboard import rules
from dashboard.cells import AS_TEXT
from dashboard.figures import Figures
from dashboard.pack import standing
from dashboard.pack.background import Listing, Part
from dashboard.pack.course import Course
from dashboard.pack.sheets import Sheet, of_figures, of_words
from dashboard.sections.definitions.cards import measures

FILE = "tables.xlsx"
_NEVER = datetime.fromtimestamp(0, UTC).replace(tzinfo=None)
"""The day that the workbook says it was made on: the same one always, so that its bytes are the same."""
_A4 = 9
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.75, "bottom": 0.6}
_COVER_WIDTH, _LIST_WIDTHS = 110, (14, 110)
_HEADINGS = {"Contents": 3, "Notes": 2}
"""The rows with the columns' names, counted from 0, below the title and what is said of the sheet."""
_LINE_POINTS, _FILLED = 15.75, 0.85
"""The height of a line, and how much of a column's width in characters a line of the font fills."""
_READING = (
    "Each table has a sheet of its own. The contents list them all; the notes say what to be careful about.",
    "Where a cell has no number, a symbol in square brackets says why.",
)


def workbook(figures: Figures, courses: Sequence[Course], parts: Sequence[Part]) -> bytes:
    """The XLSX file; no text in it can be taken for a formula or a link.

    Args:
        figures: of the pack.
        courses: each measure of the pack, in their order.
        parts: what stands behind the figures.
    """
    sheets = [of_figures(course) for course in courses if course.periods]
    sheets.append(of_words(Listing("Definitions", measures(figures.context).table), "Measures"))
    sheets += [of_words(one, part.heading) for part in parts for one in part.listings if one.table.height]
    named = {f"Table {number}": sheet for number, sheet in enumerate(sheets, start=1)}
    tables = {name: _table(name, sheet, figures) for name, sheet in named.items()}
    cover, notes, written = _cover(figures, courses), _notes(sheets), io.BytesIO()
    book = produce_workbook(
        written,
        tables,
        theme=_theme(),
        cover=cover,
        contentsheet_options={"subtitles": [standing.standing(figures.context.warehouse)]},
        notes_table=notes,
        auto_width=False,
        workbook_options=AS_TEXT | {"in_memory": True},
    )
    book.set_properties({"title": standing.title(figures.context.warehouse), "created": _NEVER})
    for place in book.worksheets():
        _print(place, figures)
    for name, sheet in named.items():
        _lay_out(book.get_worksheet_by_name(name), sheet, tables[name].data_range[0])
    _widen_lists(book, cover, notes)
    book.close()
    return written.getvalue()


def _lay_out(place: Any, sheet: Sheet, top: int) -> None:
    """Make a table fit its texts; the names of its columns, in the row ``top``, stand on each printed page."""
    place.repeat_rows(top)
    _widen(place, top, [sheet.table.columns, *sheet.table.rows()], sheet.widths)


def _widen_lists(book: Any, cover: Cover, notes: pd.DataFrame) -> None:
    """The cover, the contents and the notes."""
    told = [cover.title, "", *cover.intro, "", *cover.about]
    noted = [("", text) for text in notes["Note text"]]
    _widen(book.get_worksheet_by_name(cover.cover_label), 0, [(text,) for text in told], [_COVER_WIDTH])
    for name, rows in (("Contents", []), ("Notes", noted)):
        place = book.get_worksheet_by_name(name)
        place.repeat_rows(_HEADINGS[name])
        _widen(place, _HEADINGS[name] + 1, rows, _LIST_WIDTHS)


def _theme() -> Theme:
    """The library's own looks, with every cell of a row beginning at its top."""
    theme = deepcopy(gptheme)
    for place in ("data", "index_1", "index_2"):
        getattr(theme, f"update_{place}_format")({"valign": "top"})
    return theme


def _table(name: str, sheet: Sheet, figures: Figures) -> GPTable:
    note = f" $${sheet.measure}$$" if sheet.note else ""
    return GPTable(
        table=_frame(sheet.table),
        table_name=name.lower().replace(" ", "_"),
        title=sheet.title + note,
        subtitles=[standing.standing(figures.context.warehouse)],
        instructions="This worksheet contains one table." + (" The note is on the notes worksheet." if note else ""),
        scope=sheet.scope,
        source=sheet.source,
        legend=_legend(figures) if sheet.is_of_figures else [],
        index_columns={2: 0},
        additional_formatting=[{"column": one} for one in sheet.formats],
    )


def _frame(table: pl.DataFrame) -> pd.DataFrame:
    """A table as the writer wants it: texts that are no links, and numbers."""
    rows = [tuple(_cell(cell) for cell in row) for row in table.rows()]
    return pd.DataFrame(rows, columns=table.columns, dtype=object)


def _cell(cell: object) -> object:
    return cell.replace("](", "] (").replace("$$", "$ $") if isinstance(cell, str) else cell


def _legend(figures: Figures) -> list[str]:
    """The symbols that a cell may hold in the place of a number, in one line; the cover says more."""
    found = rules.symbols(figures.context.warehouse).select("symbol", "title")
    return ["; ".join(f"[{symbol}] = {title.lower()}" for symbol, title in found.rows())]


def _cover(figures: Figures, courses: Sequence[Course]) -> Cover:
    warehouse = figures.context.warehouse
    symbols = rules.symbols(warehouse).select("symbol", "title", "meaning").rows()
    return Cover(
        standing.title(warehouse),
        intro=[
            standing.standing(warehouse),
            f"Service areas: {standing.areas(figures)}.",
            f"Quarters: {standing.quarters(courses[0].scope)}.",
            *_READING,
        ],
        about=[
            f"Made with Portage Insight, version {warehouse.build['program_version']}, as part of an evidence pack. "
            "The report and the manifest of the pack lie beside this workbook.",
            *(f"[{symbol}] {title.lower()}. {meaning}" for symbol, title, meaning in symbols),
        ],
        width=_COVER_WIDTH,
    )


def _notes(sheets: Sequence[Sheet]) -> pd.DataFrame:
    """What to be careful about, measure by measure."""
    told = [(sheet.measure, _cell(f"{sheet.title}: {sheet.note}")) for sheet in sheets if sheet.note]
    return pd.DataFrame(told, columns=["Note reference", "Note text"])


def _print(place: Any, figures: Figures) -> None:
    """How a sheet prints: on A4 across, with its mark, its name and its number on every page."""
    place.set_header(f"&C&B{standing.INTERNAL}" if figures.context.warehouse.is_exact else "")
    place.set_footer("&LPortage Insight&C&A&R&P of &N")
    place.set_paper(_A4)
    place.set_landscape()
    place.set_margins(**_MARGINS)
    place.fit_to_pages(1, 0)


def _widen(place: Any, top: int, rows: Iterable[Sequence[object]], widths: Sequence[int]) -> None:
    """Make columns wide and rows high enough for their texts; a row of one line is high enough as it is.

    Args:
        place: the worksheet.
        top: the first of the rows, counted from 0.
        rows: their cells.
        widths: of the columns, in characters.
    """
    for position, width in enumerate(widths):
        place.set_column(position, position, width)
    for position, cells in enumerate(rows, start=top):
        lines = max(
            (len(textwrap.wrap(str(cell), round(w * _FILLED))) for cell, w in zip(cells, widths, strict=False)),
            default=1,
        )
        if lines > 1:
            place.set_row(position, lines * _LINE_POINTS)
