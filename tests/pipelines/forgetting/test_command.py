"""What ``portage forget`` says, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.cli import main
from tests.pipelines.forgetting.conftest import BEFORE


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["forget", *map(str, arguments)])
    return done.exit_code, done.output


def test_without_yes_it_tells_and_changes_nothing(built: Path) -> None:
    pointer = (built / "current.json").read_bytes()
    exit_code, output = run("--warehouse", built, "--before", BEFORE)
    assert exit_code == 0 and (built / "current.json").read_bytes() == pointer
    assert "Referrals that ended before 1 June 2024: 3, with all that hangs on them." in output
    assert "Others that did, and stay because the child has one that did not: 1." in output
    assert "visits.csv, spring: 3 rows of visits" in output and "referrals.csv, autumn: 1 row of referrals" in output
    assert output.endswith("Nothing was changed. To forget these rows, add: --yes\n")
    assert "GONE" not in output


def test_with_yes_it_forgets_and_says_what_is_left_to_do(warehouse: Path) -> None:
    exit_code, output = run("--warehouse", warehouse, "--referral", "cornwall/GONEclosed", "--yes")
    assert exit_code == 0 and "Forgotten: no file of the warehouse has these rows any more." in output
    assert "a build would bring them back. Delete there:" in output and "GONE" not in output
    exit_code, output = run("--warehouse", warehouse, "--referral", "cornwall/GONEclosed", "--yes")
    assert exit_code == 2 and "nothing was forgotten" in output


def test_as_json_it_has_the_same_numbers(built: Path) -> None:
    exit_code, output = run("--warehouse", built, "--before", BEFORE, "--json")
    told = json.loads(output)
    assert exit_code == 0 and "GONE" not in output
    assert (told["before"], told["referrals"], told["kept_for_child"], told["forgotten"]) == (BEFORE, 3, 1, False)
    once = dict.fromkeys(("targets", "reviews", "assessments", "pauses", "workshops"), 1)
    assert told["extracts"] == {"referrals": 5, "visits": 4, **once}
    assert sum(one["rows"] for one in told["files"]) == sum(told["extracts"].values())


def test_where_nothing_ended_it_says_so(built: Path) -> None:
    exit_code, output = run("--warehouse", built, "--before", "2000-01-01", "--json")
    assert (exit_code, json.loads(output)["extracts"]) == (0, {})
    assert run("--warehouse", built, "--before", "2000-01-01")[1].endswith("There is nothing to forget.\n")


@pytest.mark.parametrize(
    "arguments",
    [(), ("--before", BEFORE, "--referral", "a/b"), ("--referral", "a"), ("--referral", "/b"), ("--referral", "a/")],
)
def test_wrong_usage(built: Path, arguments: tuple[str, ...]) -> None:
    assert run("--warehouse", built, *arguments)[0] == 2


def test_no_warehouse(tmp_path: Path) -> None:
    assert run("--warehouse", tmp_path / "nowhere", "--before", BEFORE, "--yes")[0] == 6
