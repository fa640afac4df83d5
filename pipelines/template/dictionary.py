"""The data dictionary: every column of every extract, as the data contract has it."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dashboard.cells import csv_bytes
from expectations import EXTRACTS
from expectations.extract import Column, ColumnType, Extract, spelled

_HEADINGS = ("extract", "column", "type", "required", "codes", "least", "most", "meaning")


def dictionary_csv() -> bytes:
    """One row per extract and column; codes stand with their titles, apart by semicolons."""
    rows = [_row(extract, column) for extract in EXTRACTS for column in extract.columns]
    return csv_bytes(pl.DataFrame(rows, schema=dict.fromkeys(_HEADINGS, pl.String), orient="row"))


def _row(extract: Extract, column: Column) -> tuple[str, ...]:
    required, codes = _required(column), "; ".join(f"{code} = {title}" for code, title in column.codes)
    limits = ("" if limit is None else str(limit) for limit in (column.least, column.most))
    return (extract.name, column.name, column.type.value, required, codes, *limits, column.meaning)


def _required(column: Column) -> str:
    return "yes" if column.is_required else "no"


def dictionary_markdown() -> str:
    """The same for reading: one table per extract, and below it the titles of its codes."""
    return "\n".join(("# Data dictionary", *(line for extract in EXTRACTS for line in _section(extract)), ""))


def _section(extract: Extract) -> Iterator[str]:
    yield from ("", f"## {extract.name}", "", f"{sentence(extract)}", "")
    yield from ("| column | type | required | holds | meaning |", "|---|---|---|---|---|")
    for column in extract.columns:
        yield f"| {column.name} | {column.type.value} | {_required(column)} | {holds(column)} | {column.meaning} |"
    for column in (column for column in extract.columns if column.codes):
        yield from ("", f"Codes of {column.name}:", "")
        yield from (f"- `{code}`: {title}" for code, title in column.codes)


def sentence(extract: Extract) -> str:
    """What a row of the extract stands for, and whether there has to be one."""
    need = "Every submission needs it." if extract.is_required else "It is optional."
    return f"{extract.grain[:1].upper()}{extract.grain[1:]}. {need}"


def holds(column: Column) -> str:
    """What a cell of the column may say, in a few words."""
    if column.type is ColumnType.TEXT:
        return "a pseudonym"
    return "the code of a service area" if column.type is ColumnType.AREA else spelled(column)


def note(column: Column) -> str:
    """What the heading of the column tells who fills it: the meaning, the need, the codes with their titles."""
    need = "Every row needs it." if column.is_required else "Leave blank what is not known."
    codes = [f"{code}: {title}" for code, title in column.codes]
    return "\n".join((column.meaning, f"It holds {holds(column)}." if not codes else "One of:", *codes, need))
