"""Due days and elapsed working days against answers computed from GOV.UK's bank holidays by other means."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from expectations import EXTRACTS
from tests.spec.conftest import BANK_HOLIDAYS
from tests.twins import drawn, pipeline
from tests.twins.submission import COMMON, Cells, Rules, Standard, Submission

ORACLE = Path(__file__).parents[3] / "shared" / "oracles" / "calendar_govuk" / "working_day_cases.csv"
ELAPSED = "elapsed_to:"
AS_AT = date(2027, 12, 31)


def _cases() -> list[tuple[date, str, str]]:
    if not ORACLE.is_file():
        pytest.skip("the known answers for working days lie beside the repository, and are not there")
    with ORACLE.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["nation"] == "england-and-wales"]
    return [(date.fromisoformat(r["start"]), r["working_days_or_elapsed_to"], r["expected"]) for r in rows]


def _submission(rows: list[Cells]) -> Submission:
    areas = {row["service_area"] for row in rows}
    every = frozenset((area, extract.name) for area in areas for extract in EXTRACTS)
    return Submission(AS_AT, {"referrals": rows}, every)


def _referral(area: str, number: int, received_on: date, contact_on: str = "") -> Cells:
    heading = "service_area | referral_id | received_on | first_contact_on"
    return drawn.extract_rows("referrals", f"{heading}\n{area} | {number} | {received_on} | {contact_on}")[0]


@pytest.mark.parametrize("within", [5, 10])
def test_the_nth_working_day_after_a_date(within: int) -> None:
    cases = [(start, expected) for start, asked, expected in _cases() if asked == str(within)]
    rows = [_referral("cornwall", number, start) for number, (start, _) in enumerate(cases)]
    rule = Standard("cornwall", "first_contact", within, "working_days", date(2000, 1, 1))
    found = pipeline.clocks(Rules(("cornwall",), (rule,), BANK_HOLIDAYS), _submission(rows))
    assert {clock.referral_id: str(clock.due_on) for clock in found} == {
        str(number): expected for number, (_, expected) in enumerate(cases)
    }
    assert cases


def test_the_working_days_between_two_dates() -> None:
    cases = [(start, asked.removeprefix(ELAPSED), n) for start, asked, n in _cases() if asked.startswith(ELAPSED)]
    areas = tuple(f"area_{number}" for number in range(len(cases)))
    rows = [_referral(area, 1, start, until) for area, (start, until, _) in zip(areas, cases, strict=True)]
    rule = Standard(COMMON, "first_contact", 5, "working_days", date(2000, 1, 1))
    found = pipeline.figures(Rules(areas, (rule,), BANK_HOLIDAYS), _submission(rows))
    medians = {
        row.service_area: row.value
        for row in found
        if (row.measure, row.period_kind, row.breakdown) == ("median_working_days_to_contact", "month", "none")
    }
    assert {area: medians[area] for area in areas} == {
        area: float(expected) for area, (_, _, expected) in zip(areas, cases, strict=True)
    }
    assert cases
