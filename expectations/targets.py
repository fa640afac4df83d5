"""Targets: what a row says and what must hold of it."""

from __future__ import annotations

from expectations import codes
from expectations.check import Consequence, against_referral, before, without_referral
from expectations.extract import Column, ColumnType, Extract

_NAME = "targets"

TARGETS = Extract(
    name=_NAME,
    grain="one row per target set with a family",
    key=("service_area", "target_id"),
    columns=(
        Column("target_id", ColumnType.TEXT, "The target's pseudonym.", is_required=True),
        Column("referral_id", ColumnType.TEXT, "The referral it belongs to.", is_required=True),
        Column("service_area", ColumnType.AREA, "The service area's code.", is_required=True),
        Column(
            "area_of_development",
            ColumnType.CODE,
            "The area of development the target is in.",
            codes=codes.AREA_OF_DEVELOPMENT,
        ),
        Column("set_on", ColumnType.DATE, "When it was agreed with the family.", is_required=True),
        Column("review_due_on", ColumnType.DATE, "When it is to be reviewed.", is_required=True),
        Column("reviewed_on", ColumnType.DATE, "When it was reviewed."),
        Column("outcome", ColumnType.CODE, "What became of it.", codes=codes.TARGET_OUTCOME),
    ),
    row_checks=(
        without_referral(_NAME),
        against_referral(
            _NAME,
            "set_on",
            "before_received_on",
            "candidate.set_on < referral.received_on",
            "set_on is before the referral was received; one of the two dates is wrong.",
            Consequence.SET_ASIDE,
        ),
        before(_NAME, "reviewed_on", "set_on"),
        before(_NAME, "review_due_on", "set_on", Consequence.NOTE),
    ),
)
