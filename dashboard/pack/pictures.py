"""The charts of a report as SVG, drawn without a browser; the same figures give the same bytes."""

from __future__ import annotations

import html
import io
import re
import textwrap
from collections.abc import Sequence
from typing import Any

import matplotlib
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from dashboard import sentences
from dashboard.launch import LIGHT_COLOURS

matplotlib.rcParams.update(
    {
        "svg.fonttype": "none",
        "svg.hashsalt": "portage",
        "font.family": ["sans-serif"],
        "font.sans-serif": ["DejaVu Sans"],
        "font.size": 8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.linewidth": 0.6,
        "axes.titlesize": 8,
        # Names are words, whatever signs are in them.
        "text.parse_math": False,
    }
)
_GREY = "#5F5F5F"
_MARKS, _DASHES = ("o", "s"), ("-", "--")
_MOST_BESIDE = 3
_WIDTH, _HEIGHT, _TOP, _LABELS, _LEGEND = 7.1, 1.45, 0.32, 0.24, 0.2
"""The picture's width, and the height of a row of panels and of what stands above and below them, in inches."""
_AROUND = {"left": 0.075, "right": 0.995, "wspace": 0.07, "hspace": 0.62}
_NAME_WIDTH, _REASON_WIDTH = 26, 34
_TICKS, _STEPS, _DECIMALS = 5, (1, 2, 5, 10), 6
"""As many spaces as a scale has at most, what its lines lie apart, and the most decimals that any has."""
_TOP_SHARE, _ROOM = 1.04, 1.15
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
YARDSTICKS = {"own": "By own limits", "common": "By common limits", "": ""}
"""What stands beside figures that are judged by a limit."""

Row = dict[str, Any]


def picture(rows: pl.DataFrame, name: str, title: str, heard: str, is_share: bool) -> str:
    """A panel for each area with the course of its figures and their intervals; one mark where there is one period.

    Args:
        rows: figures of one measure, as ``Figures.over`` gives them.
        name: of the measure; the identifiers inside the picture begin with it.
        title: what is shown.
        heard: what a reader hears who cannot see it.
        is_share: whether the values lie between none and all.

    Returns:
        An ``svg`` element that stands in a page as it is.
    """
    areas = rows.partition_by("area", maintain_order=True)
    down = -(-len(areas) // _MOST_BESIDE)
    across = min(len(areas), _MOST_BESIDE)
    below = _LABELS + _LEGEND * (rows.get_column("yardstick").n_unique() > 1)
    height = _TOP + down * _HEIGHT + below
    figure = Figure(figsize=(_WIDTH, height))
    panels = figure.subplots(down, across, sharey=True, squeeze=False)
    figure.subplots_adjust(bottom=below / height, top=1 - _TOP / height, **_AROUND)
    for panel, area in zip(panels.flat, areas, strict=False):
        _panel(panel, area)
    for panel in list(panels.flat)[len(areas) :]:
        panel.set_visible(False)
    _scale(panels[0][0], rows, is_share)
    _legend(figure, rows)
    return _element(figure, name, title, heard)


def _panel(panel: Axes, area: pl.DataFrame) -> None:
    panel.set_title("\n".join(textwrap.wrap(area.get_column("area")[0], _NAME_WIDTH)), loc="left", weight="bold")
    for place, run in enumerate(area.partition_by("yardstick", maintain_order=True)):
        _course(panel, run, place)
    if area.get_column("value").count():
        panel.grid(axis="y", color="#DDDDDD", linewidth=0.5)
        panel.set_axisbelow(True)
    else:
        panel.text(0.5, 0.5, _absent(area), transform=panel.transAxes, ha="center", va="center", color=_GREY, size=7)
    _periods(panel, area.get_column("period").unique(maintain_order=True).to_list())
    panel.tick_params(labelbottom=True, length=2, width=0.5, labelsize=7)


def _absent(area: pl.DataFrame) -> str:
    """Why none of a panel's figures is there, yardstick by yardstick."""
    told = []
    for run in area.partition_by("yardstick", maintain_order=True):
        reasons = sentences.listed(run.get_column("words").unique(maintain_order=True).to_list())
        yardstick = YARDSTICKS[run.get_column("yardstick")[0]]
        told += textwrap.wrap(f"{yardstick}: {reasons}" if yardstick else reasons, _REASON_WIDTH)
    return "\n".join(told)


def _course(panel: Axes, run: pl.DataFrame, place: int) -> None:
    """A line through the figures that are told, with a gap where one is not, and the interval of each."""
    # Where two yardsticks share a panel their marks lie side by side.
    beside = 0.16 * place
    at = [position + beside for position in range(run.height)]
    values = [_number(value) for value in run.get_column("value")]
    colour = LIGHT_COLOURS[place]
    panel.plot(
        at, values, _DASHES[place], marker=_MARKS[place], markersize=3, linewidth=1.2, color=colour, clip_on=False
    )
    told = run.with_columns(at=pl.Series(at)).filter(pl.col("lower").is_not_null())
    if told.height:
        panel.vlines(told["at"], told["lower"], told["upper"], color=colour, linewidth=0.9, alpha=0.55)


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _periods(panel: Axes, titles: Sequence[str]) -> None:
    """The first and the last period by name."""
    last = len(titles) - 1
    panel.set_xlim(-0.5, last + 0.5)
    panel.set_xticks([0, last] if last else [0], [titles[0], titles[last]] if last else titles)
    if last:
        first_label, last_label = panel.get_xticklabels()
        first_label.set_horizontalalignment("left")
        last_label.set_horizontalalignment("right")


def _scale(panel: Axes, rows: pl.DataFrame, is_share: bool) -> None:
    if is_share:
        panel.set_ylim(0, _TOP_SHARE)
        panel.set_yticks([0, 0.25, 0.5, 0.75, 1])
        panel.yaxis.set_major_formatter(FuncFormatter(lambda value, _: sentences.share(value)))
        return
    most = max([value for name in ("value", "upper") for value in rows.get_column(name).drop_nulls()], default=1)
    panel.set_ylim(0, most * _ROOM or 1)
    is_whole = all(float(value).is_integer() for value in rows.get_column("value").drop_nulls())
    panel.yaxis.set_major_locator(MaxNLocator(_TICKS, steps=_STEPS, integer=is_whole))
    panel.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(value)))


def _tick(value: float) -> str:
    """A place on a scale as it is, and not rounded as figures are: ``0.25`` is no ``0.2``."""
    return f"{value:,.{_DECIMALS}f}".rstrip("0").rstrip(".")


def _legend(figure: Figure, rows: pl.DataFrame) -> None:
    """What the two lines are, where there are two."""
    yardsticks = rows.get_column("yardstick").unique(maintain_order=True).to_list()
    if len(yardsticks) > 1:
        lines = figure.axes[0].get_lines()
        labels = [YARDSTICKS[yardstick] for yardstick in yardsticks]
        figure.legend(lines, labels, loc="lower left", ncols=2, frameon=False)


def _element(figure: Figure, name: str, title: str, heard: str) -> str:
    written = io.StringIO()
    figure.savefig(written, format="svg", metadata=_NO_METADATA)
    drawn = written.getvalue()
    inside = drawn[drawn.index(">", drawn.index("<svg")) + 1 :]
    box = re.search(r'viewBox="[^"]+"', drawn)
    inside = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", "", inside, flags=re.DOTALL)
    inside = re.sub(r'\bid="', f'id="{name}-', inside)
    inside = re.sub(r'(xlink:)?href="#', f'href="#{name}-', inside).replace("url(#", f"url(#{name}-")
    head = f'<svg role="img" aria-labelledby="{name}-title {name}-heard" {box[0] if box else ""}>'
    told = f'<title id="{name}-title">{html.escape(title)}</title><desc id="{name}-heard">{html.escape(heard)}</desc>'
    return f"{head}{told}{inside.strip()}"
