"""How every command ends: an error that a user can meet is one sentence and its exit code."""

from __future__ import annotations

import errno
from typing import Any

import click

from pipelines.errors import PortageError, WarehouseBusy
from pipelines.stopping import CODE, STOPPED

EXIT_CODES = """\b
Exit codes:
  0  done
  2  wrong usage
  3  submission refused; what was published before stays
  4  a definition or service area file is wrong
  5  our own figures failed their checks and were not published
  6  there is no warehouse there yet
  7  the warehouse is busy, or cannot be written
  8  an evidence pack is not whole, or its figures do not agree
  130  stopped with Ctrl-C
"""


class PortageCommands(click.Group):
    """The commands; an error that a user can meet becomes one sentence and its exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except PortageError as error:
            click.echo(f"portage: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo(f"\n{STOPPED}", err=True)
            ctx.exit(CODE)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            click.echo(f"portage: What was asked for cannot be written: {error.strerror or error}.", err=True)
            ctx.exit(WarehouseBusy.exit_code)
