"""Every fault that a file, a heading or a setting of a submission can have: its permanent code and its sentence.

Faults of single cells and rows are the checks of the data contract, in ``expectations``. No sentence here has a place
for a cell's value but those of service areas and of codes that many rows share, which name no person.
"""

from __future__ import annotations

from expectations.check import Consequence
from pipelines.ingest import mapping_kinds, submission_kinds
from pipelines.ingest.fault_kind import FaultKind, noting, refusing

AS_AT_DISAGREE = submission_kinds.AS_AT_DISAGREE
AS_AT_MISSING = submission_kinds.AS_AT_MISSING
FOLDER_EMPTY = submission_kinds.FOLDER_EMPTY
FOLDER_MISSING = submission_kinds.FOLDER_MISSING
FOLDER_REPEATED = submission_kinds.FOLDER_REPEATED
FOLDER_UNREADABLE = submission_kinds.FOLDER_UNREADABLE
KEY_UNKNOWN = submission_kinds.KEY_UNKNOWN
KEY_WRONG = submission_kinds.KEY_WRONG
TOML_NOT_OPENED = submission_kinds.TOML_NOT_OPENED
TOML_UNREADABLE = submission_kinds.TOML_UNREADABLE

FILE_UNUSED = noting(
    "submission.file.unused",
    "{file} belongs to no extract and was not read; files named for an extract are.",
    "Nothing need be done, unless the file was meant to be read: then begin its name with an extract's.",
)
FILE_UNNAMED = noting(
    "submission.file.unnamed",
    "{file} is named for no extract and was not read.{hint} If it is one, begin its name with the extract's, or add to "
    "mapping.toml under [{extract}.files]: names = [{toml_file}].",
    "Begin the file's name with its extract's, or name it in mapping.toml.",
)

MAPPING_COLUMN_UNKNOWN = mapping_kinds.MAPPING_COLUMN_UNKNOWN
MAPPING_EXTRACT_UNKNOWN = mapping_kinds.MAPPING_EXTRACT_UNKNOWN
MAPPING_FILE_MISSING = mapping_kinds.MAPPING_FILE_MISSING
MAPPING_HEADING_ABSENT = mapping_kinds.MAPPING_HEADING_ABSENT
MAPPING_HEADING_REPEATED = mapping_kinds.MAPPING_HEADING_REPEATED
MAPPING_VALUE_REPEATED = mapping_kinds.MAPPING_VALUE_REPEATED
MAPPING_VALUE_UNKNOWN = mapping_kinds.MAPPING_VALUE_UNKNOWN

EXTRACT_MISSING = refusing(
    "{extract}.file.missing",
    "{folder} has no file of {extract}, without which there are no figures; add one whose name begins with {extract}.",
    "Add a file of the extract, with its name first in the file's name.",
)
FILE_UNREADABLE = refusing(
    "{extract}.file.unreadable",
    "{file} cannot be read: {reason}.",
    "Open the file in the program it came from, and save it again as CSV or XLSX.",
)
FILE_CHANGED = refusing(
    "{extract}.file.changed",
    "{file} was taken away or changed while it was being read; what had been read of it is of no use.",
    "Run the command again once nothing writes to the folder any more.",
)
FILE_EMPTY = refusing(
    "{extract}.file.empty",
    "{file} is empty; deliver it with its headings, even where it has no rows.",
    "Deliver the file with its headings, or take it out of the folder.",
)
HEADING_ROW_MISSING = refusing(
    "{extract}.heading.missing",
    "{file} has no row of headings that could be recognised; put the headings of {extract} above its rows.",
    "Put the extract's headings into the first row.",
)
HEADING_REPEATED = refusing(
    "{extract}.heading.repeated",
    "{file} has the heading {said} more than once, for case, spaces and dashes make no difference; rename one.",
    "Rename one of the two columns, or take it out.",
)
HEADING_UNKNOWN = noting(
    "{extract}.heading.unknown",
    "{file} has a heading {said} that is not known; it is not stored.{hint}",
    "Map the heading in mapping.toml if the column is wanted; else take it out of the file.",
)
HEADING_BLANK = noting(
    "{extract}.heading.blank",
    "{file} has cells in a column without a heading ({place}); they are not stored.",
    "Give the column a heading, or empty its cells.",
)
COLUMN_MISSING = refusing(
    "{extract}.{column}.missing",
    "{file} has no column {column}, which every row of {extract} needs.{hint}",
    "Add the column, or name the heading that stands for it in mapping.toml.",
)
COLUMN_FED_TWICE = refusing(
    "{extract}.{column}.fed_twice",
    "{file} has more than one column for {column}; leave one, or mend mapping.toml.",
    "Leave one of the columns, or mend mapping.toml.",
)
CONSTANT_UNUSED = noting(
    "{extract}.{column}.constant_unused",
    "{file} has a column for {column}, so the constant that mapping.toml gives is not used; take one of the two out.",
    "Take the constant out of mapping.toml, or the column out of the file.",
)
ROW_TOO_LONG = FaultKind(
    "{extract}.row.too_long",
    Consequence.SET_ASIDE,
    "{file} has more cells than headings in {rows} of its rows; none of their cells can be trusted: put texts that "
    "hold the separator into quotation marks.",
    "Put texts that hold the separator into quotation marks, or save the file as XLSX.",
)
SHEET_UNUSED = noting(
    "{extract}.sheet.unused",
    "{file} has a sheet that lacks columns of {extract} and was not read: {place}.",
    "Nothing need be done, unless the sheet was meant to be read: then give it the headings it lacks.",
)
SHEET_UNNAMED = noting(
    "submission.sheet.unnamed",
    "{file} has a sheet that is named for no extract and was not read: {place}.",
    "Nothing need be done, unless the sheet was meant to be read: then begin its name with an extract's.",
)
_OTHER_IDENTIFIERS = (
    "Replace the identifiers by others that mean nothing outside of the extract, the same ones in every delivery."
)
IDENTIFIERS_IN_ORDER = noting(
    "{extract}.{column}.in_order",
    "{file} has bare numbers as {column}, which rise in the order in which referrals were received; a number that a "
    "case system has given can be looked up there.",
    _OTHER_IDENTIFIERS,
)
IDENTIFIERS_WITH_BIRTH_MONTH = noting(
    "{extract}.{column}.holds_birth_month",
    "{file} has the child's birth month within {column} on {rows} rows; whoever knows it can guess the identifier.",
    _OTHER_IDENTIFIERS,
)
IDENTIFIERS_WITH_RECEIPT = noting(
    "{extract}.{column}.holds_received_on",
    "{file} has the day of receipt within {column} on {rows} rows; whoever knows it can guess the identifier.",
    _OTHER_IDENTIFIERS,
)
AREA_UNKNOWN = refusing(
    "{extract}.service_area.unknown",
    "{file} has the service area {named}, which has no service area file.{hint}",
    "Recode the service area in mapping.toml, or add a service area file for it.",
)
VALUE_UNKNOWN = noting(
    "{extract}.{column}.value_unknown",
    "{file} has the value {named} for {column} on {rows} rows; it is not known.{hint}",
    "Recode the value in mapping.toml.",
)
PERSONAL_DATA = refusing(
    "{extract}.personal_data.{kind}",
    "{file} has personal data in {said}: {seen} {what}; {mend}.",
    "Take the personal data out before the extract leaves your system.",
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
