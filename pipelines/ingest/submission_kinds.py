"""The faults of a submission's folder and of its settings: it is not there, or does not say what it has to."""

from __future__ import annotations

from pipelines.ingest.fault_kind import refusing

FOLDER_MISSING = refusing(
    "submission.folder.missing",
    "{folder} is no folder; give the one that holds the extracts.",
    "Give the folder that holds the extracts.",
)
FOLDER_UNREADABLE = refusing(
    "submission.folder.unreadable",
    "{folder} cannot be opened; see that you may read it.",
    "See that you may read the folder.",
)
FOLDER_EMPTY = refusing(
    "submission.folder.empty",
    "{folder} holds no extract; put referrals and visits into it.",
    "Put the extracts into the folder, referrals and visits at least.",
)
FOLDER_REPEATED = refusing(
    "submission.folder.repeated",
    "{folder} is given twice; give every submission once.",
    "Give every submission once.",
)
AS_AT_MISSING = refusing(
    "submission.as_at.missing",
    "{folder} does not say of what day it is; put a line such as as_at = 2026-03-31 into its submission.toml, or give "
    "--as-at.",
    "Add the line as_at with the last day of the data to submission.toml, or give --as-at.",
)
AS_AT_DISAGREE = refusing(
    "submission.as_at.disagree",
    "The submissions are of different days ({days}); build those of one as_at together, or give --as-at.",
    "Build submissions of one day together, or give --as-at.",
)
TOML_UNREADABLE = refusing(
    "{kind}.toml.unreadable",
    "{file} is not valid TOML ({place}); correct it there, texts stand in quotation marks.",
    "Correct the line that is named; texts stand in quotation marks.",
)
TOML_NOT_OPENED = refusing(
    "{kind}.toml.not_opened",
    "{file} cannot be opened; see that it is a file and that you may read it.",
    "See that it is a file, and that you may read it.",
)
KEY_UNKNOWN = refusing(
    "{kind}.key.unknown",
    "{file} says {key}, which means nothing there.{hint}",
    "Correct the spelling of the key, or take it out.",
)
KEY_WRONG = refusing(
    "{kind}.key.wrong",
    "{file} gives {key} in a form it cannot have; it has to be {wanted}.",
    "Write the key in the form that is asked for.",
)
