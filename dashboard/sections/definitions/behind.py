"""The dated rules that decide what measures count, in words: whose each is, what it says, and where it is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard import provenance, rules, sentences
from dashboard.figures import Figures
from dashboard.relations import COMMON, OWN
from dashboard.sections.definitions import wording

_STANDARD = "standard"
_KINDS = {"visit_rule": "Visits", "leaving_rule": "Leaving the service", "eligibility": "Criteria"}
_COMMON_RULE = "Common rule"
"""What serves where an area publishes none."""


@dataclass(frozen=True)
class Rule:
    """One entry of a rule's history, or that service areas publish none.

    Attributes:
        holder: the name of the area, of what is common to all, or of the areas that publish none.
        kind: the title of the standard, or what else the rule is about.
        words: what it says.
        in_force: from which day to which; blank where none is published.
        source: where it is published; blank where none is.
    """

    holder: str
    kind: str
    words: str
    in_force: str = ""
    source: str = ""


def rules_behind(figures: Figures, measures: Sequence[str]) -> Iterator[Rule]:
    """The rules of the chosen areas and the common ones, kind by kind, then in the areas' order, earliest first.

    The areas that publish none of a kind are told together, after those that do.
    """
    places = list(figures.standards)
    asked = provenance.rules_of(figures.context.warehouse, measures)
    for kind, standard in sorted(asked, key=lambda rule: places.index(rule[1]) if rule[1] else len(places)):
        is_standard = kind == _STANDARD
        title = figures.standards[standard] if is_standard else _KINDS[kind]
        without = []
        for holder, name in _holders(figures, is_standard).items():
            found = list(_standards(figures, standard, holder) if is_standard else _others(figures, kind, holder))
            yield from (Rule(name, title, *said) for said in found)
            without += [name] if not found and holder != COMMON else []
        if without:
            none = sentences.NO_LIMIT if is_standard else sentences.NO_RULE
            yield Rule(sentences.listed(without), title, sentences.capitalised(none))


def _holders(figures: Figures, is_standard: bool) -> dict[str, str]:
    found = wording.holders(figures.context)
    return found if is_standard else {**found, COMMON: _COMMON_RULE}


def _standards(figures: Figures, standard: str, holder: str) -> Iterator[tuple[str, str, str]]:
    for limit in figures.limits.history(holder, standard, COMMON if holder == COMMON else OWN):
        words = sentences.capitalised(limit.words)
        yield words, wording.in_force(limit.from_on, limit.until_on), limit.source


def _others(figures: Figures, kind: str, holder: str) -> Iterator[tuple[str, str, str]]:
    found = rules.of_areas(figures.context.warehouse, kind, [holder])
    for _, part in found.group_by("from_on", maintain_order=True):
        first, *_ = entries = part.to_dicts()
        said = {"visit_rule": wording.visits, "leaving_rule": wording.leaving}.get(kind)
        words = said(first) if said else wording.criteria(entries)
        yield words, wording.in_force(first["from_on"], first["until_on"]), first["source"]
