"""Which delivered rows count, for which areas an extract was delivered, and how many rows went where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl
import pytest

from expectations import EXTRACTS
from pipelines.delivery import extract_counts, offer_delivered, store_delivery
from pipelines.ingest.landing import DeliveredFile, Landing
from pipelines.warehouse import Warehouse

FIRST, SECOND = date(2026, 1, 31), date(2026, 2, 28)
COUNTED = {"files", "read", "accepted", "set_aside", "superseded", "noted"}


@pytest.fixture
def warehouse() -> Iterator[Warehouse]:
    """All landing tables, with the columns that say what a row is, and without any row."""
    with Warehouse() as found:
        for schema in ("landing", "accepted", "set_aside"):
            found.execute(f"CREATE SCHEMA {schema}")
            for extract in EXTRACTS:
                ours = {"row_id": pl.Int64(), "submission": pl.Int32(), "delivered_on": pl.Date()}
                names = dict.fromkeys(("service_area", *extract.key), pl.String())
                found.store(f"{schema}.{extract.name}", pl.DataFrame(schema={**ours, **names}))
        found.execute("CREATE TABLE row_fault (extract VARCHAR, row_id BIGINT, code VARCHAR, consequence VARCHAR)")
        yield found


def land(warehouse: Warehouse, *rows: tuple[int, int, date | None, str | None, str | None]) -> None:
    """Referrals: row, submission, day of delivery, area and identifier."""
    names = {"row_id": pl.Int64, "submission": pl.Int32, "delivered_on": pl.Date}
    schema = names | {"service_area": pl.String, "referral_id": pl.String}
    warehouse.append("landing.referrals", pl.DataFrame(rows, schema=schema, orient="row"))


def kept(warehouse: Warehouse) -> list[int]:
    """The rows that count, after all were offered."""
    offer_delivered(warehouse)
    return warehouse.frame("SELECT row_id FROM delivered.referrals ORDER BY row_id")["row_id"].to_list()


def test_the_later_delivery_of_a_key_counts(warehouse: Warehouse) -> None:
    land(warehouse, (1, 0, FIRST, "cornwall", "a"), (2, 1, SECOND, "cornwall", "a"))
    assert kept(warehouse) == [2]


def test_the_order_of_the_submissions_does_not_matter(warehouse: Warehouse) -> None:
    land(warehouse, (1, 0, SECOND, "cornwall", "a"), (2, 1, FIRST, "cornwall", "a"))
    assert kept(warehouse) == [1]


def test_of_three_deliveries_the_latest_counts(warehouse: Warehouse) -> None:
    third = date(2026, 3, 31)
    land(warehouse, *((n, n, day, "cornwall", "a") for n, day in enumerate((FIRST, third, SECOND))))
    assert kept(warehouse) == [1]


def test_a_key_that_only_the_earlier_delivery_has_counts(warehouse: Warehouse) -> None:
    land(warehouse, (1, 0, FIRST, "cornwall", "a"), (2, 0, FIRST, "cornwall", "b"), (3, 1, SECOND, "cornwall", "a"))
    assert kept(warehouse) == [2, 3]


def test_deliveries_of_one_day_are_duplicates(warehouse: Warehouse) -> None:
    land(warehouse, (1, 0, FIRST, "cornwall", "a"), (2, 1, FIRST, "cornwall", "a"))
    assert kept(warehouse) == [1, 2]


@pytest.mark.parametrize("days", [(None, SECOND), (FIRST, None), (None, None)])
def test_a_delivery_without_a_day_makes_duplicates(warehouse: Warehouse, days: tuple[date | None, date | None]) -> None:
    land(warehouse, *((n, n, day, "cornwall", "a") for n, day in enumerate(days)))
    assert kept(warehouse) == [0, 1]


def test_copies_in_the_later_delivery_stay_duplicates(warehouse: Warehouse) -> None:
    land(warehouse, (1, 0, FIRST, "cornwall", "a"), *((n, 1, SECOND, "cornwall", "a") for n in (2, 3)))
    assert kept(warehouse) == [2, 3]


def test_the_same_identifier_in_another_area_is_another_referral(warehouse: Warehouse) -> None:
    land(warehouse, (1, 0, FIRST, "cornwall", "a"), (2, 1, SECOND, "durham", "a"))
    assert kept(warehouse) == [1, 2]


def test_rows_without_a_key_are_no_revisions_of_each_other(warehouse: Warehouse) -> None:
    land(warehouse, (1, 0, FIRST, "cornwall", None), (2, 1, SECOND, "cornwall", None))
    assert kept(warehouse) == [1, 2]


def test_pauses_have_no_key_and_are_never_superseded(warehouse: Warehouse) -> None:
    rows = [(1, 0, FIRST, "cornwall"), (2, 1, SECOND, "cornwall")]
    schema = {"row_id": pl.Int64, "submission": pl.Int32, "delivered_on": pl.Date, "service_area": pl.String}
    warehouse.append("landing.pauses", pl.DataFrame(rows, schema=schema, orient="row"))
    offer_delivered(warehouse)
    assert warehouse.frame("SELECT row_id FROM delivered.pauses").height == 2


def file(submission: int, extract: str) -> DeliveredFile:
    return DeliveredFile(submission, extract, 1, f"{extract}.csv", "0" * 64, 1, ())


def accept(warehouse: Warehouse, *rows: tuple[int, int, str]) -> None:
    """Accepted referrals: row, submission and area."""
    schema = {"row_id": pl.Int64, "submission": pl.Int32, "service_area": pl.String}
    warehouse.append("accepted.referrals", pl.DataFrame(rows, schema=schema, orient="row"))


def test_a_submission_speaks_for_the_areas_of_its_referrals(warehouse: Warehouse) -> None:
    accept(warehouse, (1, 0, "cornwall"), (2, 1, "durham"), (3, 1, "durham"))
    files = (file(0, "referrals"), file(0, "targets"), file(1, "referrals"))
    store_delivery(warehouse, Landing(files, ()))
    assert warehouse.frame("SELECT * FROM delivery").rows() == [
        ("cornwall", "referrals"),
        ("cornwall", "targets"),
        ("durham", "referrals"),
    ]


def test_an_extract_speaks_for_the_areas_whose_rows_it_has(warehouse: Warehouse) -> None:
    accept(warehouse, (1, 0, "cornwall"), (2, 1, "durham"))
    rows = pl.DataFrame({"row_id": [7, 8], "service_area": ["cornwall", "northumberland"]})
    warehouse.append("accepted.workshops", rows)
    store_delivery(warehouse, Landing((file(0, "referrals"), file(1, "referrals"), file(1, "workshops")), ()))
    assert warehouse.frame("SELECT service_area FROM delivery WHERE extract = 'workshops'")[
        "service_area"
    ].to_list() == [
        "cornwall",
        "durham",
        "northumberland",
    ]


def test_rows_are_counted_where_they_went(warehouse: Warehouse) -> None:
    land(warehouse, *((n, 0, FIRST, "cornwall", f"{n}") for n in range(4)), (4, 1, SECOND, "cornwall", "0"))
    offer_delivered(warehouse)
    accept(warehouse, (1, 0, "cornwall"), (2, 0, "cornwall"), (4, 1, "cornwall"))
    warehouse.execute("INSERT INTO set_aside.referrals (row_id) VALUES (3)")
    faults = "('referrals', 1, 'one', 'note'), ('referrals', 1, 'two', 'note'), ('referrals', 3, 'three', 'set_aside')"
    warehouse.execute(f"INSERT INTO row_fault VALUES {faults}, ('visits', 2, 'one', 'note')")
    counts = extract_counts(warehouse, Landing((file(0, "referrals"), file(1, "referrals")), ()))
    found = dict(counts.filter(pl.col("extract") == "referrals").select("counted", "rows").iter_rows())
    assert found == {"files": 2, "read": 5, "accepted": 3, "set_aside": 1, "superseded": 1, "noted": 1}


def test_what_was_not_delivered_is_counted_as_nothing(warehouse: Warehouse) -> None:
    offer_delivered(warehouse)
    counts = extract_counts(warehouse, Landing((), ()))
    assert set(counts["counted"]) == COUNTED and counts.height == len(EXTRACTS) * len(COUNTED)
    assert counts["rows"].sum() == 0
