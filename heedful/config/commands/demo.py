"""`heedful demo`: empty the database and tell a small business with two years of history."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

import click
from django.conf import settings
from django.db import connection
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table

from heedful.config.reactions import REACTIONS
from heedful.config.work import house
from heedful.demo.door import make_link
from heedful.demo.reset import is_demo, what_is_here
from heedful.demo.tell import Progress, Told, tell

WHOLE, CUSTOMERS = 3000, 400


@click.command()
@click.option(
    "--yes",
    is_flag=True,
    help="Do not ask. Data that is not the demo's own is put into a folder beside it, never thrown away.",
)
@click.option("--small", type=click.IntRange(30, WHOLE), metavar="N", help="Only N conversations, for a quick look.")
def demo(*, yes: bool, small: int | None) -> None:
    """Throw away what is here and tell the demo: two brands, eight colleagues, two years."""
    try:
        lock = house.lock_folder(settings.DATA) if connection.vendor == "sqlite" else None
    except house.Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    try:
        house.prepare(web=False)
        _ask(yes=yes)
        told = _tell(small or WHOLE)
        _show(told)
    finally:
        if lock:
            lock.close()


def _ask(*, yes: bool) -> None:
    """Real work is never thrown away by a slip of the hand."""
    here = what_is_here()
    if not here:
        return
    listed = ", ".join(f"{number:,} {words}" for words, number in here.items())
    if yes and is_demo():
        click.echo(f"The earlier demo is thrown away: {listed}.")
    elif yes and connection.vendor == "sqlite":
        click.echo(f"This was not a demo: {listed}. All of it was kept in {_put_aside()}.")
    elif not is_demo():
        raise click.ClickException(
            f"This database holds more than a demo: {listed}. Choose another folder with HEEDFUL_DATA or another "
            "database with HEEDFUL_DATABASE_URL."
        )
    else:
        click.confirm(f"This demo and what was added to it will be thrown away: {listed}. Go on?", abort=True)


def _put_aside() -> Path:
    """Move the database and the blobs away, as they are, and begin with an empty database."""
    connection.close()
    folder: Path = settings.DATA / f"before-demo-{datetime.now(tz=UTC):%Y%m%d-%H%M%S}"
    folder.mkdir()
    for name in ("heedful.sqlite3", "heedful.sqlite3-wal", "heedful.sqlite3-shm", "blobs"):
        if (settings.DATA / name).exists():
            (settings.DATA / name).rename(folder / name)
    house.prepare(web=False)
    return folder


def _tell(conversations: int) -> Told:
    logging.getLogger("heedful").setLevel(logging.ERROR)  # one mail is meant to fail
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Bar(*columns) as bar:
        task = bar.add_task("Telling two years", total=None, rate="")

        def show(progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total, rate=f"{progress.rate:.0f}/s")

        customers = max(10, CUSTOMERS * conversations // WHOLE)
        return tell(show, conversations=conversations, customers=customers, reactions=REACTIONS)


def _show(told: Told) -> None:
    here = ", ".join(f"{number:,} {words}" for words, number in told.counts.items())
    table = Table("Name", "Signs in as", "Role", "Brands")
    for person in told.people:
        table.add_row(person.name, person.mail, person.role, ", ".join(person.brands))
    click.echo(f"\nTold in {told.seconds:.0f} seconds: {here}.")
    Console().print(table)
    click.echo(f"Passphrase, the same for all: {told.passphrase}\n")
    click.echo("Start with `heedful up`, then come in by this link (once, within 15 minutes):")
    click.echo(f"  {make_link(told.people[0].mail)}\n")
