"""The commands for whoever prepares extracts: what they print, write and refuse."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main


def portage(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A folder of an extract in another system's words."""
    folder = tmp_path / "foreign"
    folder.mkdir()
    rows = [f"R{n:03},C{n:03},{1 + n % 28:02}/01/2026,{'F' if n % 2 else 'M'}" for n in range(40)]
    lines = ["Referral ID,Child ID,Date Received,Gender", *rows]
    (folder / "referrals.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_a_template_names_the_files_it_writes(tmp_path: Path) -> None:
    done = portage("template", tmp_path / "new")
    assert done.exit_code == 0
    written = [Path(line) for line in done.output.splitlines()]
    assert written and all(path.is_file() for path in written)
    assert {"referrals.csv", "visits.csv", "mapping.toml", "submission.toml"} <= {path.name for path in written}


def test_a_template_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "submission.toml").write_text("mine", encoding="utf-8")
    refused = portage("template", tmp_path)
    assert refused.exit_code == 2 and "submission.toml" in refused.output
    assert (tmp_path / "submission.toml").read_text(encoding="utf-8") == "mine"


def test_a_map_is_printed_and_applied_by_nobody(foreign: Path) -> None:
    before = sorted(path.name for path in foreign.iterdir())
    done = portage("map", foreign, "--area", "cornwall")
    assert done.exit_code == 0
    proposed = tomllib.loads(done.output)
    assert proposed["referrals"]["columns"]["Date Received"] == "received_on"
    assert proposed["referrals"]["constants"] == {"service_area": "cornwall"}
    assert sorted(path.name for path in foreign.iterdir()) == before


def test_a_map_is_written_to_a_new_file_alone(foreign: Path, tmp_path: Path) -> None:
    target = tmp_path / "mapping.toml"
    assert portage("map", foreign, "--output", target).exit_code == 0
    content = target.read_text(encoding="utf-8")
    assert tomllib.loads(content)
    refused = portage("map", foreign, "--output", target)
    assert refused.exit_code == 2 and "is there already" in refused.output
    assert target.read_text(encoding="utf-8") == content


def test_a_map_of_nothing_says_so(tmp_path: Path) -> None:
    refused = portage("map", tmp_path / "nowhere")
    assert refused.exit_code == 3 and refused.output.startswith("portage: ")
