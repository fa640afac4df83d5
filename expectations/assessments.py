"""Assessments: what a row says and what must hold of it."""

from __future__ import annotations

from expectations import codes
from expectations.check import without_referral
from expectations.extract import Column, ColumnType, Extract

_NAME = "assessments"

ASSESSMENTS = Extract(
    name=_NAME,
    grain="one row per referral, date and area of development",
    key=("service_area", "assessment_id"),
    columns=(
        Column("assessment_id", ColumnType.TEXT, "The assessment's pseudonym.", is_required=True),
        Column("referral_id", ColumnType.TEXT, "The referral it belongs to.", is_required=True),
        Column("service_area", ColumnType.AREA, "The service area's code.", is_required=True),
        Column("assessed_on", ColumnType.DATE, "When it was made.", is_required=True),
        Column(
            "area_of_development",
            ColumnType.CODE,
            "The area of development assessed.",
            is_required=True,
            codes=codes.AREA_OF_DEVELOPMENT,
        ),
        Column("occasion", ColumnType.CODE, "On what occasion.", codes=codes.OCCASION),
        Column("age_equivalent_months", ColumnType.NUMBER, "Age equivalent, in months.", least=0, most=84),
        Column(
            "rating",
            ColumnType.INTEGER,
            "Functioning compared with peers of the same age; 7 is as expected for age.",
            least=1,
            most=7,
        ),
        Column("has_new_skills", ColumnType.BOOLEAN, "Whether new skills were gained since the last one."),
    ),
    row_checks=(without_referral(_NAME),),
)
