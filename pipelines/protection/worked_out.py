"""What the search suppresses of figures, kept beside the data of the demo, which would show nothing for minutes.

It is of use for the very figures that it was made of, to the very program: it names both by a hash, and where another
comes out nothing of it is taken. It says which figures go besides those that are small themselves, and has no numbers:
those are controlled anew.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import polars as pl

from pipelines.disclosure import SUPPRESSED, Preset, controlled, without_numbers
from pipelines.measures.definition import Definition
from pipelines.measures.engine import KEY
from pipelines.protection.standing import counts_of

_PACKAGE = Path(__file__).resolve().parents[1]
_PROGRAM = (
    *("disclosure.py", "protection/*.py", "measures/definitions/*.toml", "measures/identities.*"),
    *("measures/thresholds.*", "measures/definition.py", "measures/engine.py", "measures/periods.py"),
    "measures/intervals.py",
)
"""Our own files that decide on what is suppressed."""
_FIGURES, _SEAL = "figures.parquet", "seal.json"
"""Which figures go; and a hash of what they are of, and of that file."""
_DECIMALS = 6
"""Values are the same if they are in so many decimals: the last digits of a logarithm are the machine's."""


def fingerprint(figures: pl.DataFrame, definitions: Sequence[Definition], preset: Preset) -> str:
    """A hash of exact figures, of how they are controlled, and of the program that does it.

    Args:
        figures: rows of ``MEASURE_VALUE``, exact.
        definitions: of the measures in it.
        preset: how counts are controlled.
    """
    found = sha256(repr((preset, sorted(definition.measure for definition in definitions))).encode())
    for name in sorted(path.relative_to(_PACKAGE).as_posix() for of in _PROGRAM for path in _PACKAGE.glob(of)):
        found.update(
            f"{name} {sha256(_PACKAGE.joinpath(name).read_text(encoding='utf-8').encode()).hexdigest()}".encode()
        )
    values = figures.select(*KEY, "symbol", pl.col("value").round(_DECIMALS))
    found.update(counts_of(figures).join(values, on=KEY).sort(KEY).write_json().encode())
    return found.hexdigest()


def keep(
    folder: Path, figures: pl.DataFrame, published: pl.DataFrame, definitions: Sequence[Definition], preset: Preset
) -> None:
    """Write down which of these figures are suppressed in ``published`` that are not small themselves.

    Args:
        folder: where to; made where there is none.
        figures: rows of ``MEASURE_VALUE``, exact.
        published: what ``pipelines.protection.suppression.publishable`` gives of them, over no build before.
        definitions: of the measures.
        preset: how they were controlled.
    """
    is_hidden = pl.col("symbol") == SUPPRESSED
    alone = controlled(figures, definitions, preset).filter(is_hidden)
    besides, written = published.filter(is_hidden).join(alone, on=KEY, how="anti").select(KEY).sort(KEY), io.BytesIO()
    besides.write_parquet(written, compression_level=19)
    seal = {"of": fingerprint(figures, definitions, preset), "figures": sha256(written.getvalue()).hexdigest()}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _FIGURES).write_bytes(written.getvalue())
    (folder / _SEAL).write_text(f"{json.dumps(seal, indent=2)}\n", encoding="utf-8")


def worked_out(
    folder: Path, figures: pl.DataFrame, definitions: Sequence[Definition], preset: Preset
) -> pl.DataFrame | None:
    """The figures that may be published, as it was kept.

    Args:
        folder: where ``keep`` wrote.
        figures: rows of ``MEASURE_VALUE``, exact.
        definitions: of the measures.
        preset: how counts are controlled.

    Returns:
        What ``pipelines.protection.suppression.publishable`` gives; ``None`` where nothing is kept, or it is damaged,
        or of other figures or another program.
    """
    try:
        kept, seal = (folder / _FIGURES).read_bytes(), json.loads((folder / _SEAL).read_bytes())
    except (OSError, ValueError):
        return None
    if seal != {"of": fingerprint(figures, definitions, preset), "figures": sha256(kept).hexdigest()}:
        return None
    besides = pl.read_parquet(kept).with_columns(goes=True)
    alone = controlled(figures, definitions, preset).join(besides, on=KEY, how="left", maintain_order="left")
    return without_numbers(alone, pl.col("goes").fill_null(False)).drop("goes")
