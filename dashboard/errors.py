"""What can stand between a reader and the figures: each with a title and a sentence for the page."""

from __future__ import annotations

from typing import ClassVar


class WarehouseUnreadable(Exception):
    """A warehouse that cannot be shown; its text says what to do."""

    title: ClassVar[str] = "These figures cannot be read"


class NoWarehouse(WarehouseUnreadable):
    """The folder holds no finished build."""

    title = "There are no figures here yet"


class BrokenWarehouse(WarehouseUnreadable):
    """The files are there and cannot be used."""


class OtherVersion(WarehouseUnreadable):
    """The warehouse was built by a version that writes another shape."""

    title = "These figures were built by another version"


class WarehouseMoved(Exception):
    """A newer build has taken this one's place while it was being read: start again."""
