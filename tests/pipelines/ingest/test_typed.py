from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from expectations import EXTRACTS
from expectations.extract import Column
from pipelines.ingest.typed import day, recoded, typed

REFERRALS, VISITS = EXTRACTS[0], EXTRACTS[1]


def read(column: Column, *cells: str | None) -> list[object]:
    return (
        pl.DataFrame({"cell": cells}, schema={"cell": pl.String})
        .select(typed(column, pl.col("cell")))["cell"]
        .to_list()
    )


@pytest.mark.parametrize(
    "spelled",
    [
        "2026-03-31",
        "31/03/2026",
        "31-Mar-2026",
        "31-MAR-2026",
        "2026-Mar-31",
        "2026-Mar-31 00:00:00",
        "2026-03-31 09:15:00",
        "31/03/2026 09:15",
        "2026-03-31T09:15:00Z",
        "2026-03-31T23:59:59.999+01:00",
    ],
)
def test_a_date_in_every_spelling_of_the_contract(spelled: str) -> None:
    assert read(REFERRALS.column("received_on"), spelled) == [date(2026, 3, 31)]


@pytest.mark.parametrize(
    "spelled",
    [
        "03/31/2026",
        "31/03/26",
        "0026-03-31",
        "46112",
        "20260331",
        "2026-02-29",
        "31/04/2026",
        "2026-13-01",
        "31.03.2026",
        "1/3/2026",
        "31-Foo-2026",
        "2026-03-31 24:00:00",
        "2026-03-31 noon",
        "before 2026-03-31",
        "\u0663\u0661/03/2026",
    ],
)
def test_what_is_no_date_is_never_guessed_at(spelled: str) -> None:
    assert read(REFERRALS.column("received_on"), spelled) == [None]


def test_day_first_always() -> None:
    assert pl.select(day(pl.lit("03/04/2026"))).item() == date(2026, 4, 3)


def test_a_leap_day_is_a_date() -> None:
    assert read(REFERRALS.column("received_on"), "29/02/2024") == [date(2024, 2, 29)]


def test_a_month_is_its_first_day_and_any_other_day_is_none() -> None:
    cells = ("2022-03", "01/03/2022", "2022-03-01 00:00:00", "02/03/2022", "2022-3", "2022-13", "03/2022")
    first = date(2022, 3, 1)
    assert read(REFERRALS.column("birth_month"), *cells) == [first, first, first, None, None, None, None]


def test_booleans_in_any_case() -> None:
    assert read(VISITS.column("is_joint"), "true", "YES", "y", "1") == [True] * 4
    assert read(VISITS.column("is_joint"), "False", "no", "N", "0") == [False] * 4
    assert read(VISITS.column("is_joint"), "x", "2", "1.0", "ja", None) == [None] * 5


def test_codes_in_any_case_with_spaces_hyphens_and_letter_prefixes() -> None:
    spelled = ("not_brought", "Not brought", "NOT-BROUGHT", "not \u2013 brought", "d) Not Brought", "D)not_brought")
    assert read(VISITS.column("status"), *spelled) == ["not_brought"] * len(spelled)
    assert read(REFERRALS.column("primary_need"), "f) SLCN", "slcn", "SLCN?", "S") == ["SLCN", "SLCN", None, None]


def test_integers_as_spreadsheets_write_them_and_within_the_contract() -> None:
    cells = ("5", "5.0", "+5", "0", "11", "5.5", "five", "1e1", "9" * 30)
    assert read(REFERRALS.column("imd_decile"), *cells) == [5, 5, 5, None, None, None, None, None, None]
    assert read(REFERRALS.column("imd_decile"), "1", "10") == [1, 10]


def test_numbers_within_the_contract() -> None:
    column = EXTRACTS[4].column("age_equivalent_months")
    assert read(column, "36.5", "0", "84", "84.1", "-1", "nan", "36,5") == [36.5, 0, 84, None, None, None, None]


def test_values_are_looked_up_without_case_spaces_or_dashes() -> None:
    cells = pl.DataFrame({"cell": ["Did not \u2013 attend", "DNA", "other", None]})
    meant = recoded(pl.col("cell"), {"did not attend": "not_brought", "dna": ""})
    assert cells.select(meant)["cell"].to_list() == ["not_brought", None, "other", None]
