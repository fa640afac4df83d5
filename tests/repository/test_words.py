"""The house's words, in what people read."""

from __future__ import annotations

import re

import pytest

from tests.repository.source import PACKAGES, ROOT, modules, name, texts

ROWS_LEFT_OUT = re.compile(r"\bdropped\b", re.IGNORECASE)
NO_NUMBER = re.compile(r"\bnull\b", re.IGNORECASE)
SQL = re.compile(r"\b(SELECT|FROM|WHERE|JOIN|CASE|IS NULL|NOT NULL|NULL::\w+|INSERT INTO)\b")
"""A string that holds SQL is read by DuckDB; there NULL is the word."""


def _said(package: str) -> list[tuple[str, int, str]]:
    return [(name(p), line, text) for p in modules(package) for line, text in texts(p) if not SQL.search(text)]


@pytest.mark.parametrize("package", PACKAGES)
def test_rows_are_set_aside(package: str) -> None:
    wrong = [(path, line) for path, line, text in _said(package) if ROWS_LEFT_OUT.search(text)]
    assert not wrong, f"rows are set aside, never dropped: they are kept, counted and shown: {wrong}"


@pytest.mark.parametrize("package", PACKAGES)
def test_figures_are_suppressed(package: str) -> None:
    wrong = [(path, line) for path, line, text in _said(package) if NO_NUMBER.search(text)]
    assert not wrong, f"a figure is suppressed, or there is nothing to count; say which: {wrong}"


def test_the_readme_uses_the_words() -> None:
    told = re.sub(r"```.*?```", "", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not ROWS_LEFT_OUT.search(told), "rows are set aside, never dropped"
    assert not NO_NUMBER.search(told), "a figure is suppressed, or there is nothing to count; say which"


@pytest.mark.parametrize("folder", ["pipelines/measures/definitions", "data/service_areas"])
def test_definitions_and_rules_use_the_words(folder: str) -> None:
    wrong = [p.name for p in sorted((ROOT / folder).glob("*.toml")) if _is_wrong(p.read_text(encoding="utf-8"))]
    assert not wrong, f"set aside and suppressed are the words: {wrong}"


def _is_wrong(text: str) -> bool:
    return bool(ROWS_LEFT_OUT.search(text) or NO_NUMBER.search(text))
