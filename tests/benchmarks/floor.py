"""The floor of every build: DuckDB reads a submission's CSV files into tables of one file, and nothing else.

python tests/benchmarks/floor.py SUBMISSION FILE
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb


def main() -> None:
    """Read every CSV file of the folder into a table of its name."""
    submission, file = (Path(name) for name in sys.argv[1:3])
    file.unlink(missing_ok=True)
    with duckdb.connect(file) as connection:
        for path in sorted(submission.glob("*.csv")):
            connection.execute(f"CREATE TABLE {path.stem} AS SELECT * FROM read_csv('{path}')")


if __name__ == "__main__":
    main()
