"""Attack every block of margins of the shipped submission: what an outsider can prove, by linear programming.

``uv run python tests/benchmarks/attack.py [--preset NAME] [BLOCK ...]``; without names all blocks are taken, the small
ones first. First it says how many figures are suppressed by themselves, and how many because of others; then of each
block how many figures it has, how many counts are provable, and seconds.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import polars as pl

from pipelines.build import Request, build
from pipelines.disclosure import PRESETS, SUPPRESSED, controlled
from pipelines.generations import RECORDS, current_generation
from pipelines.protection.suppression import publishable
from pipelines.warehouse import read_frame
from tests.pipelines.protection.conftest import DEFINITIONS, attacked
from tests.twins.attacker import BLOCKS

_CLEAN = Path(__file__).resolve().parents[2] / "data" / "synthetic" / "clean"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--preset", default="round5", choices=sorted(set(PRESETS) - {"none"}))
    parser.add_argument("blocks", nargs="*", metavar="BLOCK")
    asked = parser.parse_args()
    preset = PRESETS[asked.preset]
    exact = _exact()
    published = publishable(exact, DEFINITIONS, preset)
    alone, together = (
        int((figures["symbol"] == SUPPRESSED).sum()) for figures in (controlled(exact, DEFINITIONS, preset), published)
    )
    print(f"{published.height:,} figures: {alone:,} suppressed by themselves, {together - alone:,} because of others")
    sizes = {name: published.filter(pl.col("measure").is_in(block)).height for name, block in BLOCKS.items()}
    for name in asked.blocks or sorted(BLOCKS, key=lambda name: sizes[name]):
        started = time.perf_counter()
        found = attacked(exact, published, preset, name)
        print(
            f"{name:28} {sizes[name]:8,} figures {len(found):6} provable {time.perf_counter() - started:9.1f} s",
            flush=True,
        )
        for count, number in list(found.items())[:5]:
            print(f"    {count}: {number}")


def _exact() -> pl.DataFrame:
    with tempfile.TemporaryDirectory() as folder:
        build(Request((_CLEAN,), None, None, PRESETS["round5"]), Path(folder), lambda _: None)
        return read_frame(current_generation(Path(folder)) / RECORDS, "SELECT * FROM measure_value")


if __name__ == "__main__":
    main()
