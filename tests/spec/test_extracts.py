"""What may be delivered, and what becomes of it: extracts drawn as tables, and the rows that land."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipelines.errors import Fault, SubmissionRefused
from pipelines.ingest.landing import Landing, land
from pipelines.ingest.submission import read_submissions
from pipelines.warehouse import Warehouse

AREAS = frozenset({"cornwall", "durham"})
REFERRALS = """
    referral_id | child_id | service_area | received_on
    r1          | c1       | cornwall     | 2026-01-05
"""
VISITS = """
    visit_id | referral_id | service_area | planned_on | status
    v1       | r1          | cornwall     | 2026-01-12 | attended
"""


def cells(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def drawn_csv(text: str) -> str:
    return "".join(",".join(row) + "\n" for row in cells(text))


class Delivered:
    """One submission, with the required extracts good unless they are drawn."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._warehouse = folder, Warehouse()

    def landing(self, extracts: Mapping[str, str], mapping: str = "") -> Landing:
        drawn = {"referrals": REFERRALS, "visits": VISITS, **extracts}
        for name, text in drawn.items():
            (self._folder / f"{name}.csv").write_text(drawn_csv(text), encoding="utf-8")
        (self._folder / "submission.toml").write_text("as_at = 2026-03-31\n")
        (self._folder / "mapping.toml").write_text(mapping, encoding="utf-8")
        return land(read_submissions([self._folder]), AREAS, self._warehouse)

    def refused(self, extracts: Mapping[str, str], mapping: str = "") -> list[Fault]:
        with pytest.raises(SubmissionRefused) as error:
            self.landing(extracts, mapping)
        return [fault for fault in error.value.faults if fault.consequence == "refuse"]

    def landed(self, extract: str, expected: str) -> None:
        """The rows that landed are those drawn, in the columns drawn; a blank cell is drawn as nothing."""
        names, *rows = cells(expected)
        columns = ", ".join(f"coalesce({name}::VARCHAR, '')" for name in names)
        found = self._warehouse.frame(f"SELECT {columns} FROM landing.{extract} ORDER BY row_id").rows()
        assert [list(row) for row in found] == rows


@pytest.fixture
def delivered(tmp_path: Path) -> Delivered:
    folder = tmp_path / "submission"
    folder.mkdir()
    return Delivered(folder)


def test_dates_are_read_day_first_with_the_year_in_full_and_nothing_is_guessed(delivered: Delivered) -> None:
    delivered.landing(
        {
            "visits": """
            visit_id | referral_id | service_area | planned_on           | status
            iso      | r1          | cornwall     | 2026-03-31           | planned
            british  | r1          | cornwall     | 04/03/2026           | planned
            named    | r1          | cornwall     | 31-Mar-2026          | planned
            database | r1          | cornwall     | 2026-Mar-31 00:00:00 | planned
            seconds  | r1          | cornwall     | 2026-03-31 09:15:00  | planned
            minutes  | r1          | cornwall     | 31/03/2026 09:15     | planned
            zoned    | r1          | cornwall     | 2026-03-31T09:15:00Z | planned
            american | r1          | cornwall     | 03/31/2026           | planned
            short    | r1          | cornwall     | 31/03/26             | planned
            serial   | r1          | cornwall     | 46112                | planned
            absent   | r1          | cornwall     |                      | planned
            """
        }
    )
    delivered.landed(
        "visits",
        """
        visit_id | planned_on | is_unreadable_planned_on
        iso      | 2026-03-31 | false
        british  | 2026-03-04 | false
        named    | 2026-03-31 | false
        database | 2026-03-31 | false
        seconds  | 2026-03-31 | false
        minutes  | 2026-03-31 | false
        zoned    | 2026-03-31 | false
        american |            | true
        short    |            | true
        serial   |            | true
        absent   |            | false
        """,
    )


def test_codes_and_booleans_are_read_in_any_case_and_codes_with_spaces_hyphens_or_a_letter(
    delivered: Delivered,
) -> None:
    delivered.landing(
        {
            "visits": """
            visit_id | referral_id | service_area | planned_on | status               | is_joint
            v1       | r1          | Cornwall     | 2026-03-31 | Not Brought          | YES
            v2       | r1          | CORNWALL     | 2026-03-31 | not-brought          | n
            v3       | r1          | cornwall     | 2026-03-31 | b) Cancelled by family | True
            v4       | r1          | cornwall     | 2026-03-31 | ATTENDED             | 0
            v5       | r1          | cornwall     | 2026-03-31 | lost                 | perhaps
            """
        }
    )
    delivered.landed(
        "visits",
        """
        visit_id | service_area | status              | is_joint | is_unreadable_status | is_unreadable_is_joint
        v1       | cornwall     | not_brought         | true     | false                | false
        v2       | cornwall     | not_brought         | false    | false                | false
        v3       | cornwall     | cancelled_by_family | true     | false                | false
        v4       | cornwall     | attended            | false    | false                | false
        v5       | cornwall     |                     |          | true                 | true
        """,
    )


def test_numbers_outside_the_contract_are_unreadable_at_either_end(delivered: Delivered) -> None:
    delivered.landing(
        {
            "visits": """
            visit_id | referral_id | service_area | planned_on | status   | minutes
            v1       | r1          | cornwall     | 2026-03-31 | attended | 0
            v2       | r1          | cornwall     | 2026-03-31 | attended | 480
            v3       | r1          | cornwall     | 2026-03-31 | attended | 481
            v4       | r1          | cornwall     | 2026-03-31 | attended | -1
            v5       | r1          | cornwall     | 2026-03-31 | attended | 45.0
            v6       | r1          | cornwall     | 2026-03-31 | attended | 45.5
            """
        }
    )
    delivered.landed(
        "visits",
        """
        visit_id | minutes | is_unreadable_minutes
        v1       | 0       | false
        v2       | 480     | false
        v3       |         | true
        v4       |         | true
        v5       | 45      | false
        v6       |         | true
        """,
    )


def test_a_mapping_renames_recodes_fills_in_and_feeds_two_columns(delivered: Delivered) -> None:
    delivered.landing(
        {
            "visits": """
            Appointment ID | Appointment \u2013 Date | Outcome
            a1             | 12/01/2026         | DNA
            a2             | 13/01/2026         | Attended
            """
        },
        """
        [visits.columns]
        "Appointment \u2013 Date" = "planned_on"
        "Appointment ID" = ["visit_id", "referral_id"]
        "Outcome" = "status"
        [visits.values.status]
        "DNA" = "not_brought"
        [visits.constants]
        service_area = "cornwall"
        """,
    )
    delivered.landed(
        "visits",
        """
        visit_id | referral_id | service_area | planned_on | status
        a1       | a1          | cornwall     | 2026-01-12 | not_brought
        a2       | a2          | cornwall     | 2026-01-13 | attended
        """,
    )


def test_a_month_of_birth_is_its_first_day(delivered: Delivered) -> None:
    delivered.landing(
        {
            "referrals": """
            referral_id | child_id | service_area | received_on | birth_month
            r1          | c1       | cornwall     | 2026-01-05  | 2023-02
            r2          | c2       | cornwall     | 2026-01-05  | 01/02/2023
            r3          | c3       | cornwall     | 2026-01-05  | Feb 2023
            """
        }
    )
    delivered.landed(
        "referrals",
        """
        referral_id | birth_month | is_unreadable_birth_month
        r1          | 2023-02-01  | false
        r2          | 2023-02-01  | false
        r3          |             | true
        """,
    )


def test_a_full_date_of_birth_is_refused_and_never_told(delivered: Delivered) -> None:
    (fault,) = delivered.refused(
        {
            "referrals": """
            referral_id | child_id | service_area | received_on | birth_month
            r1          | c1       | cornwall     | 2026-01-05  | 14/02/2023
            """
        }
    )
    assert (fault.code, fault.column) == ("referrals.personal_data.date_of_birth", "birth_month")
    assert "14/02/2023" not in fault.sentence


def test_an_unknown_service_area_is_refused_and_a_blank_one_is_not(delivered: Delivered) -> None:
    (fault,) = delivered.refused(
        {
            "visits": """
            visit_id | referral_id | service_area | planned_on | status
            v1       | r1          | cornwal      | 2026-01-12 | attended
            v2       | r1          |              | 2026-01-12 | attended
            """
        }
    )
    assert (fault.code, fault.rows) == ("visits.service_area.unknown", 1)
    assert '"cornwal" = "cornwall"' in fault.sentence


def test_a_column_of_personal_data_is_refused_by_its_heading(delivered: Delivered) -> None:
    (fault,) = delivered.refused(
        {
            "visits": """
            visit_id | referral_id | service_area | planned_on | status   | Parent e-mail
            v1       | r1          | cornwall     | 2026-01-12 | attended |
            """
        }
    )
    assert (fault.code, fault.column) == ("visits.personal_data.email", "Parent e-mail")


def test_a_settings_name_is_no_personal_data(delivered: Delivered) -> None:
    landing = delivered.landing(
        {
            "visits": """
            visit_id | referral_id | service_area | planned_on | status   | Setting name
            v1       | r1          | cornwall     | 2026-01-12 | attended | Daisies
            """
        }
    )
    assert [(fault.code, fault.column) for fault in landing.faults] == [("visits.heading.unknown", "Setting name")]


def test_required_columns_are_refused_where_they_are_absent_one_by_one(delivered: Delivered) -> None:
    faults = delivered.refused({"visits": "visit_id | planned_on"})
    assert [fault.code for fault in faults] == [
        "visits.referral_id.missing",
        "visits.service_area.missing",
        "visits.status.missing",
    ]
