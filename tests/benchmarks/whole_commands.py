"""Times whole commands on the shipped submission, as a user would run them; run on purpose, never as a test.

    uv run python tests/benchmarks/whole_commands.py

Machines differ and are shared, so the figure to compare is the ratio to the floor: starting Python and importing
Great Expectations, which every build has to pay for. Median of three runs, in turn, after one that is not counted.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from measuring import Usage, measured

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


def main() -> None:
    """Run everything and print a table."""
    found: dict[str, list[Usage]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        tried = commands(Path(folder) / "warehouse")
        measured(tried["portage build"])
        for _ in range(_RUNS):
            for name, command in tried.items():
                found[name].append(measured(command))
    times = {name: [run.seconds for run in runs] for name, runs in found.items()}
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    floor = next(iter(medians.values()))
    print(f"{'':28}{'median':>9}{'lowest':>9}{'highest':>9}{'ratio':>8}")
    for name, taken in times.items():
        print(f"{name:28}{medians[name]:>7.2f} s{min(taken):>7.2f} s{max(taken):>7.2f} s{medians[name] / floor:>8.2f}")
    peak = max(run.memory for runs in found.values() for run in runs)
    print(f"\nLargest memory of any one of them: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
