"""A figure and the rows behind it in words."""

from __future__ import annotations

from datetime import date

from pipelines.explanation.asking import Row
from pipelines.measures.definition import Kind

_SHARE = "share"
_HUNDRED = 100
_ONE = {"children": "child", "children per week": "child per week", "referrals per start": "referral per start"}


def sentence(figure: Row, card: Row, symbols: dict[str, str], is_exact: bool) -> str:
    """How a figure came about, in a sentence or two.

    Args:
        figure: a row of ``measure_value``.
        card: its measure's row of ``measure``.
        symbols: what each symbol means.
        is_exact: whether it is as it was counted, and not as it may be published.
    """
    if figure["symbol"]:
        return f"There is no number ({figure['symbol']}). {symbols[figure['symbol']]}"
    value = quantity(figure["value"], card["unit"])
    if card["kind"] in (Kind.PROPORTION, Kind.RATIO):
        parts = f"{number(figure['numerator'])} of {number(figure['denominator'])} = {value}"
        return f"{parts}; the 95 % interval is {_interval(figure)}, Wilson's."
    if card["kind"] == Kind.COUNT:
        return f"{value[:1].upper()}{value[1:]}, {'counted one by one' if is_exact else 'as published'}."
    of = number(figure["denominator"])
    if card["kind"] == Kind.PROBABILITY:
        bounds = f"; the 95 % interval is {_interval(figure)}" if figure["lower"] is not None else ""
        return f"{value}, the cumulative incidence (Aalen-Johansen) over {of} referrals{bounds}."
    return f"{value}: {_middle(card, f'{of} value' if figure['denominator'] == 1 else f'{of} values')}."


def _middle(card: Row, values: str) -> str:
    if card["kind"] == Kind.MEDIAN:
        return f"the median of {values} (the mean of the middle two where they are even in number)"
    if card["quantile"] == 1:
        return f"the largest of {values}"
    return f"the smallest of {values} that at least {number(card['quantile'] * _HUNDRED)} % of them do not exceed"


def one_of(unit: str) -> str:
    """A unit, such as ``days``, for one of it."""
    return _ONE.get(unit, unit.removesuffix("s"))


def quantity(value: float, unit: str) -> str:
    """A value with its unit, such as ``87.2 %``, ``4.5 days`` or ``1 child``."""
    if unit == _SHARE:
        return per_cent(value)
    return f"{number(value)} {one_of(unit) if number(value) == number(1) else unit}"


def per_cent(value: float) -> str:
    """A share of one, such as ``87.2 %``."""
    return f"{value * _HUNDRED:.1f} %"


def number(value: float) -> str:
    """A number without needless decimals and with separators, such as ``1,204`` or ``4.5``."""
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def _interval(figure: Row) -> str:
    return f"{per_cent(figure['lower'])} to {per_cent(figure['upper'])}"


def dates(rule: Row) -> str:
    """When a rule is in force, such as ``from 1 April 2024 to 31 March 2025``."""
    return f"from {day(rule['from_on'])}" + (f" to {day(rule['until_on'])}" if rule["until_on"] else "")


def day(on: date) -> str:
    """A date in full, such as ``31 March 2026``."""
    return f"{on.day} {on:%B %Y}"


def rows_said(rows: int | None, symbol: str) -> str:
    """A count of rows, or why there is none."""
    if rows is None:
        return {"c": "suppressed", "x": "not delivered"}.get(symbol, "not known")
    return f"{rows:,}"


def some_rows(rows: int | None, symbol: str) -> str:
    """So many rows, such as ``1 row``, or why there is no number."""
    if rows is None:
        return {"c": "a suppressed number of rows", "x": "not delivered"}.get(symbol, "rows not known")
    return f"{rows:,} {'row' if rows == 1 else 'rows'}"
