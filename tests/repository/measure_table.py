"""README's tables of measures, made from the definitions: run it as a module to write them anew."""

from __future__ import annotations

from pipelines.measures.definition import SHARES, Definition, Kind, load_definitions
from pipelines.measures.themes import THEMES
from tests.repository.source import ROOT

README = ROOT / "README.md"
COMMAND = "uv run python -m tests.repository.measure_table"
BEGINS, ENDS = "<!-- measures: begin -->", "<!-- measures: end -->"

KINDS = {
    Kind.PROPORTION: "share",
    Kind.RATIO: "share of sums",
    Kind.COUNT: "count",
    Kind.MEDIAN: "median",
    Kind.QUANTILE: "quantile",
    Kind.PROBABILITY: "probability",
}
HEADINGS = ("measure", "title", "kind", "unit", "better", "what is counted")


def measure_tables() -> str:
    """One Markdown table per theme, each below its name, with the measures in their order."""
    definitions = load_definitions()
    return "\n\n".join(_theme(theme, relations, definitions) for theme, relations in THEMES.items())


def _theme(theme: str, relations: tuple[str, ...], definitions: tuple[Definition, ...]) -> str:
    rows = [_cells(definition) for definition in definitions if definition.relation in relations]
    lines = [HEADINGS, ("---",) * len(HEADINGS), *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"**{theme}**\n\n{table}"


def _cells(definition: Definition) -> tuple[str, ...]:
    unit = "0 to 1" if definition.unit == "share" else definition.unit
    identity = (f"`{definition.measure}`", definition.title, KINDS[definition.kind])
    return (*identity, unit, definition.direction.value, _counted(definition))


def _counted(definition: Definition) -> str:
    """The first sentence of what a share or a probability is of those in question, or of what is counted at all."""
    is_part = definition.kind in (*SHARES, Kind.PROBABILITY)
    words = definition.numerator_words if is_part else definition.denominator_words
    return words.split(". ")[0].removesuffix(".").replace("|", "\\|")


def shown(readme: str) -> str:
    """What stands between the two marks.

    Raises:
        ValueError: a mark is missing.
    """
    return readme[readme.index(BEGINS) + len(BEGINS) : readme.index(ENDS)].strip()


def renewed(readme: str) -> str:
    """The README with the tables as they have to be."""
    before, after = readme[: readme.index(BEGINS)], readme[readme.index(ENDS) :]
    return f"{before}{BEGINS}\n\n{measure_tables()}\n\n{after}"


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
