"""A page as it is passed on: its open drawers are part of its link, and it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.launch import streamlit_command
from tests.browser.conftest import ADDRESS, serving

_PATIENCE_MS = 60_000
_BUTTON = "Download share on time (CSV)"


@pytest.fixture(scope="module")
def served(shipped: Path, browser: Browser) -> Iterator[str]:
    """The address of the dashboard on the shipped submission, exact figures and cases included."""
    assert browser.is_connected()
    with serving(lambda port: streamlit_command(shipped, ADDRESS, port, published_only=False)) as address:
        yield address


def test_an_opened_drawer_is_part_of_the_link_and_the_page_prints(browser: Browser, served: str) -> None:
    page = browser.new_context(viewport={"width": 1000, "height": 1400}).new_page()
    page.goto(f"{served}/seen-on-time?area=Cornwall")
    page.get_by_text("Table: share on time").click()
    expect(page.get_by_role("button", name=_BUTTON)).to_be_visible(timeout=_PATIENCE_MS)
    again = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    again.goto(page.url)
    expect(again.get_by_role("button", name=_BUTTON)).to_be_visible(timeout=_PATIENCE_MS)
    again.context.close()
    _prints(page)
    page.context.close()


def _prints(page: Page) -> None:
    """Without its controls, its charts beside each other, and all of it."""
    beside = page.get_by_test_id("stHorizontalBlock").filter(has=page.get_by_test_id("stColumn").nth(1)).first
    charts = beside.get_by_test_id("stPlotlyChart")
    expect(charts).to_have_count(2, timeout=_PATIENCE_MS)
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator(".modebar-container").first).to_be_hidden()
    tops = beside.get_by_test_id("stColumn").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    assert len(tops) == 2 and tops[0] == tops[1], "charts that stand beside each other do so on paper"
    breaks = charts.evaluate_all("all => all.map(e => getComputedStyle(e).breakInside)")
    assert breaks == ["auto", "auto"], "one that is taller than a page is cut, and not printed over"
    said = page.get_by_test_id("stElementContainer").filter(has=page.get_by_test_id("stMarkdown")).first
    assert said.evaluate("e => getComputedStyle(e).breakAfter") == "avoid", "what is said stays with its chart"
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) > 1, "all of the page is printed, not its first screen"
