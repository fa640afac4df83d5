"""What belongs to the project: a fixed top level, nothing built, nothing of one machine."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.repository.source import ROOT, tracked

TOP = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
FOLDERS = {"data", "expectations", "pipelines", "dashboard", "tests"}
LOCKS = re.compile(r"(^|/)(uv\.lock|poetry\.lock|pdm\.lock|pylock.*\.toml|Pipfile\.lock|requirements.*\.txt)$")
BUILT = re.compile(r"\.(duckdb|duckdb\.wal|pyc|whl|log|tmp)$|(^|/)(__pycache__|data/warehouse)/")
HOSTS = re.compile(
    "|".join((r"pypi\." + "org", "python" + "hosted", "artif" + "actory", r"://[\w.-]*pypi", r"/sim" + r"ple\b"))
)
OF_A_MACHINE = re.compile(
    r"(?<![\w.~$}*/-])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", "tm" + "p", "ho" + "me", "Us" + "ers")) + r")/\w"
)
WINDOWS = re.compile(r"\b[A-Z]:\\" + r"\\?(?:Us" + "ers)")


def _text(path: str) -> str:
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every file that can be read as text, by its path."""
    return {path: _text(path) for path in tracked()}


def test_the_top_level_is_fixed() -> None:
    tops = {path.split("/")[0] for path in tracked()}
    wrong = sorted(top for top in tops if top not in TOP | FOLDERS and not top.startswith("."))
    assert not wrong, f"nothing is added to the top level; find these a place in a folder: {wrong}"


def test_what_has_to_be_there_is() -> None:
    missing = sorted((TOP | FOLDERS) - {path.split("/")[0] for path in tracked()})
    assert not missing, f"the project has no {missing}"


def test_no_lock_file_is_committed() -> None:
    wrong = [path for path in tracked() if LOCKS.search(path)]
    assert not wrong, f"versions are pinned in pyproject.toml; take these out: {wrong}"


def test_nothing_built_is_committed() -> None:
    wrong = [path for path in tracked() if BUILT.search(path)]
    assert not wrong, f"what is built may hold rows about children, or is made again anywhere; ignore it: {wrong}"


@pytest.mark.parametrize(
    ("found", "mend"),
    [
        (HOSTS, "where packages come from is for each machine to say"),
        (OF_A_MACHINE, "a path of one machine means nothing on another"),
        (WINDOWS, "a path of one machine means nothing on another"),
    ],
    ids=["package hosts", "paths", "windows paths"],
)
def test_nothing_of_one_machine(texts: dict[str, str], found: re.Pattern[str], mend: str) -> None:
    wrong = [path for path, text in texts.items() if found.search(text)]
    assert not wrong, f"{mend}: {wrong}"


def test_every_version_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *(p for group in project["dependency-groups"].values() for p in group),
    ]
    wrong = [requirement for requirement in asked if not re.fullmatch(r"[\w-]+(\[[\w,-]+\])?==[\w.]+", requirement)]
    assert not wrong, f"name one version, so that every machine builds the same figures: {wrong}"


def test_the_tests_come_with_the_default_group() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    assert any(requirement.startswith("pytest==") for requirement in groups["dev"]), "uv installs the group dev unasked"
