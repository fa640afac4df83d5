"""What the SQL file of a relation reads."""

from __future__ import annotations

import re
from pathlib import Path

_SQL = Path(__file__).resolve().parent / "sql"
_COMMENT = re.compile(r"--[^\n]*")
_READ = re.compile(r"\b(?:FROM|JOIN)\s+([a-z_.]+)")


def sources_of(relation: str) -> frozenset[str]:
    """What the SQL file of a relation reads, by the names after FROM and JOIN; those of its CTEs are among them."""
    query = (_SQL / f"{relation}.sql").read_text(encoding="utf-8")
    return frozenset(_READ.findall(_COMMENT.sub("", query)))
