"""The words that figures are read by, and what symbols stand for, from their file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import polars as pl

_FILE = Path(__file__).resolve().parent / "words.toml"


def word_table() -> pl.DataFrame:
    """One row per word: ``position`` from 1, ``topic``, ``word`` and its ``meaning``."""
    return _rows("word", "topic", "word", "meaning")


def symbol_table() -> pl.DataFrame:
    """One row per symbol that stands in the place of a figure: ``position`` from 1, ``title`` and ``meaning``."""
    return _rows("symbol", "symbol", "title", "meaning")


def _rows(name: str, *keys: str) -> pl.DataFrame:
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))[name]
    rows = [(position, *(entry[key] for key in keys)) for position, entry in enumerate(entries, start=1)]
    return pl.DataFrame(rows, schema={"position": pl.Int64, **dict.fromkeys(keys, pl.String)}, orient="row")
