"""Measures checks and builds of large submissions against a floor and against peers; run on purpose, never as a test.

    uv run python tests/benchmarks/whole_builds.py [--referrals N ...] [--runs N] [--without-peers]
        [--output FILE] [--keep DIR]

The floor is DuckDB reading the same CSV files into tables, and nothing else. The peers do less than ``portage build``:
pandas with Great Expectations' pandas engine makes the checks, dbt the clocks and the shares on time with its tests.
Machines differ and are shared, so the figure to compare is the ratio to the floor: the programs take turns, and the
medians of their times are taken, and the largest memory of any run. 300,000 referrals are ten million visits: some
6 GiB of disk in the system's folder for temporary files while it runs. With ``--keep`` the last warehouse that was
built stays in a folder, for ``page_runs.py``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from measuring import Usage, measured, median

_HERE = Path(__file__).resolve().parent
_SIZES = (30_000, 300_000)
_RUNS = 3
_FLOOR, _BUILD, _DBT = "floor: DuckDB read_csv", "portage build", "dbt-duckdb, clocks"
_DBT_VERSIONS = ("dbt-duckdb==1.10.1", "dbt-core<1.11", "duckdb==1.5.6")
"""What the peer is made of; it has no place in an environment of ours, so it gets one of its own."""


@dataclass
class Trial:
    """One submission and what every program took of it, run by run."""

    submission: Path
    scratch: Path
    keep: Path | None = None
    used: dict[str, list[Usage]] = field(default_factory=lambda: defaultdict(list))
    stages: dict[str, list[Usage]] = field(default_factory=lambda: defaultdict(list))

    def floor(self) -> None:
        """DuckDB alone."""
        self._put(_FLOOR, [sys.executable, f"{_HERE}/floor.py", f"{self.submission}", f"{self.scratch}/floor.duckdb"])

    def check(self) -> None:
        """Everything up to the checks."""
        self._put("portage check", [sys.executable, "-m", "pipelines.cli", "check", str(self.submission)])

    def build(self) -> None:
        """The whole run, and its stages."""
        told = self.scratch / "stages.json"
        program = [sys.executable, f"{_HERE}/staged_build.py", f"{self.submission}", f"{self.scratch}/warehouse"]
        self._put(_BUILD, [*program, str(told)])
        for stage, taken in json.loads(told.read_text(encoding="utf-8")).items():
            self.stages[stage].append(Usage(**taken))
        if self.keep:
            shutil.rmtree(self.keep, ignore_errors=True)
            shutil.move(self.scratch / "warehouse", self.keep)
        else:
            shutil.rmtree(self.scratch / "warehouse")

    def pandas(self) -> None:
        """The checks, by pandas and Great Expectations' pandas engine."""
        self._put("pandas + GX, checks", [sys.executable, f"{_HERE}/pandas_peer.py", str(self.submission)])

    def dbt(self, program: Path) -> None:
        """The clocks and the shares on time, by dbt."""
        project = self.scratch / "dbt"
        writing = [sys.executable, f"{_HERE}/dbt_peer.py", str(self.submission), str(project)]
        subprocess.run(writing, check=True)
        self._put(_DBT, [str(program), "build", "--profiles-dir", "."], project)
        shutil.rmtree(project)

    def _put(self, name: str, command: Sequence[str], folder: Path | None = None) -> None:
        self.used[name].append(measured(command, folder))
        print(f"  {name}: {self.used[name][-1].seconds:.1f} s", file=sys.stderr)


def dbt_program(folder: Path) -> Path | None:
    """Install dbt into an environment of its own; None, and the reason on standard error, where that fails."""
    uv = shutil.which("uv")
    if uv is None:
        print("dbt is left out: there is no uv to install it with.", file=sys.stderr)
        return None
    made = subprocess.run([uv, "venv", "--quiet", str(folder)], check=False)
    bin_folder = folder / ("Scripts" if os.name == "nt" else "bin")
    installing = [uv, "pip", "install", "--quiet", "--python", str(bin_folder / "python"), *_DBT_VERSIONS]
    if made.returncode or subprocess.run(installing, check=False).returncode:
        print("dbt is left out: it could not be installed.", file=sys.stderr)
        return None
    return bin_folder / "dbt"


def tried(referrals: int, asked: argparse.Namespace, dbt: Path | None) -> str:
    """Run every program on one submission, in turn, and tell what they took."""
    with tempfile.TemporaryDirectory() as name:
        submission = Path(name) / "submission"
        size = ["--seed", "1", "--referrals", str(referrals)]
        subprocess.run([sys.executable, "-m", "pipelines.cli", "synthesise", str(submission), *size], check=True)
        # The system counts the memory that a program was started with as the program's: this one stays small.
        with (submission / "visits.csv").open("rb") as lines:
            visits = sum(1 for _ in lines) - 1
        print(f"{referrals:,} referrals, {visits:,} visits", file=sys.stderr)
        trial = Trial(submission, Path(name), asked.keep)
        for _ in range(asked.runs):
            trial.floor()
            trial.check()
            trial.build()
            if not asked.without_peers:
                trial.pandas()
            if dbt:
                trial.dbt(dbt)
    return "\n".join(_table(f"{visits:,} visits, {referrals:,} referrals", trial))


def _table(title: str, trial: Trial) -> Iterator[str]:
    medians = {name: median(runs) for name, runs in trial.used.items()}
    floor = medians[_FLOOR]
    yield f"{title:42}{'wall time':>11}{'ratio':>8}{'processor':>12}{'memory':>12}"
    for name, usage in medians.items():
        yield _line(name, usage, floor)
        if name == _BUILD:
            yield from (_line(f"   {stage}", median(runs), floor) for stage, runs in trial.stages.items())


def _line(name: str, usage: Usage, floor: Usage) -> str:
    times = f"{usage.seconds:>9.1f} s{usage.seconds / floor.seconds:>8.2f}{usage.processor_seconds:>10.1f} s"
    return f"{name:42}{times}{usage.memory:>8.0f} MiB"


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure checks and builds of large submissions.")
    parser.add_argument("--referrals", type=int, nargs="+", default=_SIZES, help="the sizes of the submissions")
    parser.add_argument("--runs", type=int, default=_RUNS, help="how often each program runs")
    parser.add_argument("--without-peers", action="store_true", help="leave pandas and dbt out")
    parser.add_argument("--output", type=Path, help="a file to write the tables to, too")
    parser.add_argument("--keep", type=Path, help="a folder that the last warehouse is moved to, replacing it")
    return parser.parse_args()


def main() -> None:
    """Run everything and print a table for each size."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as folder:
        dbt = None if asked.without_peers else dbt_program(Path(folder) / "dbt")
        tables = [tried(size, asked, dbt) for size in asked.referrals]
    text = "\n\n".join(tables)
    print(text)
    if asked.output:
        asked.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
