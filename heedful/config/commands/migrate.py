"""`heedful migrate`: bring the database to this version."""

from __future__ import annotations

import click

from heedful.config.schema import bring_up_to_date


@click.command()
def migrate() -> None:
    """Bring the database to this version."""
    bring_up_to_date(verbosity=1)
