"""The contract itself: the extracts, their columns and their codes are those that services were told."""

from __future__ import annotations

import re

import pytest

from expectations import EXTRACTS
from expectations.extract import Column, ColumnType, Extract

EACH_EXTRACT = pytest.mark.parametrize("extract", EXTRACTS, ids=lambda extract: extract.name)
CONTRACT = {
    "referrals": (
        "*referral_id *child_id *service_area *received_on source birth_month sex ethnicity primary_need imd_decile "
        "priority delay_areas asq_low_areas has_sensory_loss has_diagnosis decision decided_on first_contact_on "
        "initial_meeting_on started_on offer visit_interval_weeks consent_to_share ehcp_requested_on "
        "transition_shared_on closed_on closure_reason destination"
    ),
    "visits": "*visit_id *referral_id *service_area *planned_on *status kind minutes worker_id is_joint practised",
    "targets": ("*target_id *referral_id *service_area area_of_development *set_on *review_due_on reviewed_on outcome"),
    "reviews": "*review_id *referral_id *service_area *held_on",
    "assessments": (
        "*assessment_id *referral_id *service_area *assessed_on *area_of_development occasion age_equivalent_months "
        "rating has_new_skills"
    ),
    "pauses": "*referral_id *service_area *standard *from_on *to_on *reason",
    "workshops": (
        "*enrolment_id *service_area *first_day_on attendee attended_day_1 attended_day_2 attended_follow_up"
    ),
    "term_dates": "*service_area *starts_on *ends_on",
}
"""Every column in its order; a star where it must be present and filled."""
CODES = {
    "source": "parent health education social_care early_help other",
    "sex": "F M",
    "ethnicity": "white mixed asian black other",
    "primary_need": "SPLD MLD SLD PMLD SEMH SLCN HI VI MSI PD ASD DS OTH NSA",
    "priority": "high medium low",
    "decision": "accepted declined withdrawn pending",
    "offer": "home group both",
    "closure_reason": (
        "progress settled_in_setting funded_place_at_two age_limit moved_away withdrawn_by_family non_attendance other"
    ),
    "destination": "mainstream_setting special_setting childminder school home other",
    "status": "attended cancelled_by_family cancelled_by_service not_brought planned",
    "kind": "home group setting virtual",
    "area_of_development": "communication cognition physical social_emotional self_help",
    "outcome": "achieved partly_achieved not_achieved withdrawn",
    "occasion": "baseline review exit",
    "standard": "first_contact initial_meeting first_targets review",
    "reason": "family_unavailable awaiting_evidence child_unwell setting_closed other",
    "attendee": "parent professional early_years",
}
RANGES = {
    "imd_decile": (1, 10),
    "delay_areas": (0, 5),
    "asq_low_areas": (0, 5),
    "visit_interval_weeks": (1, 13),
    "minutes": (0, 480),
    "age_equivalent_months": (0, 84),
    "rating": (1, 7),
}
BOOLEANS = {
    *("has_sensory_loss", "has_diagnosis", "consent_to_share", "is_joint", "practised", "has_new_skills"),
    *("attended_day_1", "attended_day_2", "attended_follow_up"),
}


def columns(*types: ColumnType) -> list[Column]:
    return [column for extract in EXTRACTS for column in extract.columns if column.type in types]


def test_the_extracts_are_those_of_the_contract() -> None:
    assert [extract.name for extract in EXTRACTS] == list(CONTRACT)
    assert [extract.name for extract in EXTRACTS if extract.is_required] == ["referrals", "visits"]


@EACH_EXTRACT
def test_the_columns_are_those_of_the_contract(extract: Extract) -> None:
    found = " ".join(f"{'*' if column.is_required else ''}{column.name}" for column in extract.columns)
    assert found == CONTRACT[extract.name]


def test_the_codes_are_those_of_the_contract() -> None:
    for column in columns(ColumnType.CODE):
        assert " ".join(code for code, _ in column.codes) == CODES[column.name]
    assert {column.name for column in columns(ColumnType.CODE)} == CODES.keys()


def test_the_ranges_are_those_of_the_contract() -> None:
    found = {c.name: (c.least, c.most) for c in columns(ColumnType.INTEGER, ColumnType.NUMBER)}
    assert found == RANGES


def test_the_booleans_are_those_of_the_contract() -> None:
    assert {column.name for column in columns(ColumnType.BOOLEAN)} == BOOLEANS


def test_dates_end_in_on_and_nothing_else_does() -> None:
    for extract in EXTRACTS:
        for column in extract.columns:
            assert column.name.endswith("_on") == (column.type is ColumnType.DATE)


@EACH_EXTRACT
def test_a_key_is_an_identifier_within_its_area(extract: Extract) -> None:
    if extract.key:
        assert extract.key[0] == "service_area" and extract.key[1].endswith("_id")
        assert all(extract.column(name).is_required for name in extract.key)
    else:
        assert extract.name in ("pauses", "term_dates")


@EACH_EXTRACT
def test_every_column_and_code_says_what_it_means(extract: Extract) -> None:
    assert re.fullmatch(r"one row per .*[^.]", extract.grain)
    for column in extract.columns:
        assert column.meaning.endswith(".")
        titles = [title for _, title in column.codes]
        assert all(titles) and len(set(titles)) == len(titles)


def test_a_column_that_there_is_not() -> None:
    with pytest.raises(KeyError):
        EXTRACTS[0].column("name")
