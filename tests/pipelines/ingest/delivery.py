from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest

from pipelines.errors import Fault, SubmissionRefused
from pipelines.ingest.landing import Landing, land
from pipelines.ingest.submission import read_submissions
from pipelines.warehouse import Warehouse

AREAS = frozenset({"cornwall", "durham"})
REFERRALS = "referral_id,child_id,service_area,received_on\nr1,c1,cornwall,2026-01-05\n"
VISITS = "visit_id,referral_id,service_area,planned_on,status\nv1,r1,cornwall,2026-01-12,attended\n"
Files = Mapping[str, str | bytes | None]


class Delivery:
    """A submission as a test delivers it: the required extracts are good unless given; None leaves one out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.warehouse = Warehouse()

    def put(self, files: Files) -> Path:
        given = {"referrals.csv": REFERRALS, "visits.csv": VISITS, "submission.toml": "as_at = 2026-03-31\n", **files}
        for name, content in given.items():
            if content is not None:
                (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return self.folder

    def land(self, files: Files) -> Landing:
        return land(read_submissions([self.put(files)]), AREAS, self.warehouse)

    def refused(self, files: Files) -> tuple[Fault, ...]:
        with pytest.raises(SubmissionRefused) as error:
            self.land(files)
        return error.value.faults

    def rows(self, extract: str, *columns: str) -> list[tuple[object, ...]]:
        frame: pl.DataFrame = self.warehouse.frame(
            f"SELECT {', '.join(columns)} FROM landing.{extract} ORDER BY row_id"
        )
        return frame.rows()
