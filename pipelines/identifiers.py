"""Pseudonyms that can be guessed: bare numbers in the order of receipt, or with a birth month or a date in them.

That is a matter of a file's column as a whole, and is only told: by chance a row may look so, but not nearly all rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelines.errors import Fault
from pipelines.ingest import faults
from pipelines.warehouse import Warehouse

_IDENTIFIERS = ("referral_id", "child_id")
_ENOUGH = 20
"""So many identifiers at least: fewer may look ordered by chance."""
_NEARLY_ALL = 0.95
"""So great a share of them: a case system's numbers go astray now and then, where a request is entered late."""
_MONTHS = ("%Y%m", "%m%Y")
_DAYS = ("%Y%m%d", "%d%m%Y", "%y%m%d", "%d%m%y")
"""How a month and a day are spelled within identifiers, separators left out."""

_IN_ORDER = """
    WITH identifier AS (
        SELECT submission, file, service_area, ltrim({column}, '0') AS number, min(received_on) AS first_on,
            bool_and(regexp_full_match({column}, '[0-9]+')) AS is_number
        FROM delivered.referrals
        WHERE {column} IS NOT NULL AND received_on IS NOT NULL
        GROUP BY submission, file, service_area, number
    ),
    step AS (
        SELECT *, first_on - lag(first_on) OVER (
            PARTITION BY submission, file, service_area ORDER BY length(number), number
        ) AS days
        FROM identifier
    ),
    numbering AS (
        SELECT submission, file, count(*) AS rows
        FROM step
        GROUP BY submission, file, service_area
        HAVING count(*) FILTER (WHERE is_number) >= $nearly_all * count(*)
            AND count(*) FILTER (WHERE days <> 0) >= $enough
            AND count(*) FILTER (WHERE days > 0) >= $nearly_all * count(*) FILTER (WHERE days <> 0)
    )
    SELECT file, sum(rows)::BIGINT AS rows FROM numbering GROUP BY submission, file ORDER BY submission, file
"""
_WITH_DATE = """
    WITH identifier AS (
        SELECT submission, file, regexp_replace({column}, '[^0-9]', '', 'g') AS digits, {dated} AS dated
        FROM delivered.referrals
        WHERE {column} IS NOT NULL AND {dated} IS NOT NULL
    )
    SELECT file, count(*) FILTER (WHERE {holds}) AS rows
    FROM identifier
    GROUP BY submission, file
    HAVING count(*) >= $enough AND count(*) FILTER (WHERE {holds}) >= $nearly_all * count(*)
    ORDER BY submission, file
"""


def guessable_identifiers(warehouse: Warehouse) -> tuple[Fault, ...]:
    """What is to be told of the referrals' identifiers, one note per file, column and reason.

    Args:
        warehouse: holds ``delivered.referrals``.
    """
    return tuple(fault for column in _IDENTIFIERS for fault in _told(warehouse, column))


def _told(warehouse: Warehouse, column: str) -> Iterator[Fault]:
    asked = {
        faults.IDENTIFIERS_IN_ORDER: _IN_ORDER.format(column=column),
        faults.IDENTIFIERS_WITH_BIRTH_MONTH: _with_date(column, "birth_month", _MONTHS),
        faults.IDENTIFIERS_WITH_RECEIPT: _with_date(column, "received_on", _DAYS),
    }
    limits: dict[str, Any] = {"enough": _ENOUGH, "nearly_all": _NEARLY_ALL}
    for kind, query in asked.items():
        for file, rows in warehouse.frame(query, limits).iter_rows():
            yield kind.fault(extract="referrals", column=column, file=file, rows=rows)


def _with_date(column: str, dated: str, spellings: tuple[str, ...]) -> str:
    holds = " OR ".join(f"contains(digits, strftime(dated, '{spelling}'))" for spelling in spellings)
    return _WITH_DATE.format(column=column, dated=dated, holds=f"({holds})")
