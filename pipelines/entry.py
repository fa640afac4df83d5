"""Where the program begins: the commands are imported in a way that can be stopped."""

from __future__ import annotations

from pipelines.stopping import CODE, at_once, leave


def main() -> None:
    """Run the command line."""
    with at_once():
        from pipelines.cli import main as commands
    try:
        commands()
    except SystemExit as end:
        if end.code == CODE:
            leave()
        raise
