"""Areas by their size, each between the limits that its size has."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboard import sentences
from dashboard.charts import style
from dashboard.charts.periods import legend_height

_HEIGHT = 380
_AIR = 0.12
"""Beside the smallest and the largest area, in parts of the largest size."""
_MARGIN = 0.03
_FINE, _COARSE = 0.05, 0.2
_NARROW = 0.4
"""An axis that spans less has finer ticks."""
_SIZE = 12
_TOO_FEW = "too few"
_WITHIN = "within"
_LIMITS = (("99.8 % limits", "99_8", 2, "dot"), ("95 % limits", "95", 5, "solid"))


def funnel(areas: pl.DataFrame) -> go.Figure:
    """A mark for each area, bars from limit to limit at its size, and a line for all areas together.

    Args:
        areas: columns ``area``, ``series`` (position of the area), ``denominator``, ``value``, ``all_areas``, the
            limits ``lower_95``, ``upper_95``, ``lower_99_8``, ``upper_99_8`` (shares of one; blank where there are
            none), ``verdict``, ``reading`` and ``told``, the verdict in words; at least one row, each with a value.
    """
    figure = go.Figure()
    most = float(areas.select(pl.col("denominator").max()).item())
    limited = areas.drop_nulls("lower_95")
    for name, end, width, dash in _LIMITS:
        if limited.height:
            figure.add_trace(_bars(limited, name, end, width, dash))
    if areas.get_column("all_areas").count():
        figure.add_trace(_whole(areas.get_column("all_areas").drop_nulls()[0], most))
    for area in areas.iter_rows(named=True):
        figure.add_trace(_mark(area))
    figure.update_xaxes(range=[0, most * (1 + _AIR)], title="How many the share rests on", tickformat=",d")
    figure.update_yaxes(**_axis(areas))
    figure = style.quiet(figure, _HEIGHT + legend_height(figure), has_legend=True)
    return figure.update_layout(hovermode="closest")


def _axis(areas: pl.DataFrame) -> dict[str, object]:
    """An axis of shares that reaches as far as the areas and their limits do, with a tick at every fifth or so."""
    reach = (
        areas.select("value", "lower_99_8", "upper_99_8")
        .unpivot(value_name="reach")
        .get_column("reach")
        .drop_nulls()
        .to_list()
    )
    low, high = max(min(reach) - _MARGIN, -_MARGIN), min(max(reach) + _MARGIN, 1 + _MARGIN)
    step = _FINE if high - low < _NARROW else _COARSE
    ticks = [step * place for place in range(round(1 / step) + 1)]
    named = {"tickvals": ticks, "ticktext": [sentences.share(tick) for tick in ticks]}
    return {"range": [low, high], "tickmode": "array", **named, "showgrid": True}


def _bars(areas: pl.DataFrame, name: str, end: str, width: int, dash: str) -> go.Scatter:
    edges = areas.select("denominator", f"lower_{end}", f"upper_{end}").rows()
    return go.Scatter(
        name=name,
        x=[place for size, _, _ in edges for place in (size, size, None)],
        y=[height for _, low, high in edges for height in (low, high, None)],
        mode="lines",
        line={"color": style.GREY, "width": width, "dash": dash},
        opacity=0.6,
        hoverinfo="skip",
    )


def _whole(share: float, most: float) -> go.Scatter:
    return go.Scatter(
        name=f"all areas together: {sentences.share(share)}",
        x=[0, most * (1 + _AIR)],
        y=[share, share],
        mode="lines",
        line={"color": style.GREY, "width": 1.5, "dash": "dash"},
        hoverinfo="skip",
    )


def _mark(area: dict[str, object]) -> go.Scatter:
    """A filled mark for an area that differs, an open one for the others."""
    series = int(str(area["series"]))
    is_judged = area["verdict"] not in (_TOO_FEW, _WITHIN, "", None)
    share = sentences.exact_share(float(str(area["value"])))
    colour = style.GREY if area["verdict"] == _TOO_FEW else style.colour(series)
    return go.Scatter(
        name=f"{area['area']}: {str(area['told']).split(' (')[0]}",
        x=[area["denominator"]],
        y=[area["value"]],
        mode="markers",
        marker={
            "color": colour,
            "symbol": style.mark(series) + ("" if is_judged else "-open"),
            "size": _SIZE,
            "line": {"width": 2.5, "color": colour},
        },
        hovertemplate=f"{area['area']}: {share} of %{{x:,d}}: {area['told']}<extra></extra>",
    )
