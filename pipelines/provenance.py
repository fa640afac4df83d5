"""Where figures come from: the tables that travel with them in both files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from importlib.metadata import version

import polars as pl

from pipelines.calendars import calendar_files
from pipelines.disclosure import Preset, controlled_counts
from pipelines.errors import Fault
from pipelines.ingest.landing import Landing
from pipelines.ingest.submission import Submission
from pipelines.measures.definition import Definition
from pipelines.measures.thresholds import THRESHOLDS
from pipelines.mending import mend_of
from pipelines.rules.service_area import ServiceAreas
from pipelines.validate import CheckResult

WAREHOUSE_FORMAT = 5
"""Rises when a table changes its shape, so that a dashboard can say that it cannot read a warehouse."""

PUBLISHED = "published"


def build_table(as_at: date, preset: Preset, contents: str) -> pl.DataFrame:
    """One row: which program built the file, as at which day, and under which disclosure control."""
    return pl.DataFrame(
        {
            "program_version": [version("portage-insight")],
            "as_at": [as_at],
            "contents": [contents],
            "disclosure": [preset.name],
            "warehouse_format": [WAREHOUSE_FORMAT],
        }
    )


def submission_table(submissions: Sequence[Submission], contents: str) -> pl.DataFrame:
    """One row per submission; its name stays at home, for anyone may have typed it."""
    rows = [
        (position, None if contents == PUBLISHED else one.name, one.as_at, one.delivered_on)
        for position, one in enumerate(submissions)
    ]
    schema = {"position": pl.Int64, "name": pl.String, "as_at": pl.Date, "delivered_on": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")


def extract_count_table(counts: pl.DataFrame, preset: Preset) -> pl.DataFrame:
    """One row per extract and thing counted; how many files there are says nothing of a child, so it is exact."""
    is_rows = pl.col("counted") != "files"
    files = counts.filter(~is_rows).with_columns(symbol=pl.lit(""))
    controlled = controlled_counts(counts.filter(is_rows), "rows", preset)
    return pl.concat([files, controlled.select(files.columns)])


def submission_file_table(landing: Landing, preset: Preset, contents: str) -> pl.DataFrame:
    """One row per delivered file and extract; file names stay at home, for anyone may have typed them."""
    rows = [(f.submission, f.extract, f.number, f.file, f.sha256, f.rows) for f in landing.files]
    schema = {
        "submission": pl.Int64,
        "extract": pl.String,
        "number": pl.Int64,
        "file": pl.String,
        "sha256": pl.String,
        "rows": pl.Int64,
    }
    named = pl.DataFrame(rows, schema=schema, orient="row")
    if contents == PUBLISHED:
        named = named.with_columns(file=pl.lit(None, dtype=pl.String))
    return controlled_counts(named, "rows", preset)


def rule_file_table(areas: ServiceAreas, definitions: Sequence[Definition]) -> pl.DataFrame:
    """One row per file of rules: what its content hashes to."""
    rows = [("service_area", name, digest) for name, digest in areas.files]
    rows += [("measure", f"{definition.measure}.toml", definition.sha256) for definition in definitions]
    rows += [("calendar", name, sha256(content).hexdigest()) for name, content in calendar_files()]
    rows.append(("measure", THRESHOLDS.name, sha256(THRESHOLDS.read_bytes()).hexdigest()))
    return pl.DataFrame(rows, schema={"kind": pl.String, "name": pl.String, "sha256": pl.String}, orient="row")


def check_result_table(results: Sequence[CheckResult], preset: Preset) -> pl.DataFrame:
    """One row per check."""
    rows = [
        (
            r.check.code,
            r.check.extract,
            r.check.column,
            r.check.consequence.value,
            r.check.sentence,
            r.check.mend,
            r.status.value,
            r.rows,
        )
        for r in results
    ]
    text = ("code", "extract", "column_name", "consequence", "sentence", "mend", "status")
    schema = {**dict.fromkeys(text, pl.String), "rows": pl.Int64}
    return controlled_counts(pl.DataFrame(rows, schema=schema, orient="row"), "rows", preset)


def file_fault_table(faults: Sequence[Fault], preset: Preset, contents: str) -> pl.DataFrame:
    """One row per fault of a file as a whole; what it says stays at home, for it names files and headings."""
    rows = [(f.extract, f.code, f.consequence.value, f.sentence, mend_of(f.code), f.rows) for f in faults]
    text = ("extract", "code", "consequence", "sentence", "mend")
    found = pl.DataFrame(rows, schema={**dict.fromkeys(text, pl.String), "rows": pl.Int64}, orient="row")
    if contents == PUBLISHED:
        found = found.with_columns(sentence=pl.lit(None, dtype=pl.String))
    return controlled_counts(found, "rows", preset)
