"""Workshops: what a row says."""

from __future__ import annotations

from expectations import codes
from expectations.extract import Column, ColumnType, Extract

WORKSHOPS = Extract(
    name="workshops",
    grain="one row per person enrolled on a Portage workshop",
    key=("service_area", "enrolment_id"),
    columns=(
        Column("enrolment_id", ColumnType.TEXT, "The enrolment's pseudonym.", is_required=True),
        Column("service_area", ColumnType.AREA, "The service area's code.", is_required=True),
        Column("first_day_on", ColumnType.DATE, "The workshop's first day.", is_required=True),
        Column("attendee", ColumnType.CODE, "Who attends.", codes=codes.ATTENDEE),
        Column("attended_day_1", ColumnType.BOOLEAN, "Whether the first day was attended."),
        Column("attended_day_2", ColumnType.BOOLEAN, "Whether the second day was attended."),
        Column("attended_follow_up", ColumnType.BOOLEAN, "Whether the follow-up day was attended."),
    ),
)
