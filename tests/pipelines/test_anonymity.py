"""How many referrals stand alone, against a count by hand and against a plain loop."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.anonymity import SMALL_GROUP, Anonymity, anonymity
from pipelines.warehouse import Warehouse

SCHEMA = {
    "service_area": pl.String,
    "birth_month": pl.Date,
    "sex": pl.String,
    "ethnicity": pl.String,
    "primary_need": pl.String,
    "imd_decile": pl.Int64,
}
Known = tuple[str, date | None, str | None, str | None, str | None, int | None]
CHILD: Known = ("durham", date(2022, 3, 1), "F", "white", "SLCN", 3)
KNOWN = st.tuples(
    st.sampled_from(["durham", "kent"]),
    st.sampled_from([None, date(2022, 3, 1), date(2022, 4, 1), date(2023, 3, 1)]),
    st.sampled_from([None, "F", "M"]),
    st.sampled_from([None, "white", "mixed"]),
    st.sampled_from([None, "SLCN", "ASD"]),
    st.sampled_from([None, 1, 2, 3, 10]),
)
COARSER: dict[str, Callable[[Known], tuple[Any, ...]]] = {
    "birth_month": lambda c: (c[0], c[1] and c[1].year, *c[2:]),
    "imd_decile": lambda c: (*c[:5], c[5] and math.ceil(c[5] / 2)),
    "ethnicity": lambda c: (*c[:3], *c[4:]),
    "primary_need": lambda c: (*c[:4], c[5]),
    "sex": lambda c: (*c[:2], *c[3:]),
}


def of(children: Sequence[Known]) -> Anonymity:
    with Warehouse() as warehouse:
        warehouse.execute("CREATE SCHEMA accepted")
        warehouse.store("accepted.referrals", pl.DataFrame(children, schema=SCHEMA, orient="row"))
        return anonymity(warehouse)


def in_small_groups(keys: Sequence[tuple[Any, ...]]) -> int:
    return sum(size for size in Counter(keys).values() if size < SMALL_GROUP)


def test_no_referrals_are_nothing_to_tell() -> None:
    assert of([]) == Anonymity(0, 0, 0, 0, ()) and of([]).sentences == ()


def test_a_child_like_no_other_stands_alone() -> None:
    found = of([CHILD] * SMALL_GROUP + [("kent", *CHILD[1:])])
    assert (found.referrals, found.smallest, found.alone, found.in_small_groups) == (SMALL_GROUP + 1, 1, 1, 1)


def test_a_group_of_the_limit_is_not_small() -> None:
    assert of([CHILD] * SMALL_GROUP).in_small_groups == 0
    assert of([CHILD] * (SMALL_GROUP - 1)).in_small_groups == SMALL_GROUP - 1


def test_cells_that_are_both_blank_are_alike() -> None:
    blank: Known = ("durham", None, None, None, None, None)
    assert of([blank] * SMALL_GROUP).smallest == SMALL_GROUP


def test_the_column_that_helps_most_is_told_first() -> None:
    other_month = (CHILD[0], date(2022, 9, 1), *CHILD[2:])
    other_decile = (*CHILD[:5], 4)
    found = of([CHILD] * 4 + [other_month] * 3 + [other_decile])
    assert [(c.column, c.fewer) for c in found.coarsenings] == [("birth_month", 7), ("imd_decile", 5)]
    assert "Delivering the year of birth instead of the month would take 7 of them" in found.sentences[1]


def test_where_no_column_helps_alone_that_is_said() -> None:
    assert of([CHILD]).sentences[1:] == ("Telling less in any one of these columns would not change that.",)


@given(st.lists(KNOWN, max_size=40))
@settings(max_examples=40, deadline=None)
def test_the_query_agrees_with_a_plain_loop(children: list[Known]) -> None:
    found, sizes = of(children), Counter(children)
    small = in_small_groups(children)
    assert found.smallest == min(sizes.values(), default=0)
    assert (found.alone, found.in_small_groups) == (sum(size == 1 for size in sizes.values()), small)
    fewer = {column: small - in_small_groups([to(child) for child in children]) for column, to in COARSER.items()}
    assert {c.column: c.fewer for c in found.coarsenings} == {c: n for c, n in fewer.items() if n > 0}
