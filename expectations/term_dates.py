"""Term dates: what a row says and what must hold of it."""

from __future__ import annotations

from expectations.check import before
from expectations.extract import Column, ColumnType, Extract

_NAME = "term_dates"

TERM_DATES = Extract(
    name=_NAME,
    grain="one row per span of school days, half terms left out",
    columns=(
        Column("service_area", ColumnType.AREA, "The service area's code.", is_required=True),
        Column("starts_on", ColumnType.DATE, "The first school day.", is_required=True),
        Column("ends_on", ColumnType.DATE, "The last school day.", is_required=True),
    ),
    row_checks=(before(_NAME, "ends_on", "starts_on"),),
)
