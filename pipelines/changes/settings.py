"""Reasons that lie in no row: rules, definitions, files, disclosure control and the program, as the files tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from pipelines.changes.pair import Pair
from pipelines.changes.reasons import Reason
from pipelines.explanation.rule_words import rule_words
from pipelines.explanation.wording import day
from pipelines.measures.engine import KEY

_LIMITS = {
    "standard": "service_area, standard, within, unit, within_visits, not_before, from_on",
    "visit_rule": "service_area, every_weeks, typical_minutes, from_on",
    "leaving_rule": "service_area, rule, years, from_on",
    "eligibility": "service_area, from_on, alternative, max_age_months, before_leaving, min_delay_areas, "
    "min_asq_low_areas, has_sensory_loss, has_diagnosis",
}
"""What each kind of rule says, without its source; its last day is the next one's first."""
_COMMON = "common"
_SETS = """
    SELECT extract, string_agg(sha256, ' ' ORDER BY sha256) AS files FROM {}.submission_file GROUP BY extract
"""
_FILES = f"""
    SELECT extract FROM ({_SETS.format("earlier")}) AS was FULL JOIN ({_SETS.format("later")}) AS now USING (extract)
    WHERE was.files IS DISTINCT FROM now.files
"""
_SIDE = """
    SELECT service_area, extract, code, fault_count.rows, fault_count.symbol
    FROM {0}.fault_count INNER JOIN {0}.check_result USING (extract, code)
    WHERE consequence = 'set_aside' AND (fault_count.rows > 0 OR fault_count.symbol = 'c')
"""
_ASIDE = f"""
    SELECT DISTINCT service_area, extract FROM (
        (({_SIDE.format("earlier")}) EXCEPT ({_SIDE.format("later")}))
        UNION ALL
        (({_SIDE.format("later")}) EXCEPT ({_SIDE.format("earlier")}))
    ) AS different
"""
_SUPPLIED = """
    SELECT service_area, extract, CASE WHEN now.symbol = 'x' THEN 'no longer delivered' ELSE 'delivered' END AS now
    FROM earlier.freshness AS was FULL JOIN later.freshness AS now USING (service_area, extract)
    WHERE (coalesce(was.symbol, 'x') = 'x') <> (coalesce(now.symbol, 'x') = 'x')
"""
_THRESHOLDS = """
    SELECT name FROM earlier.rule_file AS was FULL JOIN later.rule_file AS now USING (kind, name)
    WHERE (kind = 'calendar' OR name = 'thresholds.toml') AND was.sha256 IS DISTINCT FROM now.sha256
"""
_VERSIONS = """
    SELECT measure, was.version || ' → ' || now.version AS detail
    FROM earlier.measure AS was INNER JOIN later.measure AS now USING (measure)
    WHERE was.version <> now.version
"""
_NEEDS = "SELECT measure, extract FROM measure_need"


def by_definition(pair: Pair, figures: pl.DataFrame) -> pl.DataFrame:
    """Figures whose measure's definition has another version."""
    return _because(figures.join(pair.ask(_VERSIONS), on="measure"), Reason.DEFINITION)


def by_rules(pair: Pair, figures: pl.DataFrame) -> pl.DataFrame:
    """Figures whose measure rests on a rule that differs, of their area and yardstick."""
    rests = pair.later("SELECT measure, rule, standard FROM measure_rule")
    clocks = rests.filter(rule="standard").select(
        "measure", pl.lit("closure").alias("rule"), pl.lit("").alias("standard")
    )
    changed = pl.DataFrame(
        [*_changed_rules(pair)],
        schema=dict.fromkeys(("rule", "holder", "standard", "detail"), pl.String),
        orient="row",
    )
    found = figures.join(pl.concat([rests, clocks]).unique(), on="measure").join(changed, on=["rule", "standard"])
    area, holder, yardstick = (pl.col(name) for name in ("service_area", "holder", "yardstick"))
    is_of_area = (area == holder) | ((area == "all") & (holder != _COMMON))
    is_common = holder == _COMMON
    bears = (
        pl.when(pl.col("rule") == "closure").then(is_of_area)
        .when(yardstick == _COMMON).then(is_common)
        .when(yardstick == "own").then(is_of_area)
        .otherwise(is_of_area | is_common)
    )  # fmt: skip
    return _because(found.filter(bears), Reason.RULES)


def _changed_rules(pair: Pair) -> Iterator[tuple[str, str, str, str]]:
    for rule, columns in {**_LIMITS, "closure": "service_area, from_on, to_on"}.items():
        was, now = (_only(pair, rule, columns, *sides) for sides in (("earlier", "later"), ("later", "earlier")))
        for holder, standard in dict.fromkeys([*was, *now]):
            before, after = (_said(side.get((holder, standard), [])) for side in (was, now))
            what = f"{holder}, {standard.replace('_', ' ')}" if standard else f"{holder}, {rule.replace('_', ' ')}"
            yield rule, holder, standard, f"{what}: {before} → {after}"


def _only(pair: Pair, rule: str, columns: str, side: str, other: str) -> dict[tuple[str, str], list[str]]:
    rows = pair.ask(f"SELECT {columns} FROM {side}.{rule} EXCEPT SELECT {columns} FROM {other}.{rule} ORDER BY ALL")
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows.to_dicts():
        closed = f" to {day(row['to_on'])}" if "to_on" in row else ""
        words = "closed" if rule == "closure" else rule_words(row)
        found.setdefault((row["service_area"], row.get("standard", "")), []).append(
            f"{words} from {day(row['from_on'])}{closed}"
        )
    return found


def _said(entries: list[str]) -> str:
    return " and ".join(entries) or "none"


def by_thresholds(pair: Pair, figures: pl.DataFrame) -> pl.DataFrame:
    """All figures, where a chosen number or a calendar differs."""
    names = sorted(pair.ask(_THRESHOLDS)["name"])
    return _everywhere(figures, Reason.THRESHOLDS, ", ".join(names))


def by_files(pair: Pair, figures: pl.DataFrame) -> pl.DataFrame:
    """Figures whose measure rests on an extract of which other files were delivered: all that published files tell."""
    found = figures.join(pair.later(_NEEDS), on="measure").join(pair.ask(_FILES), on="extract")
    return _by_extract(found, Reason.OTHER_FILES)


def by_set_aside(pair: Pair, figures: pl.DataFrame) -> pl.DataFrame:
    """Figures of an area of whose rows, in an extract the measure rests on, others were set aside."""
    found = figures.join(pair.later(_NEEDS), on="measure").join(pair.ask(_ASIDE), on=["service_area", "extract"])
    return _by_extract(found, Reason.SET_ASIDE)


def by_supply(pair: Pair, figures: pl.DataFrame) -> pl.DataFrame:
    """Figures of an area for which an extract that the measure rests on was delivered in one build and not the other.

    Such a figure may have moved without a row of its own, as from not delivered to nothing to count.
    """
    found = figures.join(pair.later(_NEEDS), on="measure").join(pair.ask(_SUPPLIED), on=["service_area", "extract"])
    said = pl.format("{} {}", "extract", "now").unique().sort().str.join(", ").alias("detail")
    return _because(found.group_by(KEY).agg(said), Reason.OTHER_FILES)


def by_disclosure(pair: Pair, figures: pl.DataFrame) -> pl.DataFrame:
    """All figures, where they are controlled in another way."""
    return _everywhere(figures, Reason.DISCLOSURE, _told_apart(pair, "disclosure"))


def by_later_events(pair: Pair, figures: pl.DataFrame) -> pl.DataFrame:
    """All figures given, where the days of the figures differ, so that the same rows tell more; for what is left."""
    return _everywhere(figures, Reason.LATER_EVENTS, _told_apart(pair, "as_at"))


def by_program(pair: Pair, figures: pl.DataFrame) -> pl.DataFrame:
    """All figures given, where another version of the program counted them; for what nothing else explains."""
    return _everywhere(figures, Reason.PROGRAM, _told_apart(pair, "program_version"))


def _told_apart(pair: Pair, name: str) -> str:
    was, now = (ask(f"SELECT {name} FROM build").item() for ask in (pair.earlier, pair.later))
    return f"{was} → {now}" if was != now else ""


def _everywhere(figures: pl.DataFrame, reason: Reason, detail: str) -> pl.DataFrame:
    there = figures if detail else figures.clear()
    return _because(there.with_columns(detail=pl.lit(detail)), reason)


def _by_extract(found: pl.DataFrame, reason: Reason) -> pl.DataFrame:
    extracts = pl.col("extract").unique().sort().str.join(", ").alias("detail")
    return _because(found.group_by(KEY).agg(extracts), reason)


def _because(figures: pl.DataFrame, reason: Reason) -> pl.DataFrame:
    return figures.select(*KEY, pl.lit(reason.value).alias("reason"), "detail")


EVERYWHERE: tuple[Callable[[Pair, pl.DataFrame], pl.DataFrame], ...] = (by_definition, by_rules, by_thresholds)
"""The reasons that either kind of file tells."""
PUBLISHED_ALONE = (by_files, by_set_aside, by_disclosure)
"""Those that stand for rows where there are none, and that of published figures."""
