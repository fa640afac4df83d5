"""State and time: what the reader chose lives in one module, and nothing reads the clock."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.repository.source import PACKAGES, modules, name, relations, statements, tree

KEEPER = "dashboard/selection.py"
STATE = {"session_state", "query_params", "experimental_get_query_params", "experimental_set_query_params"}
CHOICES = {
    *("checkbox", "color_picker", "data_editor", "date_input", "datetime_input", "feedback", "file_uploader", "form"),
    *("multiselect", "number_input", "pills", "radio", "segmented_control", "select_slider", "selectbox", "slider"),
    *("text_area", "text_input", "time_input", "toggle"),
}
"""The widgets that keep what the reader chose; a button to download keeps nothing."""
KEEPING = {"bind", "on_change", "on_click", "on_select"}
KEEPS_NOTHING = "ignore"
"""What Streamlit is told of a click, or a selected row, that is of no further use."""
NOW = {"today", "now", "utcnow", "localtime", "gmtime", "time_ns"}
SQL_NOW = re.compile(
    r"\b(?:current_date|current_time|current_timestamp|localtimestamp)\b|\b(?:now|today|get_current_\w+)\s*\(", re.I
)


def _state(path: Path) -> list[str]:
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and node.attr in STATE | CHOICES:
            found.append(f"{name(path)}:{node.lineno} {node.attr}")
        if isinstance(node, ast.keyword) and node.arg in KEEPING and not _is_ignored(node.value):
            found.append(f"{name(path)}:{node.value.lineno} {node.arg}=")
    return found


def _is_ignored(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value == KEEPS_NOTHING


def test_what_the_reader_chose_lives_in_one_module() -> None:
    found = [line for path in modules("dashboard") if name(path) != KEEPER for line in _state(path)]
    assert not found, f"widgets, session state and query parameters belong in {KEEPER}: {found}"


def test_the_check_for_state_can_fail() -> None:
    kept = [path for path in modules("dashboard") if name(path) == KEEPER]
    assert any(_state(path) for path in kept), f"{KEEPER} keeps no state; has it moved?"


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_reads_the_clock(package: str) -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules(package)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in NOW
    ]
    assert not found, f"now is as_at, whoever asks: {found}"


def test_no_relation_reads_the_clock() -> None:
    found = [(path.name, word) for path in relations() for word in SQL_NOW.findall(statements(path))]
    assert not found, f"now is the relation as_at: {found}"
