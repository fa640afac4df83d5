"""Words for the difference of two shares."""

from __future__ import annotations

_MINUS = "\N{MINUS SIGN}"
_SPACE = "\N{NO-BREAK SPACE}"


def points(difference: float, is_signed: bool = True) -> str:
    """A difference of two shares in percentage points, such as ``+4.2 points``.

    Args:
        difference: from -1 to 1.
        is_signed: whether a sign says which way it goes; without one the size alone is told.
    """
    told = f"{abs(difference) * 100:.1f}"
    sign = "" if not is_signed or told == "0.0" else "+" if difference > 0 else _MINUS
    return f"{sign}{told}{_SPACE}points"
