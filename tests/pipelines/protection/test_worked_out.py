"""What is suppressed of the shipped submission, as the demo has it, and when what is kept is of no use."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from pipelines import running, serving
from pipelines.build import Request
from pipelines.cli import main
from pipelines.disclosure import PRESETS, SUPPRESSED, controlled
from pipelines.errors import WrongUsage
from pipelines.protection import worked_out as module
from pipelines.protection.publishing import to_publish
from pipelines.protection.standing import Before, standing
from pipelines.protection.suppression import publishable
from pipelines.protection.worked_out import keep, worked_out
from pipelines.shipped import BEFOREHAND, shipped
from tests.pipelines.protection.conftest import DEFINITIONS, attacked_step_by_step, small_areas

ROUND5 = PRESETS["round5"]
_WRITTEN_BY = "uv run python tests/benchmarks/beforehand.py --write"


@pytest.fixture(scope="module")
def demo(exact_figures: pl.DataFrame) -> pl.DataFrame:
    """The figures of the shipped submission that the demo publishes."""
    found = worked_out(shipped(*BEFOREHAND), exact_figures, DEFINITIONS, ROUND5)
    assert found is not None, f"It is damaged, or of other figures or another program. Write it anew: {_WRITTEN_BY}"
    return found


def test_what_is_small_itself_is_suppressed_in_the_demo_and_more_besides(
    demo: pl.DataFrame, exact_figures: pl.DataFrame
) -> None:
    alone = controlled(exact_figures, DEFINITIONS, ROUND5)
    is_hidden = alone["symbol"] == SUPPRESSED
    assert (demo.filter(is_hidden)["symbol"] == SUPPRESSED).all()
    is_given = demo["symbol"] != SUPPRESSED
    assert demo.filter(is_given).equals(alone.filter(is_given))
    assert (is_hidden | is_given).sum() < demo.height


@pytest.mark.parametrize("block", ["workshops", "outcomes by rating", "visit plan"])
def test_nothing_of_the_demo_is_provable_step_by_step(
    demo: pl.DataFrame, exact_figures: pl.DataFrame, block: str
) -> None:
    assert attacked_step_by_step(demo, ROUND5, block, exact_figures) == {}


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, pl.DataFrame]:
    """A folder, and the exact figures that what is kept in it is of."""
    figures = small_areas(3)
    keep(tmp_path / "kept", figures, publishable(figures, DEFINITIONS, ROUND5), DEFINITIONS, ROUND5)
    return tmp_path / "kept", figures


def test_what_was_kept_is_what_may_be_published(small: tuple[Path, pl.DataFrame]) -> None:
    folder, figures = small
    published = publishable(figures, DEFINITIONS, ROUND5)
    found = worked_out(folder, figures, DEFINITIONS, ROUND5)
    assert found is not None
    assert found.equals(published)
    assert not published.equals(controlled(figures, DEFINITIONS, ROUND5))


def test_it_holds_no_numbers(small: tuple[Path, pl.DataFrame]) -> None:
    for folder in (small[0], shipped(*BEFOREHAND)):
        kept = pl.read_parquet_schema(folder / "figures.parquet")
        assert {type(dtype) for dtype in kept.values()} == {pl.String, pl.Date}


def test_it_is_of_no_use_for_other_figures(small: tuple[Path, pl.DataFrame]) -> None:
    path, figures = small
    is_first = pl.int_range(pl.len()) == 0
    other = figures.with_columns(value=pl.when(is_first).then(pl.col("value") + 1).otherwise("value"))
    assert worked_out(path, other, DEFINITIONS, ROUND5) is None
    assert worked_out(path, figures.slice(1), DEFINITIONS, ROUND5) is None


def test_it_is_of_no_use_under_another_control_or_other_definitions(small: tuple[Path, pl.DataFrame]) -> None:
    path, figures = small
    assert worked_out(path, figures, DEFINITIONS, PRESETS["nhs"]) is None
    assert worked_out(path, figures, DEFINITIONS, replace(ROUND5, round_to=10)) is None
    assert worked_out(path, figures, DEFINITIONS[1:], ROUND5) is None


def test_it_is_of_no_use_to_another_program(
    small: tuple[Path, pl.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that the control is made of counts, whatever a line ends with; what only draws charts does not."""
    (folder, figures), package = small, tmp_path / "pipelines"
    shutil.copytree(module._PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(module, "_PACKAGE", package)
    assert worked_out(folder, figures, DEFINITIONS, ROUND5) is not None
    for name in ("cli.py", "measures/control_chart.py"):
        (package / name).write_text("# another one")
    for path in package.rglob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert worked_out(folder, figures, DEFINITIONS, ROUND5) is not None
    of_control = ("protection/suppression.py", "disclosure.py", "measures/identities.py", "measures/thresholds.toml")
    for name in (*of_control, "measures/definitions/closures.toml", "measures/definition.py", "measures/periods.py"):
        before = (package / name).read_bytes()
        (package / name).write_bytes(before + b"\n# another one")
        assert worked_out(folder, figures, DEFINITIONS, ROUND5) is None, name
        (package / name).write_bytes(before)


@pytest.mark.parametrize("kept", ["figures.parquet", "seal.json"])
def test_what_is_damaged_is_of_no_use(small: tuple[Path, pl.DataFrame], kept: str) -> None:
    folder, figures = small
    whole = (folder / kept).read_bytes()
    flipped = bytes([*whole[:-30], whole[-30] ^ 1, *whole[-29:]])
    for damaged in (b"", whole[: len(whole) // 2], flipped, whole + whole):
        (folder / kept).write_bytes(damaged)
        assert worked_out(folder, figures, DEFINITIONS, ROUND5) is None
    (folder / kept).unlink()
    assert worked_out(folder, figures, DEFINITIONS, ROUND5) is None


def test_a_build_over_another_takes_nothing_from_it(small: tuple[Path, pl.DataFrame]) -> None:
    folder, figures = small
    before = Before(publishable(figures, DEFINITIONS, ROUND5), figures, date(2025, 12, 31), date(2025, 12, 31))
    told = [
        to_publish(standing(figures, DEFINITIONS, ROUND5, former), former, DEFINITIONS, ROUND5, folder, lambda _: None)
        for former in (None, replace(before, published=controlled(figures, DEFINITIONS, ROUND5)))
    ]
    assert told[0].equals(before.published)
    assert not told[1].equals(before.published)


@pytest.mark.parametrize("anew", [False, True])
def test_the_demo_builds_over_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anew: bool) -> None:
    asked: list[Request] = []

    def ended(request: Request, warehouse: Path, _: object) -> None:
        asked.append(request)
        raise WrongUsage(f"{warehouse}")

    monkeypatch.setattr(running, "build_warehouse", ended)
    options = ["--anew"] if anew else []
    done = CliRunner().invoke(main, ["demo", "--only-build", "--warehouse", str(tmp_path / "demo"), *options])
    assert done.exit_code == WrongUsage.exit_code
    assert f"The demo is built in {tmp_path / 'demo'}" in done.output
    assert [one.is_first for one in asked] == [True]
    assert [one.beforehand for one in asked] == [None if anew else shipped(*BEFOREHAND)]


@pytest.mark.parametrize("anew", [False, True])
def test_the_demo_hands_on_what_it_was_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anew: bool) -> None:
    commands: list[list[str]] = []

    def failed(command: list[str], check: bool) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 3 + check)

    monkeypatch.setattr(subprocess, "run", failed)
    with pytest.raises(SystemExit, match="3"):
        serving.demo(tmp_path, None, anew)
    ((*_, build, of, folder),) = [command[: -1 if anew else None] for command in commands]
    assert (build, of, folder) == ("--only-build", "--warehouse", str(tmp_path))
    assert ("--anew" in commands[0]) == anew


def test_the_order_of_rows_and_the_last_digits_of_a_machine_do_not_matter(small: tuple[Path, pl.DataFrame]) -> None:
    path, figures = small
    is_share = pl.col("denominator").is_not_null()
    turned = figures.reverse().with_columns(
        value=pl.when(is_share).then(pl.col("value") * (1 + 1e-15)).otherwise("value")
    )
    assert not turned.reverse().equals(figures)
    found, same = (worked_out(path, rows, DEFINITIONS, ROUND5) for rows in (turned, figures))
    assert found is not None
    assert same is not None
    assert found.equals(same)
