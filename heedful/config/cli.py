"""The command `heedful`. Each command's module is loaded only when it is called, so that `coach` needs no Django."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click
import django

from heedful import __version__

COMMANDS = {
    "up": "heedful.config.commands.run",
    "web": "heedful.config.commands.run",
    "work": "heedful.config.commands.run",
    "migrate": "heedful.config.commands.migrate",
    "demo": "heedful.config.commands.demo",
    "import-mail": "heedful.config.commands.import_mail",
    "doctor": "heedful.config.commands.doctor",
    "index": "heedful.config.commands.index",
    "replay": "heedful.config.commands.replay",
    "backup": "heedful.config.commands.backup",
    "restore": "heedful.config.commands.restore",
    "move-to-postgresql": "heedful.config.commands.move_to_postgresql",
    "retention": "heedful.config.commands.retention",
    "user": "heedful.config.commands.user",
    "coach": "heedful.config.commands.coach",
}
WITHOUT_DJANGO = {"coach"}


class House(click.Group):
    """Finds commands by name in the table above."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        gc.disable()  # what is loaded now stays: looking through it again and again costs a tenth of the start
        if cmd_name not in WITHOUT_DJANGO:
            _set_up_django(ctx)
        module = import_module(COMMANDS[cmd_name])
        gc.freeze()
        gc.enable()
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


def _set_up_django(ctx: click.Context) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")
    django.setup()
    # Here, because `coach` need not wait 0.15 s for it.
    from django.db import connections  # noqa: PLC0415

    ctx.call_on_close(connections.close_all)  # SQLite tidies up beside its file when it is closed


@click.group(cls=House, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="heedful")
def main() -> None:
    """Every customer heard, every promise kept."""


if __name__ == "__main__":
    sys.exit(main())
