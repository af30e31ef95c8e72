"""`heedful move-to-postgresql`: from SQLite to PostgreSQL, compared row by row."""

from __future__ import annotations

import click

from heedful.config.backup.archive import Refused
from heedful.config.backup.move import move
from heedful.config.work import house


@click.command()
@click.argument("url")
def move_to_postgresql(url: str) -> None:
    """Copy this desk into the empty PostgreSQL database URL and compare both. The SQLite file stays as it is."""
    try:
        with house.alone():
            moved = move(url, lambda table, rows: click.echo(f"  {table}: {rows:,}" if rows else f"  {table}"))
    except (Refused, house.Refused) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{sum(moved.counts.values()):,} rows are there, and both sides say the same.")
    if moved.mended:
        click.echo(f"{moved.mended} texts held a NUL character, which PostgreSQL cannot keep: it is \ufffd there now.")
    click.echo("From now on start the desk with HEEDFUL_DATABASE_URL set to that address, and the same data folder:")
    click.echo("mail and keys stay in it. The SQLite file is as it was; put it away so that nobody goes on in it.")
