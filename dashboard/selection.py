"""What the reader has chosen: the one module with widget state, all of it mirrored into the page's address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import sentences
from dashboard.breakdowns import BREAKDOWNS
from dashboard.choice import Filters, Period

Choice = TypeVar("Choice")

_CALM = "quarter"
_NO_CHOICE = "None, or too many to choose from"
PICTURES = {"svg": "SVG, for print", "png": "PNG, for slides"}


def choose_areas(names: dict[str, str]) -> tuple[str, ...]:
    """A choice of any number of areas, from their names by code; at first the first of them."""
    chosen = st.multiselect(
        "Service areas",
        list(names),
        default=[next(iter(names))],
        format_func=names.__getitem__,
        key="area",
        bind="query-params",
        placeholder="Choose service areas",
        filter_mode="contains",
    )
    return tuple(code for code in names if code in chosen)


def choose_yardstick(first: str) -> str:
    """A choice between each area's own limits and the common ones; at first the named one."""
    chosen = st.radio(
        "Measured against",
        list(sentences.YARDSTICKS),
        index=list(sentences.YARDSTICKS).index(first),
        format_func=sentences.YARDSTICKS.__getitem__,
        key="limits",
        bind="query-params",
        help="Own limits are what each area publishes. Common limits are one set for all, so that areas compare.",
    )
    return str(chosen)


def choose_kind(kinds: Sequence[str]) -> str:
    """A choice of period kind, at first quarters: the months of a small service are mostly chance."""
    help_text = "How long each point of a run over time lasts."
    first = kinds.index(_CALM) if _CALM in kinds else 0
    return _one("Figures by", kinds, sentences.PERIOD_KINDS.__getitem__, "by", help_text=help_text, first=first)


def choose_headline(periods: Sequence[Period]) -> Period:
    """A choice of the one period of the figures that are not a run; at first the first."""
    help_text = "The one period of every figure that is not a run over time."
    return _one("Figures for", periods, _title, _key("period", periods), help_text=help_text)


def choose_run(periods: Sequence[Period]) -> tuple[Period, ...]:
    """A choice of the first and the last period of a run; at first all of it."""
    first = _one("Over time, from", periods, _title, _key("from", periods))
    later = [period for period in reversed(periods) if period >= first]
    last = _one("Over time, to", later, _title, _key("to", periods))
    return tuple(period for period in periods if first <= period <= last)


def choose_breakdown(breakdowns: Sequence[str]) -> str:
    """A choice of the groups that figures are broken down by; at first none."""
    help_text = "Adds the figures of each group, with how far it lies from everybody else."
    return _one("Broken down by", breakdowns, BREAKDOWNS.__getitem__, "breakdown", help_text=help_text)


def choose_picture() -> str:
    """A choice of the form in which charts are taken away."""
    help_text = "Each chart has a button at its corner that saves it as a picture of this kind."
    return _one("Save charts as", list(PICTURES), PICTURES.__getitem__, "picture", help_text=help_text)


def choose_filters(standards: dict[str, str], workers: dict[str, str], priorities: dict[str, str]) -> Filters:
    """A choice of standards, workers and priorities, from their titles by code; at first none, which leaves all in."""
    kinds = (
        ("Standard", standards, "standard", "Any standard"),
        ("Worker", workers, "worker", "Any worker"),
        ("Priority", priorities, "priority", "Any priority"),
    )
    for label, titles, key, everything in kinds:
        _remark(label, key, titles, everything)
    columns = st.columns(len(kinds), gap="medium")
    return Filters(*(_some(column, *one) for column, one in zip(columns, kinds, strict=True)))


def choose_referral(areas: dict[str, str], referrals: dict[str, list[str]]) -> tuple[str, str]:
    """A choice of one referral: its area, and its pseudonym, which is blank until one is chosen.

    Args:
        areas: the names, by code, of the areas that it may be of.
        referrals: those that are offered, by area; any other can be typed.
    """
    first, second = st.columns([1, 2], gap="medium")
    with first:
        _remark("Service area of the referral", "of", areas)
        area = _one("Service area of the referral", list(areas), areas.__getitem__, "of")
    offered = referrals.get(area, [])
    typed = st.session_state.get("referral") or st.query_params.get("referral")
    chosen = second.selectbox(
        "Referral",
        offered if typed in (None, *offered) else [*offered, typed],
        index=None,
        key="referral",
        bind="query-params",
        placeholder="Choose or type a pseudonym",
        accept_new_options=True,
        filter_mode="contains",
        help="Offers the referrals that are listed on this page; any other pseudonym can be typed.",
    )
    return area, (chosen or "").strip()


def choose_named(label: str, names: dict[str, str], key: str) -> str:
    """A choice of one code by its name, on the page itself; at first the first of them."""
    _remark(label, key, names)
    return _one(label, list(names), names.__getitem__, key)


def search(label: str, key: str) -> str:
    """Words to look for, without the spaces around them; blank at first."""
    found = st.text_input(label, key=key, bind="query-params", type="search", icon=":material/search:")
    return (found or "").strip()


def opened(label: str, key: str, icon: str) -> DeltaGenerator | None:
    """A part of a page that is drawn only once it is opened; ``None`` while it is closed."""
    drawer = st.expander(label, icon=icon, key=key, on_change="rerun", bind="query-params")
    return drawer if drawer.open else None


def asked() -> dict[str, list[str]]:
    """What the address asks for, key by key; to be asked before the choices are drawn, which correct it."""
    found = {key: [value for value in st.query_params.get_all(key) if value] for key in st.query_params}
    return {key: values for key, values in found.items() if values}


def _remark(label: str, key: str, titles: dict[str, str], everything: str = "") -> None:
    """A word where the address asks for one of the named things in vain, and what is shown instead."""
    found = [value for value in st.query_params.get_all(key) if value]
    if set(found) - set(titles.values()):
        left = [title for title in titles.values() if title in found]
        instead = sentences.listed(left or [everything or next(iter(titles.values()))])
        st.warning(f"The link asks for something under “{label}” that is not there; shown instead: {instead}.")


def _some(place: DeltaGenerator, label: str, titles: dict[str, str], key: str, placeholder: str) -> tuple[str, ...]:
    chosen = place.multiselect(
        label,
        list(titles),
        format_func=lambda code: titles.get(code, code),
        key=key,
        bind="query-params",
        placeholder=placeholder if titles else _NO_CHOICE,
        disabled=not titles,
        filter_mode="contains",
    )
    return tuple(code for code in titles if code in chosen)


def _one(
    label: str,
    options: Sequence[Choice],
    title: Callable[[Choice], str],
    key: str,
    help_text: str | None = None,
    first: int = 0,
) -> Choice:
    chosen = st.selectbox(
        label,
        options,
        index=first,
        format_func=title,
        key=key,
        bind="query-params",
        help=help_text,
        filter_mode="contains",
    )
    return options[first] if chosen is None else chosen


def _title(period: Period) -> str:
    return period.title


def _key(name: str, periods: Sequence[Period]) -> str:
    return f"{name}_{periods[-1].kind}"
