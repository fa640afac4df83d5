"""Which extracts each measure rests on, read from the relations themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import polars as pl

from expectations import EXTRACTS
from pipelines.derive import NEEDS, RELATIONS
from pipelines.measures.definition import Definition

_SQL = Path(__file__).resolve().parents[1] / "sql"
_COMMENT = re.compile(r"--[^\n]*")
_READ = re.compile(r"\b(?:FROM|JOIN)\s+([a-z_.]+)")
_ACCEPTED = "accepted."
_REQUIRED = frozenset(extract.name for extract in EXTRACTS if extract.is_required)


def measure_needs(definitions: Sequence[Definition]) -> pl.DataFrame:
    """One row per measure and extract it rests on, in the contract's order.

    An extract is one of them if the measure's relation, or any that it is derived from, reads it. A relation of clocks
    holds those of every standard; what only the clocks of other standards need is left out, and what the definition
    says that it ignores.

    Returns:
        ``measure``, ``extract``, and ``is_required``: whether there is no figure at all without it.
    """
    rows = [
        (definition.measure, extract.name, extract.name in _without_which_none(definition))
        for definition in definitions
        for extract in EXTRACTS
        if extract.name in _rests_on(definition)
    ]
    schema = {"measure": pl.String, "extract": pl.String, "is_required": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _rests_on(definition: Definition) -> frozenset[str]:
    of_others = _of_standards(NEEDS) - _of_standards(definition.standards) if definition.standards else frozenset()
    read = extracts_behind(definition.relation) - frozenset(definition.ignores)
    return read - of_others | _without_which_none(definition)


def _without_which_none(definition: Definition) -> frozenset[str]:
    """The extracts it needs; over several standards, those that each of them needs: one is enough for a figure."""
    by_standard = [frozenset(NEEDS.get(standard, ())) for standard in definition.standards]
    shared = frozenset.intersection(*by_standard) if by_standard else frozenset()
    is_read = _REQUIRED & extracts_behind(definition.relation)
    return frozenset(definition.needs) | shared | is_read - frozenset(definition.ignores)


def _of_standards(standards: Sequence[str] | dict[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(extract for standard in standards for extract in NEEDS.get(standard, ()))


@cache
def extracts_behind(relation: str) -> frozenset[str]:
    """The extracts whose accepted rows a relation reads, itself or through relations it is derived from."""
    sources = _sources_of(relation)
    direct = frozenset(name.removeprefix(_ACCEPTED) for name in sources if name.startswith(_ACCEPTED))
    return direct.union(*(extracts_behind(name) for name in sources if name in RELATIONS))


def _sources_of(relation: str) -> frozenset[str]:
    """What the SQL file of a relation reads, by the names after FROM and JOIN; those of its CTEs are among them."""
    query = (_SQL / f"{relation}.sql").read_text(encoding="utf-8")
    return frozenset(_READ.findall(_COMMENT.sub("", query)))
