"""Folders of service area files: what is read, and what every wrong file is told."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipelines.errors import RulesWrong
from pipelines.rules.loading import load_service_areas
from pipelines.rules.rule import StandardName
from pipelines.shipped import shipped

HEAD = 'code = "ambershire"\nname = "Ambershire"\n'
STANDARD = '[[standard]]\nid = "review"\nwithin = 3\nunit = "weeks"\nfrom = 2020-01-01\nsource = "S"\n'
ELIGIBILITY = '[[eligibility]]\nfrom = 2020-01-01\nmax_age_months = 30\nsource = "S"\n'
BEFORE_LEAVING = '[[eligibility]]\nfrom = 2020-01-01\nbefore_leaving = true\nsource = "S"\n'
ANY_OF = (
    '[[eligibility]]\nfrom = 2020-01-01\nany_of = [{ min_delay_areas = 2 }, { has_diagnosis = true }]\nsource = "S"\n'
)
VISITS = '[[visits]]\nfrom = 2020-01-01\nevery_weeks = 2\nsource = "S"\n'
LEAVING = '[[leaving]]\nfrom = 2020-01-01\nrule = "birthday"\nyears = 3\nsource = "S"\n'
CLOSURE = "[[closure]]\nfrom_on = 2025-12-24\nto_on = 2026-01-02\n"
STATEMENT = '[[statement]]\ntopic = "visits"\ntext = "T"\nsource = "S"\n'
WHOLE = HEAD + STANDARD + ELIGIBILITY + VISITS + LEAVING + CLOSURE + STATEMENT
COMMON = 'code = "common"\nname = "Common"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "common.toml").write_text(COMMON, encoding="utf-8")
    (tmp_path / "ambershire.toml").write_text(WHOLE, encoding="utf-8")
    return tmp_path


def refusal(folder: Path) -> str:
    with pytest.raises(RulesWrong) as refused:
        load_service_areas(folder)
    assert refused.value.exit_code == 4
    return str(refused.value)


def refusal_of(folder: Path, text: str, name: str = "ambershire.toml") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return refusal(folder)


def test_a_new_area_is_a_new_file(folder: Path) -> None:
    areas = load_service_areas(folder)
    (area,) = areas.areas
    assert areas.codes == {"ambershire"}
    assert (area.name, area.standard[0].within, area.standard[0].unit) == ("Ambershire", 3, "weeks")
    assert area.closure[0].to_on == date(2026, 1, 2)
    assert area.leaving[0].years == 3


def test_an_area_may_leave_everything_out_but_its_name(folder: Path) -> None:
    (folder / "ambershire.toml").write_text(HEAD, encoding="utf-8")
    (area,) = load_service_areas(folder).areas
    assert (area.standard, area.eligibility, area.visits, area.leaving, area.closure) == ((), (), (), (), ())


def test_areas_come_by_code_and_every_file_read_with_its_hash(folder: Path) -> None:
    (folder / "aaa_first.toml").write_text(
        HEAD.replace("ambershire", "zinc").replace("Amber", "Zinc"), encoding="utf-8"
    )
    (folder / "README.md").write_text("not a rule", encoding="utf-8")
    (folder / "._ambershire.toml").write_bytes(b"\x00left by a file system")
    areas = load_service_areas(folder)
    assert [area.code for area in areas.areas] == ["ambershire", "zinc"]
    assert [name for name, _ in areas.files] == ["aaa_first.toml", "ambershire.toml", "common.toml"]
    assert areas.files[1][1] == hashlib.sha256(WHOLE.encode()).hexdigest()


def test_what_was_read_cannot_be_changed(folder: Path) -> None:
    (area,) = load_service_areas(folder).areas
    with pytest.raises(ValidationError):
        setattr(area.standard[0], "within", 4)  # noqa: B010 - written plainly, the type checker would refuse it first


def test_a_history_is_kept_in_its_order(folder: Path) -> None:
    later = STANDARD.replace("2020", "2024").replace("within = 3", "within = 2")
    (folder / "ambershire.toml").write_text(HEAD + STANDARD + later, encoding="utf-8")
    (area,) = load_service_areas(folder).areas
    assert [entry.within for entry in area.history(StandardName.REVIEW)] == [3, 2]
    assert area.history(StandardName.FIRST_CONTACT) == ()


def test_two_standards_may_begin_on_one_day(folder: Path) -> None:
    other = STANDARD.replace('"review"', '"first_contact"')
    (folder / "ambershire.toml").write_text(HEAD + STANDARD + other, encoding="utf-8")
    assert len(load_service_areas(folder).areas[0].standard) == 2


@pytest.mark.parametrize("encoded", [WHOLE.encode("utf-8-sig"), WHOLE.replace("\n", "\r\n").encode()])
def test_a_file_from_another_editor_is_read(folder: Path, encoded: bytes) -> None:
    (folder / "ambershire.toml").write_bytes(encoded)
    assert load_service_areas(folder).codes == {"ambershire"}


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        # Unknown keys, at every level, with the nearest known.
        ('name = "Amb', 'nmae = "Amb', "'nmae' is not a known key; the nearest known is 'name'"),
        ("[[standard]]", "[[standards]]", "'standards' is not a known key; the nearest known is 'standard'"),
        ("within = 3", "within = 3\nwithin_visit = 6", "the nearest known is 'within_visits'"),
        ("max_age_months = 30", "max_age = 30", "'max_age' is not a known key; the nearest known is 'max_age_months'"),
        ("every_weeks = 2", "every_week = 2", "[[visits]] 1: 'every_week' is not a known key"),
        ("years = 3", "years = 3\nyear = 3", "[[leaving]] 1: 'year' is not a known key; the nearest known is 'years'"),
        ("to_on = 2026", "until_on = 2026", "[[closure]] 1: 'until_on' is not a known key"),
        ('topic = "visits"', 'topics = "visits"', "[[statement]] 1: 'topics' is not a known key"),
        ("from_on = 2025-12-24", "from = 2025-12-24", "the nearest known is 'from_on'"),
        # Unknown names of a known key, with the nearest known.
        ('"review"', '"reviews"', "[[standard]] 1: 'id' 'reviews' is not known; the nearest known is 'review'"),
        ('"weeks"', '"week"', "[[standard]] 1: 'unit' 'week' is not known; the nearest known is 'weeks'"),
        ('"weeks"', '"days"', "'unit' 'days' is not known; the nearest known is 'working_days'"),
        ('"weeks"', "7", "'unit' '7' is not known"),
        (
            '"birthday"',
            '"birthdays"',
            "[[leaving]] 1: 'rule' 'birthdays' is not known; the nearest known is 'birthday'",
        ),
        # What must be there.
        ('code = "ambershire"', "", "'code' is missing"),
        ('name = "Ambershire"', "", "'name' is missing"),
        ("within = 3", "", "[[standard]] 1: 'within' is missing"),
        ('unit = "weeks"', "", "[[standard]] 1: 'unit' is missing"),
        ('rule = "birthday"', "", "[[leaving]] 1: 'rule' is missing"),
        ("to_on = 2026-01-02", "", "[[closure]] 1: 'to_on' is missing"),
        ('text = "T"', "", "[[statement]] 1: 'text' is missing"),
        ('name = "Ambershire"', 'name = " "', "'name' is blank"),
        # Types.
        ("within = 3", 'within = "3"', "'within' has to be a whole number"),
        ("within = 3", "within = 3.0", "'within' has to be a whole number"),
        ("within = 3", "within = true", "'within' has to be a whole number"),
        ("within = 3", "within = 3\nnot_before = 2020-01-01", "'not_before' has to be a whole number"),
        ("to_on = 2026-01-02", 'to_on = "2026-01-02"', "'to_on' has to be a date"),
        ("to_on = 2026-01-02", "to_on = 2026-01-02T00:00:00", "'to_on' has to be a date"),
        ('name = "Ambershire"', "name = 3", "'name' has to be text"),
        ("max_age_months = 30", 'before_leaving = "no"', "'before_leaving' has to be true or false"),
        ("[[visits]]", "[visits]", "'visits' has to be written [[visits]]"),
        # Numbers within reason.
        ("within = 3", "within = 0", "[[standard]] 1: 'within' has to be 1 or more"),
        ("within = 3", "within = -3", "'within' has to be 1 or more"),
        ("within = 3", "within = 100000000000000000000", "'within' has to be 999 or less"),
        ("within = 3", "within = 3\nwithin_visits = 0", "'within_visits' has to be 1 or more"),
        ("max_age_months = 30", "max_age_months = 0", "'max_age_months' has to be 1 or more"),
        ("every_weeks = 2", "every_weeks = 0", "'every_weeks' has to be 1 or more"),
        ("every_weeks = 2", "typical_minutes = 0", "'typical_minutes' has to be 1 or more"),
        ("years = 3", "years = 0", "'years' has to be 1 or more"),
        # Keys that have to agree.
        ("within = 3", "within = 3\nnot_before = 4", "[[standard]] 1: 'not_before' is larger than 'within'"),
        ("every_weeks = 2", "", "[[visits]] 1: 'every_weeks' or 'typical_minutes' has to be given"),
        ("years = 3", "", "[[leaving]] 1: 'years' is missing, which the rule 'birthday' needs"),
        ('"birthday"', '"two_terms_before_school"', "'years' has no place beside the rule 'two_terms_before_school'"),
        ("to_on = 2026-01-02", "to_on = 2025-12-23", "[[closure]] 1: 'to_on' is before 'from_on'"),
        # Codes.
        ('"ambershire"', '"all"', "'code' 'all' stands for all service areas"),
        ('"ambershire"', '"Amber"', "'code' has to start with a small letter"),
        ('"ambershire"', '"amber-shire"', "'code' has to start with a small letter"),
        ('"ambershire"', '"2amber"', "'code' has to start with a small letter"),
        ('"ambershire"', '""', "'code' has to start with a small letter"),
    ],
)
def test_a_wrong_key_is_told_with_file_and_place(folder: Path, right: str, wrong: str, told: str) -> None:
    load_service_areas(folder)
    assert WHOLE.count(right) >= 1
    message = refusal_of(folder, WHOLE.replace(right, wrong, 1))
    assert message.startswith("ambershire.toml: ")
    assert told in message
    assert message.endswith(".")
    assert "pydantic" not in message and "\n" not in message


@pytest.mark.parametrize("rule", [STANDARD, ELIGIBILITY, VISITS, LEAVING])
@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('source = "S"', "", "'source' is missing"),
        ('source = "S"', 'source = "  "', "'source' is blank"),
        ("from = 2020-01-01", "", "'from' is missing"),
        ("from = 2020-01-01", 'from = "2020-01-01"', "'from' has to be a date"),
    ],
)
def test_every_rule_is_dated_and_cited(folder: Path, rule: str, right: str, wrong: str, told: str) -> None:
    assert told in refusal_of(folder, HEAD + rule.replace(right, wrong))


def test_a_statement_is_cited(folder: Path) -> None:
    message = refusal_of(folder, HEAD + STATEMENT.replace('source = "S"', ""))
    assert "[[statement]] 1: 'source' is missing" in message


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (STANDARD, "[[standard]] 'review': entries overlap"),
        (ELIGIBILITY, "[[eligibility]]: entries overlap"),
        (VISITS, "[[visits]]: entries overlap"),
        (LEAVING, "[[leaving]]: entries overlap"),
    ],
)
def test_a_history_has_to_rise(folder: Path, entry: str, told: str) -> None:
    (folder / "ambershire.toml").write_text(HEAD + entry + entry.replace("2020-01-01", "2020-01-02"), encoding="utf-8")
    load_service_areas(folder)
    same_day, falling = entry, entry.replace("2020-01-01", "2019-12-31")
    assert told in refusal_of(folder, HEAD + entry + same_day)
    assert "'from' 2019-12-31 is not later than 2020-01-01" in refusal_of(folder, HEAD + entry + falling)


def test_closures_must_not_overlap_but_may_touch_and_stand_in_any_order(folder: Path) -> None:
    touching = CLOSURE.replace("2025-12-24", "2026-01-03").replace("2026-01-02", "2026-01-04")
    (folder / "ambershire.toml").write_text(HEAD + touching + CLOSURE, encoding="utf-8")
    load_service_areas(folder)
    overlapping = touching.replace("2026-01-03", "2026-01-02")
    assert "'from_on' 2026-01-02 overlaps a closure that ends on 2026-01-02" in refusal_of(
        folder, HEAD + overlapping + CLOSURE
    )


def test_a_closure_of_one_day_is_right(folder: Path) -> None:
    (folder / "ambershire.toml").write_text(HEAD + CLOSURE.replace("2026-01-02", "2025-12-24"), encoding="utf-8")
    load_service_areas(folder)


def test_before_leaving_needs_a_leaving_rule_from_its_own_first_day(folder: Path) -> None:
    (folder / "ambershire.toml").write_text(HEAD + BEFORE_LEAVING + LEAVING, encoding="utf-8")
    load_service_areas(folder)
    told = "[[eligibility]] 'from' 2020-01-01: 'before_leaving' needs a [[leaving]] rule from then on"
    assert told in refusal_of(folder, HEAD + BEFORE_LEAVING)
    assert told in refusal_of(folder, HEAD + BEFORE_LEAVING + LEAVING.replace("2020-01-01", "2020-01-02"))


def test_before_leaving_is_no_matter_where_it_is_false_or_comes_later(folder: Path) -> None:
    later = BEFORE_LEAVING.replace("2020-01-01", "2022-01-01")
    text = HEAD + BEFORE_LEAVING.replace("true", "false") + later + LEAVING.replace("2020-01-01", "2021-01-01")
    (folder / "ambershire.toml").write_text(text, encoding="utf-8")
    load_service_areas(folder)


def test_two_terms_before_school_has_no_years(folder: Path) -> None:
    text = HEAD + LEAVING.replace('"birthday"\nyears = 3', '"two_terms_before_school"')
    (folder / "ambershire.toml").write_text(text, encoding="utf-8")
    assert load_service_areas(folder).areas[0].leaving[0].years is None


def test_not_before_may_be_as_late_as_within(folder: Path) -> None:
    (folder / "ambershire.toml").write_text(WHOLE.replace("within = 3", "within = 3\nnot_before = 3"), encoding="utf-8")
    load_service_areas(folder)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("{ has_diagnosis = false }", "[[eligibility]] 1, 'any_of' table 2: 'has_diagnosis' can only be true"),
        ("{ has_diagnosis = 1 }", "'has_diagnosis' has to be true or false"),
        ("{ has_diagnose = true }", "'has_diagnose' is not a known key; the nearest known is 'has_diagnosis'"),
        ("{ min_asq_low_areas = 6 }", "'min_asq_low_areas' has to be 5 or less"),
        ("{ min_delay_areas = 0 }", "'min_delay_areas' has to be 1 or more"),
        ("{ }", "[[eligibility]] 1, 'any_of' table 2: the table is empty"),
        ("3", "[[eligibility]] 1, 'any_of' table 2: has to be a table"),
    ],
)
def test_a_wrong_condition_is_told_with_its_place(folder: Path, wrong: str, told: str) -> None:
    (folder / "ambershire.toml").write_text(HEAD + ANY_OF, encoding="utf-8")
    load_service_areas(folder)
    assert told in refusal_of(folder, HEAD + ANY_OF.replace("{ has_diagnosis = true }", wrong))


def test_any_of_nothing_is_told(folder: Path) -> None:
    message = refusal_of(folder, HEAD + ELIGIBILITY.replace("max_age_months = 30", "any_of = []"))
    assert "[[eligibility]] 1: 'any_of' is empty" in message


def test_the_table_at_fault_is_numbered_as_it_stands(folder: Path) -> None:
    second = STANDARD.replace("2020", "2021").replace("within = 3", "")
    assert "[[standard]] 2: 'within' is missing" in refusal_of(folder, HEAD + STANDARD + second)


def test_several_faults_of_one_file_are_told_together_but_not_without_end(folder: Path) -> None:
    assert refusal_of(folder, 'code = "all"\n[[closure]]\n') == (
        "ambershire.toml: 'code' 'all' stands for all service areas together and cannot be one of them; "
        "'name' is missing; [[closure]] 1: 'from_on' is missing; [[closure]] 1: 'to_on' is missing."
    )
    assert refusal_of(folder, HEAD + "[[standard]]\n").endswith("; and 1 more.")


@pytest.mark.parametrize("text", ["code = ", HEAD + HEAD, "from = 2026-02-30", "= 3", "[[standard]\n"])
def test_what_is_no_toml_is_told(folder: Path, text: str) -> None:
    message = refusal_of(folder, text)
    assert message.startswith("ambershire.toml is not readable as TOML: ")
    assert "line" in message or "end of document" in message


def test_what_is_not_in_utf_8_is_told(folder: Path) -> None:
    (folder / "ambershire.toml").write_bytes(HEAD.replace("Amber", "Émber").encode("cp1252"))
    assert refusal(folder) == "ambershire.toml is not in UTF-8; save it in that encoding."


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="who is allowed everything is refused nothing")
def test_what_cannot_be_opened_is_told(folder: Path) -> None:
    (folder / "ambershire.toml").chmod(0)
    assert refusal(folder) == "ambershire.toml cannot be opened for reading."


def test_two_files_of_one_code_are_told(folder: Path) -> None:
    message = refusal_of(folder, HEAD, "ambershire_old.toml")
    assert "ambershire.toml: 'code' 'ambershire' is also that of ambershire_old.toml" in message


@pytest.mark.parametrize(
    "name, told",
    [
        ("AMBERSHIRE", "ambershire.toml: 'name' 'Ambershire' is also the name or code of esk.toml"),
        ("ambershire", "ambershire.toml: 'name' 'Ambershire' is also the name or code of esk.toml"),
        ("all areas", "which is all of them together"),
    ],
)
def test_a_name_that_means_something_else_is_told(folder: Path, name: str, told: str) -> None:
    assert told in refusal_of(folder, HEAD.replace("ambershire", "esk").replace("Ambershire", name), "esk.toml")


def test_only_the_common_file_is_common(folder: Path) -> None:
    assert refusal_of(folder, COMMON) == "ambershire.toml: 'code' cannot be 'common', which is common.toml's."
    (folder / "ambershire.toml").write_text(WHOLE, encoding="utf-8")
    assert refusal_of(folder, HEAD, "common.toml") == "common.toml: 'code' has to be 'common'."


@pytest.mark.parametrize("rule", [ELIGIBILITY, LEAVING, CLOSURE])
def test_the_common_yardstick_has_no_rules_of_a_service(folder: Path, rule: str) -> None:
    (folder / "common.toml").write_text(COMMON + STANDARD + VISITS + STATEMENT, encoding="utf-8")
    load_service_areas(folder)
    assert "'common' cannot have" in refusal_of(folder, COMMON + rule, "common.toml")


def test_a_folder_without_common_goes_by_the_shipped_yardstick(folder: Path) -> None:
    (folder / "common.toml").unlink()
    found = load_service_areas(folder)
    assert found.common == load_service_areas(shipped("service_areas")).common
    assert [name for name, _ in found.files][-1] == "common.toml"


def test_a_folder_without_areas_is_told(folder: Path) -> None:
    (folder / "ambershire.toml").unlink()
    assert "holds no service area" in refusal(folder)


def test_an_empty_or_absent_folder_is_told(tmp_path: Path) -> None:
    assert "holds no service area" in refusal(tmp_path)
    assert "is no folder" in refusal(tmp_path / "absent")
    (tmp_path / "a_file").write_text("", encoding="utf-8")
    assert "is no folder" in refusal(tmp_path / "a_file")
