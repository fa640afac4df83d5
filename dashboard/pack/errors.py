"""What can go wrong with an evidence pack: each a sentence that says what to do."""

from __future__ import annotations


class ScopeUnknown(Exception):
    """What is asked for is not in the warehouse."""


class NoPack(Exception):
    """A file is no evidence pack, or none that can be read."""
