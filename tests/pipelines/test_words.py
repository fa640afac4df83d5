"""The words that figures are read by."""

from __future__ import annotations

from pipelines.disclosure import SUPPRESSED
from pipelines.words import symbol_table, word_table


def test_every_word_is_explained_once_in_a_sentence() -> None:
    words = word_table()
    assert words["word"].is_unique().all()
    assert all(meaning.endswith(".") for meaning in words["meaning"])
    assert words["position"].to_list() == list(range(1, words.height + 1))


def test_every_symbol_that_stands_for_a_figure_is_explained() -> None:
    symbols = symbol_table()
    assert set(symbols["symbol"]) == {SUPPRESSED, "x", "z"}
    assert all(symbols["title"]) and all(symbols["meaning"])
