"""Figures that contradict each other are found: shares of one whole, and a list with what comes and goes."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from pipelines.errors import FiguresWrong
from pipelines.measures.definition import load_definitions
from pipelines.measures.engine import MEASURE_VALUE
from pipelines.measures.identities import Kept, Whole, identities, not_in_balance, not_making_a_whole
from pipelines.measures.soundness import check_figures

DEFINITIONS = load_definitions()
LIST, _ = identities().list
JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))


def row(measure: str, month: date, numerator: float, denominator: float | None = None) -> dict[str, object]:
    where = {"yardstick": "", "service_area": "all", "period_kind": "month", "period_start": month}
    value = numerator if denominator is None else numerator / denominator
    return {
        "measure": measure,
        **where,
        "breakdown": "none",
        "category": "",
        "numerator": numerator,
        "denominator": denominator,
        "value": value,
        "symbol": "",
    }


def table(*rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=MEASURE_VALUE)


def moves(*numbers: tuple[str, date, float]) -> pl.DataFrame:
    return table(*(row(measure, month, number) for measure, month, number in numbers))


SOUND = (
    ("children_waiting", JANUARY, 4),
    ("children_waiting", FEBRUARY, 5),
    ("children_waiting", MARCH, 0),
    ("referrals_received", JANUARY, 6),
    ("referrals_received", FEBRUARY, 3),
    ("waits_started", JANUARY, 2),
    ("waits_started", FEBRUARY, 1),
    ("waits_started", MARCH, 4),
    ("waits_ended", FEBRUARY, 1),
    ("waits_ended", MARCH, 1),
)


def test_a_list_is_the_one_before_with_what_came_and_less_what_went() -> None:
    assert not_in_balance(moves(*SOUND), LIST).is_empty()


@pytest.mark.parametrize("position", range(len(SOUND)))
def test_one_child_more_anywhere_is_found(position: int) -> None:
    measure, month, number = SOUND[position]
    wrong = moves(*SOUND[:position], (measure, month, number + 1), *SOUND[position + 1 :])
    assert month in not_in_balance(wrong, LIST)["period_start"]


def test_a_breakdown_that_only_the_list_has_is_left_alone() -> None:
    by_stage = moves(("children_waiting", JANUARY, 4)).with_columns(breakdown=pl.lit("stage"), category=pl.lit("start"))
    assert not_in_balance(pl.concat([moves(*SOUND), by_stage]), LIST).is_empty()


def test_without_the_list_there_is_nothing_to_balance() -> None:
    other = Kept(stock="no_such_list", added=("referrals_received",), removed=())
    assert not_in_balance(moves(*SOUND), other).is_empty()


@pytest.mark.parametrize("whole", identities().whole, ids=lambda whole: whole.parts[0])
def test_shares_of_a_whole_add_up_to_it(whole: Whole) -> None:
    count = len(whole.parts)
    shares = [row(part, JANUARY, number + 1, count * (count + 1) / 2) for number, part in enumerate(whole.parts)]
    assert not_making_a_whole(table(*shares), whole).is_empty()
    assert not not_making_a_whole(table(*shares[1:]), whole).is_empty()
    other = {**shares[0], "denominator": 1.0}
    assert not not_making_a_whole(table(other, *shares[1:]), whole).is_empty()


def test_every_measure_of_an_identity_is_defined() -> None:
    known = {definition.measure for definition in DEFINITIONS}
    named = {part for whole in identities().whole for part in whole.parts}
    named |= {name for kept in identities().list for name in (kept.stock, *kept.added, *kept.removed)}
    assert named <= known


def test_a_list_out_of_balance_is_not_published() -> None:
    wrong = moves(*SOUND, ("waits_ended", JANUARY, 1))
    areas = wrong.with_columns(service_area=pl.lit("cornwall"))
    with pytest.raises(FiguresWrong, match="children_waiting"):
        check_figures(pl.concat([wrong, areas]), DEFINITIONS)
