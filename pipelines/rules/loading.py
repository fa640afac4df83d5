"""Reads a folder of service area files into frozen objects, or says in one sentence why it cannot."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipelines.errors import RulesWrong
from pipelines.rules.service_area import ALL_TITLE, COMMON, ServiceArea, ServiceAreas
from pipelines.rules.wording import sentence
from pipelines.shipped import shipped

_ENDING = ".toml"
_COMMON_FILE = COMMON + _ENDING


def load_service_areas(folder: Path) -> ServiceAreas:
    """Read every ``.toml`` file of a folder; one service area each, and ``common.toml``.

    A folder without ``common.toml`` goes by the shipped common yardstick.

    Raises:
        RulesWrong: the folder or a file cannot be used; names the file, the key and the nearest known name.
    """
    contents = {path.name: _bytes(path) for path in _paths(folder)}
    loaded = {name: _service_area(name, content) for name, content in contents.items()}
    common = loaded.pop(_COMMON_FILE)
    areas = tuple(sorted(loaded.values(), key=lambda area: area.code))
    _check_codes(common, loaded)
    _check_names(loaded)
    files = tuple((name, hashlib.sha256(content).hexdigest()) for name, content in contents.items())
    return ServiceAreas(areas, common, files)


def _paths(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise RulesWrong(f"{folder} is no folder; it has to hold one file per service area and {_COMMON_FILE}.")
    try:
        paths = sorted(path for path in folder.iterdir() if _is_rule_file(path))
    except OSError:
        raise RulesWrong(f"{folder} cannot be opened for reading.") from None
    names = {path.name for path in paths}
    if not names - {_COMMON_FILE}:
        raise RulesWrong(f"{folder} holds no service area; add a {_ENDING} file for each.")
    return paths if _COMMON_FILE in names else [*paths, shipped("service_areas", _COMMON_FILE)]


def _is_rule_file(path: Path) -> bool:
    """Whether it is one of ours: hidden files are some file system's own."""
    return path.suffix.lower() == _ENDING and not path.name.startswith(".") and path.is_file()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise RulesWrong(f"{path.name} cannot be opened for reading.") from None


def _service_area(name: str, content: bytes) -> ServiceArea:
    try:
        return ServiceArea.model_validate(_tables(name, content))
    except ValidationError as wrong:
        raise RulesWrong(f"{name}: {sentence(wrong)}.") from None


def _tables(name: str, content: bytes) -> dict[str, Any]:
    """The file's tables; a byte-order mark, as some editors leave one, is read over."""
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RulesWrong(f"{name} is not in UTF-8; save it in that encoding.") from None
    except (ValueError, RecursionError) as wrong:
        raise RulesWrong(f"{name} is not readable as TOML: {wrong}.") from None


def _check_codes(common: ServiceArea, loaded: dict[str, ServiceArea]) -> None:
    if common.code != COMMON:
        raise RulesWrong(f"{_COMMON_FILE}: 'code' has to be '{COMMON}'.")
    for name, area in loaded.items():
        if area.code == COMMON:
            raise RulesWrong(f"{name}: 'code' cannot be '{COMMON}', which is {_COMMON_FILE}'s.")
        _check_alone(name, area.code, (other for other in loaded if loaded[other].code == area.code))


def _check_names(loaded: dict[str, ServiceArea]) -> None:
    """An area can be asked for by its code or its name: no word may mean two."""
    for file, area in loaded.items():
        name = area.name.casefold()
        if name == ALL_TITLE.casefold():
            raise RulesWrong(f"{file}: 'name' cannot be '{area.name}', which is all of them together.")
        others = [other for other, its in loaded.items() if other != file and name in (its.name.casefold(), its.code)]
        if others:
            also = f"is also the name or code of {', '.join(others)}"
            raise RulesWrong(f"{file}: 'name' '{area.name}' {also}; each area needs its own.")


def _check_alone(name: str, code: str, holders: Iterable[str]) -> None:
    others = [holder for holder in holders if holder != name]
    if others:
        raise RulesWrong(f"{name}: 'code' '{code}' is also that of {', '.join(others)}; each area needs its own.")
