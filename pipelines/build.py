"""The whole run: submissions in, a pair of files out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from pipelines import provenance
from pipelines.changes.note import write_note
from pipelines.changes.telling import told_since
from pipelines.counting import Counted, counted_exactly, to_be_shown
from pipelines.derive import derive
from pipelines.disclosure import EXACT, WITHHELD_PERIODS, Preset
from pipelines.forgetting.keeping import FORGOTTEN
from pipelines.generations import PUBLISHED, RECORDS, generation_in_use, new_generation
from pipelines.inspection import INSPECTION_STEPS, Announce, Inspection, inspect
from pipelines.measures.definition import Definition, load_definitions
from pipelines.measures.periods import PeriodKind
from pipelines.protection.former import before
from pipelines.protection.publishing import to_publish
from pipelines.protection.standing import Before, Standing, standing
from pipelines.protection.steady import steady_freshness
from pipelines.quality.tables import quality_tables
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
            counted = counted_exactly(records, definitions, inspection)
            _keep(records, inspection)
            _tell(records, inspection, definitions, counted, EXACT, "records")
            former = before(earlier, definitions, request.preset, inspection.as_at)
            current = _standing(records, counted, definitions, request.preset, former)
        announce(BUILD_STEPS[4])
        with refusing_full_disks(f"The warehouse in {warehouse}"), Warehouse(folder / PUBLISHED) as published:
            told = partial(_going_on, announce, BUILD_STEPS[4])
            figures = to_publish(current, former, definitions, request.preset, request.beforehand, told)
            shown = to_be_shown(counted, figures, inspection, request.preset, former)
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
        "rule_file": provenance.rule_file_table(inspection.areas, definitions),
        **reading_tables(definitions, _WITHHELD[contents]),
        "measure_value": counted.figures,
        "area_scope": counted.area_scope,
        "bank_holiday": counted.bank_holidays,
        **counted.rows,
        **quality_tables(counted.quality, definitions, preset, contents == "records"),
        **statistic_tables(counted.figures, definitions, counted.demand, preset, _SERIES[contents]),
    }
    if former and former.until == former.as_at:
        tables["freshness"] = steady_freshness(tables, former.tables)
    with warehouse.transaction():
        for relation, rows in tables.items():
            warehouse.store(relation, rows)
