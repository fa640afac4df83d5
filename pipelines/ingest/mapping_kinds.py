"""The faults that mapping.toml can have: what it names is not there, or it says a thing twice."""

from __future__ import annotations

from pipelines.ingest.fault_kind import noting, refusing

MAPPING_EXTRACT_UNKNOWN = refusing(
    "mapping.extract.unknown",
    "mapping.toml names {key}, which is no extract.{hint}",
    "Correct the extract's name in mapping.toml.",
)
MAPPING_COLUMN_UNKNOWN = refusing(
    "mapping.column.unknown",
    "mapping.toml names {key} under [{place}], which is no column of {extract}.{hint}",
    "Correct the column's name in mapping.toml, or take the line out.",
)
MAPPING_VALUE_UNKNOWN = refusing(
    "mapping.value.unknown",
    "mapping.toml gives {key} for {column} under [{place}], which cannot be read; it has to be {wanted}.{hint}",
    "Give one of the codes that the column may have in mapping.toml.",
)
MAPPING_VALUE_REPEATED = refusing(
    "mapping.value.repeated",
    "mapping.toml gives {key} under [{place}] twice, for case, spaces and dashes make no difference; leave one.",
    "Leave one of the two lines in mapping.toml.",
)
MAPPING_HEADING_REPEATED = refusing(
    "mapping.heading.repeated",
    "mapping.toml gives {key} under [{place}] twice, for case, spaces and dashes make no difference; leave one.",
    "Leave one of the two lines in mapping.toml.",
)
MAPPING_HEADING_ABSENT = noting(
    "mapping.heading.absent",
    "mapping.toml names {key} under [{place}], but no file of {extract} has that heading.{hint}",
    "Correct the heading in mapping.toml, or take the line out.",
)
MAPPING_FILE_MISSING = refusing(
    "mapping.file.missing",
    "mapping.toml names {key} under [{place}], but the folder has no such file.{hint}",
    "Put the file into the folder, or correct its name in mapping.toml.",
)
