"""A warehouse as the dashboard reads it, for commands that say what the dashboard says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.errors import NoWarehouse, WarehouseBusy, WrongUsage

if TYPE_CHECKING:
    from dashboard.warehouse import Snapshot


@contextmanager
def opened(warehouse: Path, is_exact: bool, instead: str) -> Iterator[Snapshot]:
    """A warehouse as the dashboard reads it; what is wrong with it is told as the commands tell it.

    Args:
        warehouse: its folder.
        is_exact: whether its exact figures are asked for.
        instead: what to do where it has none.

    Raises:
        NoWarehouse: there is none, none that can be read, or none with these figures.
        WarehouseBusy: a newer build took its place meanwhile.
        WrongUsage: it has not what is asked for.
    """
    from dashboard.errors import WarehouseMoved, WarehouseUnreadable
    from dashboard.pack.errors import ScopeUnknown
    from dashboard.warehouse import Reader

    try:
        snapshot = Reader().current(warehouse, published_only=not is_exact)
        if is_exact and not snapshot.is_exact:
            raise NoWarehouse(f"The warehouse in {warehouse} has no exact figures; {instead}.")
        yield snapshot
    except WarehouseUnreadable as error:
        raise NoWarehouse(f"{error.title}, in {warehouse}. {error}") from error
    except WarehouseMoved:
        raise WarehouseBusy("A newer build took this one's place meanwhile; ask again.") from None
    except ScopeUnknown as error:
        raise WrongUsage(str(error)) from error
