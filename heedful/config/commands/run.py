"""`heedful up`, `web`, `work`: the processes of the house."""

from __future__ import annotations

import sys

import click

from heedful.config.work.house import Refused, run


def _start(*, web: bool, work: bool) -> None:
    try:
        run(web=web, work=work)
    except Refused as refusal:
        click.echo(f"heedful: {refusal}", err=True)
        sys.exit(1)


@click.command()
def up() -> None:
    """Run everything in one process: screens, mail, background work."""
    _start(web=True, work=True)


@click.command()
def web() -> None:
    """Serve the screens only (PostgreSQL; run as many as you like)."""
    _start(web=True, work=False)


@click.command()
def work() -> None:
    """Do the background work only (PostgreSQL; run as many as you like)."""
    _start(web=False, work=True)
