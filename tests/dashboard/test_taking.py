"""The button's pack is of what the page shows."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard import taking
from dashboard.choice import Period
from dashboard.errors import WarehouseMoved
from dashboard.pack import making
from dashboard.pack.scope import Scope
from dashboard.warehouse import READER, Snapshot
from tests.dashboard.conftest import FiguresOf
from tests.dashboard.made_warehouse import Made, make_warehouse


@pytest.mark.parametrize(
    ("run", "first", "last"),
    [
        ((), None, None),
        ((Period("quarter", date(2025, 4, 1)),), date(2025, 4, 1), date(2025, 4, 1)),
        ((Period("month", date(2025, 5, 1)), Period("month", date(2025, 12, 1))), date(2025, 4, 1), date(2025, 10, 1)),
        ((Period("financial_year", date(2025, 4, 1)),), date(2025, 4, 1), date(2026, 1, 1)),
        ((Period("term", date(2025, 9, 1)),), date(2025, 7, 1), date(2025, 7, 1)),
    ],
)
def test_it_reaches_over_the_quarters_of_the_run(
    run: tuple[Period, ...],
    first: date | None,
    last: date | None,
    both: Path,
    figures_of: FiguresOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Scope] = []

    def make(_: Snapshot, scope: Scope) -> bytes:
        asked.append(scope)
        return b""

    monkeypatch.setattr(making, "make", make)
    context = figures_of(both, "avon", "esk").context
    taking.pack_of(replace(context, selection=replace(context.selection, run=run)))
    assert asked == [Scope(("avon", "esk"), first, last)]


def test_a_newer_build_between_page_and_click_gives_its_own_pack(
    warehouse: Path, figures_of: FiguresOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = READER.current(warehouse.resolve())
    context = replace(figures_of(warehouse, "avon").context, warehouse=drawn)
    make_warehouse(warehouse, Made(seed=7), generation="000002")
    newest = READER.current(warehouse.resolve())
    monkeypatch.setattr(making, "make", lambda snapshot, _: snapshot.identity.generation.encode())
    assert taking.pack_of(context) == newest.identity.generation.encode() == b"000002"


def test_a_newer_build_without_the_chosen_area_says_so(
    warehouse: Path, figures_of: FiguresOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = READER.current(warehouse.resolve())
    context = replace(figures_of(warehouse, "esk").context, warehouse=drawn)
    make_warehouse(warehouse, Made(areas=("avon", "brent")), generation="000002")

    def make(*_: object) -> bytes:
        raise WarehouseMoved

    monkeypatch.setattr(making, "make", make)
    with zipfile.ZipFile(io.BytesIO(taking.pack_of(context))) as given:
        (name,) = given.namelist()
        said = given.read(name).decode()
    assert name == "no pack.txt" and said.startswith("There is no service area esk; ")
    assert "load the page again" in said
