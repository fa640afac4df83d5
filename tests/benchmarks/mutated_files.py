"""Reads files that were spoilt at random; run on purpose, never as a test.

    uv run python -m tests.benchmarks.mutated_files --files 10000 [--first 0]

Every submission has to be read or refused in a sentence, in less than ten seconds, without a row lost and without a
cell told; every twenty-fifth is checked as well. What fails is printed with its seed, which makes it again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

from polars.exceptions import PanicException

from pipelines.validate import prepare
from tests.pipelines.ingest.mutation import SECONDS, Outcome, trial

_CHECKED_EVERY = 25
_TOLD_EVERY = 500


def _tried(seed: int) -> str:
    """What came of one seed, in a word or two; a slow one is tried again, for the machine may have been busy."""
    try:
        outcome = _trial(seed)
        outcome = outcome if outcome.seconds <= SECONDS else _trial(seed)
    except (Exception, PanicException):
        print(f"seed {seed}:\n{traceback.format_exc(limit=-4)}", flush=True)
        return "failed"
    if outcome.seconds > SECONDS:
        print(f"seed {seed}: {outcome.seconds:.1f} s", flush=True)
        return "too slow"
    return "refused" if outcome.was_refused else "read"


def _trial(seed: int) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        return trial(seed, Path(folder), seed % _CHECKED_EVERY == 0)


def main() -> None:
    """Try the seeds and print how many were read, refused, too slow, and failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    prepare()
    found: Counter[str] = Counter()
    for done, seed in enumerate(range(given.first, given.first + given.files), start=1):
        found[_tried(seed)] += 1
        if done % _TOLD_EVERY == 0:
            print(f"{done:,}: {dict(found)}", flush=True)
    print(f"In all: {dict(found)}")
    sys.exit(1 if found["failed"] or found["too slow"] else 0)


if __name__ == "__main__":
    main()
