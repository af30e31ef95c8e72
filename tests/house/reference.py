"""Writes docs/reference/ from the code: `make docs`. A test says when a page is stale."""

from __future__ import annotations

import importlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from tests.house.source import PACKAGE, ROOT, rooms

FOLDER = ROOT / "docs" / "reference"
WRITTEN = "Written by `make docs` from the code; edit it there."


def events() -> str:
    """One table for each room that has events."""
    parts = ["# Events", WRITTEN, "What can happen, and what each event means. Why they matter: [start](../start.md)."]
    for room in rooms():
        if (room / "kinds.py").exists():
            kinds = importlib.import_module(f"heedful.{room.name}.kinds").KINDS
            rows = [f"| `{kind}` | {meaning} |" for kind, meaning in kinds.items()]
            parts.append("\n".join([f"## {room.name}\n", "| event | meaning |", "|---|---|", *rows]))
    return _page(parts)


def rules() -> str:
    """One table for each family of the coach's rules, each linked to its own page."""
    catalog = importlib.import_module("heedful.coach.catalog").RULES
    by_name = {rule.name.replace("-", "_"): rule for rule in catalog}
    parts = ["# Rules of the coach", WRITTEN, "`heedful coach --explain CODE` shows a rule's page in the terminal."]
    for family in sorted(path for path in (PACKAGE / "coach" / "rules").iterdir() if path.is_dir()):
        pages = sorted((by_name[page.stem].code, page) for page in family.glob("*.md") if page.stem in by_name)
        rows = [_rule_row(by_name[page.stem], page) for _, page in pages]
        if rows:
            head = ["| code | finds | weight | languages | practices |", "|---|---|---|---|---|"]
            parts.append("\n".join([f"## {family.name}\n", *head, *rows]))
    return _page(parts)


def _rule_row(rule: Any, page: Path) -> str:
    link = f"[{rule.name}](../../{page.relative_to(ROOT)})"
    languages = "all" if "*" in rule.languages else ", ".join(rule.languages)
    practices = ", ".join(rule.practices)
    return f"| `{rule.code}` | {link}: {rule.title} | {rule.severity} | {languages} | {practices} |"


def commands() -> str:
    """The help of every command."""
    main = importlib.import_module("heedful.config.cli").main
    parts = ["# Commands", WRITTEN, "`heedful COMMAND --help` says the same in the terminal."]
    for context in _walk(click.Context(main, info_name="heedful", terminal_width=96, **main.context_settings)):
        text = context.command.get_help(context)
        parts.append(f"## {context.command_path}\n\n```text\n{text.strip()}\n```")
    return _page(parts)


def _walk(context: click.Context) -> Iterator[click.Context]:
    """A command and all below it, each knowing its parent, as when it is called."""
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            inner = context.command.get_command(context, name)
            if inner is not None and not inner.hidden:
                yield from _walk(click.Context(inner, parent=context, info_name=name, **inner.context_settings))


def _page(parts: list[str]) -> str:
    return "\n\n".join(parts) + "\n"


PAGES: dict[str, Callable[[], str]] = {"events.md": events, "rules.md": rules, "commands.md": commands}


def main() -> None:
    """Write every page. The folder keeps the keys of this run out of anybody's own desk."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HEEDFUL_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")
        for name, write in PAGES.items():
            (FOLDER / name).write_text(write())
            print(Path("docs/reference") / name)


if __name__ == "__main__":
    main()
