"""Whether a mapping names what there is: extracts, columns, codes and files, with the nearest to what there is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import polars as pl

from expectations import EXTRACTS
from expectations.extract import Column, ColumnType, Extract, spelled
from pipelines.errors import Fault
from pipelines.ingest import faults
from pipelines.ingest.mapping import SETTINGS, ExtractMapping, Mapping
from pipelines.ingest.nearest import hint, nearest, nearest_meaning, quoted
from pipelines.ingest.spelling import alike
from pipelines.ingest.typed import typed


def mapping_faults(mapping: Mapping, files: Iterable[str]) -> tuple[Fault, ...]:
    """Everything that a mapping names and that is not there.

    Args:
        mapping: what ``mapping.toml`` says.
        files: the names of the submission's files.
    """
    known = {extract.name: extract for extract in EXTRACTS}
    unknown = [name for name in mapping.root if name not in known]
    found = [faults.MAPPING_EXTRACT_UNKNOWN.fault(file=SETTINGS, key=n, hint=hint(nearest(n, known))) for n in unknown]
    for name in (name for name in mapping.root if name in known):
        found.extend(_extract_faults(known[name], mapping.of(name), tuple(files)))
    return tuple(found)


def _extract_faults(extract: Extract, said: ExtractMapping, files: tuple[str, ...]) -> Iterator[Fault]:
    yield from _column_faults(extract, said)
    yield from _repeated_headings(extract, said)
    yield from _value_faults(extract, said)
    yield from _file_faults(extract, said, files)


def _column_faults(extract: Extract, said: ExtractMapping) -> Iterator[Fault]:
    fed = [column for columns in said.columns.values() for column in columns]
    known = [column.name for column in extract.columns]
    for section, names in (("columns", fed), ("values", said.values), ("constants", said.constants)):
        for name in (name for name in dict.fromkeys(names) if name not in known):
            yield faults.MAPPING_COLUMN_UNKNOWN.fault(
                extract=extract.name,
                file=SETTINGS,
                key=quoted(name),
                place=f"{extract.name}.{section}",
                hint=hint(nearest(name, known)),
            )


def _repeated_headings(extract: Extract, said: ExtractMapping) -> Iterator[Fault]:
    for heading in _repeated(said.columns):
        place = f"{extract.name}.columns"
        yield faults.MAPPING_HEADING_REPEATED.fault(
            extract=extract.name, file=SETTINGS, key=quoted(heading), place=place
        )


def _repeated(keys: Iterable[str]) -> list[str]:
    """The keys that count as the same as another, one of each."""
    keys = list(keys)
    times = Counter(map(alike, keys))
    first = {alike(key): key for key in reversed(keys)}
    return [key for spelled_alike, key in first.items() if times[spelled_alike] > 1]


def _value_faults(extract: Extract, said: ExtractMapping) -> Iterator[Fault]:
    known = {column.name: column for column in extract.columns}
    for name in (name for name in said.constants if name in known):
        yield from _unreadable(extract, known[name], said.constants[name], f"{extract.name}.constants")
    for name in (name for name in said.values if name in known):
        place = f"{extract.name}.values.{name}"
        for meant in dict.fromkeys(said.values[name].values()):
            yield from _unreadable(extract, known[name], meant, place)
        for key in _repeated(said.values[name]):
            yield faults.MAPPING_VALUE_REPEATED.fault(
                extract=extract.name, column=name, file=SETTINGS, key=quoted(key), place=place
            )


def _unreadable(extract: Extract, column: Column, meant: str, place: str) -> Iterator[Fault]:
    if column.type in (ColumnType.TEXT, ColumnType.AREA) or not meant.strip() or _is_read(column, meant):
        return
    near = nearest_meaning(meant, dict(column.codes)) if column.codes else None
    yield faults.MAPPING_VALUE_UNKNOWN.fault(
        extract=extract.name,
        column=column.name,
        file=SETTINGS,
        key=quoted(meant),
        place=place,
        wanted=spelled(column),
        hint=hint(near),
    )


def _is_read(column: Column, meant: str) -> bool:
    return pl.select(typed(column, pl.lit(meant.strip())).is_not_null()).item() is True


def _file_faults(extract: Extract, said: ExtractMapping, files: tuple[str, ...]) -> Iterator[Fault]:
    there = {file.casefold() for file in files}
    for name in (name for name in said.files.names if name.casefold() not in there):
        yield faults.MAPPING_FILE_MISSING.fault(
            extract=extract.name,
            file=SETTINGS,
            key=quoted(name),
            place=f"{extract.name}.files",
            hint=hint(nearest(name, files)),
        )
