"""What the address asks for and is not to be had: a sentence each, with what is shown instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dashboard import sentences
from dashboard.breakdowns import BREAKDOWNS
from dashboard.choice import Offer, Period
from dashboard.selection import PICTURES

Asked = Mapping[str, Sequence[str]]

_INSTEAD = "what the side bar says is shown instead"


def refused(asked: Asked, offer: Offer) -> tuple[str, ...]:
    """What of an address cannot be shown.

    Args:
        asked: what the address asks for, key by key.
        offer: what there is to choose from.
    """
    unknown = dict.fromkeys(
        what for key, (what, known) in _possible(asked, offer).items() if _others(asked, key, known)
    )
    told = [f"The link asks for {what} that these figures do not have; {_INSTEAD}." for what in unknown]
    return (*told, *_backwards(asked, offer))


def _others(asked: Asked, key: str, known: set[str]) -> set[str]:
    return set(asked.get(key, ())) - known


def _possible(asked: Asked, offer: Offer) -> dict[str, tuple[str, set[str]]]:
    """By key of the address, what it is, and all that it can ask for."""
    possible = {
        "area": ("a service area", set(offer.areas.values())),
        "limits": ("a kind of limits", set(sentences.YARDSTICKS.values())),
        "picture": ("a kind of picture", set(PICTURES.values())),
    }
    if offer.breakdowns:
        possible["breakdown"] = ("a breakdown", {BREAKDOWNS[name] for name in offer.breakdowns})
    if offer.periods:
        titles = {period.title for periods in offer.periods.values() for period in periods}
        possible["by"] = ("a length of period", {sentences.PERIOD_KINDS[kind] for kind in offer.periods})
        keys = [key for key in asked if key.startswith(("period_", "from_", "to_"))]
        possible |= dict.fromkeys(keys, ("a period", titles))
    return possible


def _backwards(asked: Asked, offer: Offer) -> Iterator[str]:
    """A word for each run that ends before it begins: its end is not taken, and it goes on to the last period."""
    for kind, periods in offer.periods.items():
        first, last = (_period(asked, f"{name}_{kind}", periods) for name in ("from", "to"))
        if first and last and last < first:
            shown = f"{first.title} to {periods[-1].title} is shown instead"
            yield f"The link asks for periods that end, with {last.title}, before they begin; {shown}."


def _period(asked: Asked, key: str, periods: Sequence[Period]) -> Period | None:
    return next((period for period in periods if period.title in asked.get(key, ())), None)
