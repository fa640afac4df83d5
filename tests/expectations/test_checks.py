"""Every check of the contract: a row that fails it, and a row on the good side of its edge."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from expectations import EXTRACTS
from expectations.check import Consequence, as_expectation
from expectations.extract import Extract, can_be_unreadable
from tests.expectations.conftest import Failed

EXTRACT = {extract.name: extract for extract in EXTRACTS}
CONSEQUENCE = {check.code: check.consequence for extract in EXTRACTS for check in extract.checks}
EACH_EXTRACT = pytest.mark.parametrize("extract", EXTRACTS, ids=lambda extract: extract.name)


def on(text: str) -> date:
    return date.fromisoformat(text)


RECEIVED, BEFORE, AFTER = on("2026-01-05"), on("2026-01-04"), on("2026-01-06")
LATER = on("2026-04-01")
WRONG: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    # code, cells that fail it, cells that just do not
    *(
        (f"referrals.{name}.before_received_on", {name: BEFORE}, {name: RECEIVED})
        for name in (
            "decided_on",
            "first_contact_on",
            "initial_meeting_on",
            "started_on",
            "transition_shared_on",
            "closed_on",
        )
    ),
    (
        "referrals.closed_on.before_started_on",
        {"started_on": on("2026-02-02"), "closed_on": on("2026-02-01")},
        {"started_on": on("2026-02-02"), "closed_on": on("2026-02-02")},
    ),
    ("referrals.received_on.after_as_at", {"received_on": LATER}, {"received_on": on("2026-03-31")}),
    (
        "referrals.started_on.after_end",
        {"started_on": on("2026-02-02"), "decision": "declined", "decided_on": on("2026-02-01")},
        {"started_on": on("2026-02-02"), "decision": "accepted", "decided_on": on("2026-02-01")},
    ),
    (
        "referrals.initial_meeting_on.before_first_contact_on",
        {"initial_meeting_on": RECEIVED, "first_contact_on": AFTER},
        {"initial_meeting_on": AFTER, "first_contact_on": AFTER},
    ),
    ("referrals.birth_month.after_receipt", {"birth_month": on("2026-02-01")}, {"birth_month": on("2026-01-01")}),
    (
        "referrals.decided_on.decision_without_date",
        {"decision": "accepted"},
        {"decision": "accepted", "decided_on": RECEIVED},
    ),
    ("visits.planned_on.attended_after_as_at", {"planned_on": LATER}, {"planned_on": LATER, "status": "planned"}),
    ("visits.planned_on.before_received_on", {"planned_on": BEFORE}, {"planned_on": RECEIVED}),
    ("visits.minutes.long", {"minutes": 241}, {"minutes": 240}),
    ("targets.set_on.before_received_on", {"set_on": BEFORE}, {"set_on": RECEIVED}),
    ("targets.reviewed_on.before_set_on", {"reviewed_on": on("2026-02-08")}, {"reviewed_on": on("2026-02-09")}),
    ("targets.review_due_on.before_set_on", {"review_due_on": on("2026-02-08")}, {"review_due_on": on("2026-02-09")}),
    ("reviews.held_on.before_received_on", {"held_on": BEFORE}, {"held_on": RECEIVED}),
    ("pauses.to_on.before_from_on", {"to_on": on("2026-03-01")}, {"to_on": on("2026-03-02")}),
    ("term_dates.ends_on.before_starts_on", {"ends_on": BEFORE}, {"ends_on": RECEIVED}),
    *(
        (f"{name}.referral_id.without_referral", wrong, {})
        for name in ("visits", "targets", "reviews", "assessments", "pauses")
        for wrong in ({"referral_id": "r2"}, {"service_area": "durham"})
    ),
]
SET_ASIDE = {
    *(f"referrals.{name}.before_received_on" for name in ("decided_on", "first_contact_on", "initial_meeting_on")),
    *(f"referrals.{name}.before_received_on" for name in ("started_on", "transition_shared_on", "closed_on")),
    *(f"{name}.referral_id.without_referral" for name in ("visits", "targets", "reviews", "assessments", "pauses")),
    *(
        "referrals.closed_on.before_started_on",
        "targets.set_on.before_received_on",
        "reviews.held_on.before_received_on",
    ),
    *("targets.reviewed_on.before_set_on", "pauses.to_on.before_from_on", "term_dates.ends_on.before_starts_on"),
}
"""The checks between columns that keep a row out; all others of them only note it."""


@EACH_EXTRACT
def test_a_good_row_fails_nothing(failed: Failed, extract: Extract) -> None:
    assert failed(extract, {}) == [set()]


@pytest.mark.parametrize(("code", "wrong", "good"), WRONG, ids=lambda cell: cell if isinstance(cell, str) else "")
def test_a_check_finds_its_row_and_no_other(
    failed: Failed, code: str, wrong: dict[str, Any], good: dict[str, Any]
) -> None:
    extract = EXTRACT[code.split(".")[0]]
    identifier = extract.key[-1] if extract.key else "reason"
    found = failed(extract, wrong, {**good, identifier: "another"})
    assert code in found[0] and code not in found[1]


@EACH_EXTRACT
def test_a_required_cell_that_is_blank_sets_aside(failed: Failed, extract: Extract) -> None:
    for column in extract.columns:
        code = f"{extract.name}.{column.name}.blank"
        assert (code in failed(extract, {column.name: None})[0]) == column.is_required
        assert CONSEQUENCE.get(code, Consequence.SET_ASIDE) is Consequence.SET_ASIDE


@EACH_EXTRACT
def test_a_cell_that_cannot_be_read_is_unreadable_and_not_blank(failed: Failed, extract: Extract) -> None:
    for column in filter(can_be_unreadable, extract.columns):
        (found,) = failed(extract, {column.name: None, f"is_unreadable_{column.name}": True})
        code = f"{extract.name}.{column.name}.unreadable"
        assert code in found and f"{extract.name}.{column.name}.blank" not in found
        assert CONSEQUENCE[code] is (Consequence.SET_ASIDE if column.is_required else Consequence.NOTE)


def test_an_unreadable_date_is_no_missing_one(failed: Failed) -> None:
    (found,) = failed(EXTRACT["referrals"], {"decision": "accepted", "is_unreadable_decided_on": True})
    assert found == {"referrals.decided_on.unreadable"}


@pytest.mark.parametrize("extract", [extract for extract in EXTRACTS if extract.key], ids=lambda extract: extract.name)
def test_every_copy_of_a_key_is_set_aside(failed: Failed, extract: Extract) -> None:
    identifier = extract.key[-1]
    code = f"{extract.name}.{identifier}.repeated"
    unusable = {extract.columns[-1].name: None, **{c.name: None for c in extract.columns if c.name.endswith("_on")}}
    copies = [{identifier: "1"}, {identifier: "1", **unusable}, {identifier: "2"}]
    elsewhere = [{identifier: "2", "service_area": "durham"}, {identifier: None}, {identifier: None}]
    found = failed(extract, *copies, *elsewhere)
    assert [code in codes for codes in found] == [True, True, False, False, False, False]
    assert CONSEQUENCE[code] is Consequence.SET_ASIDE


def test_pauses_and_term_dates_may_be_delivered_twice(failed: Failed) -> None:
    for name in ("pauses", "term_dates"):
        assert failed(EXTRACT[name], {}, {}) == [set(), set()]


@pytest.mark.parametrize("text", ["2.98725E+13", "3E+5", "1.5e+10"])
def test_an_identifier_that_a_spreadsheet_rounded_is_noted(failed: Failed, text: str) -> None:
    assert failed(EXTRACT["referrals"], {"referral_id": text})[0] == {"referrals.referral_id.spreadsheet_number"}
    assert CONSEQUENCE["referrals.referral_id.spreadsheet_number"] is Consequence.NOTE


@pytest.mark.parametrize("text", ["298725", "R2.98E", "12E+3X", "1E5", "E+13"])
def test_an_identifier_with_an_e_in_it_is_none(failed: Failed, text: str) -> None:
    assert failed(EXTRACT["referrals"], {"referral_id": text})[0] == set()


def test_a_visit_on_a_bank_holiday_is_noted_if_it_was_attended(failed: Failed) -> None:
    new_year = {"planned_on": on("2026-01-01")}
    attended, cancelled = failed(
        EXTRACT["visits"], new_year, {**new_year, "visit_id": "v2", "status": "cancelled_by_family"}
    )
    new = attended - {"visits.planned_on.before_received_on"}
    assert len(new) == 1 and "bank_holiday" in new.pop() and cancelled == set()


@pytest.mark.parametrize(
    ("second", "is_several"),
    [
        ({}, True),
        ({"decision": "pending"}, True),
        ({"closed_on": on("2026-02-02")}, False),
        ({"decision": "declined", "decided_on": on("2026-02-02")}, False),
        ({"decision": "withdrawn", "decided_on": on("2026-02-02")}, False),
        ({"service_area": "durham"}, False),
        ({"child_id": "c2"}, False),
        ({"started_on": BEFORE}, False),
        ({"referral_id": "r1"}, False),
        ({"received_on": None}, False),
    ],
)
def test_more_than_one_open_referral_of_a_child(failed: Failed, second: dict[str, Any], is_several: bool) -> None:
    code = "referrals.child_id.several_open"
    found = failed(EXTRACT["referrals"], {}, {"referral_id": "r2", **second})
    assert [code in codes for codes in found] == [is_several, is_several], "what is set aside is no open referral"


def test_what_keeps_a_row_out_is_what_the_contract_says() -> None:
    plain = (".blank", ".unreadable", ".repeated")
    found = {c for c, what in CONSEQUENCE.items() if what is Consequence.SET_ASIDE and not c.endswith(plain)}
    assert found == SET_ASIDE


def test_every_check_is_tried_here() -> None:
    plain = (".blank", ".unreadable", ".repeated", ".spreadsheet_number")
    alone = {"referrals.child_id.several_open", *(code for code in CONSEQUENCE if "bank_holiday" in code)}
    others = {code for code in CONSEQUENCE if not code.endswith(plain)} - alone
    assert others == {code for code, _, _ in WRONG}


def test_great_expectations_is_told_the_code_and_the_query() -> None:
    for check in EXTRACT["reviews"].checks:
        expectation = as_expectation(check)
        assert expectation.meta == {"code": check.code}
        assert expectation.unexpected_rows_query == check.unexpected_rows_query
        assert expectation.description == check.sentence
