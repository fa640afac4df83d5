"""Good extracts with their columns renamed as another system would head them, and what the proposal makes of them."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from expectations import EXTRACTS
from pipelines.shipped import shipped

RENAMINGS: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "resources" / "renamings.toml").read_text(encoding="utf-8")
)
ROWS = 400
_LINE = re.compile(r'^"(?P<heading>(?:[^"\\]|\\.)*)" = .*?  # (?P<confidence>sure|likely|guess): ', re.MULTILINE)


def layouts(extract: str) -> Iterator[dict[str, str]]:
    """By column its heading: the first renamings, then the second ones, and so on until all have come."""
    renamed = RENAMINGS[extract]
    for number in range(max(map(len, renamed.values()))):
        yield {column: headings[number % len(headings)] for column, headings in renamed.items()}


def renamed(extract: str, layout: dict[str, str], rows: int = ROWS) -> str:
    """The shipped synthetic extract as CSV, its headings renamed."""
    with shipped("synthetic", "clean", f"{extract}.csv").open(encoding="utf-8", newline="") as lines:
        headings, *cells = csv.reader(lines)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([layout[heading] for heading in headings])
    writer.writerows(cells[:rows])
    return text.getvalue()


def write(folder: Path, number: int, rows: int = ROWS) -> dict[str, dict[str, str]]:
    """Write a submission whose every extract has one of its layouts; tells which."""
    folder.mkdir()
    told = {}
    for extract in EXTRACTS:
        every = list(layouts(extract.name))
        told[extract.name] = every[number % len(every)]
        (folder / f"{extract.name}.csv").write_text(renamed(extract.name, told[extract.name], rows), encoding="utf-8")
    (folder / "submission.toml").write_text("as_at = 2026-03-31\n", encoding="utf-8")
    return told


def proposed(text: str) -> dict[tuple[str, str], str]:
    """How sure each line of a proposal is, by extract and heading."""
    found = {}
    for part in re.split(r"^\[", text, flags=re.MULTILINE):
        extract = part.partition(".columns]")[0]
        for line in _LINE.finditer(part):
            found[extract, tomllib.loads(f'x = "{line["heading"]}"')["x"]] = line["confidence"]
    return found
