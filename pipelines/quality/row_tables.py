"""The tables that count rows, which travel in both files: exact at home, and controlled where they are published."""

from __future__ import annotations

import polars as pl

from pipelines import provenance
from pipelines.disclosure import EXACT, SUPPRESSED, Preset
from pipelines.inspection import Inspection
from pipelines.quality.completeness import completeness, controlled_completeness
from pipelines.quality.received import controlled_rows
from pipelines.quality.tables import Quality
from pipelines.quality.together import together


def row_tables(inspection: Inspection, quality: Quality, preset: Preset, contents: str) -> dict[str, pl.DataFrame]:
    """The tables by name, each count controlled by itself.

    Args:
        inspection: what was read and checked.
        quality: what was found of the rows, exact.
        preset: how counts are controlled.
        contents: of which file they are: ``records`` or ``published``.
    """
    return {
        "submission_file": provenance.submission_file_table(inspection.landing, preset, contents),
        "extract_count": provenance.extract_count_table(inspection.counts, preset),
        "check_result": provenance.check_result_table(inspection.results, preset),
        "completeness": controlled_completeness(completeness(quality.profile.cells, quality.scope), preset),
        "delivery_count": controlled_rows(quality.deliveries, preset),
        "fault_count": controlled_rows(quality.faults, preset),
    }


def published_rows(
    inspection: Inspection, quality: Quality, preset: Preset, figures: tuple[pl.DataFrame, pl.DataFrame]
) -> dict[str, pl.DataFrame]:
    """The same, all counts controlled together, and without the hash of a file whose rows are suppressed.

    So few rows may be guessed, and a hash would say whether they were guessed rightly.

    Args:
        inspection: what was read and checked.
        quality: what was found of the rows, exact.
        preset: how counts are controlled.
        figures: rows of ``MEASURE_VALUE``, exact, and as they are published.
    """
    exact, shown = (row_tables(inspection, quality, each, provenance.PUBLISHED) for each in (EXACT, preset))
    tables = together(exact, shown, preset, figures)
    files = tables["submission_file"]
    known = pl.when(pl.col("symbol") != SUPPRESSED).then("sha256").alias("sha256")
    return {**tables, "submission_file": files.with_columns(known)}
