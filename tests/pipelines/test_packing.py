"""What the commands of packs say when they cannot do what is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.pack import making
from pipelines.cli import main
from tests.dashboard.conftest import both, published

__all__ = ["both", "published"]


def _told(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["pack", *map(str, arguments)])
    assert isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--area", "avom"], "There is no service area avom; the nearest is avon."),
        (["--area", "Esk and the Long Vale"], "There is no service area Esk and the Long Vale; the nearest is esk."),
        (["--area", " "], "There is no service area without a name; there are all, avon, brent, colne, dale and esk."),
        (["--area", "xyz"], "There is no service area xyz; there are all, avon, brent, colne, dale and esk."),
        (["--from", "2026-01", "--to", "2025-01"], "The quarters end before they begin"),
        (["--from", "2050-01"], "There is no figure in these quarters; there are some from"),
        (["--from", "soon"], "'soon' is no quarter; write it YYYY-Q1 to YYYY-Q4"),
        (["--from", "2025-13"], "'2025-13' is no quarter"),
        (["--from", "2025-Q5"], "'2025-Q5' is no quarter"),
        (["--from", "2050-Q1"], "There is no figure in these quarters"),
        (["--from", "2026-Q2", "--to", "2026-03-31"], "The quarters end before they begin"),
    ],
)
def test_what_is_not_there_is_told(asked: list[str], said: str, both: Path, tmp_path: Path) -> None:
    code, output = _told("--warehouse", both, "--output", tmp_path / "pack.zip", *asked)
    assert code == 2 and said in output
    assert not list(tmp_path.iterdir())


def test_a_pack_is_named_as_a_zip_file(both: Path, tmp_path: Path) -> None:
    code, output = _told("--warehouse", both, "--output", tmp_path / "pack.pdf")
    assert code == 2 and "has to end in .zip" in output


def test_exact_figures_that_are_not_there_are_told(published: Path, tmp_path: Path) -> None:
    code, output = _told("--warehouse", published, "--output", tmp_path / "pack.zip", "--from-records")
    assert code == 6 and "has no exact figures; leave --from-records out." in output


def test_no_warehouse_is_told(tmp_path: Path) -> None:
    code, output = _told("--warehouse", tmp_path / "none", "--output", tmp_path / "pack.zip")
    assert code == 6 and output.startswith("portage: There are no figures here yet")


def test_a_folder_that_is_not_there_is_told_before_the_work(
    both: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "make", lambda *_: pytest.fail("the work has begun"))
    code, output = _told("--warehouse", both, "--output", tmp_path / "none" / "pack.zip")
    assert code == 2 and "there is no folder" in output


def test_a_pack_that_cannot_be_finished_leaves_the_one_before(
    both: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "pack.zip").write_bytes(b"before")
    monkeypatch.setattr(making, "steps", lambda *_: [])
    monkeypatch.setattr(making, "make", lambda *_: b"after")
    monkeypatch.setattr("os.fsync", full)
    code, output = _told("--warehouse", both, "--output", tmp_path / "pack.zip")
    assert code == 2 and "No space left on device" in output
    assert [path.name for path in tmp_path.iterdir()] == ["pack.zip"]
    assert (tmp_path / "pack.zip").read_bytes() == b"before"
