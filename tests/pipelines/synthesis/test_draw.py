"""Chance: the same seed gives the same stream, and each draw keeps to its bounds."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.synthesis.draw import Draw

MANY = 5000


def test_same_seed_same_stream() -> None:
    one, two, other = (Draw(seed).whole(0, 10**9, 5).tolist() for seed in ("7 north", "7 north", "7 south"))
    assert one == two
    assert one != other


def test_first_numbers_of_a_seed_never_change() -> None:
    assert Draw("7 north").whole(1, 1000, 4).tolist() == [43, 113, 819, 144]


def test_a_negative_seed_is_a_seed() -> None:
    assert Draw("-7 north").shares(3).tolist() != Draw("7 north").shares(3).tolist()


def test_nothing_drawn_is_nothing() -> None:
    draw = Draw("7")
    assert len(draw.shares(0)) == len(draw.pick({"a": 1}, ["a"], 0)) == len(draw.wait(3.0, 0)) == 0


def test_shares_are_even_and_below_one() -> None:
    shares = Draw("7").shares(MANY)
    assert shares.min() >= 0
    assert shares.max() < 1
    assert np.histogram(shares, bins=5, range=(0, 1))[0] == pytest.approx([MANY / 5] * 5, rel=0.1)


def test_whole_reaches_both_ends_and_nothing_else() -> None:
    assert set(Draw("7").whole(2, 4, MANY).tolist()) == {2, 3, 4}


def test_between_keeps_to_its_ends() -> None:
    drawn = Draw("7").between(0.4, 1.3, MANY)
    assert drawn.min() >= 0.4
    assert drawn.max() < 1.3


def test_chance_of_nothing_and_of_everything() -> None:
    draw = Draw("7")
    assert not draw.chance(0, MANY).any()
    assert draw.chance(1, MANY).all()


def test_each_may_have_a_chance_of_its_own() -> None:
    assert Draw("7").chance(np.array([0.0, 1.0] * 50), 100).tolist() == [False, True] * 50


def test_wait_has_its_mean_and_is_never_negative() -> None:
    waits = Draw("7").wait(10, MANY)
    assert waits.min() >= 0
    assert waits.mean() == pytest.approx(10, rel=0.05)


def test_pick_gives_every_code_its_share_and_none_without_weight() -> None:
    picked = Draw("7").pick({"often": 3, "never": 0, "seldom": 1}, ("seldom", "other", "never", "often"), MANY)
    counts = np.bincount(picked, minlength=4)
    assert counts[1] == counts[2] == 0
    assert counts[3] / MANY == pytest.approx(0.75, abs=0.02)


def test_pick_number_gives_the_keys_as_numbers() -> None:
    assert set(Draw("7").pick_number({"1": 0.5, "10": 0.5}, MANY).tolist()) == {1, 10}


def test_some_are_so_many_and_all_choices_occur() -> None:
    numbers = np.tile([1, 2, 3], 300)
    drawn = Draw("7").some(4, numbers)
    assert (drawn.sum(axis=1) == numbers).all()
    assert len(np.unique(drawn[::3], axis=0)) == 4
    assert len(np.unique(drawn[1::3], axis=0)) == 6
