"""`heedful coach`: the linter for customer replies, by itself."""

from __future__ import annotations

import sys

import click

from heedful.coach.cli import main


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []},
    add_help_option=False,
)
@click.pass_context
def coach(ctx: click.Context) -> None:
    """Review replies in files or from standard input."""
    sys.exit(main(ctx.args))
