"""What answers queries with rows, whatever database is behind it."""

from __future__ import annotations

from typing import Any, Protocol

import polars as pl

Parameters = dict[str, Any]


class Ask(Protocol):
    """A warehouse's own ``frame``, or a finished file."""

    def __call__(self, sql: str, parameters: Parameters | None = None, /) -> pl.DataFrame: ...  # noqa: D102
