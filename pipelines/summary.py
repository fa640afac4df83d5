"""What a build or a check has to say: as data for programs, as a few lines for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import polars as pl

from expectations.check import Consequence
from pipelines.anonymity import Anonymity
from pipelines.errors import Fault
from pipelines.mending import mend_of
from pipelines.validate import CheckResult, Status

_ORDER = {Consequence.REFUSE: 0, Consequence.SET_ASIDE: 1, Consequence.NOTE: 2}
WORDS = {Consequence.REFUSE: "Refused", Consequence.SET_ASIDE: "Set aside", Consequence.NOTE: "Noted"}
"""What is said of each consequence."""


@dataclass(frozen=True)
class Finding:
    """One check or fault that found something."""

    code: str
    extract: str
    column: str
    consequence: str
    rows: int

    @property
    def where(self) -> str:
        """How many rows of what, to stand before a sentence; blank for what concerns no row."""
        rows = f"{self.rows:,} {'row' if self.rows == 1 else 'rows'} of {self.extract}"
        return f"{rows}: " if self.rows else ""


@dataclass(frozen=True)
class Summary:
    """The outcome of a run.

    Attributes:
        as_at: the day of the figures; None where the submission was refused before it was known.
        extracts: the number of files and of rows read, accepted, set aside, superseded and noted, by extract.
        checks: what was found, the gravest consequence and most rows first.
        sentences: what each finding means, in the same order.
        published: whether figures were published.
        anonymity: how many referrals stand alone; None where that was not asked, or nothing was accepted.
        since: what moved since the build before, in lines; none where there was none.
    """

    as_at: date | None
    extracts: dict[str, dict[str, int]]
    checks: tuple[Finding, ...]
    sentences: tuple[str, ...]
    published: bool
    anonymity: Anonymity | None = None
    since: tuple[str, ...] = ()

    @property
    def mends(self) -> tuple[str, ...]:
        """How each finding is mended, in the same order."""
        return tuple(mend_of(finding.code) for finding in self.checks)

    def as_json(self) -> str:
        """One JSON object; it holds no cell's value."""
        told: dict[str, Any] = {
            "as_at": self.as_at.isoformat() if self.as_at else None,
            "extracts": self.extracts,
            "checks": [asdict(finding) for finding in self.checks],
            "published": self.published,
        }
        return json.dumps(told, ensure_ascii=False)

    def as_text(self) -> str:
        """A table of rows by extract, what was found, how to mend it, and how many referrals stand alone."""
        parts = [[*self._head(), *self._table()], [*self._findings()], [*self._mending()], [*self._alone()]]
        parts.append([*self.since])
        return "\n\n".join("\n".join(lines) for lines in parts if lines)

    def _head(self) -> Iterator[str]:
        if self.as_at:
            yield f"As at {self.as_at.day} {self.as_at:%B %Y}"

    def _table(self) -> Iterator[str]:
        shown = {name: counts for name, counts in self.extracts.items() if counts["files"]}
        if shown:
            yield f"{'':13}{'read':>9}{'accepted':>11}{'set aside':>11}{'superseded':>12}{'noted':>8}"
        for name, counts in shown.items():
            yield (
                f"{name:13}{counts['read']:>9,}{counts['accepted']:>11,}{counts['set_aside']:>11,}"
                f"{counts['superseded']:>12,}{counts['noted']:>8,}"
            )

    def _findings(self) -> Iterator[str]:
        told = ""
        for finding, sentence in zip(self.checks, self.sentences, strict=True):
            if finding.consequence != told:
                told = finding.consequence
                yield f"{WORDS[Consequence(told)]}, most rows first:"
            yield f"  {finding.where}{sentence} [{finding.code}]"

    def _mending(self) -> Iterator[str]:
        codes: dict[str, list[str]] = {}
        for finding, mend in zip(self.checks, self.mends, strict=True):
            codes.setdefault(mend, []).append(finding.code)
        if codes:
            yield "How to mend it, in the same order:"
        for mend, mended in codes.items():
            yield f"  {mend} [{', '.join(dict.fromkeys(mended))}]"

    def _alone(self) -> Iterator[str]:
        sentences = self.anonymity.sentences if self.anonymity else ()
        if sentences:
            yield "How many children stand alone (for information; nothing is refused for it):"
        for sentence in sentences:
            yield f"  {sentence}"


def summarise(
    as_at: date | None,
    counts: pl.DataFrame | None,
    results: Sequence[CheckResult],
    faults: Sequence[Fault],
    published: bool,
    anonymity: Anonymity | None = None,
) -> Summary:
    """The outcome of a run from what its parts gave."""
    found = sorted([*_failed(results), *_faulty(faults)], key=_gravest_first)
    findings, sentences = tuple(f for f, _ in found), tuple(sentence for _, sentence in found)
    return Summary(as_at, _by_extract(counts), findings, sentences, published, anonymity)


def _gravest_first(found: tuple[Finding, str]) -> tuple[int, int, str]:
    finding, _ = found
    return _ORDER[Consequence(finding.consequence)], -finding.rows, finding.code


def _failed(results: Sequence[CheckResult]) -> Iterable[tuple[Finding, str]]:
    for result in results:
        check = result.check
        if result.status is Status.FAILED:
            found = Finding(check.code, check.extract, check.column, check.consequence.value, result.rows)
            yield found, check.sentence


def _faulty(faults: Sequence[Fault]) -> Iterable[tuple[Finding, str]]:
    for fault in faults:
        found = Finding(fault.code, fault.extract, fault.column, fault.consequence.value, fault.rows)
        yield found, fault.sentence


def _by_extract(counts: pl.DataFrame | None) -> dict[str, dict[str, int]]:
    extracts: dict[str, dict[str, int]] = {}
    for extract, counted, rows in () if counts is None else counts.select("extract", "counted", "rows").iter_rows():
        extracts.setdefault(extract, {})[counted] = rows
    return extracts
