"""`heedful restore`: put a backup back."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import click
from django.db import connection

from heedful.config.backup import put_back
from heedful.config.backup.archive import Manifest, Refused
from heedful.config.work import house
from heedful.events.instant import to_datetime


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only read the file and compare every checksum.")
@click.option("--put-aside", is_flag=True, help="Restore although there is a desk here; that one is kept beside it.")
def restore(file: Path, *, check: bool, put_aside: bool) -> None:
    """Put the backup FILE into the data folder and the database of this desk. Stop the desk first."""
    try:
        if check:
            manifest, files = put_back.check(file)
            click.echo(f"{_told(manifest)} All {files:,} files are as they were written.")
            return
        with house.alone():
            done = put_back.put_back(file, put_aside=put_aside)
    except (Refused, house.Refused) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{_told(done.manifest)} It is in place.")
    click.echo(
        f"What was here before is in {done.aside}" + (f" and in the schema {_schema(done)}." if _schema(done) else ".")
    )
    if done.in_doubt:
        click.echo(f"{done.in_doubt} replies may have left after the backup was taken. They are not sent again by")
        click.echo("themselves: each conversation asks whether its reply arrived.")


def _schema(done: put_back.PutBack) -> str:
    name = done.aside.name.replace("-", "_")
    return name if connection.vendor == "postgresql" else ""


def _told(manifest: Manifest) -> str:
    taken = to_datetime(manifest.taken_at).astimezone(UTC)
    rows = sum(manifest.counts.values())
    return f"A backup of {taken:%Y-%m-%d %H:%M} UTC, version {manifest.version}, {rows:,} rows."
