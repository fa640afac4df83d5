"""Spreadsheet safety: there is one way to write cells, and nothing goes past it."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.repository.source import PACKAGES, imported, modules, name, tree

DOOR = "dashboard/cells.py"
WRITERS = {"write_csv", "sink_csv", "to_csv", "write_excel", "to_excel"}
FORMULAS = {"write_formula", "write_array_formula", "write_dynamic_array_formula", "write_url"}
WORKBOOKS = {"Workbook", "GPWorkbook", "produce_workbook", "write_workbook"}
OUR_OWN = "write_workbook"
EVERYTHING = [path for package in PACKAGES for path in modules(package)]


def _called(path: Path) -> list[tuple[str, ast.Call]]:
    calls = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
    return [(_name(call.func), call) for call in calls]


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_csv_is_written_in_one_place() -> None:
    wrong = [
        f"{name(path)}:{call.lineno} {what}"
        for path in EVERYTHING
        for what, call in _called(path)
        if what in WRITERS and name(path) != DOOR
    ]
    assert not wrong, f"write rows by dashboard.cells.csv_bytes, so that no text is taken for a formula: {wrong}"
    assert not [name(path) for path in EVERYTHING if "csv" in imported(path)], "the module csv writes what it is given"


def test_the_one_place_writes_csv() -> None:
    assert "write_csv" in {what for what, _ in _called(modules("dashboard")[0].parent / "cells.py")}


def test_no_workbook_holds_a_formula() -> None:
    wrong = [f"{name(path)} {what}" for path in EVERYTHING for what, _ in _called(path) if what in FORMULAS]
    assert not wrong, f"figures are counted in the build, and links are texts: {wrong}"


def test_every_workbook_is_opened_for_texts() -> None:
    opened = [(path, call) for path in EVERYTHING for what, call in _called(path) if _opens(path, what)]
    assert len(opened) > 1
    wrong = [name(path) for path, call in opened if not _is_for_texts(path, call)]
    assert not wrong, f"open workbooks with dashboard.cells.AS_TEXT: {wrong}"


def _opens(path: Path, what: str) -> bool:
    if what not in WORKBOOKS or what == OUR_OWN:
        return False
    return bool({found.split(".")[0] for found in imported(path)} & {"xlsxwriter", "gptables"})


def _is_for_texts(path: Path, call: ast.Call) -> bool:
    given = {found for argument in [*call.args, *call.keywords] for found in _names(argument)}
    constants = {
        target.id
        for node in tree(path).body
        if isinstance(node, ast.Assign) and "AS_TEXT" in _names(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return bool(given & {"AS_TEXT", *constants})


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
