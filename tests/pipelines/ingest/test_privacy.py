from __future__ import annotations

import pytest

from tests.pipelines.ingest.delivery import VISITS, Delivery

VALID = ("9434765919", "4010232137", "9876543210")


def visits(heading: str, *cells: str) -> str:
    """A file of visits with one more column."""
    header = VISITS.splitlines()[0]
    rows = [f"v{at},r1,cornwall,2026-01-12,attended,{cell}" for at, cell in enumerate(cells)]
    return "\n".join([f"{header},{heading}", *rows]) + "\n"


def personal(delivery: Delivery, text: str, mapping: str = "") -> list[tuple[str, str]]:
    faults = delivery.refused({"visits.csv": text, "mapping.toml": mapping})
    return [(fault.code, fault.column) for fault in faults if fault.consequence == "refuse"]


def test_a_heading_of_personal_data_refuses_even_where_its_cells_are_blank(delivery: Delivery) -> None:
    assert personal(delivery, visits("Child name", "")) == [("visits.personal_data.name", "Child name")]


def test_a_mapped_heading_refuses_too(delivery: Delivery) -> None:
    mapping = '[visits.columns]\n"NHS number" = "worker_id"\n'
    assert personal(delivery, visits("NHS number", "a1"), mapping) == [
        ("visits.personal_data.nhs_number", "NHS number")
    ]


@pytest.mark.parametrize("heading", ["worker_id", "Remark"])
@pytest.mark.parametrize(
    ("kind", "cell"),
    [("email", "marker@mail.org"), ("postcode", "TR1 2AB"), ("phone", "07700 900123"), ("date", "14/02/2022")],
)
def test_one_cell_is_enough_in_a_text_column_known_or_not(
    delivery: Delivery, heading: str, kind: str, cell: str
) -> None:
    faults = delivery.refused({"visits.csv": visits(heading, "a", cell, "b")})
    assert (f"visits.personal_data.{kind}", heading) in [(fault.code, fault.column) for fault in faults]
    assert not any(cell in fault.sentence for fault in faults)


def test_a_name_inside_a_longer_text_is_not_the_cells_shape(delivery: Delivery) -> None:
    assert [fault.code for fault in delivery.land({"visits.csv": visits("Remark", "seen on 14/02/2022")}).faults] == [
        "visits.heading.unknown"
    ]


def test_three_valid_nhs_numbers_refuse(delivery: Delivery) -> None:
    assert personal(delivery, visits("worker_id", *VALID)) == [("visits.personal_data.nhs_number", "worker_id")]


def test_two_valid_nhs_numbers_do_not(delivery: Delivery) -> None:
    assert delivery.land({"visits.csv": visits("worker_id", *VALID[:2])}).faults == ()


def test_a_fifth_of_those_of_the_shape_is_enough_and_less_is_not(delivery: Delivery) -> None:
    wrong = [f"943476{at:03d}0" for at in range(100)]
    invalid = [number for number in wrong if not _is_valid(number)][:13]
    assert personal(delivery, visits("worker_id", *VALID, *invalid[:12])) == [
        ("visits.personal_data.nhs_number", "worker_id")
    ]
    assert delivery.land({"visits.csv": visits("worker_id", *VALID, *invalid)}).faults == ()


def test_three_valid_upns_refuse(delivery: Delivery) -> None:
    cells = ("H801200001001", "T801200001002", "F801200001003")
    upns = [_upn(cell[1:]) for cell in cells]
    assert personal(delivery, visits("Remark", *upns)) == [("visits.personal_data.upn", "Remark")]


def test_a_month_of_birth_to_the_day_is_a_date_of_birth(delivery: Delivery) -> None:
    for cell in ("14/02/2022", "2022-02-14", "2/14/2022", "14 Feb 2022"):
        referrals = f"referral_id,child_id,service_area,received_on,birth_month\nr1,c1,cornwall,2026-01-05,{cell}\n"
        (fault,) = delivery.refused({"referrals.csv": referrals})
        assert (fault.code, fault.column) == ("referrals.personal_data.date_of_birth", "birth_month")
        assert cell not in fault.sentence


def test_a_month_of_birth_on_the_first_is_a_month(delivery: Delivery) -> None:
    referrals = "referral_id,child_id,service_area,received_on,birth_month\nr1,c1,cornwall,2026-01-05,01/02/2022\n"
    delivery.land({"referrals.csv": referrals})
    assert delivery.rows("referrals", "birth_month::VARCHAR") == [("2022-02-01",)]


def test_nothing_of_a_refused_submission_is_stored(delivery: Delivery) -> None:
    delivery.refused({"visits.csv": visits("Child name", "")})
    tables = delivery.warehouse.frame(
        "SELECT count(*) AS tables FROM information_schema.tables WHERE table_schema = 'landing'"
    )
    assert tables.item() == 0


def _is_valid(number: str) -> bool:
    digit = (11 - sum(int(c) * w for c, w in zip(number[:9], range(10, 1, -1), strict=True)) % 11) % 11
    return digit == int(number[9])


def _upn(twelve: str) -> str:
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[sum(int(c) * w for c, w in zip(twelve, range(2, 14), strict=True)) % 23] + twelve
