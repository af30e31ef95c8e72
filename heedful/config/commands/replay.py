"""`heedful replay`: read the raw mail that is kept once more, with today's reader."""

from __future__ import annotations

from datetime import UTC, datetime

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from heedful.events.instant import from_datetime
from heedful.switchboard import replay as again
from heedful.switchboard.models import Account


@click.command()
@click.argument("mailbox", required=False)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what came in on this day (UTC) or later.")
def replay(mailbox: str | None, since: datetime | None) -> None:
    """Read kept mail again: all of it, or that of one MAILBOX by its address.

    Words, authors and files are brought up to date, what is missing in the record is written down, nothing
    comes twice, and what people did (answers, notes, who handles it) stays. It may be stopped and run again.
    """
    account_id = _account_id(mailbox) if mailbox else None
    start = from_datetime(since.replace(tzinfo=UTC)) if since else None
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns) as bar:
        task = bar.add_task("Reading again", total=again.total(account_id=account_id, since=start))

        def show(so_far: again.Replayed) -> None:
            bar.update(task, completed=so_far.total)

        done = again.replay(account_id=account_id, since=start, progress=show)
        show(done)
    click.echo(done)


def _account_id(mailbox: str) -> int:
    account = Account.objects.filter(channel="email", address__iexact=mailbox).first()
    if account is None:
        raise click.ClickException(f"There is no mailbox {mailbox}.")
    return account.pk
