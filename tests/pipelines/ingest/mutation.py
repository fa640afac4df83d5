"""Submissions spoilt at random from a seed, as systems, mail and spreadsheets spoil them; and what must hold of any."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

import polars as pl
import xlsxwriter

from pipelines.checking import check
from pipelines.errors import Fault, SubmissionRefused
from pipelines.ingest.landing import land
from pipelines.ingest.submission import read_submissions
from pipelines.inspection import REPORT
from pipelines.warehouse import Warehouse

AREAS = frozenset({"cornwall", "durham"})
MARKER = "qzx"
"""Stands in every identifier and every free text, so that a cell that is told can be seen."""
SECONDS = 10
_NAMED_ON_PURPOSE = ".service_area.unknown"
"""The one fault that tells a cell of a single row: the contract asks for it."""
_ROWS = 12
_MADE = datetime(2026, 1, 1)
_HEADINGS = {
    "referrals": ("referral_id", "child_id", "service_area", "received_on", "birth_month", "sex", "decision"),
    "visits": ("visit_id", "referral_id", "service_area", "planned_on", "status", "minutes", "worker_id", "Remark"),
}
_SETTINGS = b"as_at = 2026-03-31\n"
_MAPPING = b'[visits.columns]\n"Remark" = "kind"\n[visits.values.kind]\n"at home" = "home"\n'
_ODD = (b"\0", b'"', b",", b";", b"\t", b"\r", b"\n", b"\r\n", b"\xff\xfe", b"\xef\xbb\xbf", b"\x81", b"\xe2\x80\xa8")
_ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32", "utf-7", "cp037")
_CELLS = (
    "",
    "   ",
    "=1+1",
    "1e999",
    "-0",
    "2.98725E+13",
    "31/02/2026",
    "0000-00-00",
    "\u202e",
    '"',
    "''",
    "x" * 100_000,
)
_Spoil = Callable[[bytes, Random], bytes]


@dataclass(frozen=True)
class Outcome:
    """What a reader said of a submission, how long it took, and whether it was refused."""

    told: str
    seconds: float
    was_refused: bool


def well_formed(chance: Random) -> dict[str, bytes]:
    """A submission that lands, in forms chosen at random."""
    made = {
        f"{extract}{(ending := chance.choice(('.csv', '.csv', '.xlsx', '.parquet')))}": _made(extract, ending)
        for extract in _HEADINGS
    }
    return {**made, "submission.toml": _SETTINGS, "mapping.toml": _MAPPING}


def spoilt(files: dict[str, bytes], chance: Random) -> dict[str, bytes]:
    """The same files with a few of them spoilt in one way each."""
    changed = dict(files)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        texts = [name for name in changed if name.endswith(".csv")]
        name = chance.choice([*changed, *texts, *texts])
        changed[name] = _spoil_of(name, chance)(changed[name], chance)
    return changed


def trial(seed: int, folder: Path, is_whole: bool) -> Outcome:
    """Spoil a submission, read it, and say what came of it.

    Args:
        seed: what it is spoilt by.
        folder: an empty folder.
        is_whole: whether the rows are checked as well, which takes a second or two.

    Raises:
        AssertionError: rows were lost, or a cell was told.
        Exception: whatever the reader lets through.
    """
    chance = Random(seed)
    for name, content in spoilt(well_formed(chance), chance).items():
        (folder / name).write_bytes(content)
    began = time.perf_counter()
    told, was_refused = (_checked if is_whole else landed)(folder)
    seconds = time.perf_counter() - began
    assert MARKER not in told.casefold(), f"seed {seed} makes it tell a cell"
    return Outcome(told, seconds, was_refused)


def landed(folder: Path) -> tuple[str, bool]:
    """What is told of a submission that is read and stored, and whether it was refused."""
    with Warehouse() as warehouse:
        try:
            landing = land(read_submissions([folder]), AREAS, warehouse)
        except SubmissionRefused as refused:
            return _told(refused.faults), True
        for extract in _HEADINGS:
            read = sum(file.rows for file in landing.files if file.extract == extract)
            stored = warehouse.frame(f"SELECT count(*), count(DISTINCT row_id) FROM landing.{extract}").row(0)
            assert stored == (read, read), "rows were lost"
        return _told(landing.faults), False


def _checked(folder: Path) -> tuple[str, bool]:
    lines: list[pl.DataFrame] = []
    try:
        found = check((folder,), None, None, lambda _step: None, report=lambda _told, some: lines.extend(some))
    except SubmissionRefused as refused:
        return _told(refused.faults), True
    for counts in found.extracts.values():
        assert counts["read"] == counts["accepted"] + counts["set_aside"] + counts["superseded"], "rows were lost"
    kept = pl.concat([REPORT.to_frame(), *lines]).filter(~pl.col("code").str.ends_with(_NAMED_ON_PURPOSE))
    return found.as_text() + found.as_json() + kept.write_csv(), False


def _told(faults: tuple[Fault, ...]) -> str:
    return "\n".join(str(fault) for fault in faults if not fault.code.endswith(_NAMED_ON_PURPOSE))


def _rows(extract: str) -> list[tuple[str, ...]]:
    if extract == "referrals":
        return [
            (f"7{at}{MARKER}r", f"7{at}{MARKER}c", "cornwall", f"2026-01-{at + 10}", "2023-05", "F", "accepted")
            for at in range(_ROWS)
        ]
    statuses = ("attended", "not_brought", "planned")
    return [
        (
            f"8{at}{MARKER}v",
            f"7{at}{MARKER}r",
            "Cornwall",
            f"{at + 10}/02/2026",
            statuses[at % 3],
            str(30 + at),
            f"9{at}{MARKER}w",
            f"8{at} {MARKER} \u00e9t\u00e9",
        )
        for at in range(_ROWS)
    ]


def _made(extract: str, ending: str) -> bytes:
    return {".csv": _text, ".xlsx": _workbook, ".parquet": _parquet}[ending](extract)


def _text(extract: str) -> bytes:
    lines = [_HEADINGS[extract], *_rows(extract)]
    return "".join(",".join(f'"{cell}"' if " " in cell else cell for cell in line) + "\n" for line in lines).encode()


def _workbook(extract: str) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet()
        for at, line in enumerate([_HEADINGS[extract], *_rows(extract)]):
            sheet.write_row(at, 0, line)
    return buffer.getvalue()


def _parquet(extract: str) -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame(_rows(extract), schema=list(_HEADINGS[extract]), orient="row").write_parquet(buffer)
    return buffer.getvalue()


def _spoil_of(name: str, chance: Random) -> _Spoil:
    return chance.choice(_OF_TEXT if name.endswith((".csv", ".toml")) else _OF_BYTES)


def _flipped(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(content: bytes, chance: Random) -> bytes:
    first, last = sorted((chance.randint(0, len(content)), chance.randint(0, len(content))))
    return chance.choice((content[:first], content[first:], content[:first] + content[last:]))


def _doubled(content: bytes, chance: Random) -> bytes:
    first, last = sorted((chance.randint(0, len(content)), chance.randint(0, len(content))))
    return content[:last] + content[first:last] + content[last:]


def _with_odd_bytes(content: bytes, chance: Random) -> bytes:
    at = chance.randint(0, len(content))
    return content[:at] + chance.choice(_ODD) * chance.choice((1, 1, 2, 700)) + content[at:]


def _in_another_encoding(content: bytes, chance: Random) -> bytes:
    return content.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


def _with_other_marks(content: bytes, chance: Random) -> bytes:
    old, new = chance.sample((b",", b";", b"\t", b'"', b"\n", b"\r", b"\r\n", b"|", b" "), 2)
    return content.replace(old, new)


def _with_a_cell(content: bytes, chance: Random) -> bytes:
    cells = content.split(b",")
    cells[chance.randrange(len(cells))] = chance.choice(_CELLS).encode()
    return b",".join(cells)


def _with_other_headings(content: bytes, chance: Random) -> bytes:
    first, _, rest = content.partition(b"\n")
    headings = first.split(b",")
    at, other = chance.randrange(len(headings)), chance.randrange(len(headings))
    headings[at] = chance.choice(
        (b"", b"Note", b"name", headings[other].upper(), b"x" * 300, b"NHS no", headings[at] * 2)
    )
    return b",".join(headings) + b"\n" + rest


def _emptied(content: bytes, chance: Random) -> bytes:
    del content
    return chance.choice((b"", b"\n\n\n", b"\xff\xfe", b"\0\0", b"PK\x03\x04", b"PAR1PAR1", b","))


_OF_BYTES: tuple[_Spoil, ...] = (_flipped, _flipped, _cut, _doubled, _with_odd_bytes, _emptied)
_OF_TEXT: tuple[_Spoil, ...] = (
    *_OF_BYTES,
    _in_another_encoding,
    _with_other_marks,
    _with_a_cell,
    _with_other_headings,
)
