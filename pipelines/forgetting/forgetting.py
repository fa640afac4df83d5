"""Tells what would be forgotten, and forgets it: a new pair takes the place of every earlier one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from expectations import EXTRACTS
from pipelines.errors import NoWarehouse, WarehouseBusy
from pipelines.forgetting.keeping import copy_kept
from pipelines.forgetting.wanted import EARLIER, Wanted, select_rows
from pipelines.generations import PUBLISHED, RECORDS, current_generation, left_over, new_generation
from pipelines.warehouse import Warehouse, refusing_full_disks

STEPS = ("Looking for the rows", "Writing what stays")
Announce = Callable[[str], None]

_FILES = f"""
    SELECT submission.name, forgotten_row.file, forgotten_row.extract, count(*) AS rows
    FROM forgotten_row
    LEFT JOIN {EARLIER}.submission AS submission ON forgotten_row.submission = submission.position
    GROUP BY forgotten_row.submission, submission.name, forgotten_row.file, forgotten_row.extract
    ORDER BY forgotten_row.submission, forgotten_row.file, forgotten_row.extract
"""


@dataclass(frozen=True)
class DeliveredRows:
    """How many rows of a delivered file are concerned."""

    submission: str
    file: str
    extract: str
    rows: int


@dataclass(frozen=True)
class Found:
    """What is to be forgotten, in numbers.

    Attributes:
        referrals: how many referrals.
        kept_for_child: how many that are over stay, because the child has another that is not.
        extracts: rows by extract, those that are accepted, set aside and superseded together.
        files: rows by delivered file.
    """

    referrals: int
    kept_for_child: int
    extracts: dict[str, int]
    files: tuple[DeliveredRows, ...]


def look(wanted: Wanted, warehouse: Path, announce: Announce) -> Found:
    """What ``forget`` would forget; nothing is changed.

    Args:
        wanted: whom to forget.
        warehouse: the warehouse's folder.
        announce: told the first of ``STEPS`` as it begins.

    Raises:
        NoWarehouse: nothing was built there, or it has no rows.
        WrongUsage: a referral that is named is on no row.
    """
    announce(STEPS[0])
    with tempfile.TemporaryDirectory(prefix="portage-") as folder, Warehouse(Path(folder) / RECORDS) as scratch:
        return _found(scratch, _records(warehouse), wanted)


def forget(wanted: Wanted, warehouse: Path, announce: Announce) -> Found:
    """Write a pair without the rows, put it in the place of the current one, and remove all others.

    The published file stays as it is, to the byte, and so do the figures in the file of records. Until the new pair is
    in use the earlier one is, whatever stops this; another process that has an earlier file open keeps it until it
    lets go, but nobody can open it any more.

    Args:
        wanted: whom to forget.
        warehouse: the warehouse's folder.
        announce: told each of ``STEPS`` as it begins.

    Raises:
        NoWarehouse: nothing was built there, or it has no rows.
        WarehouseBusy: a build is at work there, the folder cannot be written, or an earlier pair could not be removed.
        WrongUsage: a referral that is named is on no row.
    """
    _records(warehouse)
    with new_generation(warehouse, _nobody) as folder, refusing_full_disks(f"The warehouse in {warehouse}"):
        earlier = _records(warehouse)
        with Warehouse(folder / RECORDS) as records:
            announce(STEPS[0])
            found = _found(records, earlier, wanted)
            announce(STEPS[1])
            with records.reading(earlier, EARLIER):
                copy_kept(records, wanted.before)
        shutil.copyfile(earlier.with_name(PUBLISHED), folder / PUBLISHED)
    if left_over(warehouse):
        raise WarehouseBusy(
            f"The rows are gone from the figures in use, but an earlier build in {warehouse} still has them and cannot "
            "be removed: close the dashboard, or what else has it open, and run this again."
        )
    return found


def _nobody(_path: Path) -> bool:
    """Nobody who has a file open is waited for."""
    return False


def _records(warehouse: Path) -> Path:
    path = current_generation(warehouse) / RECORDS
    if not path.is_file():
        raise NoWarehouse(f"The warehouse in {warehouse} holds controlled figures alone; there are no rows to forget.")
    return path


def _found(warehouse: Warehouse, earlier: Path, wanted: Wanted) -> Found:
    with warehouse.reading(earlier, EARLIER):
        select_rows(warehouse, wanted)
        counts = "SELECT count(*) FILTER ({which}) FROM known_referral"
        rows = dict(warehouse.frame("SELECT extract, count(*) FROM forgotten_row GROUP BY extract").rows())
        return Found(
            warehouse.frame(counts.format(which="is_forgotten")).item(),
            warehouse.frame(counts.format(which="is_over AND NOT is_forgotten")).item(),
            {extract.name: rows[extract.name] for extract in EXTRACTS if extract.name in rows},
            tuple(DeliveredRows(*row) for row in warehouse.frame(_FILES).rows()),
        )
