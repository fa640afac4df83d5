"""Columns that look like personal data and are not to be delivered; the same shapes that the privacy gate refuses."""

from __future__ import annotations

from collections.abc import Sequence

from expectations.extract import ColumnType
from pipelines.ingest.faults import PERSONAL_DATA_KINDS
from pipelines.ingest.personal_headings import personal_heading
from pipelines.proposal.delivered import Delivered
from pipelines.proposal.placing import Place
from pipelines.proposal.profile import Fit, fit

_TEXT = (ColumnType.TEXT, ColumnType.CODE, ColumnType.AREA)


def personal_columns(delivered: Delivered, places: Sequence[Place]) -> dict[int, str]:
    """By position, what a column seems to hold that must not be delivered.

    Args:
        delivered: the table.
        places: what its headings stand for, in all the extracts that it serves.
    """
    found: dict[int, str] = {}
    for position, heading in delivered.headings.items():
        kind = personal_heading(heading) or _by_cells(delivered, position, places)
        if kind:
            found[position] = PERSONAL_DATA_KINDS[kind]
    return found


def _by_cells(delivered: Delivered, position: int, places: Sequence[Place]) -> str | None:
    columns = [place.column for place in places if place.position == position]
    seen = delivered.profiles[position]
    if any(column.type is ColumnType.MONTH for column in columns):
        is_to_the_day = seen.days > 0 and any(
            fit(seen, column, is_own_key=False) is not Fit.FITTING for column in columns
        )
        return "date_of_birth" if is_to_the_day else None
    if columns and not any(column.type in _TEXT for column in columns):
        return None
    return next(iter(seen.personal_shapes), None)
