"""The workbook to type into: a sheet per extract, with drop-down lists and a note on every heading."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard.cells import AS_TEXT
from expectations import EXTRACTS
from expectations.extract import Column, ColumnType, Extract
from pipelines.template.dictionary import holds, note, sentence

GUIDE = "how to fill"
"""The sheet that explains."""
_LAST_ROW = 1_048_575
"""The last row of a sheet, counted from 0."""
_WIDTH, _GUIDE_WIDTHS = 18, (16, 24, 10, 64, 64)
_NOTE_SIZE = {"x_scale": 2.4, "y_scale": 2.4}
_MESSAGE_CHARACTERS = 255
"""The longest text that a spreadsheet shows beside a cell."""
_AS_TEXT, _AS_DATE = "@", "yyyy-mm-dd"
_NEVER = datetime.fromtimestamp(0, UTC).replace(tzinfo=None)
"""The day that the workbook says it was made on: the same one always, so that its bytes are the same."""
_GUIDE_HEADINGS = ("extract", "column", "required", "holds", "meaning")


def workbook(areas: Sequence[str], filling: str) -> bytes:
    """The XLSX file; the same contract and areas give the same bytes.

    Args:
        areas: the codes of the service areas there are.
        filling: how to fill the extracts, line by line.
    """
    content = io.BytesIO()
    with Workbook(content, AS_TEXT | {"in_memory": True}) as book:
        book.set_properties({"title": "Extracts to fill", "created": _NEVER})
        for extract in EXTRACTS:
            _sheet(book, book.add_worksheet(extract.name), extract, areas)
        _guide(book, book.add_worksheet(GUIDE), filling)
    return content.getvalue()


def _sheet(book: Workbook, sheet: Worksheet, extract: Extract, areas: Sequence[str]) -> None:
    needed, optional = book.add_format({"bold": True, "bg_color": "#DDEBF7"}), book.add_format({"bg_color": "#EDEDED"})
    text, day = book.add_format({"num_format": _AS_TEXT}), book.add_format({"num_format": _AS_DATE})
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(extract.columns):
        cells = day if column.type is ColumnType.DATE else None if _is_number(column) else text
        sheet.set_column(place, place, max(_WIDTH, len(column.name) + 2), cells)
        sheet.write_string(0, place, column.name, needed if column.is_required else optional)
        sheet.write_comment(0, place, note(column), _NOTE_SIZE)
        rule = _rule(column, areas)
        if rule:
            sheet.data_validation(1, place, _LAST_ROW, place, rule)


def _is_number(column: Column) -> bool:
    return column.type in (ColumnType.INTEGER, ColumnType.NUMBER)


def _rule(column: Column, areas: Sequence[str]) -> dict[str, Any]:
    """What may be typed into the column's cells; nothing is said of texts, dates and months."""
    told = {"error_title": "Not one of the values", "error_message": _told(column)}
    if column.type is ColumnType.CODE:
        return {"validate": "list", "source": [code for code, _ in column.codes], **told}
    if column.type is ColumnType.BOOLEAN:
        return {"validate": "list", "source": ["yes", "no"], **told}
    if column.type is ColumnType.AREA:
        # A service area may have a file of its own that does not ship with the project.
        return {"validate": "list", "source": sorted(areas), "error_type": "warning", **told}
    if _is_number(column):
        kind = "integer" if column.type is ColumnType.INTEGER else "decimal"
        return {"validate": kind, "criteria": "between", "minimum": column.least, "maximum": column.most, **told}
    return {}


def _told(column: Column) -> str:
    return f"{column.name} holds {holds(column)}."[:_MESSAGE_CHARACTERS]


def _guide(book: Workbook, sheet: Worksheet, filling: str) -> None:
    bold = book.add_format({"bold": True})
    for place, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(place, place, width)
    lines = [line for line in filling.splitlines() if line]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line.lstrip("# "), bold if line.startswith("#") else None)
    sheet.write_row(len(lines) + 1, 0, _GUIDE_HEADINGS, bold)
    for row, cells in enumerate(_guide_rows(), start=len(lines) + 2):
        sheet.write_row(row, 0, cells)


def _guide_rows() -> list[tuple[str, str, str, str, str]]:
    return [
        (extract.name, column.name, "yes" if column.is_required else "no", holds(column), column.meaning)
        for extract in EXTRACTS
        for column in extract.columns
    ] + [(extract.name, "", "", "", sentence(extract)) for extract in EXTRACTS]
