"""Made-up warehouses, and the dashboard opened on them without a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard import relations
from dashboard.choice import LATEST_12_MONTHS, Period, Selection
from dashboard.context import Context
from dashboard.figures import Figures
from dashboard.measures import ON_TIME
from dashboard.sections.tables import file_name
from dashboard.warehouse import Reader, Snapshot
from tests.dashboard.made_warehouse import Made, make_warehouse
from tests.repository.source import ROOT

READ = ("avon", "colne", "dale", "esk")
"""Areas with every standard, one, none, and two; the last is small."""

AT_FIRST = "seen-on-time"
"""The page that is opened where a test names none."""

OpenPage = Callable[..., AppTest]


def drawers(*headings: str) -> dict[str, str]:
    """What an address asks for that opens the tables and definitions of sections, and the evidence."""
    names = [file_name(heading) for heading in headings]
    return {"evidence": "true", **{f"{kind}_{name}": "true" for kind in ("table", "about") for name in names}}


Make = Callable[[Made], Path]
FiguresOf = Callable[..., Figures]


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with exact and published figures; nobody writes to it."""
    return make_warehouse(tmp_path_factory.mktemp("both"))


@pytest.fixture(scope="session")
def published(both: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same build as it leaves the building: published figures alone."""
    folder = tmp_path_factory.mktemp("published")
    shutil.copytree(both, folder, dirs_exist_ok=True)
    for exact in folder.rglob("records.duckdb"):
        exact.unlink()
    return folder


@pytest.fixture(scope="session")
def without_targets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of a submission without its targets."""
    return make_warehouse(tmp_path_factory.mktemp("without"), Made(is_without_targets=True))


@pytest.fixture
def warehouse(both: Path, tmp_path: Path) -> Path:
    """A copy of a warehouse, for a test that spoils or replaces it."""
    shutil.copytree(both, tmp_path / "warehouse")
    return tmp_path / "warehouse"


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Make a warehouse of another kind."""
    return lambda made: make_warehouse(tmp_path / "made", made)


@pytest.fixture(scope="session")
def figures_of() -> FiguresOf:
    """The figures of some areas as the sections get them: of the last 12 months, and over all periods of a kind."""
    reader = Reader()

    def of(folder: Path, *areas: str, yardstick: str = "own", kind: str = "quarter", only: bool = False) -> Figures:
        snapshot = reader.current(folder, published_only=only)
        return Figures(Context(snapshot, _selection(snapshot, areas, yardstick, kind)))

    return of


def _selection(snapshot: Snapshot, areas: tuple[str, ...], yardstick: str, kind: str) -> Selection:
    known = relations.periods(snapshot, ON_TIME)
    headline = Period(LATEST_12_MONTHS, known[LATEST_12_MONTHS][0])
    return Selection(areas, yardstick, headline, tuple(Period(kind, start) for start in known[kind]))


@pytest.fixture(scope="module")
def open_page() -> Iterator[OpenPage]:
    """Open a page, by its path, of the dashboard on a warehouse; further keywords are what the address asks for."""
    with pytest.MonkeyPatch.context() as patch:

        def opened(folder: Path, published_only: bool = False, at: str = AT_FIRST, **asked: str | list[str]) -> AppTest:
            flags = ["--published-only"] if published_only else []
            patch.setattr("sys.argv", ["app.py", "--warehouse", str(folder), *flags])
            page = AppTest.from_file(ROOT / "dashboard" / "script" / "app.py", default_timeout=60)
            # AppTest can switch to pages that are files alone; this is how it names the one to run.
            page._page_hash = calc_hash(at)
            for key, value in asked.items():
                page.query_params[key] = value
            return page.run()

        yield opened
