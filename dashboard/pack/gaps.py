"""What of a pack's service areas was not delivered, to be said before the pack is given away."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard import deliveries, relations, sentences
from dashboard.pack.scope import Scope
from dashboard.warehouse import Snapshot


def gaps(warehouse: Snapshot, scope: Scope) -> Iterator[str]:
    """A sentence for the areas that nothing was delivered for, and one for each that lacks some of the extracts."""
    names = relations.areas(warehouse)
    areas = [area for area in scope.areas if area != relations.ALL_AREAS]
    rows = deliveries.freshness(warehouse, areas)
    lacking = {area: rows.filter(service_area=area, symbol="x")["title"].to_list() for area in areas}
    nothing = [
        area for area, titles in lacking.items() if titles and len(titles) == rows.filter(service_area=area).height
    ]
    if nothing:
        whose = sentences.listed([names[area] for area in nothing])
        yield f"Nothing was delivered for {whose}: each of their figures reads “{sentences.NOT_DELIVERED}”."
    for area, titles in lacking.items():
        if titles and area not in nothing:
            what = sentences.listed([sentences.uncapitalised(title) for title in titles])
            yield f"Not delivered for {names[area]}: {what}. Figures that need them read “{sentences.NOT_DELIVERED}”."
