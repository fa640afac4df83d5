"""Figures that a definition needs and that no service area sets for itself, read from their file."""

from __future__ import annotations

import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

THRESHOLDS = Path(__file__).resolve().parent / "thresholds.toml"
"""The file: every figure with its unit, its meaning and where it is from."""

_OPEN_END = sys.maxsize


def thresholds() -> pl.DataFrame:
    """One row per threshold: ``name``, ``value`` (a number), ``unit``, ``meaning`` and ``source``."""
    return pl.DataFrame(_content()["threshold"], schema_overrides={"value": pl.Float64})


def wait_bands() -> pl.DataFrame:
    """One row per band of waits: ``band``, ``least_days`` and ``most_days``, both included."""
    rows = [(band["code"], band["least"], band.get("most", _OPEN_END)) for band in _content()["band"]]
    schema = {"band": pl.String, "least_days": pl.Int64, "most_days": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def band_titles() -> tuple[tuple[str, str], ...]:
    """Every band's code and title, the shortest waits first."""
    return tuple((band["code"], band["title"]) for band in _content()["band"])


@cache
def _content() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(THRESHOLDS.read_text(encoding="utf-8"))
