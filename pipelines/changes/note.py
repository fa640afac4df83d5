"""The note of a build over an earlier one: what moved since, in both files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipelines.changes.comparing import CHANGE, Changes, compare
from pipelines.changes.pair import pair_of
from pipelines.changes.reasons import LATE, WORDS, Reason
from pipelines.disclosure import EXACT
from pipelines.errors import NoWarehouse
from pipelines.explanation.wording import day
from pipelines.finished import file_in
from pipelines.warehouse import Warehouse, read_frame

EARLIER_BUILD = pl.Schema(
    {
        "program_version": pl.String(),
        "as_at": pl.Date(),
        "disclosure": pl.String(),
        "remark": pl.String(),
        "stands": pl.String(),
        "closed_by": pl.Date(),
        "compared": pl.Int64(),
        "moved": pl.Int64(),
        "moved_beyond_late": pl.Int64(),
        "moved_open": pl.Int64(),
    }
)
"""One row where there was a build before: which, and how many figures moved; or a remark why they were not compared.
Of published figures ``stands`` says in a sentence which of the earlier ones are among them."""

_WHICH = "SELECT program_version, as_at, disclosure, contents FROM build"
_STANDS = (
    "What was published as at {until} of periods that were over by {closed} stands where its definition is the same, a "
    "0 as well, until a count behind it is five away from what it was then. It was judged by the rules and files of "
    "that build, which may be others than those told here."
)
_NOT_THERE = "A file of the earlier build is gone, or cannot be read, or is of another format: nothing of it stands."
_OTHER_CONTROL = "The earlier figures were controlled in another way: none of them stands, nor is told beside these."


@dataclass(frozen=True)
class Note:
    """What is told of a build before.

    Attributes:
        changes: what moved; None where nothing was compared.
        before: the row of ``EARLIER_BUILD``; None where there was no build, or nothing can be read of it.
    """

    changes: Changes | None
    before: dict[str, object] | None


def write_note(earlier: Path | None, folder: Path, stand: bool) -> Note:
    """Compare each of a new pair's finished files with the earlier one's, and store what moved in it.

    Args:
        earlier: the folder of the earlier pair; None where there is none.
        folder: that of the new pair.
        stand: whether published figures of the earlier pair stand in the new one.

    Returns:
        The note of the records.
    """
    notes = [_write(earlier, folder, contents, stand) for contents in ("published", "records")]
    return notes[-1]


def _write(earlier: Path | None, folder: Path, contents: str, stand: bool) -> Note:
    path = file_in(folder, contents)
    note = _note(file_in(earlier, contents), path, stand) if earlier else Note(None, None)
    # Two controlled numbers of one figure, or that it moved at all, can give away both of the exact ones.
    is_told = note.changes is not None and contents == "records"
    with Warehouse(path) as file:
        file.store("change", note.changes.rows if note.changes and is_told else CHANGE.to_frame())
        before = [{name: note.before.get(name) for name in EARLIER_BUILD}] if note.before else []
        file.store("earlier_build", pl.DataFrame(before, schema=EARLIER_BUILD))
        file.store("change_reason", reason_table())
    return note


def _note(earlier: Path, later: Path, stand: bool) -> Note:
    try:
        was, now = (read_frame(path, _WHICH).row(0, named=True) for path in (earlier, later))
        if was["disclosure"] != now["disclosure"]:
            return Note(None, {**was, "remark": _OTHER_CONTROL, "stands": ""})
        if _is_controlled(was) and not stand:
            return Note(None, {**was, "remark": _NOT_THERE, "stands": ""})
        with pair_of(earlier, later) as pair:
            found = compare(pair)
    except NoWarehouse:
        return Note(None, {"remark": _NOT_THERE, "stands": ""})
    beyond = found.beyond_late.select(CHANGE.names()[:7]).unique().height
    counts = {"compared": found.compared, "moved": found.figures, "moved_beyond_late": beyond}
    stands = _STANDS.format(until=day(was["as_at"]), closed=day(found.closed_by)) if _is_controlled(was) else ""
    return Note(
        found,
        {**was, **counts, "remark": "", "stands": stands, "closed_by": found.closed_by, "moved_open": found.open},
    )


def _is_controlled(build: dict[str, object]) -> bool:
    """Whether the figures of a file are controlled: exact ones are always those of today, so that none stands."""
    return build["contents"] == "published" and build["disclosure"] != EXACT.name


def reason_table() -> pl.DataFrame:
    """One row per reason, in their order: what it is called, and whether it is late data."""
    rows = [(reason.value, position, WORDS[reason], reason in LATE) for position, reason in enumerate(Reason)]
    schema = {"reason": pl.String, "position": pl.Int64, "title": pl.String, "is_late": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")
