"""The build that is in place while the next one is made: what outsiders may have of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from pipelines.disclosure import EXACT, Preset
from pipelines.errors import NoWarehouse
from pipelines.finished import file_in
from pipelines.measures.definition import Definition
from pipelines.protection.standing import Before
from pipelines.protection.steady import STEADY
from pipelines.provenance import WAREHOUSE_FORMAT
from pipelines.warehouse import read_frame

_BUILD = "SELECT as_at, disclosure, warehouse_format FROM build"
_MEASURES = "SELECT measure, version FROM measure"
_FIGURES = "SELECT * FROM measure_value"


def before(generation: Path | None, definitions: Sequence[Definition], preset: Preset, as_at: date) -> Before | None:
    """The build before, as far as its figures are those of the next one.

    Args:
        generation: its folder; ``None`` where there is none.
        definitions: the measures' now. Of a measure that was defined otherwise no figure stands.
        preset: how the next figures are controlled.
        as_at: the day of the next figures.

    Returns:
        ``None`` where there is none, or it cannot be read, or its figures were controlled otherwise: then nothing of it
        stands, and the figures begin anew.
    """
    if generation is None or preset is EXACT:
        return None
    published, records = (file_in(generation, contents) for contents in ("published", "records"))
    try:
        until, disclosure, form = read_frame(published, _BUILD).row(0)
        if disclosure != preset.name or form != WAREHOUSE_FORMAT:
            return None
        versions = dict(read_frame(published, _MEASURES).iter_rows())
        shown, exact = (read_frame(path, _FIGURES) for path in (published, records))
        stood = read_frame(records, "SELECT * FROM standing_figure")
        tables = {name: read_frame(published, f"SELECT * FROM {name}") for name in STEADY}
    except NoWarehouse:
        return None
    same = [definition.measure for definition in definitions if versions.get(definition.measure) == definition.version]
    is_same = pl.col("measure").is_in(same)
    return Before(shown.filter(is_same), exact.filter(is_same), until, as_at, stood.filter(is_same), tables)
