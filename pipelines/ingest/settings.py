"""The two small TOML files of a submission: read, checked against their model, told about key by key."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from pipelines.errors import Fault
from pipelines.ingest import faults
from pipelines.ingest.nearest import hint, nearest

_Model = TypeVar("_Model", bound=BaseModel)
_WANTED = {
    "date_type": "a date without quotation marks, such as 2026-03-31",
    "string_type": "a text in quotation marks",
    "list_type": "a list of texts in square brackets",
    "tuple_type": "a list of texts in square brackets",
    "dict_type": "a table",
    "model_type": "a table",
}


def read_toml(path: Path) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """What a TOML file says; nothing where it is absent, and a fault where it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig")), ()
    except (FileNotFoundError, NotADirectoryError):
        return {}, ()
    except OSError:
        return {}, (faults.TOML_NOT_OPENED.fault(file=path.name, kind=path.stem),)
    except UnicodeDecodeError:
        return {}, (_unreadable(path, "it is no text in UTF-8"),)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return {}, (_unreadable(path, _place(error)),)


def _place(error: Exception) -> str:
    told = str(error).rpartition("(")[2].rstrip(")")
    return told if told.startswith("at ") else "somewhere in it"


def _unreadable(path: Path, place: str) -> Fault:
    return faults.TOML_UNREADABLE.fault(file=path.name, place=place, kind=path.stem)


def parse(model: type[_Model], said: object, path: Path, known: tuple[str, ...]) -> _Model | tuple[Fault, ...]:
    """The model of what a file says, or what is wrong with it.

    Args:
        model: what the file may say.
        said: what it says.
        path: where it says so.
        known: the keys that the model knows, for the nearest one to an unknown key.
    """
    try:
        return model.model_validate(said)
    except ValidationError as error:
        wrong = [(tuple(map(str, e["loc"])), e["type"]) for e in error.errors(include_input=False)]
        return tuple(dict.fromkeys(_wrong(path, place, kind, known) for place, kind in wrong))


def _wrong(path: Path, place: tuple[str, ...], kind: str, known: tuple[str, ...]) -> Fault:
    key = ".".join(place)
    if kind == "extra_forbidden":
        near = hint(nearest(place[-1], known))
        return faults.KEY_UNKNOWN.fault(file=path.name, key=key, hint=near, kind=path.stem)
    wanted = _WANTED.get(kind, "a text, a number, a date or true or false")
    return faults.KEY_WRONG.fault(file=path.name, key=key, wanted=wanted, kind=path.stem)
