"""Times ``portage synthesise`` at several sizes and in both forms; run on purpose, never as a test.

    uv run python tests/benchmarks/synthesis.py [REFERRALS ...]

The largest of the usual sizes writes about ten million visits: more than a gigabyte of CSV, for as long as it runs, in
the system's folder for temporary files. Memory is the largest of each program's own.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import polars as pl
from measuring import measured

_SIZES = (200, 3_000, 30_000, 300_000)
_FORMS = ("csv", "parquet")


def main() -> None:
    """Run everything and print a table."""
    sizes = [int(size) for size in sys.argv[1:]] or _SIZES
    print(f"{'referrals':>10}{'form':>10}{'visits':>12}{'on disk':>12}{'wall time':>12}{'memory':>12}")
    for referrals in sizes:
        for form in _FORMS:
            with tempfile.TemporaryDirectory() as name:
                command = [sys.executable, "-m", "pipelines.cli", "synthesise", name, "--seed", "1"]
                used = measured([*command, "--referrals", str(referrals), "--format", form])
                path = Path(name) / f"visits.{form}"
                visits = (pl.scan_csv(path) if form == "csv" else pl.scan_parquet(path)).select(pl.len()).collect()
                disk = sum(path.stat().st_size for path in Path(name).iterdir()) / 2**20
            taken = f"{used.seconds:>10.1f} s{used.memory:>8.0f} MiB"
            print(f"{referrals:>10,}{form:>10}{visits.item():>12,}{disk:>8.1f} MiB{taken}")


if __name__ == "__main__":
    main()
