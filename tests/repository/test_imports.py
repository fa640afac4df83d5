"""Which part may know which: the ways between the packages are few, and each heavy library has one door."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.repository.source import ROOT, imported, importers, modules, name

HEAVY = ("duckdb", "great_expectations", "pandas", "plotly", "polars", "pyarrow", "sqlalchemy", "streamlit")


@pytest.mark.parametrize(
    ("package", "other"),
    [
        ("dashboard", "pipelines"),
        ("dashboard", "expectations"),
        ("expectations", "pipelines"),
        ("expectations", "dashboard"),
    ],
)
def test_packages_do_not_know_each_other(package: str, other: str) -> None:
    found = importers(package, other)
    assert not found, f"{package} must not import {other}; let the built files carry what is needed: {sorted(found)}"


DOORS = ("dashboard.launch", "dashboard.cells", "dashboard.pack")
"""How to launch it, how to write cells, and how to make a pack and verify one."""
_OPENING = ("pipelines/snapshot.py", "pipelines/verdict.py", "pipelines/verifying.py")
_OPENED = ("dashboard.warehouse", "dashboard.errors")
"""The commands of packs open the warehouse as the dashboard does, and no other way."""


def test_pipelines_know_of_the_dashboard_only_its_doors() -> None:
    found = {(name(path), what) for path in modules("pipelines") for what in imported(path) if "dashboard" in what}
    wrong = sorted((path, what) for path, what in found if not _is_a_door(path, what))
    assert not wrong, f"pipelines may import {DOORS} and nothing else of the dashboard: {wrong}"


def _is_a_door(path: str, what: str) -> bool:
    return what == "dashboard" or what.startswith(DOORS) or (path in _OPENING and what.startswith(_OPENED))


def test_launching_the_dashboard_needs_the_standard_library_alone() -> None:
    found = {what.split(".")[0] for what in imported(ROOT / "dashboard" / "launch.py")} - set(sys.stdlib_module_names)
    assert not found, f"dashboard/launch.py is imported by a light command; import {sorted(found)} elsewhere"


@pytest.mark.parametrize(
    ("package", "library", "door"),
    [
        ("pipelines", "duckdb", {"pipelines/warehouse.py"}),
        ("dashboard", "duckdb", {"dashboard/warehouse.py"}),
        ("expectations", "duckdb", set()),
        ("pipelines", "great_expectations", {"pipelines/validate.py"}),
        ("expectations", "great_expectations", {"expectations/failing_rows.py"}),
        ("dashboard", "great_expectations", set()),
        ("pipelines", "sqlalchemy", {"pipelines/validate.py"}),
        ("expectations", "sqlalchemy", set()),
        ("dashboard", "sqlalchemy", set()),
        ("pipelines", "plotly", set()),
        ("expectations", "polars", set()),
        ("expectations", "streamlit", set()),
        ("dashboard/charts", "streamlit", set()),
        ("dashboard/charts", "duckdb", set()),
        ("dashboard/pages", "plotly", set()),
        ("dashboard/pages", "duckdb", set()),
    ],
)
def test_each_library_has_one_door(package: str, library: str, door: set[str]) -> None:
    found = importers(package, library)
    assert found == door, f"in {package}, {library} is for {sorted(door) or 'nobody'} to import; found {sorted(found)}"


def test_streamlit_is_not_for_the_pipelines_to_import() -> None:
    assert not importers("pipelines", "streamlit"), "pipelines start Streamlit by name, as a program; do not import it"


@pytest.mark.parametrize("module", ["pipelines.cli", "dashboard.launch"])
def test_a_light_command_imports_nothing_heavy(module: str) -> None:
    program = f"import sys, {module}; print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.split() == [], f"{module} is imported by portage --help; import these inside the command"


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys\nfrom pipelines.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit as stopped:\n    assert not stopped.code\n"
        f"print('heavy:', *sorted(set(sys.modules) & set({HEAVY!r})))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1].split() == ["heavy:"]
