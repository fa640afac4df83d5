"""What a figure rests on: rules, submissions, files, rows and the build, as the file itself tells them."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pipelines.asking import Ask
from pipelines.explanation.asking import ALL, Row
from pipelines.explanation.rule_words import rule_words
from pipelines.measures.periods import PeriodKind, period_end

_COMMON, _COMMON_TITLE = "common", "Common to all areas"
_TOLD_BY_AREA = ("read", "accepted", "set_aside", "superseded")

_RULES = """
    SELECT * FROM {rule}
    WHERE service_area IN (SELECT unnest($areas)) AND from_on <= $last ORDER BY service_area, from_on
"""
_NEEDED = """
    SELECT measure_need.extract, contract_extract.title, contract_extract.grain, measure_need.is_required
    FROM measure_need INNER JOIN contract_extract USING (extract)
    WHERE measure = $measure ORDER BY contract_extract.position
"""
_FILES = """
    SELECT submission, extract, contract_extract.title, number, file, sha256, rows, symbol
    FROM submission_file INNER JOIN contract_extract USING (extract)
    WHERE extract IN (SELECT unnest($extracts)) ORDER BY submission, extract, number
"""
_ROWS = """
    SELECT submission, service_area, coalesce(service_area.name, 'no service area given') AS area_name, extract,
        contract_extract.title, counted, rows, symbol
    FROM delivery_count INNER JOIN contract_extract USING (extract) LEFT JOIN service_area USING (service_area)
    WHERE extract IN (SELECT unnest($extracts)) AND ($area = 'all' OR service_area = $area)
    ORDER BY submission, service_area, extract
"""
_FAULTS = """
    SELECT fault_count.extract, contract_extract.title, code, consequence, sentence, mend, fault_count.rows,
        fault_count.symbol, fault_count.symbol = 'c' AND service_area <> 'all'
            AND NOT EXISTS (SELECT * FROM fault_count WHERE rows = 0) AS may_be_none
    FROM fault_count
    INNER JOIN check_result USING (extract, code)
    INNER JOIN contract_extract USING (extract)
    WHERE service_area = $area AND extract IN (SELECT unnest($extracts))
        AND (fault_count.rows > 0 OR fault_count.symbol = 'c' AND check_result.status = 'failed')
    ORDER BY fault_count.rows DESC NULLS LAST, code
"""
_RULE_FILES = (
    "SELECT kind, name, sha256 FROM rule_file WHERE kind <> 'measure' OR name = 'thresholds.toml' ORDER BY ALL"
)


@dataclass(frozen=True)
class Sources:
    """What a figure rests on.

    Attributes:
        rules: the dated rules that decide what is counted, of the area or of the common yardstick, with their sources;
            ``is_in_force`` says whether it is so in the period: one that ended before judges clocks that began then.
        extracts: those that the measure rests on.
        submissions: what was delivered, and as at which day.
        files: the delivered files of these extracts, with SHA-256 and rows.
        rows: by submission, area and extract, what was read, accepted, set aside and superseded.
        faults: why rows of these extracts were set aside or noted, for the figure's area; ``may_be_none`` says that
            their number is suppressed and may be none, as the check may have failed in another area alone.
        rule_files: the files of rules that were in use, with SHA-256.
        build: program version, format, day of the figures, and disclosure control.
        stands: which figures of the build before are among the published ones; nothing where none is.
    """

    rules: tuple[Row, ...]
    extracts: tuple[Row, ...]
    submissions: tuple[Row, ...]
    files: tuple[Row, ...]
    rows: tuple[Row, ...]
    faults: tuple[Row, ...]
    rule_files: tuple[Row, ...]
    build: Row
    stands: str


def sources(ask: Ask, figure: Row) -> Sources:
    """What a figure, a row of ``measure_value``, rests on."""
    extracts = ask(_NEEDED, {"measure": figure["measure"]})
    of = {"extracts": extracts["extract"].to_list(), "area": figure["service_area"]}
    return Sources(
        rules=_rules(ask, figure),
        extracts=_rows(extracts),
        submissions=_rows(ask("SELECT * FROM submission ORDER BY position")),
        files=_rows(ask(_FILES, {"extracts": of["extracts"]})),
        rows=_rows(_counted(ask(_ROWS, of))),
        faults=_rows(ask(_FAULTS, of)),
        rule_files=_rows(ask(_RULE_FILES)),
        build=ask("SELECT * FROM build").row(0, named=True),
        stands="".join(ask("SELECT stands FROM earlier_build")["stands"]),
    )


def _rows(frame: pl.DataFrame) -> tuple[Row, ...]:
    return tuple(frame.to_dicts())


def _rules(ask: Ask, figure: Row) -> tuple[Row, ...]:
    kinds = ask("SELECT rule, standard FROM measure_rule WHERE measure = $m ORDER BY ALL", {"m": figure["measure"]})
    last = period_end(PeriodKind(figure["period_kind"]), figure["period_start"])
    found: list[Row] = []
    for (rule,), some in kinds.group_by("rule", maintain_order=True):
        wanted = {"areas": _holders(ask, figure, str(rule)), "last": last}
        entries = ask(_RULES.format(rule=rule), wanted).to_dicts()
        found += [entry for entry in entries if entry.get("standard", "") in some["standard"].to_list()]
    names = {_COMMON: _COMMON_TITLE, **dict(ask("SELECT service_area, name FROM service_area").rows())}
    titles = {"": "", **dict(ask("SELECT category, title FROM category WHERE breakdown = 'standard'").rows())}
    return tuple(
        {"area_name": names[row["service_area"]], "standard_title": titles[row["standard"]], **row}
        for row in (_told(entry, figure) for entry in found)
    )


def _holders(ask: Ask, figure: Row, rule: str) -> list[str]:
    """Whose rules decide: those of the common yardstick, of the area, or of every area; a common rule fills gaps."""
    if figure["yardstick"] == _COMMON:
        return [_COMMON]
    areas = ask("SELECT service_area FROM service_area ORDER BY position")["service_area"].to_list()
    own = areas if figure["service_area"] == ALL else [figure["service_area"]]
    return own if rule == "standard" else [*own, _COMMON]


def _told(entry: Row, figure: Row) -> Row:
    is_over = entry["until_on"] is not None and entry["until_on"] < figure["period_start"]
    place = {name: entry.get(name, "") for name in ("service_area", "standard")}
    rest = {name: entry[name] for name in ("from_on", "until_on", "source")}
    return {**place, "words": rule_words(entry), **rest, "is_in_force": not is_over}


def _counted(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per submission, area and extract, with a column for each thing counted and one for its symbol."""
    keys = ["submission", "service_area", "area_name", "extract", "title"]
    wide = rows.pivot("counted", index=keys, values=["rows", "symbol"], on_columns=_TOLD_BY_AREA)
    return wide.rename({f"rows_{name}": name for name in _TOLD_BY_AREA})
