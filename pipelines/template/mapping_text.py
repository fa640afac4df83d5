"""An annotated ``mapping.toml`` of which nothing counts until a mark is taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from expectations import EXTRACTS
from expectations.extract import Column, ColumnType, Extract
from pipelines.ingest.nearest import quoted
from pipelines.template.dictionary import holds, sentence

_START = Path(__file__).with_name("mapping_start.txt")
_YES_AND_NO = (("yes", "Yes"), ("no", "No"))


def annotated_mapping(areas: Sequence[str]) -> str:
    """Every extract's files, columns, values and constants, each line commented out.

    A line that may be used begins with ``#`` and no space after it; a line to read has the space.

    Args:
        areas: the codes of the service areas there are.
    """
    start = _START.read_text(encoding="utf-8").rstrip("\n")
    lines = [line for extract in EXTRACTS for line in _extract_lines(extract, areas)]
    return "\n".join((start, *lines, ""))


def _extract_lines(extract: Extract, areas: Sequence[str]) -> Iterator[str]:
    yield from ("", "", f"# ---- {extract.name}: {sentence(extract)}", "", f"#[{extract.name}.files]")
    yield f'#names = ["your file of {extract.name}.csv"]'
    yield from ("", f"#[{extract.name}.columns]")
    for column in extract.columns:
        yield f"# {column.meaning} {_kind(column)}"
        yield f"#{quoted(f'your heading for {column.name}')} = {quoted(column.name)}"
    yield from ("", f"#[{extract.name}.constants]", f"# Where there is no such column; one of: {', '.join(areas)}.")
    yield '#service_area = "your service area"'
    for column in extract.columns:
        yield from _value_lines(extract, column)


def _kind(column: Column) -> str:
    need = " Required." if column.is_required else ""
    return f"It holds {holds(column)}.{need}"


def _value_lines(extract: Extract, column: Column) -> Iterator[str]:
    codes = _YES_AND_NO if column.type is ColumnType.BOOLEAN else column.codes
    if codes:
        yield from ("", f"#[{extract.name}.values.{column.name}]")
    for code, title in codes:
        yield f"#{quoted(f'your value for {code}')} = {quoted(code)}  # {title}"
