"""The report of a pack: the rules that each measure rests on stand beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from dashboard.sections.definitions.behind import rules_behind
from tests.browser.conftest import browser
from tests.dashboard.conftest import FiguresOf
from tests.dashboard.pack.made_packs import contents

__all__ = ["browser"]

_BESIDE = re.compile(r"cited\s+beside it")

_PAGE: ViewportSize = {"width": 688, "height": 1000}
"""What is between the margins of a sheet of A4, in pixels."""
_BROKEN_WORDS = """() => [...document.querySelectorAll("td:not(.hash), th")].flatMap(cell => {
  const words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), broken = []
  while (words.nextNode()) for (const word of words.currentNode.data.matchAll(/[\\p{L}\\d]+/gu)) {
    const range = document.createRange()
    range.setStart(words.currentNode, word.index)
    range.setEnd(words.currentNode, word.index + word[0].length)
    if (new Set([...range.getClientRects()].map(line => line.top)).size > 1) broken.push(word[0])
  }
  return broken
})"""


@pytest.fixture(scope="module")
def articles(published: Path) -> dict[str, str]:
    """What the report of Cornwall's pack says of each measure, by its identifier, without the marks."""
    report = contents(published)["report.html"].decode()
    found = re.findall(r'<article class="measure" aria-labelledby="(\w+)">(.*?)</article>', report, re.DOTALL)
    return {measure: re.sub(r"<[^>]+>", "", text) for measure, text in found}


def _rules(article: str) -> list[str]:
    """The lines under the heading of rules."""
    _, _, after = article.partition("\nRules")
    return after.partition("Rests on")[0].strip().splitlines()


def test_what_is_said_to_be_cited_beside_a_figure_is_cited_there(articles: dict[str, str]) -> None:
    said = [measure for measure, article in articles.items() if _BESIDE.search(article)]
    assert {"clocks_overdue", "clocks_due_soon", "ageing_out_while_waiting", "visit_plan_kept"} < set(said)
    assert not [measure for measure in said if not _rules(articles[measure])]


def test_every_standard_of_a_count_of_clocks_is_cited(articles: dict[str, str]) -> None:
    rules = _rules(articles["clocks_overdue"])
    standards = ("first contact", "initial meeting", "first targets", "review with the family")
    holders = [f"{holder}, {standard}" for standard in standards for holder in ("Cornwall", "Common limits")]
    assert [rule.partition(":")[0] for rule in rules] == holders
    assert all(". Source: Cornwall Council, Portage" in rule for rule in rules)


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("ageing_out_while_waiting", "Cornwall: at the end of the term after the third birthday, from 1 January 2000."),
        ("visit_plan_kept", "Cornwall: no such rule published"),
        ("visit_plan_kept", "Common rule: every week; how long is not published, from 1 January 2000. Source: Mencap"),
        ("accepted_within_criteria", "Cornwall, criteria: at most 28 completed months old when received;"),
        ("accepted_within_criteria", "Cornwall, leaving the service: at the end of the term after the third birthday"),
    ],
)
def test_other_rules_are_cited_as_well(articles: dict[str, str], measure: str, said: str) -> None:
    assert [rule for rule in _rules(articles[measure]) if rule.startswith(said)]


def test_a_figure_that_goes_by_no_rule_cites_none(articles: dict[str, str]) -> None:
    assert not _rules(articles["referrals_received"])


def test_areas_that_publish_none_are_told_together(shipped: Path, figures_of: FiguresOf) -> None:
    found = rules_behind(figures_of(shipped, "cornwall", "durham", "lancashire"), ["first_contact_on_time"])
    told = [(rule.holder, rule.words) for rule in found if not rule.source]
    assert told == [("Durham and Lancashire", "No limit published")]


def test_no_word_of_a_printed_table_is_broken(browser: Browser, published: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    report.write_bytes(contents(published)["report.html"])
    page = browser.new_page(viewport=_PAGE)
    page.goto(report.as_uri())
    page.emulate_media(media="print")
    broken = page.evaluate(_BROKEN_WORDS)
    page.close()
    assert not broken
