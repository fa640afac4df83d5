"""Pauses, the days on which a clock does not run: what a row says and what must hold of it."""

from __future__ import annotations

from expectations import codes
from expectations.check import before, without_referral
from expectations.extract import Column, ColumnType, Extract

_NAME = "pauses"

PAUSES = Extract(
    name=_NAME,
    grain="one row per span of days on which a clock does not run",
    columns=(
        Column("referral_id", ColumnType.TEXT, "The referral it belongs to.", is_required=True),
        Column("service_area", ColumnType.AREA, "The service area's code.", is_required=True),
        Column(
            "standard",
            ColumnType.CODE,
            "The standard whose clock does not run.",
            is_required=True,
            codes=codes.STANDARD,
        ),
        Column("from_on", ColumnType.DATE, "The first day that does not count.", is_required=True),
        Column("to_on", ColumnType.DATE, "The last day that does not count.", is_required=True),
        Column(
            "reason",
            ColumnType.CODE,
            "Why the clock does not run.",
            is_required=True,
            codes=codes.PAUSE_REASON,
        ),
    ),
    row_checks=(without_referral(_NAME), before(_NAME, "to_on", "from_on")),
)
