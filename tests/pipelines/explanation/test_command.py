"""``portage explain``: what is asked in words, and what is told of a figure."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipelines.build import Request, build
from pipelines.cli import main
from pipelines.disclosure import PRESETS
from pipelines.generations import PUBLISHED, current_generation
from pipelines.warehouse import Warehouse, read_frame
from tests.pipelines.conftest import REFERRALS, submission_in

CONTACT = ("first_contact_on_time", "--area", "cornwall", "--period", "2026-Q1")


def explained(warehouse: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments, "--warehouse", str(warehouse)])


def told(warehouse: Path, *arguments: str) -> dict[str, Any]:
    found = explained(warehouse, *arguments, "--json")
    assert found.exit_code == 0, found.output
    answer: dict[str, Any] = json.loads(found.output)
    return answer


def test_records_name_the_rows_of_numerator_and_denominator(small: Path) -> None:
    found = told(small, *CONTACT, "--from", "records")
    rows = {row["referral_id"]: (row["of_these"], row["counted"]) for row in found["members"]}
    assert rows == {"R-1": (1, 1), "R-2": (0, 1)}
    assert (found["figure"]["numerator"], found["figure"]["denominator"]) == (1, 2)
    assert found["sentence"].startswith("1 of 2 = 50.0 %; the 95 % interval is ")


def test_text_says_the_same_and_fits_the_terminal(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = explained(small, *CONTACT, "--from", "records").output
    assert re.search(r"^  R-1  first_contact  1  2026-01-12  counted as such$", text, re.MULTILINE)
    assert re.search(r"^  R-2  first_contact  1  2026-01-13  not counted as such$", text, re.MULTILINE)
    assert "within 5 working days, from 1 January 2000" in text
    assert not [line for line in text.splitlines() if len(line) > 80]


def test_published_names_nobody_and_no_exact_number(small: Path) -> None:
    found = told(small, *CONTACT)
    assert found["members"] is None and found["figure"]["symbol"] == "c"
    assert "There is no number (c)." in found["sentence"]
    text = explained(small, *CONTACT).output
    assert not re.search(r"\bR-[123]\b|\bV-\d|referrals\.csv|\b[1-4] (?:read|accepted|of)\b", text)
    assert "Referrals, Cornwall: suppressed read" in text


@pytest.mark.parametrize(
    ("measure", "area", "period", "said"),
    [
        ("visits_attended", "all", "2026-Q1", ", and the value is worked out anew from them."),
        ("children_waiting", "all", "2026-03-31", "."),
        ("longest_wait_days", "all", "2026-03-31", "; the number itself is that of all values, given in whole units."),
        ("started_within_26_weeks", "cornwall", "2026-03-31", "; the chance itself is given to the nearest twentieth."),
    ],
)
def test_what_control_did_is_told_by_what_the_figure_is(
    shipped: Path, monkeypatch: pytest.MonkeyPatch, measure: str, area: str, period: str, said: str
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    text = explained(shipped, measure, "--area", area, "--period", period, "--from", "published").output
    assert f"Published figure: counts are controlled (round5){said}\n" in text


def test_files_are_told_with_what_their_bytes_hash_to(small: Path) -> None:
    files = {row["extract"]: row for row in told(small, *CONTACT, "--from", "records")["sources"]["files"]}
    assert files["referrals"]["sha256"] == hashlib.sha256(REFERRALS.encode()).hexdigest()
    assert "targets" not in files, "first contact does not rest on targets"
    assert "SHA-256 kept back" in explained(small, *CONTACT).output


def test_rows_set_aside_are_told_with_their_reason(small: Path) -> None:
    found = told(small, "visits_attended", "--area", "Cornwall", "--period", "2026-Q1", "--from", "records")
    assert [(f["rows"], f["consequence"]) for f in found["sources"]["faults"]] == [(1, "set_aside")]
    visits = next(row for row in found["sources"]["rows"] if row["extract"] == "visits")
    assert (visits["read"], visits["accepted"], visits["set_aside"], visits["superseded"]) == (3, 2, 1, 0)
    assert "1 row of visits set aside: " in explained(small, *visits_asked(), "--from", "records").output


def visits_asked() -> tuple[str, ...]:
    return "visits_attended", "--area", "cornwall", "--period", "January to March 2026"


def test_the_definition_has_the_version_of_its_text(small: Path) -> None:
    card = told(small, *CONTACT)["definition"]
    assert card["sha256"].startswith(card["version"]) and card["file"] == "first_contact_on_time.toml"


def test_limits_are_those_of_the_yardstick_that_is_asked_for(small: Path) -> None:
    own, common = (told(small, *CONTACT, "--yardstick", name)["sources"]["rules"] for name in ("own", "common"))
    assert {rule["service_area"] for rule in own} == {"cornwall"}
    assert {rule["service_area"] for rule in common} == {"common"}
    assert all(
        rule["source"] and rule["is_in_force"] and rule["standard"] == "first_contact" for rule in (*own, *common)
    )


def test_names_are_told_and_no_codes(small: Path) -> None:
    text = explained(small, "clocks_overdue", "--area", "all", "--period", "2026-03-31").output
    assert "Cornwall, review with the family: within 4 months" in text
    assert "Visits: file 1, " in text and "Visits, Cornwall: " in text
    assert not re.search(r"^(?:cornwall|visits)\b", text, re.MULTILINE)


def test_all_areas_are_judged_by_the_limits_of_each(small: Path) -> None:
    texts = [explained(small, CONTACT[0], "--area", area, *CONTACT[3:]).output for area in ("all", "cornwall")]
    heads = [" ".join(text.split()).partition("2026, ")[2] for text in texts]
    assert heads[0].startswith("by each area's own limits There") and heads[1].startswith("by its own limits There")


@pytest.mark.parametrize(
    ("measure", "given"),
    [
        ("visit_plan_kept", "summer term 2023 to spring term 2026."),
        ("children_waiting", "2026-03-31; 2023-Q2 to 2026-Q1."),
        ("outcome_growth", "academic year 2023-24 to academic year 2025-26; "),
    ],
)
def test_a_year_that_a_measure_has_not_is_refused_with_the_periods_that_it_has(
    shipped: Path, measure: str, given: str
) -> None:
    found = explained(shipped, measure, "--area", "all", "--period", "2019-20")
    assert found.exit_code == 2 and f"no period 2019-20 of {measure}. It is given for {given}" in found.output


@pytest.mark.parametrize(
    ("measure", "rules"),
    [
        ("visit_plan_kept", {"a visit every week; how long is not published"}),
        ("ageing_out_while_waiting", {"a child leaves at the end of the term after the third birthday"}),
    ],
)
def test_other_dated_rules_are_told_too(shipped: Path, measure: str, rules: set[str]) -> None:
    period = {"visit_plan_kept": "autumn term 2025"}.get(measure, "2026-03-31")
    said = told(shipped, measure, "--area", "cornwall", "--period", period)["sources"]["rules"]
    assert any(words.startswith(tuple(rules)) for words in (rule["words"] for rule in said)), said


@pytest.mark.parametrize(
    "period",
    [
        *("2025-26", "2025/26", "financial year 2025/26", "academic year 2025-26", "12 months to 2026-03", "Q1 2026"),
        *("rolling year to 2026-03", "12 months to Mar 2026", " JAN TO MAR 2026 "),
    ],
)
def test_a_period_is_understood_as_the_house_writes_it(small: Path, period: str) -> None:
    assert told(small, "first_contact_on_time", "--area", "all", "--period", period)["figure"]["symbol"] == "c"


def test_one_group_is_asked_for_by_its_title_too(small: Path) -> None:
    asked = (*CONTACT, "--from", "records", "--breakdown", "sex", "--category")
    by_code, by_title = told(small, *asked, "F"), told(small, *asked, "girls")
    assert by_code == by_title and [row["referral_id"] for row in by_code["members"]] == ["R-1"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("first_contact_in_time", *CONTACT[1:]), "the nearest are first_contact_on_time"),
        ((CONTACT[0], "--area", "cornwal", *CONTACT[3:]), "no service area cornwal; the nearest is cornwall."),
        ((*CONTACT[:4], "2026-Q9"), "There is no period 2026-Q9 of first_contact_on_time. It is given for "),
        ((*CONTACT, "--breakdown", "sexes", "--category", "F"), "the nearest is sex"),
        ((*CONTACT, "--breakdown", "sex", "--category", "X"), "There is no category of sex X"),
        ((*CONTACT, "--breakdown", "sex"), "--breakdown and --category together"),
        (("visits_attended", *CONTACT[1:], "--yardstick", "own"), "no clock is behind it"),
        ((*CONTACT[:4], "2026-01"), "Nothing is published by month, so not of 2026-01. --from records has months."),
        ((*CONTACT[:4], "2026-13", "--from", "records"), "There is no period 2026-13"),
        (("visit_plan_kept", *CONTACT[1:4], "2025-26"), "no period 2025-26 of visit_plan_kept. It is given for none."),
        (("clocks_overdue", *CONTACT[1:4], "2025-26"), "of clocks_overdue. It is given for 2026-03-31."),
        (
            (*CONTACT[:1], "--area", "lancashire", *CONTACT[3:]),
            "in 2026-Q1: not delivered there: referrals and visits",
        ),
    ],
)
def test_what_is_not_known_is_said_in_a_sentence(small: Path, changed: tuple[str, ...], said: str) -> None:
    found = explained(small, *changed)
    assert found.exit_code == 2 and said in found.output and "Traceback" not in found.output, found.output


def test_published_figures_say_that_some_may_stand_from_an_earlier_build(small: Path, tmp_path: Path) -> None:
    shutil.copytree(small, tmp_path / "again")
    submission = submission_in(tmp_path)
    build(Request((submission,), None, None, PRESETS["round5"]), tmp_path / "again", lambda _: None)
    said = " ".join(explained(tmp_path / "again", *CONTACT).output.split())
    assert "What was published as at 31 March 2026 of periods that were over by 31 March 2026 stands" in said
    assert "What was published" not in explained(small, *CONTACT).output
    assert "What was published" not in explained(tmp_path / "again", *CONTACT, "--from", "records").output


def test_without_a_warehouse_there_is_nothing_to_explain(tmp_path: Path) -> None:
    assert explained(tmp_path, *CONTACT).exit_code == 6


def test_a_file_of_another_format_is_refused_in_a_sentence(small: Path, tmp_path: Path) -> None:
    (tmp_path / "current.json").write_text('{"generation": "000001"}')
    (tmp_path / "generations" / "000001").mkdir(parents=True)
    build = read_frame(current_generation(small) / PUBLISHED, "SELECT * REPLACE (1 AS warehouse_format) FROM build")
    with Warehouse(tmp_path / "generations" / "000001" / PUBLISHED) as other:
        other.store("build", build)
    found = explained(tmp_path, *CONTACT)
    assert found.exit_code == 6 and "was built in format 1" in found.output
