from __future__ import annotations

import pytest

from tests.pipelines.ingest.delivery import VISITS, Delivery


@pytest.mark.parametrize(
    "heading", ["Planned On", " planned-on  ", "PLANNED_ON", "planned \u2013 on", "planned\u00a0on", '"planned\non"']
)
def test_case_spaces_and_dashes_make_no_difference(delivery: Delivery, heading: str) -> None:
    landing = delivery.land({"visits.csv": VISITS.replace("planned_on", heading)})
    assert landing.faults == ()
    assert delivery.rows("visits", "planned_on::VARCHAR") == [("2026-01-12",)]


def test_a_missing_required_column_is_refused_with_the_nearest_heading(delivery: Delivery) -> None:
    missing, unknown = delivery.refused({"visits.csv": VISITS.replace("status", "Visit status")})
    assert (missing.code, missing.column, missing.file) == ("visits.status.missing", "status", "visits.csv")
    assert 'add to mapping.toml under [visits.columns]: "Visit status" = "status"' in missing.sentence
    assert unknown.code == "visits.heading.unknown"


def test_a_constant_stands_in_for_a_required_column(delivery: Delivery) -> None:
    visits = "visit_id,referral_id,planned_on,status\nv1,r1,2026-01-12,attended\n"
    delivery.land({"visits.csv": visits, "mapping.toml": '[visits.constants]\nservice_area = "durham"\n'})
    assert delivery.rows("visits", "service_area") == [("durham",)]


def test_an_absent_optional_column_is_blank_and_never_unreadable(delivery: Delivery) -> None:
    delivery.land({})
    assert delivery.rows("visits", "minutes", "is_unreadable_minutes") == [(None, False)]


def test_two_headings_that_are_the_same_are_refused(delivery: Delivery) -> None:
    visits = "visit_id,referral_id,service_area,planned_on,status,Note,note \nv1,r1,cornwall,2026-01-12,planned,a,b\n"
    faults = delivery.refused({"visits.csv": visits})
    assert [fault.code for fault in faults if fault.consequence == "refuse"] == ["visits.heading.repeated"]


def test_two_headings_for_one_column_are_refused(delivery: Delivery) -> None:
    visits = "visit_id,referral_id,service_area,planned_on,status,State\nv1,r1,cornwall,2026-01-12,planned,planned\n"
    faults = delivery.refused({"visits.csv": visits, "mapping.toml": '[visits.columns]\nState = "status"\n'})
    assert [fault.code for fault in faults] == ["visits.status.fed_twice"]


def test_an_unknown_heading_is_noted_with_the_nearest_and_not_stored(delivery: Delivery) -> None:
    visits = "visit_id,referral_id,service_area,planned_on,status,Visit minutes\nv1,r1,cornwall,2026-01-12,planned,60\n"
    (fault,) = delivery.land({"visits.csv": visits}).faults
    assert (fault.code, fault.column, fault.consequence) == ("visits.heading.unknown", "Visit minutes", "note")
    assert 'under [visits.columns]: "Visit minutes" = "minutes"' in fault.sentence
    assert delivery.rows("visits", "minutes") == [(None,)]


def test_cells_without_a_heading_between_headings_are_noted(delivery: Delivery) -> None:
    visits = "visit_id,referral_id,,service_area,planned_on,status\nv1,r1,x,cornwall,2026-01-12,planned\n"
    assert [fault.code for fault in delivery.land({"visits.csv": visits}).faults] == ["visits.heading.blank"]


def test_a_file_without_headings_is_refused_and_its_first_row_not_told(delivery: Delivery) -> None:
    (fault,) = delivery.refused({"visits.csv": "MARKER1,r1,cornwall,2026-01-12,attended\n"})
    assert fault.code == "visits.heading.missing"
    assert "MARKER1" not in fault.sentence
