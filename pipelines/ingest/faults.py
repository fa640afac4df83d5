"""Every fault that a file, a heading or a setting of a submission can have: its permanent code and its sentence.

Faults of single cells and rows are the checks of the data contract, in ``expectations``. No sentence here has a place
for a cell's value but those of service areas and of codes that many rows share, which name no person.
"""

from __future__ import annotations

from dataclasses import dataclass

from expectations.check import Consequence
from pipelines.errors import Fault


@dataclass(frozen=True)
class FaultKind:
    """One kind of fault; ``fault`` makes one of it.

    Attributes:
        code: permanent; the extract, the column and the kind of personal data stand in it where braces are.
        consequence: what follows.
        sentence: what is wrong and how to mend it; the words in braces are given to ``fault``.
    """

    code: str
    consequence: Consequence
    sentence: str

    def fault(self, *, extract: str = "", column: str = "", file: str = "", rows: int = 0, **words: str) -> Fault:
        """A fault of this kind.

        Args:
            extract: the extract concerned.
            column: the contract's column, or the delivered heading.
            file: the delivered file's name.
            rows: how many rows it concerns.
            words: what else the sentence says.
        """
        said = {"extract": extract, "column": column, "file": file, "rows": f"{rows:,}", **words}
        code, sentence = self.code.format(**said), self.sentence.format(**said)
        return Fault(code, extract, column, self.consequence, sentence, file, rows)


def _refuse(code: str, sentence: str) -> FaultKind:
    return FaultKind(code, Consequence.REFUSE, sentence)


def _note(code: str, sentence: str) -> FaultKind:
    return FaultKind(code, Consequence.NOTE, sentence)


FOLDER_MISSING = _refuse("submission.folder.missing", "{folder} is no folder; give the one that holds the extracts.")
FOLDER_EMPTY = _refuse("submission.folder.empty", "{folder} holds no extract; put referrals and visits into it.")
FOLDER_REPEATED = _refuse("submission.folder.repeated", "{folder} is given twice; give every submission once.")
AS_AT_MISSING = _refuse(
    "submission.as_at.missing",
    "{folder} does not say of what day it is; put a line such as as_at = 2026-03-31 into its submission.toml, or give "
    "--as-at.",
)
AS_AT_DISAGREE = _refuse(
    "submission.as_at.disagree",
    "The submissions are of different days ({days}); build those of one as_at together, or give --as-at.",
)
TOML_UNREADABLE = _refuse(
    "{kind}.toml.unreadable", "{file} is not valid TOML ({place}); correct it there, texts stand in quotation marks."
)
KEY_UNKNOWN = _refuse("{kind}.key.unknown", "{file} says {key}, which means nothing there.{hint}")
KEY_WRONG = _refuse("{kind}.key.wrong", "{file} gives {key} in a form it cannot have; it has to be {wanted}.")
FILE_UNUSED = _note(
    "submission.file.unused", "{file} belongs to no extract and was not read; files named for an extract are."
)
FILE_UNNAMED = _note(
    "submission.file.unnamed",
    "{file} is named for no extract and was not read.{hint} If it is one, begin its name with the extract's, or add to "
    "mapping.toml under [{extract}.files]: names = [{toml_file}].",
)

MAPPING_EXTRACT_UNKNOWN = _refuse("mapping.extract.unknown", "mapping.toml names {key}, which is no extract.{hint}")
MAPPING_COLUMN_UNKNOWN = _refuse(
    "mapping.column.unknown", "mapping.toml names {key} under [{place}], which is no column of {extract}.{hint}"
)
MAPPING_VALUE_UNKNOWN = _refuse(
    "mapping.value.unknown",
    "mapping.toml gives {key} for {column} under [{place}], which cannot be read; it has to be {wanted}.{hint}",
)
MAPPING_VALUE_REPEATED = _refuse(
    "mapping.value.repeated",
    "mapping.toml gives {key} under [{place}] twice, for case, spaces and dashes make no difference; leave one.",
)
MAPPING_HEADING_REPEATED = _refuse(
    "mapping.heading.repeated",
    "mapping.toml gives {key} under [{place}] twice, for case, spaces and dashes make no difference; leave one.",
)
MAPPING_HEADING_ABSENT = _note(
    "mapping.heading.absent",
    "mapping.toml names {key} under [{place}], but no file of {extract} has that heading.{hint}",
)
MAPPING_FILE_MISSING = _refuse(
    "mapping.file.missing", "mapping.toml names {key} under [{place}], but the folder has no such file.{hint}"
)

EXTRACT_MISSING = _refuse(
    "{extract}.file.missing",
    "{folder} has no file of {extract}, without which there are no figures; add one whose name begins with {extract}.",
)
FILE_UNREADABLE = _refuse("{extract}.file.unreadable", "{file} cannot be read: {reason}.")
FILE_EMPTY = _refuse(
    "{extract}.file.empty", "{file} is empty; deliver it with its headings, even where it has no rows."
)
HEADING_ROW_MISSING = _refuse(
    "{extract}.heading.missing",
    "{file} has no row of headings that could be recognised; put the headings of {extract} above its rows.",
)
HEADING_REPEATED = _refuse(
    "{extract}.heading.repeated",
    "{file} has the heading '{column}' more than once, for case, spaces and dashes make no difference; rename one.",
)
HEADING_UNKNOWN = _note(
    "{extract}.heading.unknown", "{file} has a heading '{column}' that is not known; it is not stored.{hint}"
)
HEADING_BLANK = _note(
    "{extract}.heading.blank", "{file} has cells in a column without a heading ({place}); they are not stored."
)
COLUMN_MISSING = _refuse(
    "{extract}.{column}.missing", "{file} has no column {column}, which every row of {extract} needs.{hint}"
)
COLUMN_FED_TWICE = _refuse(
    "{extract}.{column}.fed_twice", "{file} has more than one column for {column}; leave one, or mend mapping.toml."
)
CONSTANT_UNUSED = _note(
    "{extract}.{column}.constant_unused",
    "{file} has a column for {column}, so the constant that mapping.toml gives is not used; take one of the two out.",
)
ROW_TOO_LONG = FaultKind(
    "{extract}.row.too_long",
    Consequence.SET_ASIDE,
    "{file} has {rows} rows with more cells than there are headings; none of their cells can be trusted: put texts "
    "that hold the separator into quotation marks.",
)
SHEET_UNUSED = _note(
    "{extract}.sheet.unused", "{file} has a sheet that lacks columns of {extract} and was not read: {place}."
)
AREA_UNKNOWN = _refuse(
    "{extract}.service_area.unknown", "{file} has the service area {named}, which has no service area file.{hint}"
)
VALUE_UNKNOWN = _note(
    "{extract}.{column}.value_unknown",
    "{file} has the value {named} for {column} on {rows} rows; it is not known.{hint}",
)
PERSONAL_DATA = _refuse(
    "{extract}.personal_data.{kind}",
    "{file} has personal data in the column '{column}': {seen} {what}; {mend}.",
)

PERSONAL_DATA_KINDS = {
    "name": "a person's name",
    "address": "an address",
    "postcode": "a postcode",
    "phone": "a phone number",
    "email": "an e-mail address",
    "nhs_number": "an NHS number",
    "upn": "a unique pupil number",
    "date_of_birth": "a date of birth",
    "date": "a full date, which may be a date of birth",
}
"""The kinds of personal data, as codes name them and as sentences do."""

PERSONAL_DATA_MENDED = {
    "date": "take the column out, or say in mapping.toml which of the extract's dates it is",
    "date_of_birth": "deliver the month alone, such as 2026-03",
}
"""How kinds are mended that need not mean taking the column out."""

FAULT_KINDS: tuple[FaultKind, ...] = tuple(kind for kind in globals().values() if isinstance(kind, FaultKind))
"""All of them, for the documentation and for the tests."""
