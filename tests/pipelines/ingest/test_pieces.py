from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.ingest import pieces
from pipelines.ingest.decoding import text_file
from pipelines.ingest.pieces import whole_rows
from tests.pipelines.ingest.delivery import VISITS, Delivery

HEADER = "visit_id,referral_id,service_area,planned_on,status,worker_id\n"
AWKWARD = (
    "\n\n" + HEADER + 'v1,r1,cornwall,2026-01-12,attended,"a ""b""\r\n\n\nc, d"\r\n\n,,,,,\n   \n'
    "v2,r1,cornwall,2026-01-13,Atended,\u00e9t\u00e9 \u2013 \u00a3\n"
    * 1
    + "".join(f'v{at},r1,cornwall,2026-02-{at + 10},Atended,"{at}\n"\n' for at in range(3, 9))
    + "v9,r1,cornwall,2026-01-13,planned,,MARKER\nv10,r1,cornwall,2026-01-14,planned,last"
)
COLUMNS = ("row_number", "visit_id", "planned_on::VARCHAR", "status", "worker_id", "is_unreadable_planned_on")
SIZES = (1, 64)


def in_pieces(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(pieces, "_PIECE_BYTES", size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_read_in_pieces_is_the_file_read_at_once(
    delivery: Delivery, monkeypatch: pytest.MonkeyPatch, size: int, encoding: str
) -> None:
    whole = delivery.land({"visits.csv": AWKWARD.encode(encoding)}).faults, delivery.rows("visits", *COLUMNS)
    in_pieces(monkeypatch, size)
    assert (delivery.land({}).faults, delivery.rows("visits", *COLUMNS)) != whole
    assert (delivery.land({"visits.csv": AWKWARD.encode(encoding)}).faults, delivery.rows("visits", *COLUMNS)) == whole
    assert len(whole[1]) == 10
    assert {fault.code for fault in whole[0]} == {"visits.row.too_long", "visits.status.value_unknown"}


def test_pieces_end_where_rows_do_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "visits.csv"
    path.write_bytes(AWKWARD.encode())
    found = list(whole_rows(text_file(path), 16))
    assert b"".join(found) == AWKWARD.encode()
    assert len(found) > 10
    assert all(piece.endswith(b"\n") and piece.count(b'"') % 2 == 0 for piece in found[:-1])


def test_a_quotation_mark_that_is_never_closed_does_not_fill_the_memory(
    delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_pieces(monkeypatch, 64)
    monkeypatch.setattr(pieces, "_LONGEST_ROW_BYTES", 256)
    rows = "".join(f"v{at},r1,cornwall,2026-01-13,planned\n" for at in range(2, 50))
    (fault,) = delivery.refused({"visits.csv": VISITS + 'v1,"r1,cornwall,2026-01-13,planned\n' + rows})
    assert fault.code == "visits.file.unreadable"
    assert "quotation marks out of place" in fault.sentence


def test_privacy_thresholds_count_over_all_pieces(delivery: Delivery, monkeypatch: pytest.MonkeyPatch) -> None:
    in_pieces(monkeypatch, 64)
    numbers = ("9434765919", "4010232137", "9876543210")

    def text(valid: int, invalid: int) -> str:
        cells = [*numbers[:valid], *(f"943476591{digit}" for digit in range(9))][: valid + invalid]
        return HEADER + "".join(f"v{at},r1,cornwall,2026-01-12,attended,{cell}\n" for at, cell in enumerate(cells))

    assert delivery.land({"visits.csv": text(2, 5)}).faults == ()
    assert [fault.code for fault in delivery.refused({"visits.csv": text(3, 9)})] == ["visits.personal_data.nhs_number"]


def test_the_most_shared_values_are_told_over_all_pieces(delivery: Delivery, monkeypatch: pytest.MonkeyPatch) -> None:
    in_pieces(monkeypatch, 64)
    said = ["Seen"] * 6 + ["Ended"] * 5 + ["Rare"] * 4
    rows = [f"v{at},r1,cornwall,2026-01-12,{said[at * 7 % 15]},\n" for at in range(15)]
    faults = delivery.land({"visits.csv": HEADER + "".join(rows)}).faults
    assert [(fault.rows, '"Seen"' in fault.sentence) for fault in faults] == [(6, True), (5, False)]
