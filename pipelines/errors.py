"""Every failure a user can meet: one class, one sentence, one exit code, no traceback."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expectations.check import Consequence


@dataclass(frozen=True)
class Fault:
    """Something wrong with what was delivered, told without any cell's value.

    Attributes:
        code: the permanent code of the fault, such as ``referrals.received_on.blank``.
        extract: the extract it was found in, or blank where no extract is concerned.
        column: the contract's column, or the delivered heading where the contract knows none, or blank.
        consequence: what follows for the submission, the row or the cell.
        sentence: what is wrong and how to mend it.
        file: the delivered file's name, or blank.
        rows: how many rows it concerns; 0 where it concerns a file as a whole.
    """

    code: str
    extract: str
    column: str
    consequence: Consequence
    sentence: str
    file: str = ""
    rows: int = 0


class PortageError(Exception):
    """An error a user can meet; its text is one sentence that says what, where and what to do."""

    exit_code: ClassVar[int] = 1


class WrongUsage(PortageError):
    """The command was called with something it cannot use."""

    exit_code = 2


class SubmissionRefused(PortageError):
    """A submission cannot be used; nothing was published and what was published before stays.

    Attributes:
        faults: all that was found wrong, the refusing ones first.
    """

    exit_code = 3

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        first, *others = [fault.sentence for fault in faults if fault.consequence is Consequence.REFUSE]
        more = f" (and {len(others)} more)" if others else ""
        super().__init__(f"The submission was refused, and nothing was published: {first}{more}")
        self.faults = faults


class RulesWrong(PortageError):
    """A service area file or a measure's definition is wrong; names the file, the key and the nearest known one."""

    exit_code = 4


class FiguresWrong(PortageError):
    """Our own figures failed their checks and were not published."""

    exit_code = 5


class NoWarehouse(PortageError):
    """There is no warehouse yet where one was expected."""

    exit_code = 6


class WarehouseBusy(PortageError):
    """The warehouse is being built by another process, or cannot be written."""

    exit_code = 7


class PackWrong(PortageError):
    """An evidence pack is none, is not whole, or does not agree with a warehouse."""

    exit_code = 8
