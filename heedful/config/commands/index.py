"""`heedful index`: give an older record the terms that the search finds it by."""

from __future__ import annotations

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from heedful.interactions.actions import index_from_the_start, index_more, left_to_index


@click.command()
@click.option("--again", is_flag=True, help="Everything once more, also what is indexed already.")
def index(*, again: bool) -> None:
    """Index what the search does not know yet, newest first.

    `heedful up` and `heedful work` do the same in the background. It may be stopped and run again.
    """
    if again:
        index_from_the_start()
    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()) as bar:
        task = bar.add_task("Indexing", total=left_to_index())
        while done := index_more():
            bar.advance(task, done)
    click.echo("The search knows everything.")
