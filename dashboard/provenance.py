"""What the evidence of figures asks of a warehouse: on which extracts and dated rules measures rest."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.warehouse import Snapshot

_EXTRACTS = """
SELECT DISTINCT extract, position FROM warehouse.measure_need INNER JOIN warehouse.contract_extract USING (extract)
WHERE list_contains($measures, measure) ORDER BY position
"""
_RULES = """
SELECT DISTINCT rule, standard FROM warehouse.measure_rule
WHERE list_contains($measures, measure) ORDER BY rule DESC, standard
"""


def extracts_of(warehouse: Snapshot, measures: Sequence[str]) -> list[str]:
    """The extracts that any of the measures rests on, in the contract's order."""
    return warehouse.frame(_EXTRACTS, measures=list(measures)).get_column("extract").to_list()


def rules_of(warehouse: Snapshot, measures: Sequence[str]) -> list[tuple[str, str]]:
    """The tables of dated rules that decide what any of the measures counts, each with its standard or a blank."""
    return warehouse.frame(_RULES, measures=list(measures)).rows()
