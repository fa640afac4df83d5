"""Words for figures: pure functions from values to plain British English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS_A_YEAR = len(_MONTHS)
_TERMS = {"Jan": "Spring", "Apr": "Summer", "Sep": "Autumn"}
"""The statutory terms by the month that they start in."""

PERIOD_KINDS = {
    "month": "Month",
    "quarter": "Quarter",
    "term": "Term",
    "financial_year": "Financial year",
    "academic_year": "Academic year",
    "rolling_12_months": "Last 12 months",
}
"""The period kinds a reader can choose, finest first."""

YARDSTICKS = {"own": "Own limits of each area", "common": "Common limits"}

SHARE_UNITS = ("share", "probability")
"""The units of values from 0 to 1."""

SUPPRESSED = "suppressed"
NOT_DELIVERED = "not delivered"
NOTHING_TO_COUNT = "nothing to count"
NONE = "none"
NO_LIMIT = "no limit published"
NOT_GIVEN = "not given"
NO_WINDOW = "no earliest day published"
NO_RULE = "no such rule published"

REASONS = {
    SUPPRESSED: "too few children here, or in another figure that this one would give away",
    NOT_DELIVERED: "the extract that the figure needs was not delivered",
    NOTHING_TO_COUNT: "nothing in the period is counted by this figure",
    NO_LIMIT: "the area publishes no limit to be measured against",
    NO_WINDOW: "the area publishes no day before which it would be early",
    NO_RULE: "the area publishes no rule of the kind that the figure goes by",
}

_UNITS = {
    "working_days": ("working day", "working days"),
    "calendar_days": ("day", "days"),
    "weeks": ("week", "weeks"),
    "months": ("month", "months"),
}
_SMALL_NUMBERS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def count(number: float) -> str:
    """A count with separators, such as ``1,204``."""
    return f"{number:,.0f}"


def share(value: float) -> str:
    """A share of one in whole per cent, such as ``87 %``; only none is ``0 %`` and only all is ``100 %``."""
    whole = f"{value:.0%}"
    if whole == "100%" and value < 1:
        return "over 99 %"
    if whole == "0%" and value > 0:
        return "under 1 %"
    return whole.replace("%", " %")


def exact_share(value: float) -> str:
    """A share of one in per cent with one decimal, such as ``87.2 %``; only none is ``0.0 %``, only all ``100.0 %``."""
    told = f"{value:.1%}"
    if told == "100.0%" and value < 1:
        return "over 99.9 %"
    if told == "0.0%" and value > 0:
        return "under 0.1 %"
    return told.replace("%", " %")


def number(value: float) -> str:
    """A number without needless decimals, such as ``4.5`` or ``4``."""
    return f"{value:,.1f}".removesuffix(".0")


def plural_of(value: float, one: str, many: str) -> str:
    """A number and its noun, such as ``4.5 working days``."""
    told = number(value)
    return f"{told} {one if told == number(1) else many}"


_ONE = {"children": "child", "months of development per month": "month of development per month"}


def quantity(value: float, unit: str) -> str:
    """A value with its unit, such as ``87 %``, ``4.5 days`` or ``1 child``.

    Args:
        value: a share or a probability of one, or a number.
        unit: ``share``, ``probability``, or the noun for many.
    """
    if unit in SHARE_UNITS:
        return share(value)
    return plural_of(value, _ONE.get(unit, unit.removesuffix("s")), unit)


def interval(lower: float, upper: float) -> str:
    """An interval of shares, such as ``80.1 % to 92.4 %``."""
    return f"{exact_share(lower)} to {exact_share(upper)}"


def day(on: date) -> str:
    """A date in full, such as ``31 March 2026``."""
    return f"{on.day} {on:%B %Y}"


def month(on: date) -> str:
    """A month, such as ``Mar 2026``."""
    return f"{_MONTHS[on.month - 1]} {on.year}"


def period(kind: str, start: date) -> str:
    """A period by its kind and first day, such as ``Jan to Mar 2026`` or ``2025/26``."""
    if kind == "month":
        return month(start)
    if kind == "quarter":
        return f"{_MONTHS[start.month - 1]} to {_MONTHS[start.month + 1]} {start.year}"
    if kind in ("financial_year", "academic_year"):
        return f"{start.year}/{(start.year + 1) % 100:02d}"
    if kind == "rolling_12_months":
        return f"12 months to {month(_eleven_months_later(start))}"
    return day(start) if kind == "as_at" else f"{_TERMS[_MONTHS[start.month - 1]]} term {start.year}"


def period_in_sentence(kind: str, start: date) -> str:
    """A period as a sentence says it, such as ``in the financial year 2025/26``."""
    words = period(kind, start)
    if kind in ("financial_year", "academic_year"):
        return f"in the {PERIOD_KINDS[kind].lower()} {words}"
    if kind == "as_at":
        return f"on {words}"
    if kind == "term":
        return f"in the {words.lower()}"
    return f"in the {words}" if kind == "rolling_12_months" else f"in {words}"


def _eleven_months_later(start: date) -> date:
    months = start.year * _MONTHS_A_YEAR + start.month - 1 + _MONTHS_A_YEAR - 1
    return date(months // _MONTHS_A_YEAR, months % _MONTHS_A_YEAR + 1, 1)


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence, such as ``a, b and c``; those that hold commas are told apart by semicolons."""
    comma = "; " if any(", " in word for word in words) else ", "
    return words[0] if len(words) == 1 else f"{comma.join(words[:-1])} and {words[-1]}" if words else ""


def capitalised(sentence: str) -> str:
    """A sentence that starts with a capital; the rest of it stays as it is."""
    return sentence[:1].upper() + sentence[1:]


def uncapitalised(title: str) -> str:
    """A title inside a sentence; an abbreviation at its start, such as ``EHC plan``, keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def limit(within: int, unit: str, within_visits: int | None = None, not_before: int | None = None) -> str:
    """A standard's limit, such as ``within 2 months and by the sixth visit`` or ``between 3 and 6 months``."""
    one, many = _UNITS[unit]
    spell = f"{within} {one if within == 1 else many}"
    words = f"between {not_before} and {spell}" if not_before else f"within {spell}"
    return f"{words} and by the {_ordinal(within_visits)} visit" if within_visits else words


def _ordinal(position: int) -> str:
    return _SMALL_NUMBERS[position] if position < len(_SMALL_NUMBERS) else f"{position}th"


def reason(symbol: str, not_applicable: str) -> str:
    """Why a figure has no number, for its symbol; blank where it has one.

    Args:
        symbol: ``c``, ``x``, ``z`` or blank.
        not_applicable: what ``z`` means for this figure.
    """
    return {"": "", "c": SUPPRESSED, "x": NOT_DELIVERED, "z": not_applicable}[symbol]


def reasons_met(words: Iterable[str]) -> str:
    """A sentence that says what each reason in a table means, or blank where every figure is there."""
    met = [word for word in REASONS if word in set(words)]
    return "; ".join(f"“{word}”: {REASONS[word]}" for word in met) + "." if met else ""


def literal(text: str) -> str:
    """Text as it stands, with nothing in it read as Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>#$|~]|:(?=\w))", r"\\\1", text)
