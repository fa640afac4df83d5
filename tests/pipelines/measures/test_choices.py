"""What a measure can be asked by stands in its definition."""

from __future__ import annotations

from pipelines.measures.choices import breakdown_choices, period_choices
from pipelines.measures.definition import load_definitions
from pipelines.measures.periods import PeriodKind

DEFINITIONS = load_definitions()


def test_breakdowns_stand_in_the_definitions_order() -> None:
    choices = breakdown_choices(DEFINITIONS)
    for definition in DEFINITIONS:
        rows = [row[1:] for row in choices.iter_rows() if row[0] == definition.measure]
        assert rows == [(name, position) for position, name in enumerate(definition.breakdowns, start=1)]


def test_a_kind_of_period_that_is_withheld_cannot_be_asked_for() -> None:
    whole, controlled = period_choices(DEFINITIONS), period_choices(DEFINITIONS, (PeriodKind.MONTH,))
    assert set(whole["period_kind"]) - set(controlled["period_kind"]) == {"month"}
    assert set(whole["measure"]) == set(controlled["measure"])
