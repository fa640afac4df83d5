"""The rules that a service area may publish, as frozen objects: dated, cited, with their units."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from expectations.codes import AREA_OF_DEVELOPMENT

_LARGEST = 999
"""No rule counts further: what is larger is a slip of the finger, and would run off the calendar."""


class StandardName(StrEnum):
    """The time limits that a service may set itself."""

    FIRST_CONTACT = "first_contact"
    INITIAL_MEETING = "initial_meeting"
    FIRST_TARGETS = "first_targets"
    REVIEW = "review"


class Unit(StrEnum):
    """What a time limit is counted in."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WEEKS = "weeks"
    MONTHS = "months"


class LeavingRule(StrEnum):
    """How the day is found on which a child is too old for the service."""

    BIRTHDAY = "birthday"
    START_OF_TERM_AFTER_BIRTHDAY = "start_of_term_after_birthday"
    END_OF_TERM_AFTER_BIRTHDAY = "end_of_term_after_birthday"
    TWO_TERMS_BEFORE_SCHOOL = "two_terms_before_school"


def wrong(sentence: str) -> PydanticCustomError:
    """A fault between keys, in words that a service can act on."""
    return PydanticCustomError("rule", "{sentence}", {"sentence": sentence})


def _asked(value: bool) -> bool:
    if not value:
        raise wrong("can only be true; leave it out where it does not matter")
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Number = Annotated[int, Field(ge=1, le=_LARGEST)]
Areas = Annotated[int, Field(ge=1, le=len(AREA_OF_DEVELOPMENT))]
Asked = Annotated[bool, AfterValidator(_asked)]


class Table(BaseModel):
    """A table of a file: known keys alone, of their own type, unchangeable once read."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Dated(Table):
    """A rule in force from a day on, until the next entry of its history.

    Attributes:
        from_on: the first day in force; ``from`` in the file.
        source: where the service publishes it.
    """

    from_on: Annotated[date, Field(alias="from")]
    source: Text


class Standard(Dated):
    """A time limit: ``within`` so many of ``unit``, and by the ``within_visits``-th attended visit.

    Attributes:
        not_before: in the same unit; what happens sooner than this is on time all the same, and can be told apart.
    """

    id: Annotated[StandardName, Field(strict=False)]
    within: Number
    unit: Annotated[Unit, Field(strict=False)]
    within_visits: Number | None = None
    not_before: Number | None = None

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.not_before is not None and self.not_before > self.within:
            raise wrong("'not_before' is larger than 'within'")
        return self


class Condition(Table):
    """One way to be eligible; all that it names must hold, and what it leaves out does not matter."""

    min_delay_areas: Areas | None = None
    min_asq_low_areas: Areas | None = None
    has_sensory_loss: Asked | None = None
    has_diagnosis: Asked | None = None

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not self.model_fields_set:
            raise wrong("the table is empty, so that every child would meet it")
        return self


class Eligibility(Dated):
    """Who may be referred: all that is given must hold, of ``any_of`` at least one.

    Attributes:
        max_age_months: the highest age in completed months on the day of receipt.
        before_leaving: whether the referral has to arrive before the leaving date.
    """

    max_age_months: Number | None = None
    before_leaving: bool = False
    any_of: Annotated[tuple[Condition, ...], Field(strict=False, min_length=1)] | None = None


class Visits(Dated):
    """How often and how long a family is visited: weeks from visit to visit, minutes of a home visit."""

    every_weeks: Number | None = None
    typical_minutes: Number | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.every_weeks is None and self.typical_minutes is None:
            raise wrong("'every_weeks' or 'typical_minutes' has to be given")
        return self


class Leaving(Dated):
    """How the leaving date is found; ``years`` is the age of the birthday that decides."""

    rule: Annotated[LeavingRule, Field(strict=False)]
    years: Number | None = None

    @model_validator(mode="after")
    def _has_years_where_needed(self) -> Self:
        is_without = self.rule is LeavingRule.TWO_TERMS_BEFORE_SCHOOL
        if is_without and self.years is not None:
            raise wrong(f"'years' has no place beside the rule '{self.rule}'")
        if not is_without and self.years is None:
            raise wrong(f"'years' is missing, which the rule '{self.rule}' needs")
        return self


class Closure(Table):
    """Days on which this service is closed beside the bank holidays, both ends included."""

    from_on: date
    to_on: date
    source: Text | None = None

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.to_on < self.from_on:
            raise wrong("'to_on' is before 'from_on'")
        return self


class Statement(Table):
    """What a service publishes without a number, or how its open wording is read."""

    topic: Text
    text: Text
    source: Text
