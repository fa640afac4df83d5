"""Looks at a folder of extracts in another system's words and proposes a ``mapping.toml`` for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from pipelines.errors import SubmissionRefused
from pipelines.ingest.submission import read_submissions
from pipelines.proposal.area import service_area
from pipelines.proposal.assembling import assemble, without_personal
from pipelines.proposal.delivered import Delivered, read_delivered
from pipelines.proposal.serving import Serving, servings
from pipelines.proposal.writing import written
from pipelines.rules.loading import load_service_areas
from pipelines.shipped import shipped

_ANY_DAY = date.min
"""Headings mean the same on every day; a folder need not say yet of what day it is."""


def propose_mapping(folder: Path, area: str | None = None, service_areas: Path | None = None) -> str:
    """The text of a ``mapping.toml`` that would bring a folder's files in; nothing is written or applied.

    A cell is never told, unless it is a short value that so many rows share that it is a code. The same files give the
    same text. A ``mapping.toml`` that is there already is not looked at.

    Args:
        folder: the submission; it need not have a ``submission.toml``.
        area: the service area of files that have no column for it.
        service_areas: the folder of service area files, if it is not to be the shipped one.

    Returns:
        Valid TOML that the mapping's reader accepts, with a comment at the end of each line that begins with ``sure``,
        ``likely`` or ``guess`` and says why.

    Raises:
        SubmissionRefused: the folder is absent or empty, or none of its files can be read.
        WrongUsage: there is no such service area.
        RulesWrong: a service area file is wrong.
    """
    (submission,) = read_submissions([folder], as_at=_ANY_DAY)
    rules = load_service_areas(service_areas or shipped("service_areas"))
    names = {one.code: one.name for one in rules.areas}
    tables, wrong = read_delivered(submission.files)
    if wrong and not tables:
        raise SubmissionRefused(tuple(wrong))
    found = servings(tables)
    constant = service_area(area, names, folder, found)
    kept = without_personal(found)
    grouped = [list(group) for _, group in groupby(kept, key=lambda one: one.extract.name)]
    proposed = [assemble(group[0].extract, group, names) for group in grouped]
    return written(proposed, constant, _unused(tables, found), wrong)


def _unused(tables: Sequence[Delivered], found: Sequence[Serving]) -> list[str]:
    return [table.table.file for table in tables if not any(one.delivered is table for one in found)]
