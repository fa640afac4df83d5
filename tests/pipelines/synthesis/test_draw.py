"""Chance: the same seed gives the same stream, and each draw keeps to its bounds."""

from __future__ import annotations

from statistics import mean

import pytest

from pipelines.synthesis.draw import Draw

MANY = range(5000)


def test_same_seed_same_stream() -> None:
    one, two, other = Draw("7 north"), Draw("7 north"), Draw("7 south")
    drawn = [one.whole(0, 10**9) for _ in range(5)]
    assert [two.whole(0, 10**9) for _ in range(5)] == drawn
    assert [other.whole(0, 10**9) for _ in range(5)] != drawn


def test_first_numbers_of_a_seed_never_change() -> None:
    draw = Draw("7 north")
    assert [draw.whole(1, 1000) for _ in range(4)] == [734, 442, 764, 885]


def test_whole_reaches_both_ends_and_nothing_else() -> None:
    draw = Draw("7")
    assert {draw.whole(2, 4) for _ in MANY} == {2, 3, 4}


def test_chance_of_nothing_and_of_everything() -> None:
    draw = Draw("7")
    assert not any(draw.chance(0) for _ in MANY)
    assert all(draw.chance(1) for _ in MANY)


def test_wait_has_its_mean_and_is_never_negative() -> None:
    draw = Draw("7")
    waits = [draw.wait(10) for _ in MANY]
    assert min(waits) >= 0
    assert mean(waits) == pytest.approx(10, rel=0.05)


def test_pick_gives_every_key_its_share_and_none_without_weight() -> None:
    draw = Draw("7")
    picked = [draw.pick({"often": 3, "never": 0, "seldom": 1}) for _ in MANY]
    assert "never" not in picked
    assert picked.count("often") / len(picked) == pytest.approx(0.75, abs=0.02)


def test_some_are_different_and_in_order() -> None:
    draw = Draw("7")
    for _ in range(100):
        found = draw.some("abcde", 3)
        assert found == sorted(set(found))
        assert len(found) == 3
    assert {tuple(draw.some("abc", 1)) for _ in range(100)} == {("a",), ("b",), ("c",)}
