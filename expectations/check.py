"""The one way to write a check: a permanent code, a sentence, a consequence, and the rows that fail it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from expectations.failing_rows import FailingRows


class Consequence(StrEnum):
    """What follows from a fault: for the submission, for the row, or for nothing but the record."""

    REFUSE = "refuse"
    SET_ASIDE = "set_aside"
    NOTE = "note"


@dataclass(frozen=True)
class Check:
    """One check of an extract's rows.

    Attributes:
        code: permanent; once published it never means anything else.
        extract: the extract whose rows are checked.
        column: the column that has to be mended.
        consequence: what follows for a row that fails.
        sentence: what is wrong with the row, for the service that has to mend it.
        fails: the SQL condition that is true of a failing row; the row's columns go by ``candidate``,
            all rows of an extract by ``delivered.<extract>``, the accepted ones of an earlier extract by
            ``accepted.<extract>``, the day of the figures by the relation ``as_at``.
        mend: what the sender can do about it.
    """

    code: str
    extract: str
    column: str
    consequence: Consequence
    sentence: str
    fails: str
    mend: str

    @property
    def unexpected_rows_query(self) -> str:
        """The query whose rows fail: it gives nothing of a row but its ``row_id``, so that no cell travels."""
        return f"SELECT row_id FROM (SELECT * FROM {{batch}}) AS candidate WHERE {self.fails}"


def as_expectation(check: Check) -> FailingRows:
    """The check as Great Expectations runs it; the code comes back with the result."""
    from expectations.failing_rows import FailingRows

    return FailingRows(
        unexpected_rows_query=check.unexpected_rows_query,
        description=check.sentence,
        meta={"code": check.code},
    )


def blank(extract: str, column: str, can_be_unreadable: bool) -> Check:
    """A required cell is empty."""
    read = f" AND NOT candidate.is_unreadable_{column}" if can_be_unreadable else ""
    return Check(
        f"{extract}.{column}.blank",
        extract,
        column,
        Consequence.SET_ASIDE,
        f"{column} is blank; every row needs it.",
        f"candidate.{column} IS NULL{read}",
        f"Fill {column} in the case record and send the extract again.",
    )


def unreadable(extract: str, column: str, is_required: bool, spelled: str, is_coded: bool) -> Check:
    """A filled cell cannot be read as what its column holds."""
    recoded = "; where your system has codes of its own, recode them in mapping.toml" if is_coded else ""
    return Check(
        f"{extract}.{column}.unreadable",
        extract,
        column,
        Consequence.SET_ASIDE if is_required else Consequence.NOTE,
        f"{column} cannot be read; it has to be {spelled}.",
        f"candidate.is_unreadable_{column}",
        f"Write {column} as asked for{recoded}.",
    )


def repeated_key(extract: str, key: tuple[str, ...]) -> Check:
    """A key stands on more than one row: every copy fails, for nobody can tell which is meant."""
    names = ", ".join(key)
    filled = " AND ".join(f"candidate.{name} IS NOT NULL" for name in key)
    identifier = key[-1]
    return Check(
        f"{extract}.{identifier}.repeated",
        extract,
        identifier,
        Consequence.SET_ASIDE,
        f"{identifier} stands on more than one row of the service area; each row needs its own.",
        f"{filled} AND ({names}) IN (SELECT ({names}) FROM delivered.{extract} GROUP BY {names} HAVING count(*) > 1)",
        f"Deliver each row once; where two rows are meant, give each a {identifier} of its own.",
    )


def spreadsheet_number(extract: str, column: str) -> Check:
    """An identifier was turned into a rounded number by a spreadsheet, so that it may stand for several."""
    return Check(
        f"{extract}.{column}.spreadsheet_number",
        extract,
        column,
        Consequence.NOTE,
        f"{column} was turned into a rounded number by a spreadsheet and may stand for several; "
        "format the column as text.",
        f"regexp_full_match(candidate.{column}, '[0-9](\\.[0-9]+)?[Ee]\\+[0-9]+')",
        f"Export the extract again with {column} formatted as text; the lost digits cannot be brought back.",
    )


def before(extract: str, earlier: str, later: str, consequence: Consequence = Consequence.SET_ASIDE) -> Check:
    """``earlier`` is dated before ``later``, which cannot be."""
    return Check(
        f"{extract}.{earlier}.before_{later}",
        extract,
        earlier,
        consequence,
        f"{earlier} is before {later}; one of the two dates is wrong.",
        f"candidate.{earlier} < candidate.{later}",
        f"Look up {earlier} and {later} in the case record, and correct the one that is wrong.",
    )


def without_referral(extract: str) -> Check:
    """The row's referral was not delivered, or was itself set aside."""
    return Check(
        f"{extract}.referral_id.without_referral",
        extract,
        "referral_id",
        Consequence.SET_ASIDE,
        "referral_id names no usable referral of this service area; "
        "it is absent from referrals or was set aside there.",
        "candidate.service_area IS NOT NULL AND candidate.referral_id IS NOT NULL AND NOT EXISTS ("
        "SELECT 1 FROM accepted.referrals AS referral WHERE referral.service_area = candidate.service_area "
        "AND referral.referral_id = candidate.referral_id)",
        "Deliver the referral with the same referral_id and service_area, or mend its row where it was set aside.",
    )


def against_referral(
    extract: str, column: str, name: str, condition: str, sentence: str, consequence: Consequence
) -> Check:
    """Something between the row and its referral, which goes by ``referral`` in the condition."""
    return Check(
        f"{extract}.{column}.{name}",
        extract,
        column,
        consequence,
        sentence,
        "EXISTS (SELECT 1 FROM accepted.referrals AS referral WHERE referral.service_area = candidate.service_area "
        f"AND referral.referral_id = candidate.referral_id AND {condition})",
        f"Look up {column} and the referral's received_on in the case record, and correct the one that is wrong.",
    )
