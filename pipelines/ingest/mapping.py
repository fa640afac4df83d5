"""What ``mapping.toml`` says: how the headings, codes and files of one system become those of the contract."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    StrictStr,
    field_validator,
)

from pipelines.errors import Fault
from pipelines.ingest.settings import parse, read_toml
from pipelines.ingest.spelling import alike

SETTINGS = "mapping.toml"
_CELL = (str, bool, int, float, date)


def _as_text(cell: object) -> str:
    return ("true" if cell else "false") if isinstance(cell, bool) else str(cell)


class FileNames(BaseModel):
    """The files of an extract that are not named for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: tuple[StrictStr, ...] = ()


class ExtractMapping(BaseModel):
    """How one extract is mapped.

    Attributes:
        columns: the contract's columns that a delivered heading feeds.
        values: by column, what a delivered value stands for; a blank text stands for a blank cell.
        constants: what every cell of an absent column holds.
        files: the files that are read as this extract beside those named for it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: dict[str, tuple[StrictStr, ...]] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    constants: dict[str, str] = Field(default_factory=dict)
    files: FileNames = FileNames()

    @field_validator("columns", mode="before")
    @classmethod
    def _one_or_several(cls, said: object) -> object:
        if not isinstance(said, dict):
            return said
        return {heading: (fed,) if isinstance(fed, str) else fed for heading, fed in said.items()}

    @field_validator("values", mode="before")
    @classmethod
    def _values_as_text(cls, said: object) -> object:
        if not isinstance(said, dict):
            return said
        return {column: _cells(meant) for column, meant in said.items()}

    @field_validator("constants", mode="before")
    @classmethod
    def _constants_as_text(cls, said: object) -> object:
        return _cells(said)

    def fed_by(self, heading: str) -> tuple[str, ...] | None:
        """The columns that a heading is mapped to, however it is spelled; None where it is not mapped."""
        mapped = {alike(known): fed for known, fed in self.columns.items()}
        return mapped.get(alike(heading))


def _cells(said: object) -> object:
    if not isinstance(said, dict):
        return said
    return {key: _as_text(cell) if isinstance(cell, _CELL) else cell for key, cell in said.items()}


class Mapping(RootModel[dict[str, ExtractMapping]]):
    """A whole ``mapping.toml``; an empty one where there is none."""

    model_config = ConfigDict(frozen=True)

    def of(self, extract: str) -> ExtractMapping:
        """How an extract is mapped; not at all where nothing is said of it."""
        return self.root.get(extract, ExtractMapping())


def read_mapping(folder: Path) -> tuple[Mapping, tuple[Fault, ...]]:
    """The mapping of a submission, or an empty one and what is wrong with its form."""
    said, wrong = read_toml(folder / SETTINGS)
    mapping = wrong or parse(Mapping, said, folder / SETTINGS, tuple(ExtractMapping.model_fields))
    return (Mapping({}), mapping) if isinstance(mapping, tuple) else (mapping, ())
