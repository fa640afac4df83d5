"""Which file of a submission belongs to which extract: by the start of its name, or by the mapping."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from expectations import EXTRACTS
from expectations.extract import Extract
from pipelines.errors import Fault
from pipelines.ingest import faults
from pipelines.ingest.mapping import Mapping
from pipelines.ingest.nearest import hint, nearest, quoted
from pipelines.ingest.reading import NOT_READ, READ
from pipelines.ingest.spelling import alike
from pipelines.ingest.submission import Submission


def extracts_of(path: Path, mapping: Mapping) -> tuple[Extract, ...]:
    """The extracts that a file serves, in the contract's order; none where it serves none."""
    if path.suffix.lower() not in (*READ, *NOT_READ):
        return ()
    named = _named_for(path)
    return tuple(extract for extract in EXTRACTS if extract is named or _is_mapped(path, mapping, extract))


def _named_for(path: Path) -> Extract | None:
    """The extract with the longest name that the file's name starts with."""
    fitting = [extract for extract in EXTRACTS if alike(path.stem).startswith(extract.name)]
    return max(fitting, key=lambda extract: len(extract.name), default=None)


def _is_mapped(path: Path, mapping: Mapping, extract: Extract) -> bool:
    return path.name.casefold() in {name.casefold() for name in mapping.of(extract.name).files.names}


def file_faults(submission: Submission, mapping: Mapping) -> Iterator[Fault]:
    """Required extracts that have no file, and files that have no extract."""
    served = {path: extracts_of(path, mapping) for path in submission.files}
    found = {extract.name for extracts in served.values() for extract in extracts}
    for extract in (extract for extract in EXTRACTS if extract.is_required and extract.name not in found):
        yield faults.EXTRACT_MISSING.fault(extract=extract.name, folder=str(submission.folder))
    for path in (path for path, extracts in served.items() if not extracts):
        yield _not_served(path)


def _not_served(path: Path) -> Fault:
    if path.suffix.lower() not in (*READ, *NOT_READ):
        return faults.FILE_UNUSED.fault(file=path.name)
    near = nearest(alike(path.stem), [extract.name for extract in EXTRACTS])
    return faults.FILE_UNNAMED.fault(
        extract=near or "extract", file=path.name, hint=hint(near), toml_file=quoted(path.name)
    )
