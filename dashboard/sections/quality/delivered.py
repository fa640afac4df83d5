"""What was delivered, by whom and when, and how many of its rows count."""

from __future__ import annotations

import polars as pl

from dashboard import deliveries, relations, sentences
from dashboard.context import Context
from dashboard.sections import tables
from dashboard.sections.quality import wording
from dashboard.sections.section import Section
from dashboard.sentences import literal
from dashboard.warehouse import Snapshot


def submissions(context: Context) -> Section:
    """Every submission, when it was delivered, for whom, and its files with their digests."""
    warehouse = context.warehouse
    titles = deliveries.extracts(warehouse)
    files = relations.submission_files(warehouse)
    heading = "What was delivered, by whom and when"
    table = [
        {
            "Submission": str(row["submission"] + 1),
            "Extract": titles[row["extract"]],
            "File": row["file"] or f"file {row['number']} (its name stays with the service)",
            "Rows": wording.rows(row),
            "SHA-256": wording.digest(row),
        }
        for row in files.iter_rows(named=True)
    ]
    lines = [_submission(warehouse, row, files) for row in relations.submissions(warehouse).iter_rows(named=True)]
    return Section(
        heading=heading,
        charts=(),
        table=pl.DataFrame(table),
        download=files,
        file_name=tables.file_name(heading),
        lead="\n".join(lines),
    )


def _submission(warehouse: Snapshot, row: dict[str, object], files: pl.DataFrame) -> str:
    names = wording.names(warehouse)
    found = deliveries.deliveries(warehouse, list(names)).filter(pl.col("submission") == row["position"])
    whose = [names[area] for area in names if area in set(found["service_area"]) and area != wording.UNKNOWN]
    number = files.filter(pl.col("submission") == row["position"]).height
    name = f" “{literal(str(row['name']))}”" if row["name"] else ""
    delivered = row["delivered_on"]
    when = f"delivered on {sentences.day(delivered)}" if delivered else "which does not say when it was delivered"  # type: ignore[arg-type]
    return (
        f"- **Submission {int(str(row['position'])) + 1}**{name}, {when}: "
        f"{number} {'file' if number == 1 else 'files'}, for {sentences.listed([literal(one) for one in whose])}."
    )


def rows_received(context: Context) -> Section:
    """How many rows of each extract were read, accepted, set aside and replaced, for each chosen area."""
    warehouse = context.warehouse
    names = wording.names(warehouse)
    areas = (*wording.each_area(warehouse, context.selection.areas), wording.UNKNOWN)
    found = deliveries.deliveries(warehouse, areas)
    heading = "Rows read, accepted and set aside"
    table = [
        {
            "Submission": str(submission + 1),
            "Service area": names[area],
            "Extract": title,
            **{label: _counted(part, counted) for counted, label in wording.COUNTED.items()},
        }
        for (submission, area, title), part in found.group_by(
            "submission", "service_area", "title", maintain_order=True
        )
    ]
    return Section(
        heading=heading,
        charts=(),
        table=pl.DataFrame(table),
        download=found,
        file_name=tables.file_name(heading),
        summary=_altogether(warehouse),
        lead="All service areas together; by area in the table below. Every figure rests on accepted rows alone.",
    )


def _counted(part: pl.DataFrame, counted: str) -> str:
    return wording.rows(part.filter(pl.col("counted") == counted).row(0, named=True))


def _altogether(warehouse: Snapshot) -> pl.DataFrame:
    """Rows of each extract, whoever's; an extract without a file was not delivered."""
    counts = relations.extract_counts(warehouse)
    titles = deliveries.extracts(warehouse)
    return pl.DataFrame([_extract(counts.filter(pl.col("extract") == name), title) for name, title in titles.items()])


def _extract(counts: pl.DataFrame, title: str) -> dict[str, str]:
    is_there = counts.filter(pl.col("counted") == "files")["rows"].item() > 0
    told = {label: _counted(counts, name) if is_there else "not delivered" for name, label in wording.COUNTED.items()}
    return {"Extract": title, **told}
