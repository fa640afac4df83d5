"""What the lists of the work list share: a sentence above the rows, which stand open."""

from __future__ import annotations

import polars as pl

from dashboard.sections.section import Chart, Section
from dashboard.sections.tables import file_name


def listing(
    heading: str,
    sentence: str,
    table: pl.DataFrame,
    rows: pl.DataFrame,
    measures: tuple[str, ...] = (),
    meaning: str = "",
) -> Section:
    """A list of cases.

    Args:
        heading: of the section.
        sentence: what the list comes to.
        table: the rows as shown.
        rows: the same as they can be taken away.
        measures: whose counts it spells out.
        meaning: Markdown that says what the rows are, where no measure does.
    """
    return Section(
        heading=heading,
        charts=(Chart(title="", sentence=sentence, figure=None, alt=""),),
        table=table,
        download=rows.drop("position", strict=False),
        file_name=file_name(heading),
        measures=measures,
        meaning=meaning,
        is_list=True,
    )
