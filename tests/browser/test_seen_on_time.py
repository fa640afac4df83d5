"""The page as a reader has it before them: it loads, it changes, it is a link, it can be taken away."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import polars as pl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.dashboard.made_warehouse import Made, make_warehouse

_PATIENCE_MS = 60_000
_MOST_TABS = 60
_FOCUSED = r"""() => {
    const at = document.activeElement, field = at.closest("[class*=st-key-]");
    const around = at.tagName === "INPUT" && field ? field.innerText : "";
    return at.tagName === "MAIN" ? "" : `${at.ariaLabel || at.innerText} ${around}`.replace(/\s+/g, " ").trim()
}"""
"""What the element that has the focus says, and the choice that it belongs to."""
_IS_SEEN = """() => {
    const parts = [document.activeElement, document.activeElement.parentElement];
    return parts.map(part => getComputedStyle(part))
        .some(look => look.outlineStyle !== "none" && look.outlineWidth !== "0px" || look.boxShadow !== "none")
}"""
_SENTENCE = re.compile("on time in|on time:")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, accept_downloads=True)
    context.set_default_timeout(_PATIENCE_MS)
    yield context.new_page()
    context.close()


def _open(page: Page, address: str) -> Page:
    page.goto(address if urlsplit(address).path else f"{address}/seen-on-time")
    expect(page.get_by_role("heading", name="Are families seen on time?")).to_be_visible(timeout=_PATIENCE_MS)
    expect(page.get_by_text("Evidence: what these figures were made of")).to_be_attached(timeout=_PATIENCE_MS)
    expect(page.locator("[data-testid=stPlotlyChart] .main-svg").first).to_be_visible(timeout=_PATIENCE_MS)
    return page


def _sentence(page: Page) -> str:
    """The sentence above the first chart."""
    return page.locator("[data-testid=stMarkdownContainer] p", has_text=_SENTENCE).first.inner_text()


def _choose(page: Page, area: str) -> None:
    box = page.get_by_test_id("stSidebar").get_by_test_id("stMultiSelect")
    box.locator("input").click()
    page.get_by_role("option", name=area, exact=True).click()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("area="), timeout=_PATIENCE_MS)


def test_it_loads_asks_no_other_host_is_worked_by_keys_and_gives_what_the_file_holds(
    page: Page, exact: str, folder: Path
) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    _open(page, exact)
    assert {host for host in asked if host} == {urlsplit(exact).netloc}
    expect(page.get_by_text("As at the close of 31 March 2026")).to_be_visible()
    expect(page.get_by_text("Internal: exact figures.")).to_be_visible()
    _is_worked_by_keys_alone(page)
    _gives_what_the_file_holds(page, folder)


def _is_worked_by_keys_alone(page: Page) -> None:
    """The side bar's choices and a drawer are reached by Tab, are seen to be, and the drawer opens by Enter."""
    met = []
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        met.append(str(page.evaluate(_FOCUSED)))
        if met[-1].endswith("Table: share on time"):
            break
    for label in ("Service areas", "Own limits", "Figures by", "Save charts as", "Table: share on time"):
        assert any(label in one for one in met), (label, met)
    assert page.evaluate(_IS_SEEN), "where the keys are is seen"
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Download share on time (CSV)")).to_be_visible(timeout=_PATIENCE_MS)


def test_a_choice_changes_sentence_chart_and_address_and_the_address_brings_it_back(
    page: Page, browser: Browser, exact: str
) -> None:
    _open(page, exact)
    before, drawn = _sentence(page), page.locator("[data-testid=stPlotlyChart]").first.inner_text()
    _choose(page, "Avon")
    expect(page.get_by_text(before, exact=True)).to_have_count(0, timeout=_PATIENCE_MS)
    by_own_limits = _sentence(page)
    page.get_by_text("Common limits", exact=True).first.click()
    expect(page.get_by_text(by_own_limits, exact=True)).to_have_count(0, timeout=_PATIENCE_MS)
    expect(page).to_have_url(re.compile("limits="), timeout=_PATIENCE_MS)
    assert page.locator("[data-testid=stPlotlyChart]").first.inner_text() != drawn
    chosen = _sentence(page)
    again = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    again.set_default_timeout(_PATIENCE_MS)
    _open(again, page.url)
    expect(again.get_by_text(chosen, exact=True)).to_be_visible(timeout=_PATIENCE_MS)
    again.context.close()


def _gives_what_the_file_holds(page: Page, folder: Path) -> None:
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download share on time (CSV)").click()
    rows = pl.read_csv(io.BytesIO(taken.value.path().read_bytes()), try_parse_dates=True)
    (records,) = folder.glob("generations/*/records.duckdb")
    with duckdb.connect(str(records), read_only=True) as connection:
        stored = connection.sql(
            "SELECT measure, numerator, denominator, value FROM measure_value WHERE service_area = 'all' AND "
            "yardstick = 'own' AND period_kind = 'rolling_12_months' AND breakdown = 'none'"
        ).pl()
    told = rows.select("measure", "numerator", "denominator", "value")
    assert told.height == 4
    assert told.cast(stored.schema).join(stored, on=told.columns).height == 4


def test_a_newer_build_is_shown_without_a_restart(browser: Browser, exact: str, folder: Path) -> None:
    page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    _open(page, exact)
    before = _sentence(page)
    make_warehouse(folder, Made(seed=5), generation="000002")
    page.get_by_text("Common limits", exact=True).first.click()
    page.get_by_text("Own limits of each area", exact=True).first.click()
    expect(page.get_by_text(before, exact=True)).to_have_count(0, timeout=_PATIENCE_MS)
    page.context.close()


def _fits(page: Page) -> bool:
    """Whether neither the page nor its title is wider than there is room."""
    main, title = page.get_by_test_id("stMain"), page.get_by_role("heading", level=1)
    return all(one.evaluate("e => e.scrollWidth <= e.clientWidth") for one in (main, title))


def test_it_fits_a_telephone_and_a_page_at_twice_its_size_and_dark_ones_print_dark_on_white(
    browser: Browser, exact: str
) -> None:
    page = browser.new_context(viewport={"width": 400, "height": 800}, color_scheme="dark").new_page()
    _open(page, exact)
    assert _fits(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebar").get_by_text("Service areas")).to_be_visible()
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").evaluate("button => button.click()")
    page.set_viewport_size({"width": 700, "height": 500})
    assert _fits(page), "a screen of 1,400 pixels at 200 % has room for 700"
    text = _saved(page).decode()
    shown = page.locator("[data-testid=stPlotlyChart]").first.locator("text").all_text_contents()
    assert "100 %" in shown and any(words.startswith("First contact") for words in shown), shown
    told = html.unescape(re.sub("<[^>]*>", "", text))
    assert [words for words in shown if words not in told] == []
    assert re.search(r"@font-face\{font-family:[^;]*Source Sans[^}]*src:url\(data:font/woff2;base64,", text)
    ground, *_ = re.findall(r"<rect[^>]*fill: rgb\(([^)]*)\)", text)
    letters = set(re.findall(r"<text[^>]*fill: rgb\(([^)]*)\)", text))
    assert ground == "255, 255, 255"
    assert letters and all(max(map(int, letter.split(", "))) < 150 for letter in letters), letters
    assert "rgb(18, 67, 109)" in text, "the palette's colours are those of a light page"
    page.emulate_media(media="print", color_scheme="dark")
    heading = page.get_by_role("heading", level=1)
    assert heading.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    chart = page.get_by_test_id("stPlotlyChart").first
    assert "invert(1)" in chart.evaluate("e => getComputedStyle(e).filter")
    page.context.close()


def _saved(page: Page) -> bytes:
    """The picture that the first chart's camera saves."""
    with page.expect_download() as taken:
        page.locator("[data-testid=stPlotlyChart] .modebar-btn").first.evaluate("e => e.click()")
    assert taken.value.suggested_filename == "share_on_time.svg"
    return taken.value.path().read_bytes()
