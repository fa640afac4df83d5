"""What a measure is: one TOML file, read into a frozen object."""

from __future__ import annotations

import hashlib
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from pipelines.errors import RulesWrong
from pipelines.measures.periods import PeriodKind

_SHIPPED = Path(__file__).resolve().parent / "definitions"

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
ColumnName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class Kind(StrEnum):
    """How a figure is made of the rows it counts."""

    PROPORTION = "proportion"
    COUNT = "count"
    MEDIAN = "median"


class Direction(StrEnum):
    """Which way is better for the family."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Definition(BaseModel):
    """One measure.

    Attributes:
        measure: its id, which is its file's name.
        position: where it stands among the others.
        relation: the relation whose rows it counts.
        denominator: boolean columns, all of which are true of a counted row.
        numerator: boolean columns that are also true of a row of a proportion's numerator.
        value: for a median, the column it is the median of.
        period: the date column that says in which period a row counts; blank where it counts at ``as_at``.
        standards: the standards its clocks belong to.
        applies: boolean columns of ``clock_scope``, all true where the measure can be told at all.
        version: the first twelve digits of the file's SHA-256.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: ColumnName
    position: int
    title: Words
    question: Words
    why: Words
    caution: Words
    source: Words
    numerator_words: str = ""
    denominator_words: Words
    period_words: Words
    kind: Kind
    unit: Words
    direction: Direction
    relation: ColumnName
    yardsticks: tuple[ColumnName, ...]
    standards: tuple[ColumnName, ...]
    applies: tuple[ColumnName, ...]
    denominator: tuple[ColumnName, ...]
    numerator: tuple[ColumnName, ...] = ()
    value: ColumnName | None = None
    period: ColumnName | None = None
    period_kinds: tuple[PeriodKind, ...] = Field(min_length=1)
    breakdowns: tuple[ColumnName, ...]
    version: str
    sha256: str

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if (self.kind is Kind.PROPORTION) != bool(self.numerator):
            raise ValueError("a proportion, and nothing else, has a numerator")
        if (self.kind is Kind.MEDIAN) != bool(self.value):
            raise ValueError("a median, and nothing else, has a value column")
        if (self.period is None) != (self.period_kinds == (PeriodKind.AS_AT,)):
            raise ValueError("without a period column a measure is given as at the day of the figures, and only so")
        return self


def load_definitions(folder: Path = _SHIPPED) -> tuple[Definition, ...]:
    """Every definition of a folder, in the order of their positions.

    Raises:
        RulesWrong: a file is no definition; names the file and the key.
    """
    found = [_load(path) for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted(found, key=lambda definition: definition.position))


def _load(path: Path) -> Definition:
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        keys = tomllib.loads(content.decode("utf-8"))
        return Definition(measure=path.stem, version=sha256[:12], sha256=sha256, **keys)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
        raise RulesWrong(f"{path.name} is not a definition of a measure: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the file"
        raise RulesWrong(f"{path.name}, {key}: {first['msg']}.") from error
