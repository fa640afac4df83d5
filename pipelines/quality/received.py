"""What became of the delivered rows: how many were accepted and set aside, for whom, and why."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from expectations import EXTRACTS
from pipelines.disclosure import Preset, controlled_counts
from pipelines.ingest.landing import Landing
from pipelines.quality.scope import ALL, UNKNOWN, DeliveryScope, marked
from pipelines.validate import CheckResult, Status
from pipelines.warehouse import Warehouse

DELIVERY_COUNT = pl.Schema(
    {
        "submission": pl.Int64(),
        "service_area": pl.String(),
        "extract": pl.String(),
        "counted": pl.String(),
        "rows": pl.Int64(),
        "symbol": pl.String(),
    }
)
"""One row per submission, service area it has rows of, extract, and thing counted: read, accepted and so on."""

FAULT_COUNT = pl.Schema(
    {
        "service_area": pl.String(),
        "extract": pl.String(),
        "code": pl.String(),
        "rows": pl.Int64(),
        "symbol": pl.String(),
    }
)
"""One row per service area, ``all`` among them, and check: the rows that failed it."""

_PLACE = ["submission", "service_area", "extract"]
_PARTS = ("accepted", "set_aside", "superseded")
_COUNTED = ("read", *_PARTS)
_FAILING = """
    SELECT coalesce(landed.service_area, $unknown) AS service_area, row_fault.code, count(*) AS rows
    FROM row_fault
    INNER JOIN landing.{extract} AS landed
        ON row_fault.row_id = landed.row_id
    WHERE row_fault.extract = $extract
    GROUP BY ALL
"""


def delivery_counts(warehouse: Warehouse, accepted: pl.DataFrame, landing: Landing) -> pl.DataFrame:
    """How many rows were read, accepted, set aside and superseded, exact.

    Args:
        warehouse: holds ``set_aside.<extract>`` and ``superseded.<extract>`` for every extract.
        accepted: the rows of ``pipelines.quality.profile.Profile``.
        landing: the files that were read.

    Returns:
        Rows of ``DELIVERY_COUNT``, sorted. A row that names no service area is that of ``unknown``. The symbol is
        ``x`` where the submission has no file of the extract.
    """
    others = [_counted(warehouse, part, extract.name) for part in _PARTS[1:] for extract in EXTRACTS]
    parts = pl.concat([accepted.with_columns(counted=pl.lit("accepted")).select(*_PLACE, "counted", "rows"), *others])
    read = parts.group_by(_PLACE).agg(pl.col("rows").sum(), counted=pl.lit("read"))
    every = _every_count(parts.select("submission", "service_area").unique(), landing)
    found = every.join(pl.concat([parts, read.select(parts.columns)]), on=[*_PLACE, "counted"], how="left")
    is_there = pl.col("is_delivered")
    told = found.with_columns(
        rows=pl.when(is_there).then(pl.col("rows").fill_null(0)),
        symbol=pl.when(is_there).then(pl.lit("")).otherwise(pl.lit("x")),
    )
    return told.select(DELIVERY_COUNT.names()).cast(DELIVERY_COUNT).sort([*_PLACE, "counted"])


def fault_counts(warehouse: Warehouse, results: Sequence[CheckResult], scope: DeliveryScope) -> pl.DataFrame:
    """How many rows failed each check, exact.

    Args:
        warehouse: holds ``row_fault``, and ``landing.<extract>`` for every extract.
        results: one per check of the contract.
        scope: what was delivered.

    Returns:
        Rows of ``FAULT_COUNT``. The symbol is ``x`` where the extract was not delivered for the area. A row that fails
        two checks counts in both; one that names no service area is that of ``unknown``.
    """
    failed = {result.check.extract for result in results if result.status is Status.FAILED}
    found = [
        warehouse.frame(_FAILING.format(extract=name), {"extract": name, "unknown": UNKNOWN}) for name in sorted(failed)
    ]
    empty = FAULT_COUNT.to_frame().select("service_area", "code", "rows")
    counts = pl.concat([empty, *found])
    together = (
        counts.group_by("code").agg(pl.col("rows").sum()).select(pl.lit(ALL).alias("service_area"), "code", "rows")
    )
    every = marked(_every_check(results, (*scope.everywhere, UNKNOWN)), scope)
    is_there = pl.col("is_delivered") | (pl.col("service_area") == UNKNOWN)
    told = every.join(
        pl.concat([together, counts]), on=["service_area", "code"], how="left", maintain_order="left"
    ).with_columns(
        rows=pl.when(is_there).then(pl.col("rows").fill_null(0)),
        symbol=pl.when(is_there).then(pl.lit("")).otherwise(pl.lit("x")),
    )
    return told.select(FAULT_COUNT.names()).cast(FAULT_COUNT)


def controlled_rows(exact: pl.DataFrame, preset: Preset) -> pl.DataFrame:
    """Counts of rows that may be published; what was not delivered stays so."""
    shown = controlled_counts(exact, "rows", preset)
    is_missing = exact["symbol"] == "x"
    return shown.with_columns(symbol=pl.when(is_missing).then(pl.lit("x")).otherwise(pl.col("symbol")))


def _counted(warehouse: Warehouse, part: str, extract: str) -> pl.DataFrame:
    counts = warehouse.frame(
        f"SELECT CAST(submission AS BIGINT) AS submission, coalesce(service_area, $unknown) AS service_area, "
        f"count(*) AS rows FROM {part}.{extract} GROUP BY ALL",
        {"unknown": UNKNOWN},
    )
    return counts.select(
        "submission", "service_area", pl.lit(extract).alias("extract"), pl.lit(part).alias("counted"), "rows"
    )


def _every_count(whose: pl.DataFrame, landing: Landing) -> pl.DataFrame:
    delivered = {(file.submission, file.extract) for file in landing.files}
    rows = [
        (submission, area, extract.name, counted, (submission, extract.name) in delivered)
        for submission, area in whose.iter_rows()
        for extract in EXTRACTS
        for counted in _COUNTED
    ]
    types = {"submission": pl.Int64, "is_delivered": pl.Boolean}
    columns = [*_PLACE, "counted", "is_delivered"]
    return pl.DataFrame(rows, schema={name: types.get(name, pl.String) for name in columns}, orient="row")


def _every_check(results: Sequence[CheckResult], areas: Sequence[str]) -> pl.DataFrame:
    rows = [(area, result.check.extract, result.check.code) for area in areas for result in results]
    return pl.DataFrame(rows, schema=["service_area", "extract", "code"], orient="row")
