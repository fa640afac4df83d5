"""Small: what does not fit on a screen is two things."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.repository.source import PACKAGES, Definition, docstrings, functions, modules, name, tree

MODULE_LINES, PAGE_LINES, BODY_LINES = 200, 80, 25
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "base"}
EVERYTHING = [path for package in PACKAGES for path in modules(package)]


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _body(path: Path, function: Definition) -> int:
    """The lines from a body's first statement to its last, docstring left out."""
    spoken = docstrings(path)
    done = [node for node in function.body if not (isinstance(node, ast.Expr) and node.value in spoken)]
    return (done[-1].end_lineno or 0) - done[0].lineno + 1 if done else 0


def test_modules_are_small() -> None:
    wrong = [(name(path), _lines(path)) for path in EVERYTHING if _lines(path) >= MODULE_LINES]
    assert not wrong, f"a module has fewer than {MODULE_LINES} lines; split it along what it does: {wrong}"


def test_pages_are_small() -> None:
    wrong = [(name(path), _lines(path)) for path in modules("dashboard/pages") if _lines(path) >= PAGE_LINES]
    assert not wrong, f"a page has fewer than {PAGE_LINES} lines; it is a paragraph, not a program: {wrong}"


def test_functions_are_small() -> None:
    found = [(name(path), f.name, _body(path, f)) for path in EVERYTHING for f in functions(path)]
    wrong = [(path, function, lines) for path, function, lines in found if lines > BODY_LINES]
    assert not wrong, f"a body has at most {BODY_LINES} lines; give its parts names: {wrong}"


@pytest.mark.parametrize("path", EVERYTHING, ids=name)
def test_names_say_what(path: Path) -> None:
    words = {part for piece in path.with_suffix("").relative_to(path.parents[1]).parts for part in piece.split("_")}
    assert not words & FORBIDDEN, f"{name(path)} is named for nothing in particular; name it for what it does"
    classes = [node.name for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
    wrong = [found for found in classes if found.startswith("Base") or found.endswith(("Manager", "Helper", "Base"))]
    assert not wrong, f"{name(path)}: name these classes for what they are: {wrong}"


@pytest.mark.parametrize("path", EVERYTHING, ids=name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    said = ast.get_docstring(tree(path))
    assert said and said.rstrip().endswith((".", "?")), f"{name(path)}: begin with a sentence that says what it is for"
