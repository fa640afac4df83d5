"""Which rows are to be forgotten: of referrals that ended before a day, or of referrals that are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from expectations import EXTRACTS
from expectations.extract import ColumnType, Extract
from expectations.referrals import ended_on
from pipelines.errors import WrongUsage
from pipelines.warehouse import Warehouse

EARLIER = "earlier"
"""What the file goes by in which the rows still are."""
KEPT_ROWS = ("accepted", "set_aside", "superseded")
"""The schemas in which a finished file has delivered rows."""

_OF_NO_CHILD = "term_dates"
_IS_OVER = "coalesce(ended_on < least(CAST($before AS DATE), as_at + 1), FALSE)"
_ENDED = f"""
    CREATE TEMP TABLE delivered_referral AS
    WITH delivered AS (
        SELECT row_id, service_area, referral_id, child_id, {ended_on("candidate")} AS ended_on
        FROM {{kept}} AS candidate
    ),
    told AS (
        SELECT delivered.*, {_IS_OVER} AS is_over
        FROM delivered
        CROSS JOIN {EARLIER}.as_at
    )
    SELECT
        row_id,
        service_area,
        referral_id,
        is_over,
        CASE WHEN service_area IS NULL OR child_id IS NULL THEN is_over
            ELSE bool_and(is_over) OVER (PARTITION BY service_area, child_id) END AS is_child_over
    FROM told
"""
_BY_END = """
    INSERT INTO known_referral
    SELECT service_area, referral_id, bool_and(is_over), bool_and(is_child_over)
    FROM delivered_referral
    WHERE service_area IS NOT NULL AND referral_id IS NOT NULL
    GROUP BY service_area, referral_id
"""
_HANGS_ON = """
    coalesce(
        CASE WHEN service_area IS NULL THEN referral_id IN (SELECT referral_id FROM known_referral {which})
            ELSE (service_area, referral_id) IN (SELECT (service_area, referral_id) FROM known_referral {which}) END,
        FALSE
    )
"""
"""Whether a row is of a referral; a row that was set aside for want of its area is, if the identifier is the same."""
_FORGOTTEN = _HANGS_ON.format(which="WHERE is_forgotten")
_KNOWN = _HANGS_ON.format(which="")
_TOO_OLD = f"coalesce(latest_on < least(CAST($before AS DATE), (SELECT as_at + 1 FROM {EARLIER}.as_at)), FALSE)"
_OWN_END = """row_id IN (
    SELECT row_id FROM delivered_referral WHERE is_child_over AND (service_area IS NULL OR referral_id IS NULL)
)"""


@dataclass(frozen=True)
class Wanted:
    """Whom to forget: one of the two.

    Attributes:
        before: referrals that ended before this day, of children who have no referral that did not.
        referrals: these, each as its service area and its identifier.
    """

    before: date | None
    referrals: tuple[tuple[str, str], ...] = ()


def select_rows(warehouse: Warehouse, wanted: Wanted) -> None:
    """Make the temporary relations ``known_referral`` and ``forgotten_row``; no file has them.

    ``known_referral`` says of each referral whether it is over and whether it is forgotten; of those that are named
    alone, where some are named. ``forgotten_row`` has the extract, ``row_id``, submission, file and row of every
    delivered row that is to go: a forgotten referral's own and those that hang on it; and, before a day, those that
    hang on no referral there is and whose dates all lie before it.

    Args:
        warehouse: reads the file of the rows as ``EARLIER``.
        wanted: whom to forget.

    Raises:
        WrongUsage: a referral that is named is on no row.
    """
    warehouse.execute(
        "CREATE TEMP TABLE known_referral "
        "(service_area VARCHAR, referral_id VARCHAR, is_over BOOLEAN, is_forgotten BOOLEAN)"
    )
    if wanted.before:
        warehouse.execute(_ENDED.format(kept=_kept(EXTRACTS[0], "accepted", "set_aside")), {"before": wanted.before})
        warehouse.execute(_BY_END)
    for place, (area, identifier) in enumerate(wanted.referrals, start=1):
        _name(warehouse, area, identifier, place)
    warehouse.execute(
        "CREATE TEMP TABLE forgotten_row "
        "(extract VARCHAR, row_id BIGINT, submission INTEGER, file VARCHAR, row_number BIGINT)"
    )
    for extract in EXTRACTS:
        _select(warehouse, extract, wanted)


def _kept(extract: Extract, *schemas: str) -> str:
    """Every delivered row of an extract, with its own latest date; a month of birth is none."""
    columns = ["row_id", "submission", "file", "row_number", *(column.name for column in extract.columns)]
    dates = ", ".join(column.name for column in extract.columns if column.type is ColumnType.DATE)
    each = [
        f"SELECT {', '.join(columns)}, greatest({dates}) AS latest_on FROM {EARLIER}.{schema}.{extract.name}"
        for schema in schemas or KEPT_ROWS
    ]
    return f"({' UNION ALL '.join(each)})"


def _name(warehouse: Warehouse, area: str, identifier: str, place: int) -> None:
    named = {"area": area, "identifier": identifier}
    standing = " UNION ALL ".join(
        f"SELECT service_area FROM {_kept(extract)} WHERE referral_id = $identifier"
        for extract in EXTRACTS
        if _has_referral(extract)
    )
    areas = set(warehouse.frame(f"SELECT DISTINCT service_area FROM ({standing})", {"identifier": identifier}).rows())
    # Where no row says its area, the identifier alone has to do.
    if (area,) not in areas and areas != {(None,)}:
        raise WrongUsage(
            f"Of the referrals given, number {place} is on no row of the warehouse; nothing was forgotten. "
            "See that its service area and its identifier are spelled as they were delivered."
        )
    warehouse.execute("INSERT INTO known_referral VALUES ($area, $identifier, TRUE, TRUE)", named)


def _has_referral(extract: Extract) -> bool:
    return "referral_id" in {column.name for column in extract.columns}


def _select(warehouse: Warehouse, extract: Extract, wanted: Wanted) -> None:
    conditions = [*_conditions(extract, wanted)]
    if conditions:
        warehouse.execute(
            f"INSERT INTO forgotten_row SELECT '{extract.name}', row_id, submission, file, row_number "
            f"FROM {_kept(extract)} WHERE {' OR '.join(conditions)}",
            {"before": wanted.before} if any("$before" in condition for condition in conditions) else None,
        )


def _conditions(extract: Extract, wanted: Wanted) -> Iterator[str]:
    if _has_referral(extract):
        yield _FORGOTTEN
    if wanted.before and extract is EXTRACTS[0]:
        yield _OWN_END
    elif wanted.before and extract.name != _OF_NO_CHILD:
        yield f"NOT {_KNOWN} AND {_TOO_OLD}" if _has_referral(extract) else _TOO_OLD
