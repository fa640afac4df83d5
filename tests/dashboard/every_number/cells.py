"""Whether every number in a table of words is that of the row of the file that it tells."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.sentences import capitalised
from tests.dashboard.every_number.forms import all_written, numbers_in, written
from tests.dashboard.every_number.named import AREA, PERIOD, WHAT, Names
from tests.dashboard.every_number.stored import SERIES, Row, Stored
from tests.dashboard.every_number.walk import Seen

_COLUMNS = {
    "Share": ("value", "numerator", "denominator"),
    "Chance": ("value",),
    "Count": ("value",),
    "Value": ("value",),
    "Counted": ("numerator",),
    "Of": ("denominator",),
    "Rests on": ("denominator",),
    "95 % interval": ("lower", "upper"),
    "Mean": ("mean",),
    "Lower limit": ("lower_limit",),
    "Upper limit": ("upper_limit",),
    "All areas": ("all_areas",),
    "95 % limits": ("lower_95", "upper_95"),
    "99.8 % limits": ("lower_99_8", "upper_99_8"),
    "Everybody else": ("other_value",),
    "Gap": ("difference",),
    "Filled": ("share",),
    "Rows filled": ("filled",),
    "Of rows": ("rows",),
    "Rows": ("rows",),
    "Children supported": ("children_supported",),
    "Not visited for weeks of term": ("children_unvisited",),
    "Clocks overdue": ("clocks_overdue",),
    "Clocks due soon": ("clocks_due_soon",),
    "Term weeks without a visit": ("term_weeks",),
    "Working days left": ("working_days_left",),
    "Due": ("due_on",),
    "Clock began": ("starts_on",),
    "Last attended visit": ("last_visit_on",),
    "Support began": ("started_on",),
    "Reaches to": ("latest_on",),
}
"""Of which columns the numbers under a heading are; under any other they are of any column."""
_ONE_FOR_ALL = {"delivery_count": ("submission", "service_area", "extract"), "eligibility": ("service_area", "from_on")}
"""Where one row of words tells several rows of a table: those that are alike in these columns."""


def wrong_cells(seen: Seen, table: str, stored: Stored, names: Names) -> list[str]:
    """The rows of a section's table that no row of its download explains; each explains one."""
    left: list[Told | None] = [Told(rows, table, stored, names) for rows in _together(seen, table)]
    wrong = []
    for position, row in enumerate(seen.section.table.to_dicts()):
        found = next((told for told in _nearest(left, position) if told.explains(row)), None)
        if found is None:
            wrong.append(f"{seen.name}: {row}")
        else:
            left[left.index(found)] = None
    unsaid = [told for told in left if told is not None]
    return wrong + [f"{seen.name}: in no row of words: {told.rows}" for told in unsaid]


def _nearest(left: list[Told | None], position: int) -> Iterator[Told]:
    """The rows that are left, the one at the same place first."""
    yield from (told for told in [*left[position : position + 1], *left] if told is not None)


def _together(seen: Seen, table: str) -> list[list[Row]]:
    alike: dict[object, list[Row]] = {}
    for position, row in enumerate(seen.section.download.to_dicts()):
        key = tuple(row[column] for column in _ONE_FOR_ALL.get(table, ())) or position
        alike.setdefault(key, []).append(row)
    return list(alike.values())


class Told:
    """Rows of a table that are told in one row of words."""

    def __init__(self, rows: list[Row], table: str, stored: Stored, names: Names) -> None:
        """Of ``rows`` of ``table``; what they are about is known by ``names``."""
        self.rows, self._known = [stored.with_limits(row) for row in rows], names.known
        of_each = [names.of(row) for row in rows]
        self._names = {kind: set().union(*(one[kind] for one in of_each)) for kind in (AREA, PERIOD, WHAT)}
        named = [name for of_kind in self._names.values() for name in of_kind]
        verdicts = [_beyond(row, stored) for row in rows]
        values = [value for row in rows for value in row.values()]
        later = [value + 1 for row in rows for key, value in row.items() if key == "submission"]
        chosen = [row["value"] for row in stored.rows("threshold")] if table == "eligibility" else []
        self._any = all_written([*values, *named, *verdicts, *later, *chosen])
        unit = {stored.cards[row["measure"]]["unit"] for row in rows if row.get("measure")}
        self._columns = {capitalised(one): ("value",) for one in unit} | _COLUMNS

    def explains(self, words: Row) -> bool:
        """Whether names and numbers of a row of words are all those of these rows."""
        is_named = all(self._is_named(heading, str(cell)) for heading, cell in words.items())
        return is_named and self._are_told({heading: str(cell) for heading, cell in words.items()})

    def _is_named(self, heading: str, cell: str) -> bool:
        if heading in ("Column", "Extract", "Quantity"):
            return cell.lower() in self._names[WHAT]
        kind = self._known.get(cell.lower(), "")
        return not self._names.get(kind) or cell.lower() in self._names[kind]

    def _are_told(self, words: dict[str, str]) -> bool:
        """Whether every number is of its column, and no column goes untold under one heading but under another."""
        untold: set[str] = set()
        told: set[str] = set()
        for heading, cell in words.items():
            columns = self._of(heading, cell)
            (untold if cell == _NOT_APPLICABLE else told).update(columns)
            if not columns and self._is_untold(heading) and numbers_in(cell):
                return False
            if cell != _NOT_APPLICABLE and not self._is_told(columns, cell):
                return False
        return {self.rows[0][column] for column in untold} <= {self.rows[0][column] for column in told}

    def _of(self, heading: str, cell: str) -> list[str]:
        """The columns that a cell tells, of those that have a number."""
        columns = [name for name in self._columns.get(heading, ()) if self.rows[0].get(name) is not None]
        return columns[:1] if heading == "Share" and "(" not in cell else columns

    def _is_untold(self, heading: str) -> bool:
        """Whether a heading is of columns that the row has, without a number in any."""
        return any(name in self.rows[0] for name in self._columns.get(heading, ()))

    def _is_told(self, columns: list[str], cell: str) -> bool:
        found = numbers_in(cell)
        if not columns:
            return set(found) <= self._any
        (row,) = self.rows
        if row.get("unit") == _YES_OR_NO:
            return cell == ("yes" if row["value"] else "no")
        if len(found) != len(columns):
            return False
        return all(one in written(row[column]) for one, column in zip(found, columns, strict=True))


_NOT_APPLICABLE = "not applicable"
_YES_OR_NO = "1 yes, 0 no"


def _beyond(row: Row, stored: Stored) -> str:
    """How far an area lies from all of them, as its verdict says."""
    if not set(SERIES) <= set(row) or row.get("category"):
        return ""
    found = stored.verdicts.get(tuple(row[column] for column in SERIES))
    return "" if found is None else "99.8 %" if found else "95 %"
