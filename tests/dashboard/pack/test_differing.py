"""Figures that differ are told as people say them, and what nobody knows is told in quotes."""

from __future__ import annotations

import polars as pl
import pytest

from dashboard.pack.differing import Words, lines

WORDS = Words(
    {
        "on_time": ("Seen on time", "share"),
        "wait": ("Median wait", "days"),
        "waiting": ("Children waiting", "children"),
    },
    {"avon": "Avon"},
    {("sex", "F"): "Female"},
    {"c": "suppressed", "z": "not applicable"},
)
KEY = ["measure", "yardstick", "service_area", "period_kind", "period_start", "breakdown", "category"]
NUMBERS = ["numerator", "denominator", "value", "lower", "upper", "symbol"]
SHARE = ("9.0", "20.0", "0.45", "0.26", "0.66", "")
NOTHING = (None,) * len(NUMBERS)
WHOLE = ("on_time", "own", "avon", "quarter", "2026-01-01", "none", "")


def _lines(*rows: tuple[str | None, ...], most: int = 20) -> list[str]:
    names = [*KEY, *NUMBERS, *(f"{name}_now" for name in NUMBERS)]
    return [*lines(pl.DataFrame(rows, dict.fromkeys(names, pl.String), orient="row"), WORDS, most)]


@pytest.mark.parametrize(
    ("key", "was", "became", "told"),
    [
        (
            WHOLE,
            SHARE,
            ("10.0", "20.0", "0.5", "0.3", "0.7", ""),
            "Seen on time, Avon, own limits, Jan to Mar 2026: "
            "45.0 % (9 of 20) in the pack, 50.0 % (10 of 20) in the warehouse",
        ),
        (
            ("waiting", "", "avon", "as_at", "2026-03-31", "sex", "F"),
            ("1204.0", "", "1204.0", "", "", ""),
            ("", "", "", "", "", "c"),
            "Children waiting, Avon, 31 March 2026, Sex: Female: "
            "1,204 children in the pack, [c] suppressed in the warehouse",
        ),
        (
            ("wait", "", "avon", "financial_year", "2025-04-01", "none", ""),
            NOTHING,
            ("", "7.0", "1.0", "", "", ""),
            "Median wait, Avon, financial year 2025/26: no such figure in the pack, 1 day in the warehouse",
        ),
        (
            WHOLE,
            SHARE,
            ("9.0", "20.0", "0.45", "0.26", "0.67", ""),
            "Seen on time, Avon, own limits, Jan to Mar 2026: "
            "45.0 % (9 of 20), 26.0 % to 66.0 % in the pack, 45.0 % (9 of 20), 26.0 % to 67.0 % in the warehouse",
        ),
        (
            ("wait", "", "avon", "quarter", "2026-01-01", "none", ""),
            ("", "7.0", "1.5", "", "", ""),
            ("", "7.0", "1.50001", "", "", ""),
            "Median wait, Avon, Jan to Mar 2026: "
            "denominator '7.0' value '1.5' in the pack, denominator '7.0' value '1.50001' in the warehouse",
        ),
        (
            ("on\ntime", "x", "av\x1bon", "century", "soon", "sex", "O"),
            ("", "", "1e300", "", "", ""),
            ("", "", "", "", "", "q" * 60),
            "'on\\ntime', 'av\\x1bon', 'century' 'soon', 'sex': 'O': "
            f"'1e300' in the pack, '{'q' * 40}…' in the warehouse",
        ),
    ],
)
def test_a_figure_that_differs_is_told_with_its_titles_and_both_numbers(
    key: tuple[str, ...], was: tuple[str | None, ...], became: tuple[str | None, ...], told: str
) -> None:
    assert _lines((*key, *was, *became)) == ["1 figure is not the same:", f"  {told}"]


def test_whole_figures_come_first_and_all_are_counted() -> None:
    group = (*WHOLE[:5], "sex", "F")
    rows = [(*group, *SHARE, *NOTHING), (*WHOLE, *SHARE, *NOTHING)]
    head, first = _lines(*rows, most=1)
    assert head == "2 figures are not the same; the first 1, whole ones before those of groups:"
    assert first.startswith("  Seen on time, Avon, own limits, Jan to Mar 2026: 45.0 %")
    assert _lines(*rows)[0] == "2 figures are not the same:" and len(_lines(*rows)) == 1 + len(rows)
    assert _lines(*(rows * 600))[0].startswith("1,200 figures are not the same; the first 20,")


def test_where_all_figures_agree_nothing_is_told() -> None:
    assert [*lines(pl.DataFrame(), WORDS, 20)] == []
