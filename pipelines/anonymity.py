"""How many referrals stand alone: k-anonymity over what a neighbour may know of a child.

It is information for the sender, and never a reason to refuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.warehouse import Warehouse

SMALL_GROUP = 5
"""Groups below this are small: the same number below which counts are not published."""

_KNOWN = ("service_area", "birth_month", "sex", "ethnicity", "primary_need", "imd_decile")
_COARSER = (
    ("birth_month", "delivering the year of birth instead of the month", "date_trunc('year', birth_month)"),
    ("imd_decile", "delivering a quintile of deprivation instead of the decile", "ceil(imd_decile / 2)"),
    ("ethnicity", "leaving ethnicity out", "0"),
    ("primary_need", "leaving primary_need out", "0"),
    ("sex", "leaving sex out", "0"),
)
"""Column, how it would be coarsened in words, and what it would then be."""


@dataclass(frozen=True)
class Coarsening:
    """What would be gained if one column told less.

    Attributes:
        column: the column.
        words: what would be done to it.
        fewer: so many fewer referrals would stand in groups below ``SMALL_GROUP``.
    """

    column: str
    words: str
    fewer: int


@dataclass(frozen=True)
class Anonymity:
    """Groups of accepted referrals that are alike in all columns that may be known of a child; blanks are alike.

    Attributes:
        referrals: how many were accepted.
        smallest: the size of the smallest group; 0 where there are no referrals.
        alone: the referrals that are alike to no other.
        in_small_groups: the referrals in groups below ``SMALL_GROUP``, those alone among them.
        coarsenings: what would help, most first; nothing that would not help.
    """

    referrals: int
    smallest: int
    alone: int
    in_small_groups: int
    coarsenings: tuple[Coarsening, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the sender is told, in plain words and without any cell's value."""
        if not self.referrals:
            return ()
        return (*self._counted(), *(self._gained(coarsening) for coarsening in self.coarsenings))

    def _counted(self) -> Iterator[str]:
        yield (
            "Whoever knows a child's service area, birth month, sex, ethnic group, main need and deprivation decile "
            f"would find {self.alone:,} of {self.referrals:,} referrals alone, and {self.in_small_groups:,} in groups "
            f"of fewer than {SMALL_GROUP}; the smallest group has {self.smallest:,}."
        )
        if self.in_small_groups and not self.coarsenings:
            yield "Telling less in any one of these columns would not change that."

    def _gained(self, coarsening: Coarsening) -> str:
        words = coarsening.words[0].upper() + coarsening.words[1:]
        return f"{words} would take {coarsening.fewer:,} of them out of such groups."


def anonymity(warehouse: Warehouse) -> Anonymity:
    """Count the groups of ``accepted.referrals``, as they are and with each column coarsened.

    Args:
        warehouse: holds ``accepted.referrals``.
    """
    referrals, smallest, alone, small = _counted(warehouse, {})
    fewer = [(column, words, small - _counted(warehouse, {column: to})[-1]) for column, words, to in _COARSER]
    helping = [Coarsening(*found) for found in fewer if found[-1] > 0]
    return Anonymity(referrals, smallest, alone, small, tuple(sorted(helping, key=lambda found: -found.fewer)))


def _counted(warehouse: Warehouse, coarser: dict[str, str]) -> tuple[int, int, int, int]:
    """Referrals, the smallest group's size, those alone, and those in small groups."""
    known = ", ".join(f"{coarser.get(column, column)} AS {column}" for column in _KNOWN)
    found = warehouse.frame(
        f"""
        WITH referral AS (SELECT {known} FROM accepted.referrals),
        alike AS (SELECT count(*) AS size FROM referral GROUP BY {", ".join(_KNOWN)})
        SELECT
            coalesce(sum(size), 0)::BIGINT AS referrals,
            coalesce(min(size), 0)::BIGINT AS smallest,
            count(*) FILTER (WHERE size = 1) AS alone,
            coalesce(sum(size) FILTER (WHERE size < $small), 0)::BIGINT AS in_small_groups
        FROM alike
        """,
        {"small": SMALL_GROUP},
    )
    referrals, smallest, alone, small = found.row(0)
    return referrals, smallest, alone, small
