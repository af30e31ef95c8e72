"""`heedful retention`: how long mail, files and texts are kept, and what would go."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table

from heedful.config.retention.keeping import Periods, Refused, periods_of, set_periods
from heedful.config.retention.purge import Purged, preview, purge
from heedful.team.models import Brand

MONTHS = click.IntRange(0, 1200)


@click.group()
def retention() -> None:
    """How long mail, files and texts of resolved conversations are kept."""


@retention.command()
def show() -> None:
    """Each brand's periods, and what would go now. Nothing is touched."""
    table = Table("Brand", "Raw mail", "Files", "Texts", "Would go now")
    for brand in Brand.objects.order_by("slug"):
        periods = periods_of(brand.pk)
        found = preview(brand.pk, periods)
        table.add_row(brand.slug, *map(_months, (periods.mail, periods.files, periods.texts)), _said(found))
    Console().print(table)


@retention.command(name="set")
@click.argument("brand")
@click.option("--mail", type=MONTHS, default=None, help="Months that the raw mail is kept; 0 means for ever.")
@click.option("--files", type=MONTHS, default=None, help="The same for attachments.")
@click.option("--texts", type=MONTHS, default=None, help="The same for what was written.")
def set_command(brand: str, mail: int | None, files: int | None, texts: int | None) -> None:
    """Set how long BRAND (its short name) keeps things. What is not given stays as it is."""
    row = _brand(brand)
    before = periods_of(row.pk)
    wanted = Periods(
        before.mail if mail is None else mail,
        before.files if files is None else files,
        before.texts if texts is None else texts,
    )
    found = preview(row.pk, wanted)
    try:
        set_periods(brand_id=row.pk, periods=wanted)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(
        f"{brand}: raw mail {_months(wanted.mail)}, files {_months(wanted.files)}, texts {_months(wanted.texts)}."
    )
    click.echo(f"At the next run, within a day, this goes: {_said(found)}.")


@retention.command()
@click.argument("brand")
@click.option("--yes", is_flag=True, help="Do not ask.")
def run(brand: str, yes: bool) -> None:  # noqa: FBT001 (click hands options over by position)
    """Take away now what BRAND has kept long enough."""
    row = _brand(brand)
    found = preview(row.pk, periods_of(row.pk))
    if found == Purged():
        click.echo("Nothing is old enough.")
        return
    if not yes:
        click.confirm(
            f"This goes and cannot be brought back other than from a backup: {_said(found)}. Go on?", abort=True
        )
    click.echo(f"Gone: {_said(purge(row.pk))}.")


def _brand(slug: str) -> Brand:
    found = Brand.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Brand.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise click.ClickException(f"There is no brand {slug}. There are: {known}.")
    return found


def _months(months: int) -> str:
    return f"{months} months" if months else "for ever"


def _said(found: Purged) -> str:
    if found == Purged():
        return "nothing"
    words = f"{found.mails:,} mails and {found.files:,} files ({found.bytes / 1e6:,.1f} MB)"
    return f"{words}, {found.texts:,} texts of {found.conversations:,} conversations"
