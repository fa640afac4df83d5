"""The whole run: submissions in, a pair of files out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl

from pipelines import provenance
from pipelines.changes.note import write_note
from pipelines.changes.telling import told_since
from pipelines.derive import derive
from pipelines.disclosure import EXACT, WITHHELD_PERIODS, Preset
from pipelines.forgetting.keeping import FORGOTTEN
from pipelines.generations import PUBLISHED, RECORDS, generation_in_use, new_generation
from pipelines.inspection import INSPECTION_STEPS, Announce, Inspection, inspect
from pipelines.measures.definition import Definition, load_definitions
from pipelines.measures.demand import demand_counts
from pipelines.measures.engine import measure
from pipelines.measures.periods import PeriodKind
from pipelines.measures.published_demand import published_counts
from pipelines.measures.soundness import check_figures
from pipelines.protection.former import before
from pipelines.protection.publishing import to_publish
from pipelines.protection.standing import Before, Standing, standing
from pipelines.protection.steady import steady
from pipelines.quality.tables import Quality, quality_of, quality_tables
from pipelines.reading import reading_tables
from pipelines.rules.tables import rule_tables
from pipelines.statistics import statistic_tables
from pipelines.summary import Summary, summarise
from pipelines.warehouse import Warehouse, is_open_elsewhere, refusing_full_disks

BUILD_STEPS = (
    *INSPECTION_STEPS,
    "Running the clocks",
    "Counting the measures",
    "Writing what may be published",
    "Comparing with the build before",
    "Putting it in place",
)


_SERIES = {"records": PeriodKind.MONTH, "published": PeriodKind.QUARTER}
"""The kind of period of a series' points: nothing is published by month."""
_WITHHELD = {"records": (), "published": WITHHELD_PERIODS}


@dataclass(frozen=True)
class Request:
    """What to build.

    Attributes:
        submissions: the submissions' folders.
        as_at: the day of the figures, if it is not to be the submissions' own.
        service_areas: the folder of service area files, if it is not to be the shipped one.
        preset: the disclosure control of what is published.
        beforehand: for the demo alone: where ``pipelines.protection.worked_out`` kept what it suppresses.
        is_first: whether what is in the warehouse is passed over, as if there were nothing.
    """

    submissions: tuple[Path, ...]
    as_at: date | None
    service_areas: Path | None
    preset: Preset
    beforehand: Path | None = None
    is_first: bool = False


@dataclass(frozen=True)
class Counted:
    """What a submission comes to.

    Attributes:
        figures: rows of ``MEASURE_VALUE``; by month where they are exact.
        demand: what demand and capacity are made of, exact.
        area_scope: which rules each service area has published, and whether its term dates were delivered.
        quality: what was delivered and how complete it is, exact.
        bank_holidays: the days that are no working days anywhere.
    """

    figures: pl.DataFrame
    demand: pl.DataFrame
    area_scope: pl.DataFrame
    quality: Quality
    bank_holidays: pl.DataFrame


def build(request: Request, warehouse: Path, announce: Announce) -> Summary:
    """Build a warehouse of submissions; what was current before stays so unless all goes well.

    Args:
        request: what to build.
        warehouse: the folder to build into.
        announce: told each of ``BUILD_STEPS`` as it begins, and again with how far it is.

    Raises:
        PortageError: nothing was published; its class says why.
    """
    definitions = load_definitions()
    with new_generation(warehouse, is_open_elsewhere) as folder:
        earlier = None if request.is_first else generation_in_use(warehouse)
        with refusing_full_disks(f"The warehouse in {warehouse}"), Warehouse(folder / RECORDS) as records:
            inspection = inspect(request.submissions, request.as_at, request.service_areas, records, announce)
            announce(BUILD_STEPS[2])
            derive(records, inspection.areas, inspection.as_at)
            announce(BUILD_STEPS[3])
            counted = _counted(records, definitions, inspection)
            _keep(records, inspection)
            _tell(records, inspection, definitions, counted, EXACT, "records")
            former = before(earlier, definitions, request.preset, inspection.as_at)
            current = _standing(records, counted, definitions, request.preset, former)
        announce(BUILD_STEPS[4])
        with refusing_full_disks(f"The warehouse in {warehouse}"), Warehouse(folder / PUBLISHED) as published:
            told = partial(_going_on, announce, BUILD_STEPS[4])
            figures = to_publish(current, former, definitions, request.preset, request.beforehand, told)
            shown = replace(counted, figures=figures, demand=published_counts(figures, inspection.as_at))
            _tell(published, inspection, definitions, shown, request.preset, "published", former)
        announce(BUILD_STEPS[5])
        with refusing_full_disks(f"The warehouse in {warehouse}"):
            note = write_note(earlier, folder, stand=former is not None)
        announce(BUILD_STEPS[6])
    found = summarise(inspection.as_at, inspection.counts, inspection.results, inspection.faults, published=True)
    return replace(found, since=told_since(note))


def _standing(
    records: Warehouse, counted: Counted, definitions: Sequence[Definition], preset: Preset, former: Before | None
) -> Standing:
    """The figures as they stand; the records keep what those that do not move were made of."""
    current = standing(counted.figures, definitions, preset, former)
    records.store("standing_figure", current.stood)
    return current


def _going_on(announce: Announce, step: str, share: float) -> None:
    announce(f"{step}, {share:.0%}")


def _counted(records: Warehouse, definitions: Sequence[Definition], inspection: Inspection) -> Counted:
    figures = measure(records, definitions, inspection.as_at)
    check_figures(figures, definitions)
    waits = records.frame("SELECT service_area, received_on, started_on, wait_ended_on FROM wait")
    return Counted(
        figures,
        demand_counts(waits, inspection.as_at),
        records.frame("SELECT * FROM area_scope ORDER BY service_area"),
        quality_of(records, inspection),
        records.frame("SELECT * FROM bank_holiday ORDER BY holiday_on"),
    )


def _keep(records: Warehouse, inspection: Inspection) -> None:
    """What stays beside the figures in the file that holds rows: which rows failed what, and that none is forgotten."""
    inspection.store_faults(records)
    records.store("forgotten", FORGOTTEN.to_frame())
    for schema in ("delivered", "landing"):
        records.execute(f"DROP SCHEMA {schema} CASCADE")


def _tell(
    warehouse: Warehouse,
    inspection: Inspection,
    definitions: Sequence[Definition],
    counted: Counted,
    preset: Preset,
    contents: str,
    former: Before | None = None,
) -> None:
    """Store the figures and all that is needed to read and to believe them, in the one shape of both files."""
    tables = {
        **rule_tables(inspection.areas),
        "build": provenance.build_table(inspection.as_at, preset, contents),
        "submission": provenance.submission_table(inspection.submissions, contents),
        "submission_file": provenance.submission_file_table(inspection.landing, preset, contents),
        "rule_file": provenance.rule_file_table(inspection.areas, definitions),
        "extract_count": provenance.extract_count_table(inspection.counts, preset),
        "check_result": provenance.check_result_table(inspection.results, preset),
        "file_fault": provenance.file_fault_table(inspection.faults, preset, contents),
        **reading_tables(definitions, _WITHHELD[contents]),
        "measure_value": counted.figures,
        "area_scope": counted.area_scope,
        "bank_holiday": counted.bank_holidays,
        **quality_tables(counted.quality, definitions, preset, contents == "records"),
        **statistic_tables(counted.figures, definitions, counted.demand, preset, _SERIES[contents]),
    }
    if former:
        tables = steady(tables, former.tables, preset, is_same_day=former.until == former.as_at)
    with warehouse.transaction():
        for relation, rows in tables.items():
            warehouse.store(relation, rows)
