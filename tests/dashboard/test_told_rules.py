"""The rules of areas in words."""

from __future__ import annotations

from pipelines.rules.rule import LeavingRule


def test_every_way_to_find_a_leaving_date_has_its_words() -> None:
    assert set(told_rules._LEAVING) == {rule.value for rule in LeavingRule}
