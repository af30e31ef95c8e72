"""`heedful backup`: everything into one file, while the desk is open."""

from __future__ import annotations

from pathlib import Path

import click

from heedful.config.backup.archive import Refused
from heedful.config.backup.take import forget_old, take


@click.command()
@click.argument("where", type=click.Path(path_type=Path))
@click.option(
    "--keep", type=click.IntRange(1), metavar="N", help="Afterwards keep only the newest N of the folder WHERE."
)
def backup(where: Path, keep: int | None) -> None:
    """Write the database, the mail and the keys to WHERE: a folder, or the name of a new file."""
    if keep and not where.is_dir():
        raise click.ClickException("--keep is for a folder of backups.")
    try:
        taken = take(where)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    rows = sum(taken.manifest.counts.values())
    click.echo(f"{taken.path}: {rows:,} rows, {taken.blobs:,} files, {taken.size / 1e6:,.1f} MB, checked.")
    if taken.missing:
        click.echo(f"{taken.missing} files that the database names are missing from the folder for mail.", err=True)
    for path in forget_old(where, keep) if keep else ():
        click.echo(f"{path.name} is older than the newest {keep}: taken away.")
