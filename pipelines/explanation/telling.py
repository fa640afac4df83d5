"""An explanation as text that fits the terminal, and as one JSON object."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date

from pipelines.disclosure import EXACT
from pipelines.explanation.asking import ALL, Row
from pipelines.explanation.explaining import Explanation
from pipelines.explanation.members import AMOUNTS
from pipelines.explanation.sources import Sources
from pipelines.explanation.wording import dates, day, number, rows_said, some_rows
from pipelines.measures.definition import Kind

_CONSEQUENCES = {"refuse": "refused", "set_aside": "set aside", "note": "noted"}
_YARDSTICKS = {"own": "by its own limits", "common": "by the common limits", "": ""}
_EACH = "by each area's own limits"
"""How all service areas together are judged."""
_COUNTED = {"read": "read", "accepted": "accepted", "set_aside": "set aside", "superseded": "superseded"}
_OF_A_KIND = {
    Kind.COUNT: "",
    Kind.PROPORTION: ", and the value is worked out anew from them",
    Kind.RATIO: ", and the value is worked out anew from them",
    Kind.PROBABILITY: "; the chance itself is given to the nearest twentieth",
}
_OF_VALUES = "; the number itself is that of all values, given in whole units"
_FIRST = "service_area"


def as_json(told: Explanation) -> str:
    """One JSON object: what ``Explanation`` has, dates as ISO has them."""
    return json.dumps(asdict(told), ensure_ascii=False, default=date.isoformat)


def as_text(told: Explanation, width: int) -> str:
    """Plain text in paragraphs under headings, no wider than asked where words allow it."""
    parts = (
        ("", _head(told)),
        ("Definition", _definition(told.definition)),
        ("Rules in force", _rules(told.sources.rules)),
        ("Delivered files", _files(told.sources)),
        ("Rows", _rows(told.sources)),
        ("Rows set aside or noted, and why", _faults(told.sources.faults)),
        ("Built", _build(told.sources)),
        ("Rows behind the figure", _members(told)),
    )
    return "\n\n".join(_part(heading, lines, width) for heading, lines in parts if lines)


def _part(heading: str, lines: Iterable[str], width: int) -> str:
    wrapped = [_wrapped(line, width) for line in lines]
    return "\n".join([heading.upper(), *wrapped] if heading else wrapped)


def _wrapped(line: str, width: int) -> str:
    """A line that begins with blanks keeps them; one of a table has no room for more."""
    indent = " " * (len(line) - len(line.lstrip(" ")))
    return textwrap.fill(
        line.strip(),
        width,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _head(told: Explanation) -> list[str]:
    figure = told.figure
    limits = (
        _EACH if (figure["service_area"], figure["yardstick"]) == (ALL, "own") else _YARDSTICKS[figure["yardstick"]]
    )
    place = [figure["area_name"], figure["period_words"], limits]
    group = f"{figure['breakdown'].replace('_', ' ')}: {figure['category']}" if figure["category"] else ""
    build = told.sources.build
    kind = "Exact figure, internal." if build["contents"] == "records" else _controlled(build, told)
    return [f"{figure['title']}: {', '.join(filter(None, [*place, group]))}", told.sentence, kind]


def _controlled(build: Row, told: Explanation) -> str:
    """What disclosure control did to a figure of this kind; of one without a number only that there was control."""
    if build["disclosure"] == EXACT.name:
        return "Published figure, without disclosure control: exact."
    of_it = "" if told.figure["symbol"] else _OF_A_KIND.get(told.definition["kind"], _OF_VALUES)
    return f"Published figure: counts are controlled ({build['disclosure']}){of_it}."


def _definition(card: Row) -> list[str]:
    worded = (
        ("Counted as such", "numerator_words"),
        ("Out of", "denominator_words"),
        ("Falls in", "period_words"),
        ("Caution", "caution"),
        ("Source", "source"),
    )
    said = [f"{label}: {card[key]}" for label, key in worded if card[key]]
    return [card["question"], *said, f"Version {card['version']} ({card['file']}, SHA-256 {card['sha256']})"]


def _rules(rules: Sequence[Row]) -> list[str]:
    lines = [
        f"{', '.join(filter(None, (rule['area_name'], rule['standard_title'].lower())))}: {rule['words']}, "
        f"{dates(rule)}{_if_over(rule)}. Source: {rule['source']}"
        for rule in rules
    ]
    return lines or ["No dated rule decides what is counted."]


def _if_over(rule: Row) -> str:
    return "" if rule["is_in_force"] else " (before the period; it judges what began then)"


def _files(found: Sources) -> list[str]:
    submissions = {row["position"]: _submission(row) for row in found.submissions}
    lines = list(submissions.values())
    for row in found.files:
        name = row["file"] or f"file {row['number']}"
        lines.append(f"{row['title']}: {name}, {some_rows(row['rows'], row['symbol'])}")
        lines.append(f"  SHA-256 {row['sha256'] or 'kept back, as its rows may be few enough to guess'}")
    missing = {row["title"] for row in found.extracts} - {row["title"] for row in found.files}
    return [*lines, *(f"{title}: not delivered" for title in sorted(missing))]


def _submission(row: Row) -> str:
    delivered = f", delivered on {day(row['delivered_on'])}" if row["delivered_on"] else ""
    return f"Submission {row['name'] or row['position'] + 1}, as at {day(row['as_at'])}{delivered}"


def _rows(found: Sources) -> list[str]:
    return [f"{row['title']}, {row['area_name']}: {_counts(row)}" for row in found.rows] or ["None."]


def _counts(row: Row) -> str:
    if row["symbol_read"] == "x":
        return "not delivered"
    return ", ".join(f"{rows_said(row[name], row[f'symbol_{name}'])} {words}" for name, words in _COUNTED.items())


def _faults(faults: Sequence[Row]) -> list[str]:
    lines = [
        f"{some_rows(row['rows'], row['symbol'])}{', perhaps none,' if row['may_be_none'] else ''} of "
        f"{row['title'].lower()} {_CONSEQUENCES[row['consequence']]}: {row['sentence']} [{row['code']}]"
        for row in faults
    ]
    return lines or ["None."]


def _build(found: Sources) -> list[str]:
    build = found.build
    files = [f"{row['name']}, SHA-256 {row['sha256']}" for row in found.rule_files]
    return [
        f"By version {build['program_version']} of Portage Insight, as at the close of {day(build['as_at'])}; "
        f"warehouse format {build['warehouse_format']}, disclosure control {build['disclosure']}.",
        *filter(None, [found.stands]),
        "With these files of rules:",
        *(f"  {file}" for file in files),
    ]


def _members(told: Explanation) -> list[str]:
    remark = [told.remark] if told.remark else []
    if told.members is None:
        return remark
    if not told.members:
        return [*remark, "None."]
    in_all = f"{len(told.members):,} in all; identifiers are pseudonymous, and not for publication."
    return [*remark, in_all, *_lines(told)]


def _lines(told: Explanation) -> Iterator[str]:
    """One row a line: what names it, its day, and what it adds."""
    for row in told.members or ():
        names = [str(cell) for name, cell in row.items() if name not in (*AMOUNTS, _FIRST) and cell is not None]
        area = f"{row[_FIRST]}/" if told.figure["service_area"] == ALL else ""
        yield f"  {area}{'  '.join(names)}  {_added(row, told.definition['kind'])}"


def _added(row: Row, kind: str) -> str:
    is_in = "counted as such" if row["of_these"] else "not counted as such"
    return {
        "proportion": is_in,
        "ratio": f"{number(row['of_these'])} of {number(row['counted'])}",
        "count": "counted",
        "probability": f"followed for {number(row['value'] or 0)} days, {is_in}",
    }.get(kind, "no value" if row["value"] is None else f"value {number(row['value'])}")
