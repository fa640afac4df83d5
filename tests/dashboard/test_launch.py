"""The command that serves the dashboard: what it listens on, what it opens, and that Streamlit knows every option."""

from __future__ import annotations

import sys
from pathlib import Path

from streamlit import config

from dashboard.charts.style import SERIES_COLOURS
from dashboard.launch import DARK_COLOURS, LIGHT_COLOURS, streamlit_command

WAREHOUSE = Path("some") / "warehouse"


def _parts(published_only: bool = False) -> tuple[list[str], dict[str, str], list[str]]:
    """The program, its options by name, and what is said to the dashboard itself."""
    command = streamlit_command(WAREHOUSE, "127.0.0.1", 8765, published_only)
    end = command.index("--")
    options = [word for word in command[:end] if word.startswith("--")]
    named = dict(option.removeprefix("--").split("=", 1) for option in options)
    return [word for word in command[:end] if not word.startswith("--")], named, command[end + 1 :]


def test_this_python_runs_the_dashboard() -> None:
    program, _, _ = _parts()
    assert program[:4] == [sys.executable, "-m", "streamlit", "run"]
    assert Path(program[4]).name == "app.py"
    assert Path(program[4]).is_file()


def test_it_listens_where_it_is_told_and_nowhere_else() -> None:
    _, options, _ = _parts()
    assert (options["server.address"], options["server.port"]) == ("127.0.0.1", "8765")


def test_it_tells_nobody_and_opens_no_window() -> None:
    _, options, _ = _parts()
    assert (options["browser.gatherUsageStats"], options["server.headless"]) == ("false", "true")


def test_a_reader_never_sees_a_traceback() -> None:
    _, options, _ = _parts()
    assert options["client.showErrorDetails"] == "none"


def test_streamlit_knows_every_option() -> None:
    _, options, _ = _parts()
    assert options.keys() <= config.get_config_options().keys()


def test_the_dashboard_is_told_its_warehouse() -> None:
    assert _parts()[2] == ["--warehouse", str(WAREHOUSE)]


def test_exact_figures_can_be_left_unopened() -> None:
    assert _parts(published_only=True)[2] == ["--warehouse", str(WAREHOUSE), "--published-only"]


def test_every_series_has_a_colour_in_both_themes() -> None:
    assert len(set(LIGHT_COLOURS)) == len(set(DARK_COLOURS)) == len(SERIES_COLOURS)
