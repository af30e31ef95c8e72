"""`heedful import-mail`: bring in mbox files, Maildirs and .eml files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from heedful.events.instant import from_datetime
from heedful.switchboard.doors.files import ImportProgress
from heedful.switchboard.doors.files import import_mail as bring_in
from heedful.switchboard.models import Account


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--mailbox", default="", help="The address of the mailbox they belong to; needed when there are several.")
@click.option(
    "--answered-before",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Mail from before this day counts as answered; otherwise all of it waits on the radar.",
)
def import_mail(paths: tuple[Path, ...], mailbox: str, answered_before: datetime | None) -> None:
    """Import mail. It can be stopped and started again: nothing is lost and nothing comes twice."""
    account = _account(mailbox)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns) as bar:
        task = bar.add_task("Importing", total=None, rate="")

        def show(progress: ImportProgress) -> None:
            rate = f"{progress.mails} mails, {progress.rate:.0f}/s"
            bar.update(task, completed=progress.done, total=progress.total, rate=rate)

        until = from_datetime(answered_before.replace(tzinfo=UTC)) if answered_before else None
        summary = bring_in(list(paths), account=account, progress=show, answered_before=until)
    click.echo(summary)
    for problem in summary.problems:
        click.echo(f"  {problem.path}: {problem.words}", err=True)


def _account(mailbox: str) -> Account:
    accounts = Account.objects.filter(channel="email").order_by("id")
    if mailbox:
        accounts = accounts.filter(address__iexact=mailbox)
    found = list(accounts[:2])
    if not found:
        raise click.ClickException("There is no such mailbox. Connect one under Settings, Mailboxes first.")
    if len(found) > 1:
        raise click.ClickException("There are several mailboxes: say which with --mailbox ADDRESS.")
    return found[0]
