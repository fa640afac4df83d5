from __future__ import annotations

import pytest

from pipelines.ingest.naming import column_said, heading_said, may_be_named, named_or_placed
from tests.pipelines.ingest.delivery import VISITS, Delivery

BESIDE = ("visit_id", "planned_on", "Team")


@pytest.mark.parametrize(
    "heading",
    [
        "Visit minutes",
        "Notes (free text)",
        "Attended day 1",
        "attended_day_2",
        "Date of\nvisit",
        "\u00e9t\u00e9",
    ],
)
def test_an_ordinary_heading_may_be_named(heading: str) -> None:
    assert may_be_named([*BESIDE, heading], len(BESIDE))


@pytest.mark.parametrize(
    "heading",
    [
        "decisionJ70marker",
        "decision70marker",
        "worker_id7",
        "Remark 12",
        "Remark\x0b7marker",
        'referr"marker',
        "minutes\nV-1",
        "v1",
        "1st visit",
        "x" * 300,
    ],
)
def test_a_heading_that_a_cell_may_be_in_is_told_by_its_place(heading: str) -> None:
    headings = [*BESIDE, heading]
    assert named_or_placed(headings, 3) == column_said(headings, 3) == "column 4"
    assert heading_said(headings, 3) == "in column 4"


@pytest.mark.parametrize("cell", ["70marker", "2026-01-10", "2p26-41-10", "30", "a@b", "decision7marker", "a\tb"])
def test_beside_a_cell_only_headings_of_the_contract_are_named(cell: str) -> None:
    headings = [*BESIDE, cell]
    assert [may_be_named(headings, at) for at in range(4)] == [True, True, False, False]


@pytest.mark.parametrize("heading", ["2nd worker", "Under 5s", "2025/26 total", "Every 6 wks"])
def test_what_only_counts_is_no_cell(heading: str) -> None:
    assert may_be_named([*BESIDE, heading], 2)


def test_a_lost_line_end_tells_no_cell(delivery: Delivery) -> None:
    headings, _, row = VISITS.partition("\n")
    run_together = f"{headings},Team,Remark{row}".replace("2026-01-12", "2o26-01-12").replace("v1", "7marker")
    found = delivery.land({"visits.csv": f"{run_together}v2,r1,cornwall,2026-01-12,attended\n"}).faults
    told = " ".join(str(fault) for fault in found)
    assert [fault.column for fault in found] == [f"column {at}" for at in range(6, 12)]
    assert "marker" not in told
    assert "Team" not in told


def test_a_heading_told_by_its_place_still_gets_the_nearest_known(delivery: Delivery) -> None:
    visits = VISITS.replace("status", "status,minutes7marker").replace("attended", "attended,60")
    (fault,) = delivery.land({"visits.csv": visits}).faults
    assert fault.sentence.startswith("visits.csv has a heading in column 6 that is not known; it is not stored.")
    assert "nearest known is minutes" in fault.sentence
    assert "marker" not in str(fault)
