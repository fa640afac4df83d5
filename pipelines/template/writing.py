"""Writes what a sender starts from into a folder, and nothing over what is there."""

from __future__ import annotations

from pathlib import Path

from expectations import EXTRACTS
from expectations.extract import Extract
from pipelines.errors import WrongUsage
from pipelines.rules.loading import load_service_areas
from pipelines.shipped import shipped
from pipelines.template.dictionary import dictionary_csv, dictionary_markdown
from pipelines.template.mapping_text import annotated_mapping
from pipelines.template.workbook import workbook

_HERE = Path(__file__).resolve().parent
OPTIONAL, WORKBOOK, GUIDE = "optional", "workbook/extracts.xlsx", "guide"
"""Folders and files below the submission's own; what lies in a folder below it is not read as delivered."""


def write_template(folder: Path) -> list[Path]:
    """Write blank extracts, a workbook, a data dictionary, an annotated mapping.toml and submission.toml.

    The same contract gives the same bytes. Blank extracts that are optional lie in a folder of their own: an extract
    with headings and no rows is a delivered one, and would be published as such.

    Args:
        folder: where to; it is made if it is not there.

    Returns:
        The files written, in their order.

    Raises:
        WrongUsage: a file is there already, or the folder cannot be written; then nothing is written, or all but that.
    """
    contents = {folder / name: content for name, content in _contents().items()}
    there = next((path for path in contents if path.exists()), None)
    if there is not None:
        raise WrongUsage(f"{there} is there already and is not overwritten; give an empty folder.")
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(content)
    except OSError as error:
        raise WrongUsage(f"{folder} cannot be written: {error.strerror or error}.") from error
    return list(contents)


def _contents() -> dict[str, bytes]:
    areas = sorted(load_service_areas(shipped("service_areas")).codes)
    filling = (_HERE / "filling.md").read_text(encoding="utf-8")
    texts = {
        "submission.toml": (_HERE / "submission.toml").read_text(encoding="utf-8"),
        "mapping.toml": annotated_mapping(areas),
        **{_place(extract): _blank(extract) for extract in EXTRACTS},
        f"{GUIDE}/how_to_fill.md": filling,
        f"{GUIDE}/data_dictionary.md": dictionary_markdown(),
    }
    tables = {f"{GUIDE}/data_dictionary.csv": dictionary_csv(), WORKBOOK: workbook(areas, filling)}
    return {name: text.encode() for name, text in texts.items()} | tables


def _place(extract: Extract) -> str:
    return f"{extract.name}.csv" if extract.is_required else f"{OPTIONAL}/{extract.name}.csv"


def _blank(extract: Extract) -> str:
    return ",".join(column.name for column in extract.columns) + "\n"
