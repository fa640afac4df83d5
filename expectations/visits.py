"""Visits: what a row says and what must hold of it."""

from __future__ import annotations

from expectations import codes
from expectations.check import Check, Consequence, against_referral, without_referral
from expectations.extract import Column, ColumnType, Extract

_NAME = "visits"
_LONG_VISIT_MINUTES = 4 * 60

VISITS = Extract(
    name=_NAME,
    grain="one row per planned visit",
    is_required=True,
    key=("service_area", "visit_id"),
    columns=(
        Column("visit_id", ColumnType.TEXT, "The visit's pseudonym.", is_required=True),
        Column("referral_id", ColumnType.TEXT, "The referral it belongs to.", is_required=True),
        Column("service_area", ColumnType.AREA, "The service area's code.", is_required=True),
        Column("planned_on", ColumnType.DATE, "The day it was planned for.", is_required=True),
        Column("status", ColumnType.CODE, "What became of it.", is_required=True, codes=codes.VISIT_STATUS),
        Column("kind", ColumnType.CODE, "Where or how it was held.", codes=codes.VISIT_KIND),
        Column("minutes", ColumnType.INTEGER, "How long it lasted, in minutes.", least=0, most=480),
        Column("worker_id", ColumnType.TEXT, "The worker's pseudonym."),
        Column("is_joint", ColumnType.BOOLEAN, "Whether another professional took part."),
        Column("practised", ColumnType.BOOLEAN, "Whether the family recorded practice since the last visit."),
    ),
    row_checks=(
        without_referral(_NAME),
        Check(
            "visits.planned_on.attended_after_as_at",
            _NAME,
            "planned_on",
            Consequence.NOTE,
            "A visit is attended that was planned for after the day of the figures; it has not happened yet.",
            "candidate.status = 'attended' AND candidate.planned_on > (SELECT as_at FROM as_at)",
            "Correct planned_on or status; or, if the extract is later than its submission.toml says, as_at there.",
        ),
        against_referral(
            _NAME,
            "planned_on",
            "before_received_on",
            "candidate.status = 'attended' AND candidate.planned_on < referral.received_on",
            "A visit was attended before its referral was received.",
            Consequence.NOTE,
        ),
        Check(
            "visits.minutes.long",
            _NAME,
            "minutes",
            Consequence.NOTE,
            "A visit lasted longer than four hours.",
            f"candidate.minutes > {_LONG_VISIT_MINUTES}",
            "Check that minutes are minutes, and those of one visit; if so, nothing need be done.",
        ),
        Check(
            "visits.planned_on.bank_holiday",
            _NAME,
            "planned_on",
            Consequence.NOTE,
            "A visit was attended on a bank holiday.",
            "candidate.status = 'attended' AND candidate.planned_on IN (SELECT holiday_on FROM bank_holiday)",
            "Check planned_on and status; if the visit was made that day, nothing need be done.",
        ),
    ),
)
