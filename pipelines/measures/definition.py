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
    RATIO = "ratio"
    COUNT = "count"
    MEDIAN = "median"
    QUANTILE = "quantile"
    PROBABILITY = "probability"


SHARES = (Kind.PROPORTION, Kind.RATIO)
"""The kinds that are a numerator ÷ a denominator, from 0 to 1, with the Wilson interval."""
COUNTED = (*SHARES, Kind.COUNT)
"""The kinds whose parts add up to the whole."""
MIDDLES = (Kind.MEDIAN, Kind.QUANTILE)
"""The kinds that are one of the values, or the mean of two."""


class Direction(StrEnum):
    """Which way is better for the family."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


_NEEDED = {
    "numerator": (Kind.PROPORTION, Kind.PROBABILITY),
    "denominator_sum": (Kind.RATIO,),
    "numerator_sum": (Kind.RATIO,),
    "value": (*MIDDLES, Kind.PROBABILITY),
    "quantile": (Kind.QUANTILE,),
    "competing": (Kind.PROBABILITY,),
    "within_days": (Kind.PROBABILITY,),
}
"""The keys that a definition has if it is of these kinds, and only then."""


class Definition(BaseModel):
    """One measure.

    Attributes:
        measure: its id, which is its file's name.
        position: where it stands among the others.
        relation: the relation whose rows it counts.
        yardsticks: what its clocks are judged by; none where no clock is behind the measure.
        standards: the standards its clocks belong to.
        needs: the optional extracts without which it is not available; a clock's follow from its standard.
        rules: the dated rules of service areas, beside standards, that decide which rows it counts, by their tables.
        ignores: the extracts that its relation reads and that none of its own columns rests on.
        applies: boolean columns of ``clock_scope`` (of ``area_scope`` where no clock is behind the measure), all
            true where the measure can be told at all.
        denominator: boolean columns, all of which are true of a counted row.
        numerator: boolean columns that are also true of a row of the numerator.
        denominator_sum, numerator_sum: for a ratio, the columns whose sums are divided.
        value: for a median or quantile, the column it is of; for a probability, the days a row was followed.
        quantile: the share of all values that the smallest value given is not exceeded by.
        competing: for a probability, the boolean columns of a row that ended in another way.
        within_days: for a probability, the days within which the numerator has to come true.
        period: the date column that says in which period a row counts; blank where it counts at ``as_at``.
        is_snapshot: whether rows are those of the closes of days, of which a period has its last.
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
    yardsticks: tuple[ColumnName, ...] = ()
    standards: tuple[ColumnName, ...] = ()
    needs: tuple[ColumnName, ...] = ()
    rules: tuple[ColumnName, ...] = ()
    ignores: tuple[ColumnName, ...] = ()
    applies: tuple[ColumnName, ...] = ()
    denominator: tuple[ColumnName, ...] = ()
    numerator: tuple[ColumnName, ...] = ()
    denominator_sum: ColumnName | None = None
    numerator_sum: ColumnName | None = None
    value: ColumnName | None = None
    quantile: Annotated[float, Field(gt=0, le=1)] | None = None
    competing: tuple[ColumnName, ...] = ()
    within_days: Annotated[int, Field(ge=1)] | None = None
    period: ColumnName | None = None
    is_snapshot: bool = False
    period_kinds: tuple[PeriodKind, ...] = Field(min_length=1)
    breakdowns: tuple[ColumnName, ...]
    version: str
    sha256: str

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        for key, kinds in _NEEDED.items():
            if bool(getattr(self, key)) != (self.kind in kinds):
                raise ValueError(f"{key} belongs to {' and '.join(kinds)}, and to nothing else")
        if bool(self.yardsticks) != bool(self.standards):
            raise ValueError("a measure over clocks, and no other, has yardsticks and standards")
        return self

    @model_validator(mode="after")
    def _counts_in_periods(self) -> Self:
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
