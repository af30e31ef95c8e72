"""`python -m tests.lab.mail FOLDER`: how the product understands a folder of mails.

FOLDER holds `context.json` (mailboxes, agents, conversations to open first) and `.eml` files, taken in file-name
order on a fresh database. One JSON line per mail; its *interaction* is our conversation, by the context's name.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.lab.mail_world import World


def main(arguments: list[str]) -> int:
    """Run all mails of the folder named on the command line."""
    if len(arguments) != 1 or not (Path(arguments[0]) / "context.json").is_file():
        print("usage: python -m tests.lab.mail FOLDER   (with context.json and .eml files)", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    with tempfile.TemporaryDirectory(prefix="heedful-lab-") as data:
        world = fresh_world(Path(data), json.loads((folder / "context.json").read_text("utf-8")))
        for line in run(folder, world):
            print(json.dumps(line, ensure_ascii=False), flush=True)
    return 0


def fresh_world(data: Path, context: dict[str, Any]) -> World:
    """A new database in a new folder. Settings are read at import, so Django starts only here."""
    os.environ["HEEDFUL_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "heedful.config.settings"
    import django

    django.setup()
    from heedful.config.schema import bring_up_to_date

    bring_up_to_date()
    from tests.lab.mail_world import World

    return World(context)


def run(folder: Path, world: World) -> list[dict[str, Any]]:
    """Feed every mail once, in order; then every accepted one a second time, to see that it changes nothing."""
    lines = []
    for path in sorted(folder.glob("*.eml")):
        started = time.perf_counter()
        line = world.feed(path)
        line["seconds"] = round(time.perf_counter() - started, 3)
        lines.append(line)
    for line in lines:
        if line["action"] in {"new", "append", "auto_reply"}:
            line["idempotent_on_repeat"] = world.is_duplicate_on_repeat(folder / line["file"])
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
