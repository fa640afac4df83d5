"""Which service area holds for extracts that have no column for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from expectations.extract import ColumnType
from pipelines.ingest.spelling import alike
from pipelines.ingest.typed import area as area_code
from pipelines.known_names import by_code_and_name, meaning_of
from pipelines.proposal.placing import Confidence
from pipelines.proposal.serving import Serving


@dataclass(frozen=True)
class Constant:
    """The service area that holds for every row; None where several could."""

    code: str | None
    confidence: Confidence
    why: str


def service_area(area: str | None, names: Mapping[str, str], folder: Path, found: Sequence[Serving]) -> Constant:
    """The one service area that is given, or that the files speak of.

    Args:
        area: the one given, if any, by its code or its name.
        names: the service areas there are, by code.
        folder: the submission.
        found: the tables and what they serve.

    Raises:
        WrongUsage: there is no such service area.
    """
    if area is not None:
        code = meaning_of("service area", area, by_code_and_name(names))
        return Constant(code, Confidence.SURE, "as given")
    spoken_of = {code for code in _spoken_of(folder, found) if code in names}
    if len(spoken_of) == 1:
        return Constant(spoken_of.pop(), Confidence.LIKELY, "the only one that the files speak of")
    return Constant(None, Confidence.GUESS, f"one of: {', '.join(sorted(names))}")


def _spoken_of(folder: Path, found: Sequence[Serving]) -> Iterator[str]:
    """Service areas in columns, and words in the names of files and of the folder."""
    for name in (folder.resolve().name, *(one.delivered.path.stem for one in found)):
        yield from (alike(name), *alike(name).split("_"))
    for one in found:
        for place in (place for place in one.places if place.column.type is ColumnType.AREA):
            cells = one.delivered.profiles[place.position].cells
            yield from cells.to_frame().select(area_code(pl.col(cells.name)).unique()).to_series()
