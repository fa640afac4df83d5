"""Attack every block of margins of the shipped submission: what an outsider can prove by all sums at once.

``uv run python tests/benchmarks/attack.py [--preset NAME] [BLOCK ...]``; without names all blocks are taken, the
small ones first, under every preset. First it says how many figures are suppressed by themselves, and how many because
of others; then of each block how many figures it has; how many counts of one to nine are behind them; of how many of
these no other world of whole numbers was found, but one with fractions; how many are provable, with the first of them;
and seconds. In blocks of many figures worlds of whole numbers are not looked for: fractions are found sooner.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from pipelines.build import Request, build
from pipelines.disclosure import PRESETS, SUPPRESSED, Preset, controlled
from pipelines.generations import RECORDS, current_generation
from pipelines.protection.suppression import publishable
from pipelines.warehouse import read_frame
from tests.pipelines.protection.conftest import DEFINITIONS, searched
from tests.twins.attacker.measures import BLOCKS
from tests.twins.witnesses import Efforts

_CLEAN = Path(__file__).resolve().parents[2] / "data" / "synthetic" / "clean"
_EFFORTS = Efforts(turns=3, tries=80, points=4)
_LARGE = 3_000
"""In blocks of more figures points alone are looked for."""
_LISTED = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    presets = sorted(set(PRESETS) - {"none"})
    parser.add_argument("--preset", choices=presets, help="without it, all of them")
    parser.add_argument("blocks", nargs="*", metavar="BLOCK")
    asked = parser.parse_args()
    exact = _exact()
    for preset in [asked.preset] if asked.preset else presets:
        _attack(exact, PRESETS[preset], asked.blocks)


def _attack(exact: pl.DataFrame, preset: Preset, names: Sequence[str]) -> None:
    published = publishable(exact, DEFINITIONS, preset)
    alone, together = (
        int((figures["symbol"] == SUPPRESSED).sum()) for figures in (controlled(exact, DEFINITIONS, preset), published)
    )
    print(
        f"{preset.name}: {published.height:,} figures, {alone:,} suppressed by themselves, {together - alone:,} besides"
    )
    sizes = {name: published.filter(pl.col("measure").is_in(block)).height for name, block in BLOCKS.items()}
    for name in names or sorted(BLOCKS, key=lambda name: sizes[name]):
        started = time.perf_counter()
        efforts = _EFFORTS if sizes[name] <= _LARGE else replace(_EFFORTS, turns=0, tries=0)
        found = searched(exact, published, preset, name, efforts)
        told = f"{found.small:7,} small {found.only_points:6,} in fractions {len(found.told):6,} provable"
        print(f"{name:26} {sizes[name]:7,} figures {told} {time.perf_counter() - started:7.1f} s", flush=True)
        for count, number in list(found.told.items())[:_LISTED]:
            print(f"    {count}: {number}")


def _exact() -> pl.DataFrame:
    with tempfile.TemporaryDirectory() as folder:
        build(Request((_CLEAN,), None, None, PRESETS["none"]), Path(folder), lambda _: None)
        return read_frame(current_generation(Path(folder)) / RECORDS, "SELECT * FROM measure_value")


if __name__ == "__main__":
    main()
