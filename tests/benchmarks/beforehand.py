"""Work out which figures of the shipped submission cannot be published, and whether the demo has the same.

``uv run python tests/benchmarks/beforehand.py [--write]``; with ``--write`` what the demo has is written, without it
only compared: it exits with 1 where that is of other figures or another program, or says something else.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from pipelines.build import Request, build
from pipelines.disclosure import EXACT, PRESETS, SUPPRESSED
from pipelines.generations import RECORDS, current_generation
from pipelines.measures.definition import load_definitions
from pipelines.protection.suppression import publishable
from pipelines.protection.worked_out import keep, worked_out
from pipelines.shipped import BEFOREHAND, shipped
from pipelines.warehouse import read_frame

_PRESET = PRESETS["round5"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write what the demo has")
    is_written, folder = parser.parse_args().write, shipped(*BEFOREHAND)
    definitions = load_definitions()
    with tempfile.TemporaryDirectory() as scratch:
        build(Request((shipped("synthetic", "clean"),), None, None, EXACT), Path(scratch), lambda _: None)
        exact = read_frame(current_generation(Path(scratch)) / RECORDS, "SELECT * FROM measure_value")
    if not is_written and worked_out(folder, exact, definitions, _PRESET) is None:
        sys.exit("What is kept is damaged, or of other figures or another program.")
    started = time.perf_counter()
    published = publishable(exact, definitions, _PRESET)
    hidden = (published["symbol"] == SUPPRESSED).sum()
    print(f"{hidden:,} of {published.height:,} figures are suppressed, in {time.perf_counter() - started:.0f} s")
    if is_written:
        keep(folder, exact, published, definitions, _PRESET)
    found = worked_out(folder, exact, definitions, _PRESET)
    if found is None or not found.equals(published):
        sys.exit("What is kept says something else.")
    print("What is kept says the same.")


if __name__ == "__main__":
    main()
