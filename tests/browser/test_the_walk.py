"""Every page, as a reader comes to it from the one before: exact, wide and light; published, narrow and dark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from dashboard import page as pages
from dashboard.contents import PAGES
from dashboard.launch import streamlit_command
from tests.browser.conftest import ADDRESS, serving

_PATIENCE_MS = 60_000
_ASKED_FIRST = ("_stcore/health", "_stcore/host-config")
"""What Streamlit asks for below a page's own address before it asks at the root; the console tells each as an error."""

_MARKS = {True: "Internal: exact figures.", False: "Published figures"}
"""What stands under every title, by whether the records are there."""
_CHOSEN = "area=Durham"
"""What a reader of the second walk chooses on the first page that has the choice."""

_CUT = """() => [...document.querySelectorAll("[data-testid=stTable]")]
    .filter(table => table.checkVisibility())
    .flatMap(table => [table, ...table.querySelectorAll("div")])
    .filter(part => part.scrollWidth > part.clientWidth).length"""
"""How many of the tables that stand on the page itself can be seen in part alone."""

_LEFT_OVER = "[data-testid=stElementContainer][data-stale=true]"
"""What is left of the page before, or of the run before: Streamlit fades it until the new run is through."""

Scheme = Literal["light", "dark"]


@dataclass
class Walk:
    """What was found on the way.

    Attributes:
        complaints: what the console said, by page.
        hosts: the hosts that were asked for anything.
        violations: axe's rules that are broken, by page.
        too_wide: by how many pixels a page is wider than its window, where it is.
        cut: on which pages there is a table of which a part is out of sight.
        unmarked: which pages do not say rightly whether their figures are exact.
        forgetful: whose address has lost what was chosen.
        link: the address of the last page.
    """

    complaints: list[tuple[str, str]] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    violations: dict[str, set[str]] = field(default_factory=dict)
    too_wide: dict[str, int] = field(default_factory=dict)
    cut: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    forgetful: list[str] = field(default_factory=list)
    link: str = ""


def _violations(page: Page) -> set[str]:
    told = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return {found["id"] for found in told["violations"]}


def _arrive(page: Page, shown: pages.Page) -> None:
    expect(page.get_by_role("heading", name=shown.title, level=1)).to_be_visible(timeout=_PATIENCE_MS)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=_PATIENCE_MS)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=_PATIENCE_MS)
    expect(page.locator(_LEFT_OVER)).to_have_count(0, timeout=_PATIENCE_MS)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)


def _is_marked(page: Page, has_records: bool) -> bool:
    told = page.get_by_test_id("stMain").inner_text()
    return _MARKS[has_records] in told and _MARKS[not has_records] not in told


def _listen(page: Page, found: Walk, at: list[str]) -> None:
    """Note what the console says and which hosts are asked; the last of ``at`` is the page that is shown."""

    def told(message: ConsoleMessage) -> None:
        is_asked_first = urlsplit(message.location["url"]).path.endswith(_ASKED_FIRST)
        if message.type == "error" and not is_asked_first:
            found.complaints.append((at[-1], message.text))

    page.on("console", told)
    page.on("pageerror", lambda error: found.complaints.append((at[-1], str(error))))
    page.on("request", lambda request: found.hosts.add(urlsplit(request.url).netloc))


def _go(page: Page, address: str, shown: pages.Page, number: int, is_by_name: bool) -> None:
    """Come to a page: to the first by the root or by its name, to the others by a click, once something is chosen."""
    if number == 0:
        page.goto(f"{address}/{shown.path}" if is_by_name else address)
    elif number == 1 and is_by_name:
        page.goto(f"{address}/{shown.path}?{_CHOSEN}")
    else:
        link = page.get_by_test_id("stSidebarNav").get_by_role("link", name=shown.name, exact=True)
        link.evaluate("link => link.click()")


def _walked(browser: Browser, address: str, scheme: Scheme, width: int, has_records: bool = True) -> Walk:
    found, at = Walk(), [""]
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme)
    page = context.new_page()
    _listen(page, found, at)
    for number, shown in enumerate(one for one in PAGES if has_records or not one.needs_records):
        at.append(shown.name)
        _go(page, address, shown, number, is_by_name=not has_records)
        _arrive(page, shown)
        found.violations[shown.name] = _violations(page)
        main = page.get_by_test_id("stMain")
        if over := main.evaluate("element => element.scrollWidth - element.clientWidth"):
            found.too_wide[shown.name] = over
        if page.evaluate(_CUT):
            found.cut.append(shown.name)
        if not _is_marked(page, has_records):
            found.unmarked.append(shown.name)
        if not has_records and pages.Control.AREAS in shown.controls and _CHOSEN not in page.url:
            found.forgetful.append(shown.name)
    found.link = page.url
    context.close()
    return found


def _bare_violations(browser: Browser, address: str, scheme: Scheme, width: int) -> set[str]:
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".main-svg").first).to_be_visible(timeout=_PATIENCE_MS)
    found = _violations(page)
    context.close()
    return found


def _served(folder: Path, published_only: bool) -> Iterator[str]:
    with serving(lambda port: streamlit_command(folder, ADDRESS, port, published_only=published_only)) as address:
        yield address


@pytest.fixture(scope="module")
def exact_address(shipped: Path, browser: Browser) -> Iterator[str]:
    """The dashboard on the shipped submission, exact figures and cases included."""
    assert browser.is_connected()
    yield from _served(shipped, published_only=False)


@pytest.fixture(scope="module")
def published_address(shipped: Path, browser: Browser) -> Iterator[str]:
    """The dashboard on the shipped submission, as others may see it."""
    assert browser.is_connected()
    yield from _served(shipped, published_only=True)


@pytest.mark.parametrize(
    ("scheme", "width", "has_records"),
    [("light", 1400, True), ("dark", 400, False)],
    ids=["exact, light and wide", "published, dark and narrow"],
)
def test_every_page_is_sound(
    request: pytest.FixtureRequest, browser: Browser, bare: str, scheme: Scheme, width: int, has_records: bool
) -> None:
    address = request.getfixturevalue("exact_address" if has_records else "published_address")
    walk = _walked(browser, address, scheme, width, has_records)
    assert walk.complaints == []
    assert {host for host in walk.hosts if host} == {urlsplit(address).netloc}
    assert walk.too_wide == {}
    assert walk.cut == []
    assert walk.unmarked == []
    assert walk.forgetful == []
    allowed = _bare_violations(browser, bare, scheme, width)
    assert {name: found - allowed for name, found in walk.violations.items() if found - allowed} == {}
    if not has_records:
        _is_a_link(browser, walk.link)


def _is_a_link(browser: Browser, address: str) -> None:
    """An address that is opened elsewhere shows what was chosen."""
    assert _CHOSEN in address
    page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    page.goto(address)
    _arrive(page, next(shown for shown in PAGES if shown.path == urlsplit(address).path.strip("/")))
    expect(page.get_by_test_id("stSidebar").get_by_text("Durham", exact=True).first).to_be_visible()
    page.context.close()
