"""`heedful user`: people from the command line, for whoever runs the server."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from heedful.team import commands
from heedful.team.models import Person
from heedful.team.refusal import Refused


def said_in_words(command: Callable[..., Any]) -> Callable[..., Any]:
    """A refusal is one line for the reader, not a traceback."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except (Refused, Person.DoesNotExist) as refusal:
            raise click.ClickException(str(refusal)) from refusal

    return run


@click.group()
def user() -> None:
    """Add people, make links for them, list them."""


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="How colleagues and customers see them.")
@click.option("--role", default="agent", show_default=True, type=click.Choice(["agent", "lead", "admin"]))
@click.option("--brand", default="", help="The brand's short name; needed when there are several.")
@said_in_words
def add(email: str, name: str, role: str, brand: str) -> None:
    """Add somebody and print the link with which they choose a passphrase."""
    click.echo(commands.add_user(email=email, name=name, role=role, brand=brand))


@user.command()
@click.argument("email", required=False)
@said_in_words
def link(email: str | None) -> None:
    """A link to choose a new passphrase; without EMAIL, the link that sets up the first person."""
    click.echo(commands.password_link(email) if email else commands.setup_link())


@user.command(name="list")
def list_people() -> None:
    """Everybody, with brand and role."""
    table = Table("Address", "Name", "Brands", "State")
    for row in commands.list_users():
        table.add_row(*map(str, row))
    Console().print(table)


@user.command()
@click.argument("email")
@click.argument("new")
@said_in_words
def address(email: str, new: str) -> None:
    """Give somebody a NEW address to sign in with."""
    commands.change_address(email=email, new=new)
    click.echo("Changed.")


@user.command(name="forget-second-step")
@click.argument("email")
@said_in_words
def forget_second_step(email: str) -> None:
    """Take away a lost authenticator, so that they can sign in with the passphrase alone."""
    commands.remove_second_step(email)
    click.echo("Taken away. They can set up a new one under Settings, Me.")
