"""Delivered rows, accepted and set aside, without the files they would come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from expectations import EXTRACTS
from pipelines.ingest.landing import DeliveredFile, Landing
from pipelines.warehouse import Warehouse
from tests.twins import drawn
from tests.twins.pipeline import accepted

StoreRows = Callable[..., None]
LandedAs = Callable[..., Landing]


@pytest.fixture
def warehouse() -> Iterator[Warehouse]:
    """Every extract in every schema, without a row."""
    with Warehouse() as found:
        for schema in ("landing", "accepted", "set_aside", "superseded"):
            found.execute(f"CREATE SCHEMA {schema}")
            for extract in EXTRACTS:
                found.store(f"{schema}.{extract.name}", accepted(extract, []))
        found.execute("CREATE TABLE row_fault (extract VARCHAR, row_id BIGINT, code VARCHAR, consequence VARCHAR)")
        found.execute("CREATE TABLE delivery (service_area VARCHAR, extract VARCHAR)")
        yield found


@pytest.fixture
def store_rows(warehouse: Warehouse) -> StoreRows:
    """Put drawn rows of an extract into a schema, all of the first submission unless said."""

    def store(extract: str, text: str, schema: str = "accepted", submission: int = 0) -> None:
        contract = next(one for one in EXTRACTS if one.name == extract)
        rows = accepted(contract, drawn.extract_rows(extract, text))
        frame = rows.with_columns(submission=submission).cast({"submission": rows.schema["submission"]})
        warehouse.append(f"{schema}.{extract}", frame)

    return store


@pytest.fixture
def landed_as() -> LandedAs:
    """A landing of one file per extract, with all of its columns but those named, by submission."""

    def landed(*extracts: str, without: tuple[str, ...] = (), submissions: int = 1) -> Landing:
        files = [
            DeliveredFile(number, extract.name, 1, f"{extract.name}.csv", "0" * 64, 1, columns)
            for number in range(submissions)
            for extract in EXTRACTS
            if extract.name in extracts
            for columns in [tuple(column.name for column in extract.columns if column.name not in without)]
        ]
        return Landing(tuple(files), ())

    return landed
