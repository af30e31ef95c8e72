"""Writes the examples into docs/practices.md from the coach's own: `python -m tests.house.practices`."""

from __future__ import annotations

from heedful.coach.practices import PRACTICES, Model, practice
from tests.house.source import ROOT

PAGE = ROOT / "docs" / "practices.md"
HEADING = "## What it looks like"
_SPEAKERS = {"customer": "Customer", "agent": "Before", "note": "Note"}


def with_examples(page: str) -> str:
    """The page with its last section as the coach's examples have it."""
    before = page.partition(f"\n{HEADING}\n")[0].rstrip()
    said = (
        "For each habit that a reply can show: how, two replies that show it, and two that the coach flags for missing it.\n"
        "They are tests (`coach/practices/__init__.py:practice`); after a change `python -m tests.house.practices` writes "
        "them here."
    )
    return "\n".join([before, "", HEADING, "", said, *map(_shown, PRACTICES), ""])


def _shown(name: str) -> str:
    one = practice(name)
    return "\n".join(["", f"### {one.id} {one.title}", "", one.how, *map(_pair, one.models)])


def _pair(model: Model) -> str:
    context = model.context
    rows = [f"Known trouble: {one}" for one in context.incidents]
    rows += [f"Promised before: {one.what}" for one in context.open_promises]
    rows += [f"{_SPEAKERS[turn.role]}: {turn.text}" for turn in context.turns]
    rows[0] += "" if context.channel == "email" else f" ({context.channel})"
    return "\\\n  ".join(
        [f"\n- {rows[0]}", *rows[1:], f"**Shows it:** {model.shows}", f"**Misses it:** {model.misses}"]
    )


if __name__ == "__main__":
    PAGE.write_text(with_examples(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
