"""Which counts can be other whole numbers, seen by exchanging single cases: no programme has to be solved for these."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pipelines.protection.blocks import Block
from pipelines.protection.bounds import Flags, Floats, Whole
from pipelines.protection.kinds import Kind
from pipelines.protection.margins import Margins
from pipelines.protection.tables import Table, tables


class Exchanges:
    """Worlds that differ from one by an exchange: a single case, and few others so that everything adds up again.

    A case is one more in a run of months, or moves from one run to another; either one area has it instead of another,
    or one area has it and all areas with it. In one breakdown a group gains what another one loses, and no whole
    changes; or a whole changes, and in each breakdown one group with it. All counts that change have to be within their
    bounds then, so that every count that such an exchange changes can be another whole number. What no exchange changes
    may still be another one: by several at once, or what is the same by both yardsticks.
    """

    def __init__(self, sums: Margins, block: Block) -> None:
        """What the counts of a block add up to, those that the build before has of it among them."""
        self._size = sums.cells.height
        self._tables = list(tables(sums, block))
        self._is_stuck = np.zeros(self._size + 1, dtype=np.bool_)
        self._is_stuck[[*sums.linked, self._size]] = True

    def differ(self, world: Floats, lower: Floats, upper: Floats) -> Flags:
        """The counts that are another number after an exchange from a world of whole numbers; an end may be ``inf``."""
        found = np.zeros(self._size + 1, dtype=np.bool_)
        rooms = (np.append(room, 0) for room in (np.floor(upper) - world, world - np.ceil(lower)))
        rises, falls = ((room >= 1) & ~self._is_stuck for room in rooms)
        for table in self._tables:
            fits = _fits(table, rises, falls)
            changed = np.abs(table.changes).astype(np.float32)
            for kind in table.kinds:
                reached = _reached(table, kind, _can(table, fits, kind))
                hit = changed.T @ reached.reshape(reached.shape[0], -1) > 0
                for number in kind:
                    found[table.cells[table.place[number]].reshape(hit.shape)[hit]] = True
        return found[:-1]


def _fits(table: Table, rises: Flags, falls: Flags) -> Flags:
    """By set, change, area and group: whether all counts of the set that change then can go that way."""
    sets, _, areas, groups = table.cells.shape
    ways = [((sign * table.changes > 0).astype(np.float32), can) for sign, can in ((1, rises), (-1, falls))]
    found = np.empty((sets, table.changes.shape[0], areas, groups), dtype=np.bool_)
    for at, cells in enumerate(table.cells):
        periods, its = table.applies[at], cells[table.applies[at]]
        stuck = sum(ups[:, periods] @ (~can[its]).astype(np.float32).reshape(its.shape[0], -1) for ups, can in ways)
        found[at] = (stuck == 0).reshape(found.shape[1:])
    return found


def _can(table: Table, fits: Flags, kind: Kind) -> Flags:
    """By change, area and group: whether one more of a kind fits; sets that are not broken down so do not matter."""
    found = np.ones(fits.shape[1:], dtype=np.bool_)
    for number, sign in kind.items():
        at = table.place[number]
        can = fits[at] if sign > 0 else fits[at][table.back]
        found[..., 0] &= can[..., 0]
        for layer in table.layers:
            if layer.sets[at]:
                found[..., layer.at] &= can[..., layer.at]
    return found


def _reached(table: Table, kind: Kind, more: Flags) -> npt.NDArray[np.float32]:
    """By change, area and group: 1 where an exchange has one more of a kind there, or one less by the way back."""
    less = more[table.back]
    # One area has it instead of another; or one and all have it.
    instead = more[:, 1:, None] & less[:, None, 1:] & ~np.eye(more.shape[1] - 1, dtype=np.bool_)[:, :, None]
    with_all = more[:, 1:] & more[:, :1]
    undone, undone_with_all = instead.transpose(0, 2, 1, 3), with_all[table.back]
    found = np.zeros(more.shape, dtype=np.bool_)
    shifts, shifts_with_all = instead[..., 0].copy(), with_all[..., 0].copy()
    followers: list[Whole] = []
    for layer in table.layers:
        for alike in layer.alike(kind):
            swapped = instead[..., alike] & _another(undone[..., alike])
            swapped_with_all = with_all[..., alike] & _another(undone_with_all[..., alike])
            found[:, 1:, alike] |= swapped.any(axis=2) | swapped_with_all
            found[:, 0, alike] |= swapped_with_all.any(axis=1)
        followers.append(layer.following(kind))
        shifts &= instead[..., followers[-1]].any(axis=-1)
        shifts_with_all &= with_all[..., followers[-1]].any(axis=-1)
    for groups in (np.zeros(1, dtype=np.int64), *followers):
        shifted, shifted_with_all = instead[..., groups] & shifts[..., None], with_all[..., groups]
        shifted_with_all = shifted_with_all & shifts_with_all[..., None]
        found[:, 1:, groups] |= shifted.any(axis=2) | shifted_with_all
        found[:, 0, groups] |= shifted_with_all.any(axis=1)
    return found.astype(np.float32)


def _another(flags: Flags) -> Flags:
    """For each entry along the last axis, whether another one is set."""
    others: Flags = flags.sum(axis=-1, keepdims=True) > flags
    return others
