"""Draws what is looked up: cards under their groups, each opened by the reader or by the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from dashboard import drawing, sentences
from dashboard.sections.section import Card


def cards(groups: Mapping[str, Sequence[Card]]) -> None:
    """Cards under the heading of their group, each drawn once it is opened; a word where there is none."""
    for group, members in groups.items():
        st.header(group, divider="gray")
        for card in members:
            title = sentences.literal(card.title)
            drawing.drawer(title, card.key, ":material/menu_book:", partial(_say, card))
    if not groups:
        st.info("Nothing has all of these words.", icon=":material/search_off:")


def _say(card: Card) -> None:
    st.markdown(card.text)
