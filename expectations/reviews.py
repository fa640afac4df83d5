"""Reviews held with the family: what a row says and what must hold of it."""

from __future__ import annotations

from expectations.check import Consequence, against_referral, without_referral
from expectations.extract import Column, ColumnType, Extract

_NAME = "reviews"

REVIEWS = Extract(
    name=_NAME,
    grain="one row per review held with the family",
    key=("service_area", "review_id"),
    columns=(
        Column("review_id", ColumnType.TEXT, "The review's pseudonym.", is_required=True),
        Column("referral_id", ColumnType.TEXT, "The referral it belongs to.", is_required=True),
        Column("service_area", ColumnType.AREA, "The service area's code.", is_required=True),
        Column("held_on", ColumnType.DATE, "When it was held.", is_required=True),
    ),
    row_checks=(
        without_referral(_NAME),
        against_referral(
            _NAME,
            "held_on",
            "before_received_on",
            "candidate.held_on < referral.received_on",
            "held_on is before the referral was received; one of the two dates is wrong.",
            Consequence.SET_ASIDE,
        ),
    ),
)
