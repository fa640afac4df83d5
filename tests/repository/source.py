"""What the house's own checks look at: the files that belong to the project, and their syntax trees."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("dashboard", "expectations", "pipelines")
SQL = ROOT / "pipelines" / "sql"
SERVICE_AREAS = ROOT / "data" / "service_areas"

Definition = ast.FunctionDef | ast.AsyncFunctionDef


def tracked() -> tuple[str, ...]:
    """The paths, from the top, of all files that are committed or that ``git add`` would take."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout: nothing says which files belong to the project")
    # A checkout may belong to someone else than the one who tests it; git would refuse to read it.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(sorted(name for name in found.split("\0") if name and (ROOT / name).is_file()))


def modules(folder: str) -> list[Path]:
    """The Python modules of a package, or of a folder in one."""
    return sorted((ROOT / folder).rglob("*.py"))


def relations() -> list[Path]:
    """The SQL files, one per relation."""
    return sorted(SQL.glob("*.sql"))


def name(path: Path) -> str:
    """The path from the top, with slashes."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def imported(path: Path) -> frozenset[str]:
    """Everything a module imports, wherever in it: ``from a.b import c`` gives ``a.b`` and ``a.b.c``."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(path, node)
            found |= {source, *(f"{source}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def _absolute(path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = path.relative_to(ROOT).with_suffix("").parts[: -node.level]
    return ".".join([*package, *([node.module] if node.module else [])])


def importers(folder: str, package: str) -> set[str]:
    """The modules of a folder that import a package or anything in it, for typing alone as well."""
    return {name(path) for path in modules(folder) if package in {found.split(".")[0] for found in imported(path)}}


def functions(path: Path) -> Iterator[Definition]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Definition))


@cache
def docstrings(path: Path) -> set[ast.Constant]:
    """The strings that stand alone: docstrings, and the words below a constant that say what it is."""
    alone = (node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Expr))
    return {value for value in alone if isinstance(value, ast.Constant) and isinstance(value.value, str)}


def constants(path: Path) -> Iterator[ast.Constant]:
    """Every literal of a module but its docstrings."""
    spoken = docstrings(path)
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and node not in spoken)


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string literal of a module but its docstrings; the pieces of an f-string one by one."""
    return ((node.lineno, node.value) for node in constants(path) if isinstance(node.value, str))


def statements(path: Path) -> str:
    """A SQL file without its comments."""
    return re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
