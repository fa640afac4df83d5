"""``portage changes``: one thing is changed at a time, and named as the reason of what moved."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.build import Request, build
from pipelines.changes.note import write_note
from pipelines.cli import main
from pipelines.disclosure import PRESETS
from pipelines.generations import PUBLISHED, RECORDS, current_generation
from pipelines.warehouse import read_frame
from tests.pipelines.changes.conftest import COUNTED, THEN, Alter, Built
from tests.pipelines.conftest import REFERRALS, REVIEWS, counting_only, submission_in

MOVED = "UPDATE measure_value SET value = value + 1 WHERE measure = 'children_waiting' AND period_kind = 'quarter'"
"""So that a figure differs; of which one is closed and exact."""


def changes(old: Path, new: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["changes", str(old), str(new), *arguments])


def told(old: Path, new: Path, *arguments: str) -> list[dict[str, str]]:
    found = changes(old, new, "--format", "csv", *arguments)
    assert found.exit_code == 0, found.output
    return list(csv.DictReader(io.StringIO(found.output)))


def reasons(rows: Sequence[dict[str, str]]) -> set[tuple[str, str]]:
    return {(row["reason"], row["detail"]) for row in rows}


@pytest.mark.parametrize(
    ("name", "reason", "extract"),
    [
        ("late", "late_rows", "visits"),
        ("revised", "revised_rows", "visits"),
        ("withdrawn", "withdrawn_rows", "visits"),
        ("aside", "set_aside", "visits"),
        ("later", "later_events", "targets"),
    ],
)
def test_rows_are_the_reason_by_what_became_of_them(built: Built, name: str, reason: str, extract: str) -> None:
    rows = told(built("base"), built(name), "--from", "records")
    assert reasons(rows) == {(reason, extract)}
    assert {row["service_area"] for row in rows} == {"cornwall", "all"}


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [("lacking", "base", "targets delivered"), ("base", "lacking", "targets no longer delivered")],
)
def test_an_extract_that_was_supplied_or_no_longer_is_a_reason(built: Built, old: str, new: str, detail: str) -> None:
    rows = told(built(old), built(new), "--from", "records", "--measure", "targets_achieved")
    silent = [row for row in rows if {row["was_symbol"], row["symbol"]} == {"x", "z"}]
    assert silent and reasons(silent) == {("other_files", detail)}
    assert "unknown" not in {reason for reason, _ in reasons(rows)}


def test_a_row_that_is_accepted_again_was_set_aside_before(built: Built) -> None:
    rows = told(built("aside"), built("base"), "--from", "records")
    assert reasons(rows) == {("set_aside", "visits")}


def test_a_figure_is_told_with_its_numbers_then_and_now(built: Built) -> None:
    asked = ("--from", "records", "--measure", "visits_attended")
    rows = told(built("base"), built("revised"), *asked)
    (row,) = [
        r for r in rows if (r["service_area"], r["period_kind"], r["breakdown"]) == ("cornwall", "quarter", "none")
    ]
    assert [row[name] for name in ("was_numerator", "was_denominator", "numerator", "denominator")] == [
        *("1.0", "2.0"),
        *("2.0", "2.0"),
    ]
    assert {r["measure"] for r in rows} == {"visits_attended"}


def test_a_changed_limit_is_named_with_what_it_was(built: Built) -> None:
    rows = told(built("base"), built("rules"), "--from", "records")
    detail = "cornwall, first contact: within 5 working days from 1 January 2000"
    assert {row["reason"] for row in rows} == {"rules"}
    assert {row["detail"] for row in rows} == {f"{detail} → within 3 working days from 1 January 2000"}
    assert {row["yardstick"] for row in rows} == {"own"}, "the common limit is as it was"
    assert {row["service_area"] for row in rows} == {"cornwall", "all"}


@pytest.mark.parametrize(
    ("statement", "reason", "detail"),
    [
        ("UPDATE measure SET version = 'other' WHERE measure = 'children_waiting'", "definition", None),
        ("UPDATE rule_file SET sha256 = 'x' WHERE name = 'thresholds.toml'", "thresholds", "thresholds.toml"),
        ("UPDATE build SET program_version = '9'", "program", "0.1.0 → 9"),
        ("SELECT 1", "unknown", ""),
    ],
)
def test_what_lies_in_no_row_is_named_too(
    built: Built, alter: Alter, statement: str, reason: str, detail: str | None
) -> None:
    rows = told(built("base"), alter(MOVED, statement), "--from", "records")
    assert {row["reason"] for row in rows} == {reason}
    assert detail is None or {row["detail"] for row in rows} == {detail}


def test_published_files_tell_that_other_files_were_delivered(built: Built) -> None:
    rows = told(built("base"), built("rules"))
    assert reasons(rows) <= {("rules", row["detail"]) for row in rows}
    files = told(built("base"), built("late"), "--measure", "visits_attended")
    assert reasons(files) <= {("other_files", "visits")}


def test_another_disclosure_control_is_a_reason_of_published_figures(built: Built, alter: Alter) -> None:
    other = alter("UPDATE measure_value SET symbol = 'x' WHERE symbol = 'c'", "UPDATE build SET disclosure = 'nhs'")
    rows = told(built("base"), other)
    assert rows and {row["reason"] for row in rows} == {"disclosure"}


@pytest.mark.parametrize("contents", ["records", "published"])
def test_nothing_changed_moves_nothing(built: Built, alter: Alter, contents: str) -> None:
    found = changes(built("base"), alter(), "--from", contents)
    assert found.exit_code == 0 and "No figure of a closed period moved." in found.output


@pytest.mark.parametrize("contents", ["records", "published"])
def test_a_build_over_an_earlier_one_keeps_the_same_as_its_note(built: Built, contents: str) -> None:
    asked = ("--warehouse", str(built("revised")), "--from", contents, "--table")
    kept = CliRunner().invoke(main, ["figures", *asked, "change"]).output
    assert list(csv.DictReader(io.StringIO(kept))) == told(built("base"), built("revised"), "--from", contents)
    before = list(csv.DictReader(io.StringIO(CliRunner().invoke(main, ["figures", *asked, "earlier_build"]).output)))
    assert [(row["as_at"], row["moved"] != "0") for row in before] == [("2026-03-31", contents == "records")]


def test_a_first_build_has_no_note(built: Built) -> None:
    for table in ("change", "earlier_build"):
        shown = CliRunner().invoke(main, ["figures", "--warehouse", str(built("base")), "--table", table])
        assert len(shown.output.splitlines()) == 1, shown.output


def test_what_cannot_be_compared_is_noted_with_the_reason(built: Built, alter: Alter, tmp_path: Path) -> None:
    new = tmp_path / "new"
    for old, remark in (
        (alter("UPDATE build SET warehouse_format = 1"), "another format"),
        (tmp_path / "nowhere", "cannot be read"),
    ):
        shutil.copytree(current_generation(built("revised")), new, dirs_exist_ok=True)
        note = write_note(old, new, stand=False)
        assert note.changes is None and note.before and remark in str(note.before["remark"])


def test_figures_controlled_in_another_way_are_not_told_beside_published_ones(
    built: Built, alter: Alter, tmp_path: Path
) -> None:
    old, new = alter("UPDATE build SET disclosure = 'nhs' WHERE contents = 'published'"), tmp_path / "new"
    shutil.copytree(current_generation(built("revised")), new)
    assert write_note(old, new, stand=False).changes is not None, "exact figures are compared whatever was published"
    assert read_frame(new / PUBLISHED, "SELECT * FROM change").is_empty()
    assert "another way" in read_frame(new / PUBLISHED, "SELECT remark FROM earlier_build").item()


def test_published_figures_say_that_none_stands_once_the_records_are_gone(built: Built, tmp_path: Path) -> None:
    """Without the exact figures of the build before nobody can tell how far a count moved: all begins anew."""
    over, folder = tmp_path / "warehouse", tmp_path / "delivered"
    shutil.copytree(built("base"), over)
    (current_generation(over) / RECORDS).unlink()
    folder.mkdir()
    whole = {"referrals": REFERRALS, "reviews": REVIEWS, "targets": THEN}
    request = Request((submission_in(folder, "again", **whole),), None, None, PRESETS["round5"])
    with counting_only(*COUNTED):
        build(request, over, lambda _: None)
    told = read_frame(current_generation(over) / PUBLISHED, "SELECT stands, remark FROM earlier_build").row(0)
    assert told[0] == "" and "nothing of it stands" in told[1]


def test_published_figures_say_which_stand(built: Built) -> None:
    told = read_frame(current_generation(built("late")) / PUBLISHED, "SELECT stands, remark FROM earlier_build").row(0)
    assert "stands where its definition is the same" in told[0] and told[1] == ""


def test_what_is_still_open_is_expected_to_move_and_only_counted(built: Built) -> None:
    text = changes(built("base"), built("later"), "--from", "records").output
    assert "closed by 31 March 2026" in text and ", 0 of them beyond late data:" in text
    assert "events after the earlier day of the figures" in text


def test_text_names_each_figure_that_moved_beyond_late_data(built: Built) -> None:
    text = changes(built("base"), built("revised"), "--from", "records").output
    assert "\nvisits_attended, cornwall, 2026-Q1: 0.5 (1 of 2) → 1 (2 of 2)\n  revised rows: visits\n" in text


def test_json_says_the_same_as_csv(built: Built) -> None:
    found = json.loads(changes(built("base"), built("revised"), "--from", "records", "--format", "json").output)
    rows = told(built("base"), built("revised"), "--from", "records")
    assert [(row["measure"], row["reason"]) for row in found] == [(row["measure"], row["reason"]) for row in rows]


def test_a_build_of_another_format_is_refused_in_a_sentence(built: Built, alter: Alter) -> None:
    found = changes(alter("UPDATE build SET warehouse_format = 1"), built("base"))
    assert found.exit_code == 6 and "was built in format 1" in found.output and "Traceback" not in found.output


def test_one_build_is_not_compared_with_itself(built: Built) -> None:
    found = changes(built("base"), built("base"))
    assert found.exit_code == 2 and "cannot be compared with itself" in found.output


def test_an_unknown_measure_is_told_with_the_nearest(built: Built, alter: Alter) -> None:
    found = changes(built("base"), alter(), "--measure", "visit_attended")
    assert found.exit_code == 2 and "visits_attended" in found.output
