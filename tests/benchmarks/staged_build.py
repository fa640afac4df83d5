"""One build, telling what each stage of it took; a program of its own, so that its memory is its own.

    python tests/benchmarks/staged_build.py SUBMISSION WAREHOUSE FILE

Writes one JSON object: for each stage, in order, seconds, processor seconds and the largest memory so far in MiB.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

_BEGAN = time.perf_counter()
_IMPORTS = "start, and imports"


class Stages:
    """Told each step as it begins; what lies between two steps is a stage."""

    def __init__(self) -> None:
        self.taken: dict[str, dict[str, float]] = {}
        self._stage, self._since, self._used = _IMPORTS, _BEGAN, 0.0

    def __call__(self, step: str) -> None:
        """Put down what the stage took that ends now, unless it is told only how far it is."""
        if step.partition(", ")[0] == self._stage:
            return
        now, used = time.perf_counter(), time.process_time()
        self.taken[self._stage] = {
            "seconds": now - self._since,
            "processor_seconds": used - self._used,
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
        self._stage, self._since, self._used = step, now, used


def main() -> None:
    """Build, and write down what each stage took."""
    from pipelines.build import Request, build
    from pipelines.disclosure import PRESETS

    submission, warehouse, told = (Path(name) for name in sys.argv[1:])
    stages = Stages()
    build(Request((submission,), None, None, PRESETS["round5"]), warehouse, stages)
    stages("")
    told.write_text(json.dumps(stages.taken), encoding="utf-8")


if __name__ == "__main__":
    main()
