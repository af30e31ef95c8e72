"""`heedful doctor`: look at mailboxes, folders and the database, and say in words what is wrong."""

from __future__ import annotations

import sys

import click

from heedful.switchboard.doctor import Check, examine, examine_house
from heedful.switchboard.models import Account


@click.command()
@click.argument("mailbox", required=False)
def doctor(mailbox: str | None) -> None:
    """Check everything, or one MAILBOX by its address."""
    accounts = Account.objects.filter(channel="email").order_by("id")
    if mailbox:
        accounts = accounts.filter(address__iexact=mailbox)
        if not accounts:
            raise click.ClickException(f"There is no mailbox {mailbox}.")
    checks = _show("This machine", examine_house())
    for account in accounts:
        checks += _show(account.address, examine(account))
    if not accounts:
        click.echo("\nNo mailbox is connected yet. Connect one under Settings, Mailboxes.")
    sys.exit(0 if all(check.ok for check in checks) else 1)


def _show(title: str, checks: list[Check]) -> list[Check]:
    click.secho(f"\n{title}", bold=True)
    for check in checks:
        mark = click.style("well ", fg="green") if check.ok else click.style("wrong", fg="red")
        click.echo(f"  {mark}  {check.name}: {check.words}")
        if not check.ok and check.remedy:
            click.echo(f"         {check.remedy}")
    return checks
