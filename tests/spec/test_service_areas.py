"""What the shipped service areas publish: every number, every rule and how open wording is read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from expectations.codes import STANDARD
from pipelines.rules.loading import load_service_areas
from pipelines.rules.rule import StandardName
from pipelines.rules.service_area import ServiceArea
from pipelines.shipped import shipped

AREAS = load_service_areas(shipped("service_areas"))
EVERYONE = (*AREAS.areas, AREAS.common)
IN_FORCE_SINCE = date(2000, 1, 1)

STANDARDS = """
area           | standard        | within | unit         | within_visits | not_before
---------------+-----------------+--------+--------------+---------------+-----------
cornwall       | first_contact   | 5      | working_days | -             | -
cornwall       | initial_meeting | 10     | working_days | -             | -
cornwall       | first_targets   | 2      | months       | 6             | -
cornwall       | review          | 4      | months       | -             | -
northumberland | review          | 6      | months       | -             | 3
common         | first_contact   | 5      | working_days | -             | -
common         | initial_meeting | 10     | working_days | -             | -
common         | first_targets   | 2      | months       | 6             | -
common         | review          | 4      | months       | -             | -
"""

ELIGIBILITY = """
area           | max_age_months | before_leaving | any_of
---------------+----------------+----------------+-------------------------------------------------
cornwall       | 28             | no             | delay 2 / asq 2 / delay 1 and sensory loss
durham         | 35             | no             | delay 1
england        | 59             | no             | -
lancashire     | -              | yes            | -
northumberland | 47             | yes            | delay 2 / diagnosis
"""

VISITS = """
area           | every_weeks | typical_minutes
---------------+-------------+----------------
england        | 1           | -
lancashire     | 2           | -
northumberland | -           | 60
common         | 1           | -
"""

LEAVING = """
area           | rule                         | years
---------------+------------------------------+------
cornwall       | end_of_term_after_birthday   | 3
durham         | birthday                     | 3
england        | birthday                     | 5
lancashire     | start_of_term_after_birthday | 3
northumberland | two_terms_before_school      | -
"""


def rows(table: str) -> list[tuple[str, ...]]:
    _, _, *lines = table.strip().splitlines()
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines]


def drawn(*cells: Any) -> tuple[str, ...]:
    words = {None: "-", True: "yes", False: "no"}
    return tuple(words[cell] if cell is None or isinstance(cell, bool) else str(cell) for cell in cells)


def any_of(area: ServiceArea) -> str:
    alternatives = area.eligibility[0].any_of
    if alternatives is None:
        return "-"
    return " / ".join(
        " and ".join(
            [
                *([f"delay {table.min_delay_areas}"] if table.min_delay_areas else []),
                *([f"asq {table.min_asq_low_areas}"] if table.min_asq_low_areas else []),
                *(["sensory loss"] if table.has_sensory_loss else []),
                *(["diagnosis"] if table.has_diagnosis else []),
            ]
        )
        for table in alternatives
    )


def test_the_service_areas_are_the_five_and_the_common_yardstick_is_none_of_them() -> None:
    assert [area.code for area in AREAS.areas] == ["cornwall", "durham", "england", "lancashire", "northumberland"]
    assert AREAS.codes == {area.code for area in AREAS.areas}
    assert AREAS.common.code == "common"


def test_every_standard_published_is_there_and_no_other() -> None:
    published = [
        drawn(area.code, entry.id, entry.within, entry.unit, entry.within_visits, entry.not_before)
        for area in EVERYONE
        for entry in area.standard
    ]
    assert published == rows(STANDARDS)


def test_who_may_be_referred() -> None:
    published = [
        drawn(area.code, entry.max_age_months, entry.before_leaving, any_of(area))
        for area in EVERYONE
        for entry in area.eligibility
    ]
    assert published == rows(ELIGIBILITY)


def test_how_often_and_how_long_families_are_visited() -> None:
    published = [
        drawn(area.code, entry.every_weeks, entry.typical_minutes) for area in EVERYONE for entry in area.visits
    ]
    assert published == rows(VISITS)


def test_when_a_child_is_too_old() -> None:
    published = [drawn(area.code, entry.rule, entry.years) for area in EVERYONE for entry in area.leaving]
    assert published == rows(LEAVING)


def test_no_service_publishes_closed_days() -> None:
    assert not any(area.closure for area in EVERYONE)


def test_every_rule_is_in_force_as_far_back_as_figures_go() -> None:
    for area in EVERYONE:
        for rule in (*area.standard, *area.eligibility, *area.visits, *area.leaving):
            assert rule.from_on == IN_FORCE_SINCE


PUBLISHERS = {
    "cornwall": "Cornwall Council, Portage (Disabled Children and Therapy Service)",
    "durham": "Durham County Council, The Portage Service",
    "england": "Mencap, Portage",
    "lancashire": "Lancashire County Council, Portage",
    "northumberland": "Northumberland County Council, Portage service",
}


@pytest.mark.parametrize(("code", "publisher"), PUBLISHERS.items())
def test_every_rule_and_statement_cites_its_own_publisher(code: str, publisher: str) -> None:
    area = next(area for area in AREAS.areas if area.code == code)
    rules = [rule.source for rule in (*area.standard, *area.eligibility, *area.visits, *area.leaving)]
    plain = [said.source for said in area.statement if said.topic != "reading"]
    assert all(source.startswith(publisher) for source in (*rules, *plain))


def test_the_common_yardstick_cites_where_its_figures_come_from() -> None:
    assert all(entry.source.startswith("Cornwall Council, Portage") for entry in AREAS.common.standard)
    assert all(entry.source.startswith("Mencap, Portage") for entry in AREAS.common.visits)


SAID = """
area           | topic            | words
---------------+------------------+---------------------------------------------------
cornwall       | eligibility      | six months, 15 downwards, significant
cornwall       | referral         | Early Help Hub, team manager
cornwall       | first targets    | baseline
cornwall       | visits           | groups
cornwall       | leaving          | criteria, funded nursery place at two
cornwall       | sharing          | consent, education, health and care plan
durham         | eligibility      | County Durham, complex needs, delayed
durham         | referral         | health professionals, refer itself
durham         | first contact    | telephoned, no time limit
durham         | visits           | at home, group
durham         | leaving          | setting
durham         | sharing          | professionals
england        | eligibility      | differ, no service
england        | first targets    | agreed when support begins
england        | review           | each visit
england        | visits           | once a week
lancashire     | eligibility      | significant, funded, 3-year-olds
lancashire     | referral         | refers itself, Early Help Assessment
lancashire     | first targets    | play plan
lancashire     | review           | block
lancashire     | visits           | every other week, fixed day, fixed time, in term, every day
lancashire     | leaving          | next setting
lancashire     | sharing          | permits, Protocol, priority, waiting lists
northumberland | eligibility      | two or more areas, diagnosis, two terms
northumberland | referral         | Parents, carers, professionals
northumberland | first targets    | Goals, teaching programme
northumberland | visits           | at home, jointly, practises, notes down
northumberland | leaving          | settled, gradual withdrawal, appointments, without word
northumberland | sharing          | together, meet, two days, follow it up, free of charge
common         | common yardstick | Cornwall, Mencap, commissioners
cornwall       | reading          | day 0, up to and including the 5th
cornwall       | reading          | 10 working days, takes place
cornwall       | reading          | sixth attended visit, two months
cornwall       | reading          | 28 completed months
cornwall       | reading          | 1 September, 1 January, 1 April, 31 December, 31 March, 31 August
durham         | reading          | 35 completed months
durham         | reading          | one area
durham         | reading          | third birthday
england        | reading          | 59 completed months
england        | reading          | fifth birthday
england        | reading          | no rules
lancashire     | reading          | two weeks, least
lancashire     | reading          | 1 January, 1 April, 1 September, third birthday, before that date
northumberland | reading          | 47 completed months
northumberland | reading          | 1 September, fourth birthday, a year on, 1 January, before that date
northumberland | reading          | window, earlier than three months is on time, held early
northumberland | reading          | 60 minutes, No interval
common         | reading          | day 0, bank holidays, closed days
common         | reading          | sixth attended visit
"""


@pytest.mark.parametrize(("code", "topic", "words"), rows(SAID))
def test_what_has_no_number_and_how_wording_is_read_is_stated(code: str, topic: str, words: str) -> None:
    area = next(area for area in EVERYONE if area.code == code)
    texts = [said.text for said in area.statement if said.topic == topic]
    assert any(all(word in text for word in words.split(", ")) for text in texts)


def test_no_statement_is_left_out_of_the_table_above() -> None:
    assert sum(len(area.statement) for area in EVERYONE) == len(rows(SAID))


def test_a_reading_names_itself_as_ours() -> None:
    readings = [said for area in EVERYONE for said in area.statement if said.topic == "reading"]
    assert readings
    assert all(said.source.startswith("Portage Insight's reading of ") for said in readings)


def test_standards_are_those_that_a_pause_can_name() -> None:
    assert [name.value for name in StandardName] == [code for code, _ in STANDARD]


def test_dates_in_the_files_are_dates_and_not_text() -> None:
    for path in shipped("service_areas").glob("*.toml"):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        assert all(isinstance(day, date) for day in _dates(tables.values())), path.name


def _dates(values: Iterable[Any]) -> Iterable[Any]:
    return (entry["from"] for value in values if isinstance(value, list) for entry in value if "from" in entry)
