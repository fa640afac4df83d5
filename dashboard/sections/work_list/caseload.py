"""What each worker has in hand."""

from __future__ import annotations

import polars as pl

from dashboard import sentences
from dashboard.charts.counts import counts
from dashboard.measures import DUE_SOON, OVERDUE
from dashboard.sections.section import Chart, Section
from dashboard.sections.tables import file_name
from dashboard.sections.work_list import wording
from dashboard.sections.work_list.cases import Cases
from dashboard.sections.work_list.unlimited import told, without_limits
from dashboard.sentences import NO_LIMIT

HEADING = "Caseload of each worker"

_MOST_DRAWN = 40
"""More workers than a picture can name."""
_CHILDREN = "Children supported"
_WITHOUT = "Of these, not visited for weeks"
_OVERDUE = "Clocks overdue"
_DUE_SOON = "Clocks due soon"
_DEFINITION = (
    "A worker's cases are those whose last attended visit was with that worker; of several visits on one day the last "
    "by identifier counts. The other cases, not visited yet or without a recorded worker, stand last. Of the filters, "
    "only the choice of workers narrows this table."
)


def caseload(cases: Cases) -> Section:
    """Children and outstanding clocks of each worker, for the chosen areas and workers."""
    rows = _of_workers(cases)
    return Section(
        heading=HEADING,
        charts=_charts(cases, rows) if 0 < rows.height <= _MOST_DRAWN else (_words(cases, rows),),
        table=_table(cases, rows),
        download=rows.drop("position", strict=False),
        file_name=file_name(HEADING),
        measures=("children_supported", OVERDUE, DUE_SOON),
        meaning=_DEFINITION,
    )


def _of_workers(cases: Cases) -> pl.DataFrame:
    chosen = cases.filters.workers
    rows = cases.caseloads
    return rows.filter(pl.col("worker_id").is_in(chosen)) if chosen else rows


def _charts(cases: Cases, rows: pl.DataFrame) -> tuple[Chart, ...]:
    where = f"of each worker in {cases.place}, at the close of {sentences.day(cases.figures.as_at)}."
    return (
        Chart(
            title="Children",
            sentence=_children(cases, rows),
            figure=counts(_paired(rows, "children_supported", "children_unvisited"), _CHILDREN, _WITHOUT),
            alt=f"Children supported, and those not visited for more than {cases.most_weeks} term weeks, {where}",
        ),
        Chart(
            title="Clocks",
            sentence=_clocks(cases, rows),
            figure=counts(_unlimited(cases, _paired(rows, "clocks_overdue", "clocks_due_soon")), _OVERDUE, _DUE_SOON),
            alt=f"Clocks overdue and due soon {where}",
        ),
    )


def _words(cases: Cases, rows: pl.DataFrame) -> Chart:
    if rows.is_empty():
        told = f"Nobody has a child or an outstanding clock in hand in {cases.place}."
    else:
        number = sentences.count(rows.height)
        told = f"{number} workers are too many for a picture; choose fewer areas or workers, or open the table."
    return Chart(title="", sentence=told, figure=None, alt="")


def _paired(rows: pl.DataFrame, first: str, second: str) -> pl.DataFrame:
    """Two counts of each worker in a row each, under the area's name."""
    is_alone = rows.height == 1
    return rows.select(
        (wording.worker() if is_alone else pl.col("area")).alias("what"),
        wording.worker().alias("area"),
        pl.lit("").alias("note"),
        "service_area",
        pl.col(first).cast(pl.Float64).alias("value"),
        pl.lit("").alias("words"),
        pl.col(second).cast(pl.Float64).alias("other_value"),
        pl.lit("").alias("other_words"),
    )


def _children(cases: Cases, rows: pl.DataFrame) -> str:
    named = rows.filter(pl.col("worker_id") != "")
    if named.is_empty():
        return "No worker has made a visit yet to a child who is supported now."
    children = _most(named, "children_supported", "children")
    if named.height == 1:
        return f"The one worker in {cases.place} has {children} in hand."
    return f"Of {sentences.count(named.height)} workers in {cases.place}, none has more than {children} in hand."


def _unlimited(cases: Cases, paired: pl.DataFrame) -> pl.DataFrame:
    """Words in the place of the clocks of areas where none runs: there they are not none."""
    has_none = pl.col("service_area").is_in(list(without_limits(cases)))
    numbers = [pl.when(~has_none).then(pl.col(name)).alias(name) for name in ("value", "other_value")]
    words = [pl.when(has_none).then(pl.lit(NO_LIMIT)).otherwise(name).alias(name) for name in ("words", "other_words")]
    return paired.with_columns(*numbers, *words)


def _clocks(cases: Cases, rows: pl.DataFrame) -> str:
    if without_limits(cases) == cases.areas:
        return told(cases)
    overdue = rows.filter(pl.col("clocks_overdue") > 0)
    if overdue.is_empty():
        return "No clock is overdue with any worker, nor without one."
    named, others = overdue.filter(pl.col("worker_id") != ""), overdue.filter(pl.col("worker_id") == "")
    return f"{_most_overdue('No worker has', named)}, and {_most_overdue('no area has', others)} without a worker."


def _most_overdue(nobody: str, rows: pl.DataFrame) -> str:
    """How many overdue clocks nobody exceeds, of those that have any."""
    if rows.is_empty():
        return f"{nobody} an overdue clock"
    return f"{nobody} more than {_most(rows, 'clocks_overdue', 'overdue clocks')}"


def _most(rows: pl.DataFrame, column: str, many: str) -> str:
    """The largest number in a column with its noun."""
    number = max(rows.get_column(column).to_list())
    return sentences.quantity(number, many)


def _table(cases: Cases, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        pl.col("area").alias("Service area"),
        wording.worker().alias("Worker"),
        pl.col("children_supported").alias(_CHILDREN),
        pl.col("children_unvisited").alias("Not visited for weeks of term"),
        _counted(cases, "clocks_overdue").alias(_OVERDUE),
        _counted(cases, "clocks_due_soon").alias(_DUE_SOON),
    )


def _counted(cases: Cases, column: str) -> pl.Expr:
    """A count of clocks, or that there is no limit; numbers stay numbers where every area has one."""
    unlimited = list(without_limits(cases))
    if not unlimited:
        return pl.col(column)
    in_words = pl.col(column).cast(pl.String)
    return pl.when(pl.col("service_area").is_in(unlimited)).then(pl.lit(NO_LIMIT)).otherwise(in_words)
