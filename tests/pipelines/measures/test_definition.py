"""A definition is read into a frozen object, or refused with its file and its key."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipelines.errors import RulesWrong
from pipelines.measures.definition import Definition, Direction, Kind, load_definitions
from pipelines.measures.periods import PeriodKind

SHARE = """\
position = 1
title = "Kept"
question = "Is it kept?"
why = "It matters."
caution = "None."
source = "Drawn for this test"
kind = "proportion"
unit = "share"
direction = "higher"
numerator_words = "Those kept."
denominator_words = "All."
period_words = "The day it fell due."
relation = "clock"
yardsticks = ["own"]
standards = ["review"]
applies = ["has_rule"]
denominator = ["is_judged"]
numerator = ["is_met"]
period = "due_on"
period_kinds = ["month", "quarter"]
breakdowns = ["sex"]
"""


def load(tmp_path: Path, text: str) -> Definition:
    (tmp_path / "kept.toml").write_text(text, encoding="utf-8")
    (found,) = load_definitions(tmp_path)
    return found


def test_a_definition_is_named_for_its_file(tmp_path: Path) -> None:
    found = load(tmp_path, SHARE)
    assert (found.measure, found.kind, found.direction) == ("kept", Kind.PROPORTION, Direction.HIGHER)
    assert found.period_kinds == (PeriodKind.MONTH, PeriodKind.QUARTER)


def test_its_version_is_that_of_the_bytes(tmp_path: Path) -> None:
    found = load(tmp_path, SHARE)
    assert found.sha256 == hashlib.sha256(SHARE.encode()).hexdigest()
    assert found.version == found.sha256[:12]


def test_it_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        load(tmp_path, SHARE).title = "Another"  # type: ignore[misc]


def test_definitions_come_in_their_order(tmp_path: Path) -> None:
    for name, position in (("a", 3), ("b", 1), ("c", 2)):
        (tmp_path / f"{name}.toml").write_text(
            SHARE.replace("position = 1", f"position = {position}"), encoding="utf-8"
        )
    assert [definition.measure for definition in load_definitions(tmp_path)] == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("was", "becomes", "key"),
    [
        ('title = "Kept"\n', "", "title"),
        ('title = "Kept"', 'title = "  "', "title"),
        ('source = "Drawn for this test"', 'source = ""', "source"),
        ('kind = "proportion"', 'kind = "percentage"', "kind"),
        ('direction = "higher"', 'direction = "up"', "direction"),
        ('period_kinds = ["month", "quarter"]', 'period_kinds = ["month", "fortnight"]', "period_kinds.1"),
        ('period_kinds = ["month", "quarter"]', "period_kinds = []", "period_kinds"),
        ('unit = "share"', 'unit = "share"\nunits = "shares"', "units"),
        ('numerator = ["is_met"]', 'numerator = ["is_met OR TRUE"]', "numerator.0"),
        ('relation = "clock"', 'relation = "clock; --"', "relation"),
        ('period = "due_on"', "period = 3", "period"),
        ('numerator = ["is_met"]\n', "", "the file"),
        ('kind = "proportion"', 'kind = "count"', "the file"),
        ('kind = "proportion"', 'kind = "median"', "the file"),
        ('period = "due_on"', 'period = "due_on"\nvalue = "days"', "the file"),
        ('period = "due_on"\n', "", "the file"),
        ('period_kinds = ["month", "quarter"]', 'period_kinds = ["as_at"]', "the file"),
        ('title = "Kept"', 'measure = "another"', ""),
        ('title = "Kept"', 'title = "Kept"\ntitle = "Kept"', ""),
        ('title = "Kept"', "title = Kept", ""),
    ],
)
def test_a_bad_definition_is_refused_by_file_and_key(tmp_path: Path, was: str, becomes: str, key: str) -> None:
    assert was in SHARE
    with pytest.raises(RulesWrong, match=rf"^kept\.toml.*{key}") as wrong:
        load(tmp_path, SHARE.replace(was, becomes))
    assert wrong.value.exit_code == 4
    assert "\n" not in str(wrong.value)


def test_a_file_that_is_no_text_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "kept.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RulesWrong, match=r"^kept\.toml"):
        load_definitions(tmp_path)


def test_every_shipped_definition_is_one() -> None:
    assert len(load_definitions()) >= 13
