"""A definition is read into a frozen object, or refused with its file and its key."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipelines.errors import RulesWrong
from pipelines.measures import definition
from pipelines.measures.definition import Definition, Direction, Kind, load_definitions
from pipelines.measures.periods import PeriodKind

SHIPPED = Path(definition.__file__).parent / "definitions"

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


MIDDLE = """\
position = 2
title = "Wait"
question = "How long is it?"
why = "It matters."
caution = "None."
source = "Drawn for this test"
kind = "quantile"
unit = "days"
direction = "lower"
denominator_words = "All."
period_words = "The close of the day."
relation = "waiting"
needs = ["targets"]
applies = ["has_leaving_rule"]
value = "wait_days"
quantile = 0.92
period = "snapshot_on"
is_snapshot = true
period_kinds = ["month", "as_at"]
breakdowns = ["stage"]
"""

CHANCE = """\
position = 3
title = "Chance"
question = "How likely is it?"
why = "It matters."
caution = "None."
source = "Drawn for this test"
kind = "probability"
unit = "share"
direction = "higher"
numerator_words = "Those that started."
denominator_words = "All."
period_words = "The day of the figures."
relation = "wait"
numerator = ["is_started"]
competing = ["is_ended_unstarted"]
value = "days_followed"
within_days = 84
period_kinds = ["as_at"]
breakdowns = []
"""

RATIO = """\
position = 4
title = "Plan"
question = "Is it kept?"
why = "It matters."
caution = "None."
source = "Drawn for this test"
kind = "ratio"
unit = "share"
direction = "higher"
numerator_words = "Those kept."
denominator_words = "All."
period_words = "The term."
relation = "visit_plan"
denominator_sum = "expected_visits"
numerator_sum = "kept_visits"
period = "term_starts_on"
period_kinds = ["term"]
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
    assert [one.measure for one in load_definitions(tmp_path)] == ["b", "c", "a"]


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


def test_a_quantile_is_of_a_column_and_may_be_one_of_snapshots(tmp_path: Path) -> None:
    found = load(tmp_path, MIDDLE)
    assert (found.kind, found.value, found.quantile, found.is_snapshot) == (Kind.QUANTILE, "wait_days", 0.92, True)
    assert (found.needs, found.applies, found.denominator) == (("targets",), ("has_leaving_rule",), ())


def test_a_probability_has_days_within_which_it_comes_true_and_another_end(tmp_path: Path) -> None:
    found = load(tmp_path, CHANCE)
    assert (found.kind, found.value, found.within_days) == (Kind.PROBABILITY, "days_followed", 84)
    assert (found.numerator, found.competing, found.period) == (("is_started",), ("is_ended_unstarted",), None)


def test_a_ratio_is_of_two_sums(tmp_path: Path) -> None:
    found = load(tmp_path, RATIO)
    assert (found.kind, found.numerator_sum, found.denominator_sum) == (Kind.RATIO, "kept_visits", "expected_visits")
    assert found.period_kinds == (PeriodKind.TERM,)


def test_a_measure_over_no_clocks_has_neither_yardsticks_nor_standards(tmp_path: Path) -> None:
    found = load(tmp_path, MIDDLE)
    assert (found.yardsticks, found.standards) == ((), ())


@pytest.mark.parametrize(
    ("text", "was", "becomes", "key"),
    [
        (MIDDLE, "quantile = 0.92\n", "", "the file.*quantile"),
        (MIDDLE, "quantile = 0.92", "quantile = 0", "quantile"),
        (MIDDLE, "quantile = 0.92", "quantile = 92", "quantile"),
        (MIDDLE, 'value = "wait_days"\n', "", "the file.*value"),
        (MIDDLE, 'kind = "quantile"', 'kind = "median"', "the file.*quantile"),
        (MIDDLE, "is_snapshot = true", 'is_snapshot = "always"', "is_snapshot"),
        (MIDDLE, 'needs = ["targets"]', 'needs = "targets"', "needs"),
        (MIDDLE, "is_snapshot = true", 'is_snapshot = true\nyardsticks = ["own"]', "the file.*yardsticks"),
        (MIDDLE, "is_snapshot = true", 'is_snapshot = true\nstandards = ["review"]', "the file.*standards"),
        (MIDDLE, "quantile = 0.92", 'quantile = 0.92\ncompeting = ["is_ended"]', "the file.*competing"),
        (CHANCE, 'competing = ["is_ended_unstarted"]\n', "", "the file.*competing"),
        (CHANCE, "within_days = 84\n", "", "the file.*within_days"),
        (CHANCE, "within_days = 84", "within_days = 0", "within_days"),
        (CHANCE, "within_days = 84", "within_days = 12.5", "within_days"),
        (CHANCE, 'numerator = ["is_started"]\n', "", "the file.*numerator"),
        (CHANCE, 'value = "days_followed"\n', "", "the file.*value"),
        (CHANCE, "within_days = 84", "within_days = 84\nquantile = 0.5", "the file.*quantile"),
        (RATIO, 'numerator_sum = "kept_visits"\n', "", "the file.*numerator_sum"),
        (RATIO, 'denominator_sum = "expected_visits"\n', "", "the file.*denominator_sum"),
        (RATIO, 'numerator_sum = "kept_visits"', 'numerator = ["is_kept"]', "the file.*numerator"),
        (RATIO, 'denominator_sum = "expected_visits"', 'denominator_sum = "sum(visits)"', "denominator_sum"),
        (RATIO, 'kind = "ratio"', 'kind = "proportion"', "the file"),
        (SHARE, 'yardsticks = ["own"]\n', "", "the file.*yardsticks"),
        (SHARE, 'standards = ["review"]\n', "", "the file.*standards"),
        (SHARE, 'period = "due_on"', 'period = "due_on"\nwithin_days = 84', "the file.*within_days"),
    ],
)
def test_what_belongs_to_one_kind_is_refused_elsewhere(
    tmp_path: Path, text: str, was: str, becomes: str, key: str
) -> None:
    assert was in text
    with pytest.raises(RulesWrong, match=rf"^kept\.toml.*{key}"):
        load(tmp_path, text.replace(was, becomes))


def test_a_file_that_is_no_text_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "kept.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RulesWrong, match=r"^kept\.toml"):
        load_definitions(tmp_path)


def test_every_shipped_definition_is_one() -> None:
    assert len(load_definitions()) == len(list(SHIPPED.glob("*.toml"))) > 0
