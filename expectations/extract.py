"""The words in which the data contract is written: columns of a type, extracts of columns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from expectations.check import Check, blank, repeated_key, spreadsheet_number, unreadable


class ColumnType(StrEnum):
    """How a cell is read. After ingest a date is a date, a code one of its codes, a boolean a boolean."""

    TEXT = "text"
    AREA = "service area"
    CODE = "code"
    DATE = "date"
    MONTH = "month"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


_CODED = (ColumnType.CODE, ColumnType.BOOLEAN)
_SPELLED = {"id": "identifier", "imd": "deprivation (IMD)", "asq": "ASQ", "ehcp": "EHC plan"}
"""The parts of columns' names that are no words."""


@dataclass(frozen=True)
class Column:
    """One column of an extract.

    Attributes:
        name: its heading in the contract; dates end in ``_on``.
        type: how its cells are read.
        meaning: what it says, for the data dictionary.
        is_required: a row in which it is blank or unreadable is set aside; a submission without it is refused.
        codes: for a code, each code allowed and its title, in the order in which they are shown.
        least: for a number, the smallest allowed.
        most: for a number, the largest allowed.
    """

    name: str
    type: ColumnType
    meaning: str
    is_required: bool = False
    codes: tuple[tuple[str, str], ...] = ()
    least: int | None = None
    most: int | None = None

    @property
    def title(self) -> str:
        """The column's name as a reader is shown it, such as ``Deprivation (IMD) decile`` of ``imd_decile``."""
        name = self.name.removeprefix("is_").removeprefix("has_").removesuffix("_on")
        words = " ".join(_SPELLED.get(word, word) for word in name.split("_"))
        return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class Extract:
    """One extract of the contract.

    Attributes:
        name: what its file names start with.
        grain: what one row stands for.
        columns: in the contract's order.
        key: the columns that name a row, the service area among them; empty where rows have no key.
        is_required: a submission without it is refused.
        row_checks: what must hold between the columns of a row, and between a row and its referral.
    """

    name: str
    grain: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    is_required: bool = False
    row_checks: tuple[Check, ...] = ()

    @property
    def dated_by(self) -> str:
        """The column that says when what a row stands for came about: the first day that every row has."""
        return next(c.name for c in self.columns if c.is_required and c.type is ColumnType.DATE)

    @property
    def title(self) -> str:
        """The extract's name as a reader is shown it."""
        return self.name.replace("_", " ").capitalize()

    @property
    def checks(self) -> tuple[Check, ...]:
        """All checks of the extract: those its columns' types imply, its key's, and its own."""
        return (*self._column_checks(), *self._key_checks(), *self.row_checks)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if the contract has none."""
        found = {column.name: column for column in self.columns}
        return found[name]

    def _column_checks(self) -> tuple[Check, ...]:
        blanks = [blank(self.name, c.name, can_be_unreadable(c)) for c in self.columns if c.is_required]
        unread = [
            unreadable(self.name, c.name, c.is_required, spelled(c), c.type in _CODED)
            for c in self.columns
            if can_be_unreadable(c)
        ]
        identifiers = [c.name for c in self.columns if c.type is ColumnType.TEXT and c.name.endswith("_id")]
        return (*blanks, *unread, *(spreadsheet_number(self.name, name) for name in identifiers))

    def _key_checks(self) -> tuple[Check, ...]:
        return (repeated_key(self.name, self.key),) if self.key else ()


def can_be_unreadable(column: Column) -> bool:
    """Whether a filled cell of the column can fail to be read; landing then keeps ``is_unreadable_<name>``."""
    return column.type not in (ColumnType.TEXT, ColumnType.AREA)


def spelled(column: Column) -> str:
    """What a cell of the column may say, for the sentence that asks to mend it."""
    if column.type is ColumnType.CODE:
        return "one of " + ", ".join(code for code, _ in column.codes)
    if column.type in (ColumnType.INTEGER, ColumnType.NUMBER):
        return f"a number from {column.least} to {column.most}"
    return {
        ColumnType.DATE: "a date such as 2026-03-31 or 31/03/2026, day first and the year in full",
        ColumnType.MONTH: "a month such as 2026-03",
        ColumnType.BOOLEAN: "yes or no",
    }[column.type]
