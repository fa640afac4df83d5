"""What the page on data quality asks of a warehouse: what was delivered, how complete it is, and what it bears on."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard.warehouse import Snapshot

_COMPLETENESS = """
SELECT completeness.*, contract_column.title, contract_column.meaning, contract_column.is_required
FROM warehouse.completeness INNER JOIN warehouse.contract_column USING (extract, column_name)
WHERE list_contains($areas, service_area) AND extract = $extract
ORDER BY contract_column.position
"""

_FRESHNESS = """
SELECT freshness.*, contract_extract.title, contract_extract.dated_by
FROM warehouse.freshness INNER JOIN warehouse.contract_extract USING (extract)
WHERE list_contains($areas, service_area) ORDER BY contract_extract.position
"""

_FAULTS = """
SELECT fault_count.*, contract_extract.title, check_result.consequence, check_result.sentence, check_result.mend
FROM warehouse.fault_count
INNER JOIN warehouse.check_result USING (code, extract)
INNER JOIN warehouse.contract_extract USING (extract)
WHERE list_contains($areas, service_area) AND consequence = $consequence
    AND (fault_count.rows > 0 OR fault_count.symbol = 'c' AND check_result.status = 'failed')
ORDER BY fault_count.rows DESC NULLS LAST, contract_extract.position, code, service_area
"""

_CHECKS = """
SELECT check_result.*, contract_extract.title
FROM warehouse.check_result INNER JOIN warehouse.contract_extract USING (extract)
ORDER BY rows DESC NULLS LAST, contract_extract.position, code
"""

_DELIVERIES = """
SELECT delivery_count.*, contract_extract.title
FROM warehouse.delivery_count INNER JOIN warehouse.contract_extract USING (extract)
WHERE list_contains($areas, service_area)
ORDER BY submission, service_area, contract_extract.position
"""

_NEEDS = """
SELECT measure_need.*, measure.title AS measure_title, measure.theme, contract_extract.title
FROM warehouse.measure_need
INNER JOIN warehouse.measure USING (measure)
INNER JOIN warehouse.contract_extract USING (extract)
ORDER BY measure.position, contract_extract.position
"""

_LACKING = """
SELECT DISTINCT measure_need.measure, freshness.service_area
FROM warehouse.measure_need INNER JOIN warehouse.freshness USING (extract)
WHERE measure_need.is_required AND freshness.symbol = 'x' ORDER BY ALL
"""

_CHANGES = """
SELECT change.*, change_reason.title, change_reason.is_late
FROM warehouse.change
INNER JOIN warehouse.change_reason USING (reason)
INNER JOIN warehouse.measure USING (measure)
WHERE list_contains($areas, service_area)
ORDER BY is_late, change_reason.position, measure.position, yardstick, service_area, period_start, period_kind,
    breakdown, category
"""


def extracts(warehouse: Snapshot) -> dict[str, str]:
    """The title of every extract, in the contract's order."""
    return dict(warehouse.frame("SELECT extract, title FROM warehouse.contract_extract ORDER BY position").rows())


def column_titles(warehouse: Snapshot) -> dict[str, str]:
    """The title of every column of the contract, whichever extract it is of."""
    return dict(warehouse.frame("SELECT DISTINCT column_name, title FROM warehouse.contract_column").rows())


def completeness(warehouse: Snapshot, areas: Sequence[str], extract: str) -> pl.DataFrame:
    """How many accepted rows have each column of an extract filled, in the contract's order."""
    return warehouse.frame(_COMPLETENESS, areas=list(areas), extract=extract)


def freshness(warehouse: Snapshot, areas: Sequence[str]) -> pl.DataFrame:
    """How far the rows of every extract reach."""
    return warehouse.frame(_FRESHNESS, areas=list(areas))


def faults(warehouse: Snapshot, areas: Sequence[str], consequence: str) -> pl.DataFrame:
    """The checks that rows failed and what follows from them, most rows first."""
    return warehouse.frame(_FAULTS, areas=list(areas), consequence=consequence)


def hides_none(warehouse: Snapshot) -> bool:
    """Whether a suppressed number of rows may be none: where none is suppressed, some check is told to find none."""
    return warehouse.frame("SELECT 1 FROM warehouse.fault_count WHERE rows = 0 LIMIT 1").is_empty()


def failing(warehouse: Snapshot, consequence: str) -> list[str]:
    """The extracts of which some row, whoever's, failed a check from which this follows."""
    sql = "SELECT DISTINCT extract FROM warehouse.check_result WHERE status = 'failed' AND consequence = $consequence"
    return warehouse.frame(sql, consequence=consequence)["extract"].to_list()


def file_faults(warehouse: Snapshot) -> pl.DataFrame:
    """What was found in files as a whole."""
    return warehouse.frame("SELECT * FROM warehouse.file_fault ORDER BY extract, code")


def checks(warehouse: Snapshot) -> pl.DataFrame:
    """Every check, most rows first."""
    return warehouse.frame(_CHECKS)


def fault_counts(warehouse: Snapshot, areas: Sequence[str]) -> pl.DataFrame:
    """How many rows of areas failed each check, area by area."""
    sql = "SELECT * FROM warehouse.fault_count WHERE list_contains($areas, service_area) ORDER BY ALL"
    return warehouse.frame(sql, areas=list(areas))


def deliveries(warehouse: Snapshot, areas: Sequence[str]) -> pl.DataFrame:
    """How many rows of each submission were read, accepted, set aside and replaced."""
    return warehouse.frame(_DELIVERIES, areas=list(areas))


def earlier_build(warehouse: Snapshot) -> pl.DataFrame:
    """The build before, and how many figures moved since; no row where there was none."""
    return warehouse.frame("SELECT * FROM warehouse.earlier_build")


def standing(warehouse: Snapshot) -> str:
    """Which figures of the build before stand, in a sentence; nothing where none does."""
    return "".join(earlier_build(warehouse)["stands"])


def changes(warehouse: Snapshot, areas: Sequence[str]) -> pl.DataFrame:
    """The figures that moved since the build before, a row for each reason, those beyond late data first."""
    return warehouse.frame(_CHANGES, areas=list(areas))


def needs(warehouse: Snapshot) -> pl.DataFrame:
    """Which extracts every measure rests on."""
    return warehouse.frame(_NEEDS)


def lacking(warehouse: Snapshot) -> pl.DataFrame:
    """Measure and service area where there is no figure because an extract that it needs was not delivered."""
    return warehouse.frame(_LACKING)
