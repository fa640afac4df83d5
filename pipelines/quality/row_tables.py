"""The tables that count rows, which travel in both files: exact at home, and controlled where they are published."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipelines import provenance
from pipelines.disclosure import SUPPRESSED, Preset
from pipelines.inspection import Inspection
from pipelines.protection.steady import steady
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
        "file_fault": provenance.file_fault_table(inspection.faults, preset, contents),
        "check_result": provenance.check_result_table(inspection.results, preset),
        "completeness": controlled_completeness(completeness(quality.profile.cells, quality.scope), preset),
        "delivery_count": controlled_rows(quality.deliveries, preset),
        "fault_count": controlled_rows(quality.faults, preset),
    }


def to_be_published(
    exact: Mapping[str, pl.DataFrame],
    fresh: Mapping[str, pl.DataFrame],
    preset: Preset,
    figures: pl.DataFrame,
    before: Mapping[str, pl.DataFrame] | None,
) -> dict[str, pl.DataFrame]:
    """The tables with the rows that stand from the build before, and all counts controlled together.

    A file of so few rows that its count is suppressed by itself has no hash: they may be guessed, and a hash would say
    whether they were guessed rightly.

    Args:
        exact: what ``row_tables`` gives, exact.
        fresh: the same rows, each count controlled by itself.
        preset: how they were controlled.
        figures: rows of ``MEASURE_VALUE``, as they are published.
        before: what was published of these tables before, if anything.
    """
    known = pl.when(pl.col("symbol") != SUPPRESSED).then("sha256").alias("sha256")
    files = fresh["submission_file"].with_columns(known)
    shown = {**fresh, "submission_file": files}
    return together(exact, steady(shown, before, preset) if before else shown, preset, figures)
