"""What is found of an evidence pack, as one JSON object for programs.

Its keys, all of which are always there; where there is nothing to say, nothing stands in them:

- ``pack``: the path as it was given.
- ``passes``: whether nothing is wrong; the exit code is 0 then, and 8 otherwise.
- ``problem``: what is wrong, a sentence.
- ``seal`` and ``seal_told``: the pack's own, and the one that was given with ``--seal``.
- ``contents``, ``build`` and ``about``: as in the manifest, if it is a pack.
- ``missing``, ``added``, ``altered`` and ``contradicting``: lists of files' names; the last are those that
  say something else than the manifest does, of the build or of what the pack is about.
- ``zip_fault``: what else of the ZIP file is not as it was, in words.
- ``warehouse``: with ``--warehouse``, if the pack is whole and has the seal that was told, an object:
  ``is_same_build``; ``build``, the warehouse's; ``differing``, a list of the figures that differ, each with its key,
  and in ``pack`` and ``warehouse`` its numbers as written in a CSV file, or nothing where there is no such figure;
  ``unlike``, a list of names of files that are not as the warehouse makes them. Where figures cannot be compared,
  nothing stands in ``differing``.

Where the file or the warehouse cannot be read there is no object, and the exit code says why. Whatever a forger has
written stands in it as escaped ASCII.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from dashboard.pack.verifying import Verdict
    from pipelines.verdict import Compared

_FILES = ("missing", "added", "altered", "contradicting")
_NUMBERS = ("numerator", "denominator", "value", "lower", "upper", "symbol")


def of_no_pack(path: Path, seal_told: str | None, problem: str) -> str:
    """Of a file that is no pack: why, and nothing else."""
    return _object(path, seal_told, problem, {})


def of_pack(path: Path, verdict: Verdict, seal_told: str | None, compared: Compared | None, problem: str) -> str:
    """Of a pack, whole or not.

    Args:
        path: of the pack.
        verdict: what was found of it.
        seal_told: the seal that somebody was told.
        compared: what a warehouse says of it.
        problem: what is wrong, a sentence; blank if nothing.
    """
    said = verdict.manifest.model_dump(mode="json", include={"contents", "build", "about"})
    found: dict[str, Any] = {"seal": verdict.seal, **said, "zip_fault": verdict.fault or None}
    files = {name: list(getattr(verdict, name)) for name in _FILES}
    return _object(path, seal_told, problem, {**found, **files, "warehouse": compared and _compared(compared)})


def _object(path: Path, seal_told: str | None, problem: str, found: dict[str, Any]) -> str:
    nothing = dict.fromkeys(("contents", "build", "about", *_FILES, "zip_fault", "warehouse"))
    first = {"pack": str(path), "passes": not problem, "problem": problem or None, "seal": None, "seal_told": seal_told}
    return json.dumps({**first, **nothing, **dict.fromkeys(_FILES, ()), **found})


def _compared(compared: Compared) -> dict[str, Any]:
    return {
        "is_same_build": compared.is_same_build,
        "build": compared.built.model_dump(mode="json"),
        "differing": None if compared.differing is None else _figures(compared.differing),
        "unlike": list(compared.others),
    }


def _figures(differing: pl.DataFrame) -> list[dict[str, Any]]:
    from dashboard.pack.differing import NOW

    numbers = {*_NUMBERS, *(name + NOW for name in _NUMBERS)}
    return [
        {name: told for name, told in row.items() if name not in numbers}
        | {"pack": _numbers(row, ""), "warehouse": _numbers(row, NOW)}
        for row in differing.iter_rows(named=True)
    ]


def _numbers(row: dict[str, Any], ending: str) -> dict[str, str] | None:
    if row[f"symbol{ending}"] is None:
        return None
    return {name: row[name + ending] for name in _NUMBERS}
