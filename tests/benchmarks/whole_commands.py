"""Times whole commands on the shipped submission, as a user would run them; run on purpose, never as a test.

    uv run python tests/benchmarks/whole_commands.py

Machines differ and are shared, so the figure to compare is the ratio to the floor: starting Python and importing
Great Expectations, which every build has to pay for. Median of three runs, in turn, after one that is not counted.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

_RUNS = 3
_CLEAN = Path(__file__).resolve().parents[2] / "data" / "synthetic" / "clean"


def commands(warehouse: Path) -> dict[str, list[str]]:
    """What is timed, by the name it is shown under; the first is the floor."""
    portage = [sys.executable, "-m", "pipelines.cli"]
    return {
        "import great_expectations": [sys.executable, "-c", "import great_expectations"],
        "portage --help": [*portage, "--help"],
        "portage figures": [*portage, "figures", "--warehouse", str(warehouse)],
        "portage check": [*portage, "check", str(_CLEAN)],
        "portage build": [*portage, "build", str(_CLEAN), "--warehouse", str(warehouse)],
    }


def seconds(command: list[str]) -> float:
    """The wall time of one run, which has to succeed."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    """Run everything and print a table."""
    found: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        tried = commands(Path(folder) / "warehouse")
        seconds(tried["portage build"])
        for _ in range(_RUNS):
            for name, command in tried.items():
                found[name].append(seconds(command))
    medians = {name: statistics.median(times) for name, times in found.items()}
    floor = next(iter(medians.values()))
    print(f"{'':28}{'median':>9}{'lowest':>9}{'highest':>9}{'ratio':>8}")
    for name, times in found.items():
        print(f"{name:28}{medians[name]:>7.2f} s{min(times):>7.2f} s{max(times):>7.2f} s{medians[name] / floor:>8.2f}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nLargest memory of any one of them: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
