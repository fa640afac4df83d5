"""What ``portage figures`` writes: a table as it stands, sorted, in three formats."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.errors import NoWarehouse, PortageError, WrongUsage
from pipelines.generations import PUBLISHED, RECORDS, new_generation
from pipelines.measures.engine import MEASURE_VALUE
from pipelines.tables import write
from pipelines.warehouse import Warehouse

NAMES = MEASURE_VALUE.names()
QUARTER = ["first_contact_on_time", "own", "quarter", "2026-01-01", "none", ""]
SORTED = [
    ["clocks_overdue", "own", "all", "as_at", "2026-03-31", "none", "", "", "", "", "", "", "c"],
    [*QUARTER[:2], "all", *QUARTER[2:], "5.0", "15.0", "0.3333333333333333", "0.15", "0.6", ""],
    [*QUARTER[:2], "durham", *QUARTER[2:], "", "", "", "", "", "z"],
]


def figures() -> pl.DataFrame:
    """Three figures, out of order."""
    own = ("own",)
    quarter = ("quarter", date(2026, 1, 1), "none", "")
    nothing = (None,) * 5
    rows = [
        ("first_contact_on_time", *own, "durham", *quarter, *nothing, "z"),
        ("first_contact_on_time", *own, "all", *quarter, 5.0, 15.0, 1 / 3, 0.15, 0.6, ""),
        ("clocks_overdue", *own, "all", "as_at", date(2026, 3, 31), "none", "", *nothing, "c"),
    ]
    return pl.DataFrame(rows, schema=MEASURE_VALUE, orient="row")


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    folder = tmp_path / "warehouse"
    with new_generation(folder, lambda _: False) as generation:
        with Warehouse(generation / PUBLISHED) as published:
            published.store("measure_value", figures())
            published.store("check_result", pl.DataFrame({"code": ["b", "a"]}))
        with Warehouse(generation / RECORDS) as records:
            records.store("measure_value", figures().with_columns(numerator=pl.lit(4.0)))
    return folder


def written(warehouse: Path, **asked: object) -> bytes:
    """What is written to a file when so asked; by default the long table that was published, as CSV."""
    output = warehouse / "written"
    plain = {"table": "measure_value", "measures": (), "contents": "published", "form": "csv", "output": output}
    write(warehouse, **{**plain, **asked})  # type: ignore[arg-type]
    return output.read_bytes()


def cells(text: bytes) -> list[list[str]]:
    """The cells of a CSV file, as any program reads them."""
    return list(csv.reader(io.StringIO(text.decode("utf-8"), newline="")))


def test_csv_is_sorted_blank_for_none_and_at_full_precision(warehouse: Path) -> None:
    assert cells(written(warehouse)) == [NAMES, *SORTED]


def test_the_same_file_gives_the_same_bytes(warehouse: Path) -> None:
    assert written(warehouse) == written(warehouse)


def test_it_goes_to_standard_output_unless_a_file_is_named(
    warehouse: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    write(warehouse, "measure_value", (), "published", "csv", None)
    assert cells(capsysbinary.readouterr().out) == [NAMES, *SORTED]


def test_json_says_the_same(warehouse: Path) -> None:
    found = json.loads(written(warehouse, form="json"))
    assert [list(row) for row in found] == [NAMES] * 3
    assert found[0]["value"] is None and found[0]["period_start"] == "2026-03-31"
    assert found[1]["value"] == 1 / 3


def test_parquet_says_the_same(warehouse: Path) -> None:
    found = pl.read_parquet(io.BytesIO(written(warehouse, form="parquet")))
    assert found.schema == MEASURE_VALUE and found.equals(figures().sort(NAMES))


def test_exact_figures_come_from_the_records(warehouse: Path) -> None:
    assert set(pl.read_csv(written(warehouse, contents="records"))["numerator"]) == {4.0}


def test_another_table(warehouse: Path) -> None:
    assert written(warehouse, table="check_result").decode() == "code\na\nb\n"


def test_one_measure_and_another(warehouse: Path) -> None:
    assert cells(written(warehouse, measures=("clocks_overdue",))) == [NAMES, SORTED[0]]
    assert written(warehouse, measures=("clocks_overdue", "first_contact_on_time")) == written(warehouse)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"table": "measure_values"}, "There is no table measure_values; the nearest is measure_value."),
        ({"measures": ("clock_overdue",)}, "There is no measure clock_overdue; the nearest is clocks_overdue."),
        ({"table": "check_result", "measures": ("a",)}, "The table check_result is not by measure"),
        ({"table": 'measure_value"; --'}, "There is no table"),
    ],
)
def test_what_is_not_there_is_said_with_the_nearest(warehouse: Path, asked: dict[str, object], said: str) -> None:
    with pytest.raises(WrongUsage) as wrong:
        written(warehouse, **asked)
    assert str(wrong.value).startswith(said) and wrong.value.exit_code == 2


def test_a_file_that_cannot_be_written_is_said(warehouse: Path) -> None:
    with pytest.raises(WrongUsage, match="cannot be written"):
        written(warehouse, output=warehouse / "nowhere" / "figures.csv")


def test_without_a_warehouse(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouse):
        written(tmp_path)


def test_without_the_records(warehouse: Path) -> None:
    (warehouse / "generations" / "000001" / RECORDS).unlink()
    with pytest.raises(NoWarehouse, match="controlled figures only"):
        written(warehouse, contents="records")


def test_a_damaged_file_is_no_traceback(warehouse: Path) -> None:
    (warehouse / "generations" / "000001" / PUBLISHED).write_bytes(b"half a file")
    with pytest.raises(PortageError):
        written(warehouse)
