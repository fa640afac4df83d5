from __future__ import annotations

import pytest

from tests.pipelines.ingest.delivery import Delivery


def test_headings_values_constants_and_files_are_mapped(delivery: Delivery) -> None:
    files = {
        "visits.csv": None,
        "appointments.csv": "Appointment \u2013 Date;Appointment ID;Outcome\n"
        '12/01/2026;r1;DNA\n13/01/2026;r2;"on  the\u2013day"\n',
        "mapping.toml": """
[visits.columns]
"Appointment - date " = "planned_on"
"Appointment ID" = ["visit_id", "referral_id"]
Outcome = "status"
[visits.values.status]
dna = "Not Brought"
"On the day" = "attended"
[visits.constants]
service_area = "Cornwall"
is_joint = true
[visits.files]
names = ["Appointments.csv"]
""",
    }
    delivery.land(files)
    assert delivery.rows(
        "visits", "visit_id", "referral_id", "service_area", "planned_on::VARCHAR", "status", "is_joint"
    ) == [
        ("r1", "r1", "cornwall", "2026-01-12", "not_brought", True),
        ("r2", "r2", "cornwall", "2026-01-13", "attended", True),
    ]


@pytest.mark.parametrize(
    ("mapping", "code", "said"),
    [
        (
            "[visits.columns]\nA = status",
            "mapping.toml.unreadable",
            "mapping.toml is not valid TOML (at line 2, column 5)",
        ),
        ('[visit.columns]\nA = "status"', "mapping.extract.unknown", "The nearest known is visits"),
        ('[visits.column]\nA = "status"', "mapping.key.unknown", "The nearest known is columns"),
        ('[visits.columns]\nA = "statsu"', "mapping.column.unknown", "The nearest known is status"),
        ('[visits.values.statsu]\nA = "attended"', "mapping.column.unknown", "The nearest known is status"),
        ('[visits.constants]\nstatsu = "attended"', "mapping.column.unknown", "The nearest known is status"),
        ('[visits.values.status]\nA = "atended"', "mapping.value.unknown", "The nearest known is attended"),
        ('[visits.constants]\nminutes = "an hour"', "mapping.value.unknown", "a number from 0 to 480"),
        ('[visits.values.status]\nA = "attended"\n" a" = "planned"', "mapping.value.repeated", '"A"'),
        ('[visits.columns]\nA = "status"\n"a " = "kind"', "mapping.heading.repeated", '"A"'),
        ("[visits.columns]\nA = 1", "mapping.key.wrong", "visits.columns.A"),
        ('[visits.files]\nnames = ["visit.csv"]', "mapping.file.missing", "The nearest known is visits.csv"),
    ],
)
def test_a_mapping_that_names_what_there_is_not_is_refused(
    delivery: Delivery, mapping: str, code: str, said: str
) -> None:
    faults = delivery.refused({"mapping.toml": mapping})
    assert [fault.code for fault in faults] == [code]
    assert said in faults[0].sentence


def test_a_value_may_stand_for_a_blank_cell(delivery: Delivery) -> None:
    referrals = "referral_id,child_id,service_area,received_on,sex\nr1,c1,cornwall,2026-01-05,Not known\n"
    delivery.land({"referrals.csv": referrals, "mapping.toml": '[referrals.values.sex]\n"not known" = ""\n'})
    assert delivery.rows("referrals", "sex", "is_unreadable_sex") == [(None, False)]


def test_a_mapped_meaning_wins_over_a_code_of_the_same_spelling(delivery: Delivery) -> None:
    visits = "visit_id,referral_id,service_area,planned_on,status\nv1,r1,cornwall,2026-01-12,Planned\n"
    delivery.land({"visits.csv": visits, "mapping.toml": '[visits.values.status]\nplanned = "attended"\n'})
    assert delivery.rows("visits", "status") == [("attended",)]


def test_values_of_areas_numbers_and_booleans_are_mapped_too(delivery: Delivery) -> None:
    header = "visit_id,referral_id,service_area,planned_on,status,minutes,is_joint\n"
    mapping = '[visits.values]\nservice_area = {krn = "cornwall"}\nminutes = {long = 90}\nis_joint = {twofold = true}\n'
    delivery.land({"visits.csv": header + "v1,r1,KRN,2026-01-12,planned,long,twofold\n", "mapping.toml": mapping})
    assert delivery.rows("visits", "service_area", "minutes", "is_joint") == [("cornwall", 90, True)]


def test_a_delivered_column_counts_and_the_constant_is_told(delivery: Delivery) -> None:
    landing = delivery.land({"mapping.toml": '[visits.constants]\nservice_area = "durham"\n'})
    assert delivery.rows("visits", "service_area") == [("cornwall",)]
    assert [fault.code for fault in landing.faults] == ["visits.service_area.constant_unused"]


def test_a_heading_of_the_mapping_that_no_file_has_is_noted(delivery: Delivery) -> None:
    landing = delivery.land({"mapping.toml": '[visits.columns]\n"Planned at" = "kind"\n'})
    assert [fault.code for fault in landing.faults] == ["mapping.heading.absent"]
    assert 'The nearest known is "planned_on"' in landing.faults[0].sentence


def test_one_file_may_serve_two_extracts_and_neither_screens_what_the_other_takes(delivery: Delivery) -> None:
    mapping = """
[referrals.columns]
ID = ["referral_id", "child_id"]
Asked = "received_on"
[referrals.constants]
service_area = "durham"
[visits.columns]
ID = ["visit_id", "referral_id"]
Seen = "planned_on"
[visits.constants]
service_area = "durham"
status = "attended"
[visits.files]
names = ["referrals.csv"]
"""
    both = "ID,Asked,Seen,Extra\n1,01/02/2026,03/02/2026,x\n"
    landing = delivery.land({"referrals.csv": both, "visits.csv": None, "mapping.toml": mapping})
    assert [(fault.code, fault.column) for fault in landing.faults] == [("referrals.heading.unknown", "Extra")]
    assert delivery.rows("visits", "visit_id", "planned_on::VARCHAR") == [("1", "2026-02-03")]


def test_a_constant_that_is_no_service_area_is_refused_with_the_place_to_mend_it(delivery: Delivery) -> None:
    visits = "visit_id,referral_id,planned_on,status\nv1,r1,2026-01-12,attended\nv2,r1,2026-01-12,planned\n"
    mapping = '[visits.constants]\nservice_area = "cornwal"\n'
    (fault,) = delivery.refused({"visits.csv": visits, "mapping.toml": mapping})
    assert (fault.code, fault.rows) == ("visits.service_area.unknown", 2)
    assert "nearest known is cornwall" in fault.sentence
    assert "in mapping.toml under [visits.constants]" in fault.sentence
