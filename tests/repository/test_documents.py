"""README and CHANGELOG say what the program does."""

from __future__ import annotations

import re
import tomllib

import click
import pytest

from pipelines.cli import main
from pipelines.measures.definition import Definition, load_definitions
from pipelines.measures.themes import THEMES
from tests.repository.measure_table import COMMAND, measure_tables, renewed, shown
from tests.repository.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_the_readme_shows_every_command(command: str) -> None:
    assert f"portage {command}" in README, f"README.md: show what portage {command} does"


@pytest.mark.parametrize("command", ["pip install uv && uv run portage demo", "pip install uv && uv run pytest"])
def test_the_readme_starts_on_a_fresh_machine(command: str) -> None:
    assert command in README, f"README.md: give the command {command}"


def test_the_readme_shows_no_command_that_there_is_not() -> None:
    shown = set(re.findall(r"`(?:uv run )?portage ([a-z]+)", README))
    assert shown <= set(main.commands), f"README.md: there is no portage {sorted(shown - set(main.commands))}"


def test_the_readme_points_at_files_that_are_there() -> None:
    linked = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", README)
    wrong = [path for path in linked if not (ROOT / path).exists()]
    assert not wrong, f"README.md: these links lead nowhere: {wrong}"


def test_the_readme_has_the_measures_of_the_definitions() -> None:
    assert shown(README) == measure_tables(), f"README.md: the measures have changed; run {COMMAND}"


def test_renewing_the_measures_leaves_the_rest_of_the_readme_alone() -> None:
    assert renewed(README) == README, f"README.md: the lines around the measures have changed; run {COMMAND}"


@pytest.mark.parametrize("definition", load_definitions(), ids=lambda definition: definition.measure)
def test_every_measure_stands_in_the_readme_once(definition: Definition) -> None:
    assert sum(definition.relation in relations for relations in THEMES.values()) == 1, "themes.py: add a theme"
    assert shown(README).count(f"| `{definition.measure}` |") == 1, f"README.md: run {COMMAND}"


def test_the_changelog_has_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    told = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## .*{re.escape(version)}\b", told, re.MULTILINE), f"CHANGELOG.md: say what {version} brings"


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_and_option_has_help(command: str) -> None:
    found = main.commands[command]
    silent = [option.name for option in found.params if isinstance(option, click.Option) and not option.help]
    assert found.help and not silent, f"portage {command}: say what these do: {silent}"


def test_ci_runs_the_command_of_the_readme() -> None:
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "pip install uv && uv run pytest" in steps
