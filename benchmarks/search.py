"""`python -m benchmarks.search [CONVERSATIONS]`: search over many messages in several languages; prints a Markdown table.

5,000 different texts are each used many times with other people and other subjects: what a database does for a word
depends on how many messages hold it. With HEEDFUL_DATABASE_URL set
(`python -m tests.postgres -- python -m benchmarks.search`) it measures PostgreSQL.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="heedful-bench-")
os.environ["HEEDFUL_DATA"] = FOLDER.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from benchmarks.fill import fill  # noqa: E402
from benchmarks.texts import RARE  # noqa: E402
from heedful.interactions.models import Interaction  # noqa: E402
from heedful.interactions.queries import search, search_best  # noqa: E402
from heedful.switchboard.tests.factories import make_account  # noqa: E402
from heedful.team.tests.factories import make_cast  # noqa: E402

ASKED = (
    ("a word in every message", "lampword"), ("a word in one of seven", "parcel"), ("its other form", "Lieferungen"),
    ("two common words", "parcel waiting"), ("words side by side", '"waiting for your answer"'),
    ("two signs of Chinese", "台灯"), ("a rare word", RARE), ("a rare and a common word", f"{RARE} parcel"),
    ("a word that is nowhere", "nowhereword"), ("beginning of an order number", "Order 70019"),
    ("who wrote it", "from:alva"), ("a common word without another", "parcel -lampword"),
    ("a common word with a tag of few", "parcel tag:few"), ("a common word, a month two years ago", "parcel before:600d"),
    ("what is mine", "is:mine"),
)  # fmt: skip


def cost(action: Callable[[], object], times: int = 20) -> float:
    """Milliseconds of processor, ours and the database's: a busy machine makes wall-clocks say nothing."""
    action()
    ours, theirs = time.process_time(), _of_database()
    for _ in range(times):
        action()
    return (time.process_time() - ours + _of_database() - theirs) * 1000 / times


def _of_database() -> float:
    """Seconds of processor that PostgreSQL's process behind this connection has used; SQLite runs in ours."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        used = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


def main(conversations: int) -> None:
    """Fill, measure, print."""
    call_command("migrate", interactive=False, verbosity=0)
    cast, began = make_cast(), time.perf_counter()
    fill(make_account(cast.brand, pretend=True), conversations)
    filled = time.perf_counter() - began
    print(f"\n{connection.vendor}, {Interaction.objects.count():,} interactions, filled in {filled:.0f} s\n")
    print("| what is looked for | newest first, processor ms | best first, processor ms |\n|---|---|---|")
    for name, text in ASKED:
        newest = cost(lambda text=text: search(cast.viewer, text))
        best = cost(lambda text=text: search_best(cast.viewer, text), 7)
        print(f"| {name} | {newest:.1f} | {best:.1f} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
