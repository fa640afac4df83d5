"""What exactly does a figure mean?"""

from __future__ import annotations

from functools import partial

from dashboard import lookup, selection, show
from dashboard.context import Context
from dashboard.page import Control, Page
from dashboard.sections.definitions import words
from dashboard.sections.definitions.cards import cards, measures, themes
from dashboard.sections.definitions.days import bank_holidays, closures, counting, thresholds
from dashboard.sections.definitions.rules_of_areas import eligibility, leaving, statements, visits
from dashboard.sections.definitions.standards import standards

PARTS = {
    "measures": "Measures",
    "rules": "Standards and rules of service areas",
    "days": "How days are counted",
    "words": "Words and symbols",
}
RULES = (standards, eligibility, visits, leaving, statements)
DAYS = (counting, bank_holidays, closures, thresholds)


def render(context: Context) -> None:
    """Draw the page: the part that was asked for."""
    show.title(context, PAGE.title)
    part = selection.choose_named("Show", PARTS, "part")
    if part == "measures":
        _measures(context)
    elif part == "rules":
        show.facts(context, RULES) if context.selection.areas else show.nothing_chosen()
    elif part == "days":
        show.facts(context, DAYS)
    else:
        of_topics = [partial(words.definitions_of, topic=topic) for topic in words.topics(context)[1:]]
        show.facts(context, (words.symbols, *of_topics, words.demand))


def _measures(context: Context) -> None:
    """The cards that the theme and the words leave, and all of them as a table."""
    theme = selection.choose_named("Theme", themes(context), "theme")
    lookup.cards(cards(context, theme, selection.search("Find in definitions", "find")))
    show.facts(context, (measures,))


PAGE = Page(
    title="What exactly does a figure mean?",
    name="Definitions",
    path="definitions",
    icon=":material/menu_book:",
    group="Behind the figures",
    render=render,
    controls=frozenset({Control.AREAS}),
)
