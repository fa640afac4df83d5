"""Pages in a real browser: choices go along from page to page, every view is a link, and a page prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard import page as pages
from dashboard.contents import PAGES
from dashboard.launch import streamlit_command
from tests.browser.conftest import ADDRESS, serving

_PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def served(shipped: Path, browser: Browser) -> Iterator[str]:
    """The address of the dashboard on the shipped submission, exact figures and cases included."""
    assert browser.is_connected()
    with serving(lambda port: streamlit_command(shipped, ADDRESS, port, published_only=False)) as address:
        yield address


def _ready(page: Page, shown: pages.Page) -> None:
    expect(page.get_by_role("heading", name=shown.title, level=1)).to_be_visible(timeout=_PATIENCE_MS)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=_PATIENCE_MS)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=_PATIENCE_MS)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def _go(page: Page, shown: pages.Page) -> None:
    link = page.get_by_test_id("stSidebarNav").get_by_role("link", name=shown.name, exact=True)
    link.evaluate("link => link.click()")
    _ready(page, shown)


class TestLinks:
    def test_choices_go_along_from_page_to_page_and_every_page_is_a_link(self, browser: Browser, served: str) -> None:
        first = next(page for page in PAGES if page.path == "visits")
        page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        page.goto(f"{served}/visits?area=Durham")
        _ready(page, first)
        for shown in PAGES:
            if pages.Control.AREAS in shown.controls:
                _go(page, shown)
                expect(page).to_have_url(re.compile("area=Durham"))
        again = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        again.goto(page.url)
        _ready(again, next(shown for shown in PAGES if shown.path in page.url))
        expect(again.get_by_test_id("stSidebar").get_by_text("Durham", exact=True).first).to_be_visible()
        page.context.close()
        again.context.close()

    def test_the_first_page_is_found_under_its_name_too(self, browser: Browser, served: str) -> None:
        page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        page.goto(f"{served}/{PAGES[0].path}")
        _ready(page, PAGES[0])
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.context.close()

    def test_an_opened_drawer_is_part_of_the_link(self, browser: Browser, served: str) -> None:
        page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        page.goto(f"{served}/seen-on-time?area=Durham")
        page.get_by_text("Table: share on time").click()
        button = "Download share on time (CSV)"
        expect(page.get_by_role("button", name=button)).to_be_visible(timeout=_PATIENCE_MS)
        again = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        again.goto(page.url)
        expect(again.get_by_role("button", name=button)).to_be_visible(timeout=_PATIENCE_MS)
        page.context.close()
        again.context.close()

    def test_a_page_prints_without_its_controls(self, browser: Browser, served: str) -> None:
        page = browser.new_context(viewport={"width": 1000, "height": 1400}).new_page()
        page.goto(f"{served}/seen-on-time?area=Cornwall")
        _ready(page, next(shown for shown in PAGES if shown.path == "seen-on-time"))
        page.emulate_media(media="print")
        expect(page.get_by_test_id("stSidebar")).to_be_hidden()
        expect(page.locator(".modebar-container").first).to_be_hidden()
        beside = page.get_by_test_id("stHorizontalBlock").filter(has=page.get_by_test_id("stColumn").nth(1)).first
        tops = beside.get_by_test_id("stColumn").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
        assert len(tops) == 2 and tops[0] == tops[1], "charts that stand beside each other do so on paper"
        charts = beside.get_by_test_id("stPlotlyChart")
        expect(charts).to_have_count(2, timeout=_PATIENCE_MS)
        breaks = charts.evaluate_all("all => all.map(e => getComputedStyle(e).breakInside)")
        assert breaks == ["auto", "auto"], "one that is taller than a page is cut, and not printed over"
        said = page.get_by_test_id("stElementContainer").filter(has=page.get_by_test_id("stMarkdown")).first
        assert said.evaluate("e => getComputedStyle(e).breakAfter") == "avoid", "what is said stays with its chart"
        printed = page.pdf(format="A4")
        assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) > 1, "all of the page is printed, not its first screen"
        page.context.close()
