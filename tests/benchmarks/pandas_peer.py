"""The checks of a submission as they would be made with pandas and Great Expectations' own expectations.

    python tests/benchmarks/pandas_peer.py SUBMISSION

Every check of the contract is asked, of a submission as the contract spells it: nothing is recoded or screened for
personal data, no row is set aside and nothing is counted. Prints how many checks were asked and how many found a row.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import great_expectations as gx
import holidays
import pandas as pd

from expectations import EXTRACTS
from expectations.check import Check
from expectations.extract import Column, ColumnType, Extract

gxe: Any = gx.expectations
_SPELLED = {
    ColumnType.DATE: r"^\d{4}-\d{2}-\d{2}$",
    ColumnType.MONTH: r"^\d{4}-\d{2}$",
    ColumnType.INTEGER: r"^\d+$",
    ColumnType.NUMBER: r"^\d+(\.\d+)?$",
    ColumnType.BOOLEAN: r"^(true|false)$",
}
_DATED = (ColumnType.DATE, ColumnType.MONTH)
_ROUNDED_NUMBER = r"^[0-9](\.[0-9]+)?[Ee]\+[0-9]+$"


def main() -> None:
    """Read and check every extract, referrals first."""
    submission = Path(sys.argv[1])
    as_at = pd.Timestamp(tomllib.loads((submission / "submission.toml").read_text(encoding="utf-8"))["as_at"])
    frames = {extract.name: _read(extract, submission) for extract in EXTRACTS}
    context: Any = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    source = context.data_sources.add_pandas("extracts")
    results = [found for extract in EXTRACTS for found in _checked(source, extract, frames, as_at)]
    print(f"{len(results)} checks, {sum(not found.success for found in results)} of which found a row")


def _read(extract: Extract, submission: Path) -> pd.DataFrame:
    """The cells as text, under their names, and what is a date once more as one."""
    rows = pd.read_csv(submission / f"{extract.name}.csv", dtype=str)
    for column in (column for column in extract.columns if column.type in _DATED):
        rows[_day(column.name)] = pd.to_datetime(rows[column.name], format="ISO8601", errors="coerce")
    return rows


def _day(column: str) -> str:
    return f"{column}_day"


def _checked(source: Any, extract: Extract, frames: dict[str, pd.DataFrame], as_at: pd.Timestamp) -> list[Any]:
    rows = frames[extract.name]
    if extract.name != "referrals" and "referral_id" in rows:
        rows = _with_receipt(rows, frames["referrals"])
    columns = {column.name: column for column in extract.columns}
    asked = [_expectation(check, columns[check.column], extract, rows, as_at) for check in extract.checks]
    suite = gx.ExpectationSuite(extract.name, expectations=asked)
    batch = source.add_dataframe_asset(extract.name).add_batch_definition_whole_dataframe("whole")
    found = batch.get_batch({"dataframe": rows}).validate(suite, result_format="BASIC")
    return list(found.results)


def _with_receipt(rows: pd.DataFrame, referrals: pd.DataFrame) -> pd.DataFrame:
    received = referrals[["service_area", "referral_id", _day("received_on")]]
    found = rows.merge(received, on=["service_area", "referral_id"], how="left", indicator="has_referral")
    return found.assign(has_referral=found["has_referral"] == "both")


def _expectation(check: Check, column: Column, extract: Extract, rows: pd.DataFrame, as_at: pd.Timestamp) -> Any:
    kind = check.code.rsplit(".", 1)[1]
    if kind == "blank":
        return gxe.ExpectColumnValuesToNotBeNull(column=column.name)
    if kind == "unreadable":
        return _readable(column)
    if kind == "spreadsheet_number":
        return gxe.ExpectColumnValuesToNotMatchRegex(column=column.name, regex=_ROUNDED_NUMBER)
    if kind == "repeated":
        return gxe.ExpectCompoundColumnsToBeUnique(column_list=list(extract.key))
    if kind == "without_referral":
        return gxe.ExpectColumnValuesToBeInSet(column="has_referral", value_set=[True])
    if kind.startswith("before_") and check.code not in _FAILS:
        earlier, later = _day(column.name), _day(kind.removeprefix("before_"))
        return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A=earlier, column_B=later, or_equal=True, ignore_row_if="either_value_is_missing"
        )
    rows[check.code] = _FAILS[check.code](rows, as_at)
    return gxe.ExpectColumnValuesToBeInSet(column=check.code, value_set=[False])


def _readable(column: Column) -> Any:
    if column.type is ColumnType.CODE:
        return gxe.ExpectColumnValuesToBeInSet(column=column.name, value_set=[code for code, _ in column.codes])
    return gxe.ExpectColumnValuesToMatchRegex(column=column.name, regex=_SPELLED[column.type])


def _ended(rows: pd.DataFrame) -> pd.Series:
    is_turned_away = rows["decision"].isin(["declined", "withdrawn"])
    return pd.concat([rows[_day("closed_on")], rows[_day("decided_on")].where(is_turned_away)], axis=1).min(axis=1)


def _several_open(rows: pd.DataFrame, as_at: pd.Timestamp) -> pd.Series:
    ended_on = _ended(rows)
    is_open = (rows[_day("received_on")] <= as_at) & ~(ended_on <= as_at)
    return is_open & (is_open.groupby([rows["service_area"], rows["child_id"]]).transform("sum") > 1)


def _is_bank_holiday(rows: pd.DataFrame, _as_at: pd.Timestamp) -> pd.Series:
    days = rows[_day("planned_on")]
    years = range(days.dt.year.min(), days.dt.year.max() + 1)
    known = pd.to_datetime(list(holidays.country_holidays("GB", subdiv="ENG", years=years)))
    return (rows["status"] == "attended") & days.isin(known)


_FAILS = {
    "referrals.received_on.after_as_at": lambda rows, as_at: rows[_day("received_on")] > as_at,
    "referrals.started_on.after_end": lambda rows, _as_at: rows[_day("started_on")] > _ended(rows),
    "referrals.birth_month.after_receipt": lambda rows, _: rows[_day("birth_month")] > rows[_day("received_on")],
    "referrals.decided_on.decision_without_date": lambda rows, _: (
        rows["decision"].isin(["accepted", "declined", "withdrawn"]) & rows["decided_on"].isna()
    ),
    "referrals.child_id.several_open": _several_open,
    "visits.planned_on.attended_after_as_at": lambda rows, as_at: (
        (rows["status"] == "attended") & (rows[_day("planned_on")] > as_at)
    ),
    "visits.planned_on.before_received_on": lambda rows, _: (
        (rows["status"] == "attended") & (rows[_day("planned_on")] < rows[_day("received_on")])
    ),
    "visits.minutes.long": lambda rows, _: rows["minutes"].astype(float) > 240,
    "visits.planned_on.bank_holiday": _is_bank_holiday,
}


def _unasked() -> Iterator[str]:
    """The checks for which nothing is written here; there must be none."""
    known = ("blank", "unreadable", "spreadsheet_number", "repeated", "without_referral")
    for check in (check for extract in EXTRACTS for check in extract.checks):
        kind = check.code.rsplit(".", 1)[1]
        if kind not in known and not kind.startswith("before_") and check.code not in _FAILS:
            yield check.code


if __name__ == "__main__":
    if missing := list(_unasked()):
        sys.exit(f"No expectation is written for {', '.join(missing)}.")
    main()
