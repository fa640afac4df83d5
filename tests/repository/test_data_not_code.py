"""Area names, years and thresholds are data: they stand in TOML files, dated and cited, and not in code."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.repository.source import (
    PACKAGES,
    ROOT,
    SERVICE_AREAS,
    constants,
    modules,
    name,
    relations,
    statements,
    texts,
    tree,
)

NATION = re.compile(r"\bEngland and Wales\b")
"""Whose bank holidays they are: a country's law, and no service area."""
YEAR = re.compile(r"(?<![\w.#-])(?:19|20)\d\d(?![\w%])")
EXAMPLE = re.compile(r"\bsuch as [^;:]*|\bYYYY-MM-DD\b")
"""A date that shows how dates are spelled is no rule."""
CITATION = re.compile(r"[A-Z]\w+ \((?:19|20)\d\d\)")
"""A source is named with its year, as in ``Wilson (1927)``."""
NAMESPACE = re.compile(r"http://www\.w3\.org/\d{4}/\w+")
"""The year in the name of a vocabulary, as in that of SVG, is a part of it."""

COUNTS = {0, 1}
"""None and one, which every piece of SQL needs to count."""
MEANINGS = {
    ("calendar", 5): "the weekday of Friday",
    ("clock_limit", 7): "the days of a week",
    ("assessed", 9): "the decimals of a value as written",
    ("assessed", 18): "the digits of a value as written",
    ("progress", 4): "the decimals of the mean length of a month",
    ("progress", 9): "its digits",
    ("term_week", 4): "the days from a Monday to its Friday",
    ("term_week", 5): "the weekday of Friday",
    ("referral", 2): "the deciles of a quintile",
}
"""The other numbers of relations, and what they are: units and not choices. A choice goes into thresholds.toml."""
THRESHOLDS = ROOT / "pipelines" / "measures" / "thresholds.toml"


def _area_words() -> re.Pattern[str]:
    areas = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(SERVICE_AREAS.glob("*.toml"))]
    words = {word for area in areas if area["code"] != "common" for word in (area["code"], area["name"])}
    return re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(words)), re.IGNORECASE)


def _names(path: Path) -> list[tuple[int, str]]:
    nodes = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Name | ast.FunctionDef | ast.ClassDef)]
    return [(n.lineno, n.id if isinstance(n, ast.Name) else n.name) for n in nodes]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_area_in_python(package: str) -> None:
    words = _area_words()
    said = [(name(path), *found) for path in modules(package) for found in (*texts(path), *_names(path))]
    wrong = [(path, line) for path, line, text in said if words.search(NATION.sub("", text.replace("_", " ")))]
    assert not wrong, f"what is special about an area goes into its file in data/service_areas: {wrong}"


def test_no_area_in_sql() -> None:
    wrong = [path.name for path in relations() if _area_words().search(statements(path))]
    assert not wrong, f"what is special about an area goes into its file in data/service_areas: {wrong}"


@pytest.mark.parametrize("package", PACKAGES)
def test_no_year_in_python(package: str) -> None:
    numbers = [(name(p), n.lineno, str(n.value)) for p in modules(package) for n in constants(p) if _is_number(n)]
    said = [(name(p), line, _without_named_years(text)) for p in modules(package) for line, text in texts(p)]
    wrong = [(path, line) for path, line, text in (*numbers, *said) if YEAR.search(text)]
    assert not wrong, f"a year is a date of a rule: put it into the rule's file, with its source: {wrong}"


def _without_named_years(text: str) -> str:
    for named in (EXAMPLE, CITATION, NAMESPACE):
        text = named.sub("", text)
    return text


def test_no_year_in_sql() -> None:
    wrong = [path.name for path in relations() if YEAR.search(statements(path))]
    assert not wrong, f"a year is a date of a rule: put it into the rule's file, with its source: {wrong}"


def test_no_threshold_in_sql() -> None:
    found = {(path.stem, number) for path in relations() for number in _numbers(path)}
    wrong = sorted((stem, n) for stem, n in found if n not in COUNTS and (stem, n) not in MEANINGS)
    assert not wrong, f"a chosen number goes into {name(THRESHOLDS)}; a unit needs its meaning here: {wrong}"


def test_no_meaning_is_left_over() -> None:
    found = {(path.stem, number) for path in relations() for number in _numbers(path)}
    assert MEANINGS.keys() <= found, f"no relation has these numbers any more: {sorted(MEANINGS.keys() - found)}"


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_is_compared_with_a_number_in_python(package: str) -> None:
    wrong = [
        f"{name(path)}:{node.lineno}"
        for path in modules(package)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
        if isinstance(side, ast.Constant) and _is_number(side) and side.value not in COUNTS
    ]
    assert not wrong, f"a limit needs a name that says what it is, or a file that says where it is from: {wrong}"


def test_every_threshold_says_what_it_is_and_serves() -> None:
    rows = tomllib.loads(THRESHOLDS.read_text(encoding="utf-8"))["threshold"]
    queries = "".join(statements(path) for path in relations())
    for row in rows:
        assert set(row) == {"name", "value", "unit", "meaning", "source"} and all(
            str(cell).strip() for cell in row.values()
        )
        assert f"'{row['name']}'" in queries, f"no relation uses the threshold {row['name']}; take it out"


def _is_number(node: ast.Constant) -> bool:
    return isinstance(node.value, int | float) and not isinstance(node.value, bool)


def _numbers(path: Path) -> set[float]:
    text = re.sub(r"'[^']*'", "", statements(path))
    return {float(number) for number in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", text)}
