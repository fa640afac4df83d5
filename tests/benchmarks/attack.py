"""Attack every block of margins of the shipped submission: what an outsider can prove by all sums at once.

``uv run python tests/benchmarks/attack.py [--preset NAME] [--after DAY] [BLOCK ...]``; without names all blocks are
taken, the small ones first, under every preset. It says of each block how many figures it has; how many counts of one
to nine are behind them; of how many of these no other world of whole numbers was found, but one with fractions; how
many are provable, with the first of them; and seconds. In blocks of many figures worlds of whole numbers are not looked
for: fractions are found sooner.

With ``--after`` the outsider has two files: one of the figures of that day, and one of the submission's own day that
was built over it. Without it is said first how many figures are suppressed by themselves, and how many because of
others.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from pipelines.build import Request, build
from pipelines.disclosure import PRESETS, SUPPRESSED, Preset, controlled
from pipelines.generations import RECORDS, current_generation
from pipelines.protection.suppression import publishable
from pipelines.warehouse import read_frame
from tests.pipelines.protection.conftest import DEFINITIONS, searched
from tests.pipelines.protection.successive import successive
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
    parser.add_argument("--after", type=date.fromisoformat, metavar="DAY", help="the day of an earlier file")
    parser.add_argument("blocks", nargs="*", metavar="BLOCK", help=f"of {', '.join(BLOCKS)}")
    asked = parser.parse_args()
    if unknown := set(asked.blocks) - BLOCKS.keys():
        parser.error(f"there is no block {', '.join(sorted(unknown))}")
    exact, as_at = _exact(None)
    if asked.after and asked.after >= as_at:
        parser.error(f"--after has to be a day before {as_at}")
    earlier = _exact(asked.after)[0] if asked.after else None
    sizes = {name: exact.filter(pl.col("measure").is_in(block)).height for name, block in BLOCKS.items()}
    names = asked.blocks or sorted(BLOCKS, key=lambda name: sizes[name])
    for preset in [asked.preset] if asked.preset else presets:
        if earlier is None:
            _attack(exact, PRESETS[preset], names)
        else:
            _attack_both((earlier, asked.after), (exact, as_at), PRESETS[preset], names)


def _attack(exact: pl.DataFrame, preset: Preset, names: Sequence[str]) -> None:
    published = publishable(exact, DEFINITIONS, preset)
    alone, together = (
        int((figures["symbol"] == SUPPRESSED).sum()) for figures in (controlled(exact, DEFINITIONS, preset), published)
    )
    print(
        f"{preset.name}: {published.height:,} figures, {alone:,} suppressed by themselves, {together - alone:,} besides"
    )
    for name in names:
        _search(exact, published, preset, name, None)


def _attack_both(
    earlier: tuple[pl.DataFrame, date], later: tuple[pl.DataFrame, date], preset: Preset, names: Sequence[str]
) -> None:
    (then, until), (now, as_at) = earlier, later
    print(f"{preset.name}: as at {until}, and as at {as_at} over it")
    for name in names:
        its_then, its_now = (figures.filter(pl.col("measure").is_in(BLOCKS[name])) for figures in (then, now))
        both = successive(its_then, its_now, preset, until, as_at)
        _search(both.exact, both.published, preset, name, until)


def _search(exact: pl.DataFrame, published: pl.DataFrame, preset: Preset, name: str, until: date | None) -> None:
    started = time.perf_counter()
    size = published.filter(pl.col("measure").is_in(BLOCKS[name])).height
    efforts = _EFFORTS if size <= _LARGE else replace(_EFFORTS, turns=0, tries=0)
    found = searched(exact, published, preset, name, efforts, until)
    told = f"{found.small:7,} small {found.only_points:6,} in fractions {len(found.told):6,} provable"
    print(f"{name:26} {size:7,} figures {told} {time.perf_counter() - started:7.1f} s", flush=True)
    for count, number in list(found.told.items())[:_LISTED]:
        print(f"    {count}: {number}")


def _exact(day: date | None) -> tuple[pl.DataFrame, date]:
    """The exact figures of a day, or of the submission's own, and that."""
    with tempfile.TemporaryDirectory() as folder:
        build(Request((_CLEAN,), day, None, PRESETS["none"]), Path(folder), lambda _: None)
        records = current_generation(Path(folder)) / RECORDS
        (as_at,) = read_frame(records, "SELECT as_at FROM build").row(0)
        return read_frame(records, "SELECT * FROM measure_value"), as_at


if __name__ == "__main__":
    main()
