"""All that one service area publishes, as one frozen object whose parts agree with each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from pipelines.rules.rule import (
    Closure,
    Dated,
    Eligibility,
    Leaving,
    Standard,
    StandardName,
    Statement,
    Table,
    Text,
    Visits,
    wrong,
)

COMMON = "common"
"""The code of the common yardstick, which no referral can name."""
ALL = "all"
"""What figures over all service areas together go by, so that no area can."""
ALL_TITLE = "All areas"
"""What they are called, so that no area can be either."""


def _usable_code(code: str) -> str:
    if code == ALL:
        raise wrong(f"'{ALL}' stands for all service areas together and cannot be one of them")
    if not re.fullmatch("[a-z][a-z0-9_]*", code):
        raise wrong("has to start with a small letter and hold only a to z, 0 to 9 and underscores")
    return code


Code = Annotated[str, AfterValidator(_usable_code)]


class ServiceArea(Table):
    """All that one service area publishes; what it leaves out it has not published.

    Attributes:
        standard: every entry of every standard; those of one standard are its history, by rising date.
        eligibility: the history of who may be referred; so ``visits`` and ``leaving``.
    """

    code: Code
    name: Text
    standard: Annotated[tuple[Standard, ...], Field(strict=False)] = ()
    eligibility: Annotated[tuple[Eligibility, ...], Field(strict=False)] = ()
    visits: Annotated[tuple[Visits, ...], Field(strict=False)] = ()
    leaving: Annotated[tuple[Leaving, ...], Field(strict=False)] = ()
    closure: Annotated[tuple[Closure, ...], Field(strict=False)] = ()
    statement: Annotated[tuple[Statement, ...], Field(strict=False)] = ()

    def history(self, standard: StandardName) -> tuple[Standard, ...]:
        """The entries of one standard, the earliest first; empty where it has none."""
        return tuple(entry for entry in self.standard if entry.id is standard)

    @model_validator(mode="after")
    def _dates_rise(self) -> Self:
        for standard in StandardName:
            _check_rising(f"[[standard]] '{standard}'", self.history(standard))
        _check_rising("[[eligibility]]", self.eligibility)
        _check_rising("[[visits]]", self.visits)
        _check_rising("[[leaving]]", self.leaving)
        return self

    @model_validator(mode="after")
    def _closures_lie_apart(self) -> Self:
        in_order = sorted(self.closure, key=lambda closure: closure.from_on)
        for earlier, later in pairwise(in_order):
            if later.from_on <= earlier.to_on:
                raise wrong(f"[[closure]]: 'from_on' {later.from_on} overlaps a closure that ends on {earlier.to_on}")
        return self

    @model_validator(mode="after")
    def _leaving_is_known_where_it_decides(self) -> Self:
        first = min((entry.from_on for entry in self.leaving), default=date.max)
        for entry in self.eligibility:
            if entry.before_leaving and entry.from_on < first:
                raise wrong(
                    f"[[eligibility]] 'from' {entry.from_on}: 'before_leaving' needs a [[leaving]] rule from then on"
                )
        return self

    @model_validator(mode="after")
    def _common_is_a_yardstick_alone(self) -> Self:
        if self.code == COMMON and (self.eligibility or self.leaving or self.closure):
            raise wrong(f"'{COMMON}' cannot have 'eligibility', 'leaving' or 'closure'; it is no service area")
        return self


@dataclass(frozen=True)
class ServiceAreas:
    """The rules of every service area, and the common yardstick.

    Attributes:
        areas: every area that a referral can name, by rising code.
        common: the common yardstick.
        files: name and SHA-256, in hexadecimal, of every file read, by name.
    """

    areas: tuple[ServiceArea, ...]
    common: ServiceArea
    files: tuple[tuple[str, str], ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes that a referral can name."""
        return frozenset(area.code for area in self.areas)


def _check_rising(entry: str, history: Sequence[Dated]) -> None:
    for earlier, later in pairwise(history):
        if later.from_on <= earlier.from_on:
            raise wrong(
                f"{entry}: entries overlap, for 'from' {later.from_on} is not later than {earlier.from_on} before it"
            )
