"""Every page as one reader sees it: what it makes is kept instead of drawn, whatever the page puts on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dashboard import drawing, lookup, selection, show, sidebar
from dashboard.choice import Filters
from dashboard.contents import shown
from dashboard.context import Context
from dashboard.page import Page
from dashboard.sections.section import Card, Section
from dashboard.warehouse import Reader


@dataclass(frozen=True)
class Choice:
    """What the reader chooses in the side bar of every page that lets it be chosen.

    Attributes:
        contents: ``records`` for exact figures, or ``published``.
        areas: codes of areas.
        yardstick: ``own`` or ``common``.
        kind: of the periods over time.
        breakdown: by which groups.
        measure: the one figure of a page that is about one.
        referral: area and pseudonym of the one whose story is told.
    """

    contents: str
    areas: tuple[str, ...]
    yardstick: str
    kind: str
    breakdown: str
    measure: str
    referral: tuple[str, str] = ("", "")


class Seen(NamedTuple):
    """One section of one page, with what was chosen there."""

    page: str
    context: Context
    section: Section

    @property
    def name(self) -> str:
        """The page and the section's heading."""
        return f"{self.page}: {self.section.heading} ({self.section.file_name})"


@dataclass
class _Kept:
    """What the walk has met so far.

    Attributes:
        seen: the sections.
        cards: definitions to be looked up, by their part of the address.
        offered: the codes that a page offers under a key, such as the extract whose columns are shown.
        picked: the code that is chosen under a key on this visit.
    """

    seen: list[Seen] = field(default_factory=list)
    cards: dict[str, Card] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)
    picked: dict[str, str] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def more(self, page: str, figures: Any, make: Callable[[], Section | None], name: str, **_: object) -> None:
        """Keep a section that was not made on an earlier visit."""
        if f"{page} {name}" not in self._names:
            self._names.add(f"{page} {name}")
            made = make()
            if made is not None:
                self.seen.append(Seen(page, figures.context, made))

    def named(self, _label: str, names: dict[str, str], key: str) -> str:
        """Choose what this visit is for; at first the first."""
        self.offered[key] = list(names)
        return self.picked.get(key, next(iter(names)))

    def look_up(self, groups: dict[str, Sequence[Card]]) -> None:
        """Keep the cards."""
        self.cards |= {card.key: card for cards in groups.values() for card in cards}


class Walked(NamedTuple):
    """All that the pages show for one choice."""

    choice: Choice
    sections: tuple[Seen, ...]
    cards: tuple[Card, ...]


def walk(folder: Path, choice: Choice) -> Walked:
    """Visit every page that is there, and on it every extract, part and theme that it offers."""
    kept = _Kept()
    for page in shown(is_exact=choice.contents == "records"):
        with pytest.MonkeyPatch.context() as patch:
            _replace(patch, kept, page.path, choice)
            _visit(folder, page, choice, kept)
    return Walked(choice, tuple(kept.seen), tuple(kept.cards.values()))


def _visit(folder: Path, page: Page, choice: Choice, kept: _Kept) -> None:
    warehouse = Reader().current(folder, published_only=choice.contents == "published")
    kept.picked, kept.offered = {"measure": choice.measure}, {}
    context = Context(warehouse, sidebar.choose(warehouse, page))
    page.render(context)
    offered = {key: codes[1:] for key, codes in kept.offered.items() if key != "measure"}
    for key, codes in offered.items():
        for code in codes:
            kept.picked[key] = code
            page.render(context)
        del kept.picked[key]


def _replace(patch: pytest.MonkeyPatch, kept: _Kept, page: str, choice: Choice) -> None:
    """Have the side bar give the choice, and the page give its sections away; nothing else is drawn."""

    def of_the_kind(kinds: Sequence[str]) -> str:
        return choice.kind if choice.kind in kinds else kinds[-1]

    def groups(offered: Sequence[str]) -> str:
        return choice.breakdown if choice.breakdown in offered else offered[0]

    instead: dict[tuple[object, str], Callable[..., object]] = {
        (show, "more"): partial(kept.more, page),
        (lookup, "cards"): kept.look_up,
        (selection, "choose_named"): kept.named,
        (selection, "choose_areas"): lambda names: tuple(code for code in names if code in choice.areas),
        (selection, "choose_yardstick"): lambda _: choice.yardstick,
        (selection, "choose_kind"): of_the_kind,
        (selection, "choose_headline"): lambda periods: periods[0],
        (selection, "choose_run"): tuple,
        (selection, "choose_breakdown"): groups,
        (selection, "choose_picture"): lambda: "svg",
        (selection, "choose_filters"): lambda *_: Filters(),
        (selection, "choose_referral"): lambda *_: choice.referral,
        (selection, "search"): lambda *_: "",
        (drawing, "drawer"): lambda *_: None,
        (show, "title"): lambda *_: None,
        (show, "links"): lambda *_: None,
        (show, "heading"): lambda *_: None,
    }
    for (module, name), function in instead.items():
        patch.setattr(module, name, function)
