"""Everything that a figure rests on, gathered from the one file that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.asking import Ask
from pipelines.explanation.asking import ALL, Question, Row, asked_figure
from pipelines.explanation.members import members
from pipelines.explanation.sources import Sources, sources
from pipelines.explanation.wording import sentence
from pipelines.finished import finished_file, must_be_of_this_format
from pipelines.measures.definition import Definition, load_definitions
from pipelines.measures.period_names import period_name, period_words
from pipelines.measures.periods import PeriodKind
from pipelines.rules.service_area import ALL_TITLE
from pipelines.warehouse import finished

_CARD = "SELECT * FROM measure WHERE measure = $measure"
_DEFINED = "SELECT name AS file, sha256 FROM rule_file WHERE kind = 'measure' AND name = $measure || '.toml'"
_OTHER_VERSION = (
    "The rows behind the figure are not listed: it was counted by another version of the definition than this "
    "program has. Build the warehouse again."
)
_FORGOTTEN = "Rows have been forgotten since the figure was counted, which stays as it was: those listed may be fewer."


@dataclass(frozen=True)
class Explanation:
    """Where one figure comes from.

    Attributes:
        figure: its row of ``measure_value``, with the names of its measure, service area and period.
        sentence: how the number came about.
        definition: the measure's card, its version, and its file with the SHA-256.
        sources: the rules, files and rows it rests on, and the build.
        members: the rows it is made of; None where the file has none, or they cannot be told.
        remark: why they cannot, or why there may be fewer than were counted; or blank.
    """

    figure: Row
    sentence: str
    definition: Row
    sources: Sources
    members: tuple[Row, ...] | None
    remark: str


def explain(warehouse: Path, question: Question, contents: str) -> Explanation:
    """Explain a figure of the ``records`` or of what is ``published``.

    Raises:
        NoWarehouse: there is none, it lacks the file, or the file is of another format.
        WrongUsage: a name is not known, told with the nearest that are; or there is no such figure.
    """
    path = finished_file(warehouse, contents)
    with finished(path) as ask:
        must_be_of_this_format(ask, warehouse)
        return _explained(ask, asked_figure(ask, question))


def _explained(ask: Ask, figure: Row) -> Explanation:
    card = ask(_CARD, {"measure": figure["measure"]}).row(0, named=True)
    symbols = dict(ask("SELECT symbol, meaning FROM symbol").rows())
    defined = ask(_DEFINED, {"measure": figure["measure"]}).row(0, named=True)
    build = sources(ask, figure)
    found, remark = _members(ask, figure, card, build)
    named = {"title": card["title"], "unit": card["unit"], **_named(ask, figure)}
    told = sentence(figure, card, symbols, is_exact=build.build["contents"] == "records")
    return Explanation({**figure, **named}, told, {**card, **defined}, build, found, remark)


def _named(ask: Ask, figure: Row) -> dict[str, Any]:
    kind, start = PeriodKind(figure["period_kind"]), figure["period_start"]
    names = {ALL: ALL_TITLE, **dict(ask("SELECT service_area, name FROM service_area").rows())}
    return {
        "area_name": names[figure["service_area"]],
        "period": period_name(kind, start),
        "period_words": period_words(kind, start),
    }


def _members(ask: Ask, figure: Row, card: Row, build: Sources) -> tuple[tuple[Row, ...] | None, str]:
    if build.build["contents"] != "records":
        return None, ""
    definition = _of_version(card)
    if definition is None:
        return None, _OTHER_VERSION
    found = members(ask, definition, figure, build.build["as_at"])
    return tuple(found.to_dicts()), _FORGOTTEN if ask("SELECT * FROM forgotten").height else ""


def _of_version(card: Row) -> Definition | None:
    known = {(definition.measure, definition.version): definition for definition in load_definitions()}
    return known.get((card["measure"], card["version"]))
