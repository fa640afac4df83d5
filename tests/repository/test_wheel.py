"""What is built for others holds everything that a build and the dashboard need, and nothing of ours besides."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.repository.source import ROOT, tracked

pytestmark = pytest.mark.skipif(not shutil.which("uv"), reason="there is no uv on this machine to build a wheel with")

_PACKAGES = ("dashboard/", "expectations/", "pipelines/")
_DATA = ("data/calendars/", "data/service_areas/", "data/synthetic/")
_RUN = "import sys; sys.path.insert(0, sys.argv.pop(1)); from pipelines.cli import main; main()"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, as it would lie beside other packages."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(["uv", "build", "--quiet", "--wheel", "--out-dir", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as content:
        content.extractall(folder / "installed")
    return folder / "installed"


def test_rules_queries_definitions_and_synthetic_data_travel_along(installed: Path) -> None:
    ours = {path for path in tracked() if path.startswith(_PACKAGES)}
    data = {f"pipelines/{path}" for path in tracked() if path.startswith(_DATA)}
    found = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    assert not (ours | data) - found
    assert not {path for path in found - ours - data if ".dist-info/" not in path and "__pycache__" not in path}


def test_it_builds_from_another_folder(installed: Path, tmp_path: Path) -> None:
    """The checkout can be imported here too, so the copy's own files are what has to be read."""
    shipped = installed / "pipelines" / "data" / "synthetic" / "faults" / "optional_unreadable"
    command = [sys.executable, "-P", "-c", _RUN, str(installed), "build", str(shipped), "--warehouse", "warehouse"]
    areas = installed / "pipelines" / "data" / "service_areas" / "durham.toml"
    areas.write_text(areas.read_text(encoding="utf-8").replace('"Durham"', '"Durham, as installed"'), encoding="utf-8")
    subprocess.run(command, check=True, cwd=tmp_path, capture_output=True)
    asked = [sys.executable, "-P", "-c", _RUN, str(installed)]
    told = subprocess.run(
        [*asked, "figures", "--warehouse", "warehouse", "--table", "service_area"],
        check=True, cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert "Durham, as installed" in told.stdout
