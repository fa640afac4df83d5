"""How long a reader in Chromium waits: for a page that is opened, and for its charts after a choice."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_PATIENCE_MS = 60_000
_OTHER_CHOICE = "[data-testid=stSidebar] [data-testid=stRadio] label:has(input:not(:checked))"
_CHARTS = "[...document.querySelectorAll('[data-testid=stPlotlyChart]')]"
_IS_DRAWN = f"""() =>
    document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
    && document.querySelector('[data-testid=stMain] h1')
    && !document.querySelector('[data-testid=stMain] [data-testid=stSkeleton]')
    && {_CHARTS}.every(chart => chart.querySelector('.main-svg'))
"""
_SHOWN = f"() => {_CHARTS}.map(chart => chart.innerHTML).join()"
_HAS_CHANGED = f"shown => {_CHARTS}.map(chart => chart.innerHTML).join() !== shown"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine.

    Raises:
        SystemExit: there is none.
    """
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        raise SystemExit("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield started
        started.close()


def waits(browser: Browser, address: str, runs: int) -> list[float | None]:
    """The median seconds until a page is drawn, with nothing kept and opened again, and its charts after a choice.

    The choice is the other one of the side bar's two; ``None`` for a page without.
    """
    cold, warm, chosen = [], [], []
    for _ in range(runs):
        context = browser.new_context(viewport={"width": 1400, "height": 1000})
        context.set_default_timeout(_PATIENCE_MS)
        page = context.new_page()
        cold.append(_opened(page, address))
        page.close()
        page = context.new_page()
        warm.append(_opened(page, address))
        if page.locator(_OTHER_CHOICE).count() == 1:
            _chosen(page)  # once each, so that both have been drawn for somebody
            _chosen(page)
            chosen.append(_chosen(page))
        context.close()
    return [statistics.median(cold), statistics.median(warm), statistics.median(chosen) if chosen else None]


def _opened(page: Page, address: str) -> float:
    return _timed(lambda: page.goto(address, wait_until="commit"), lambda: page.wait_for_function(_IS_DRAWN))


def _chosen(page: Page) -> float:
    shown = page.evaluate(_SHOWN)
    other = page.locator(_OTHER_CHOICE)
    seconds = _timed(other.click, lambda: page.wait_for_function(_HAS_CHANGED, arg=shown))
    page.wait_for_function(_IS_DRAWN)
    return seconds


def _timed(begin: Callable[[], object], wait: Callable[[], object]) -> float:
    begun = time.perf_counter()
    begin()
    wait()
    return time.perf_counter() - begun
