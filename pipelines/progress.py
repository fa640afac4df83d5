"""A bar on a terminal for work that takes seconds; nothing where nobody watches."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from tqdm import tqdm


class Progress:
    """Called with each step as it begins; draws on standard error, and only on a terminal."""

    def __init__(self, steps: Sequence[str]) -> None:
        form = "{desc:36} {bar:24} {n_fmt} of {total_fmt}"
        self._bar = tqdm(total=len(steps), disable=None, leave=False, bar_format=form)
        self._begun = 0
        self._step = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()

    def __call__(self, step: str) -> None:
        """Say what begins now; what was said before it is done.

        A step that goes on is said again with a comma and how far it is.
        """
        name, _, _ = step.partition(", ")
        self._bar.set_description_str(step, refresh=False)
        if name != self._step:
            self._bar.update(1 if self._begun else 0)
            self._begun, self._step = self._begun + 1, name
        self._bar.refresh()
