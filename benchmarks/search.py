"""`python -m benchmarks.search [CONVERSATIONS]`: search over many messages in several languages; prints a Markdown table.

Words are as frequent as in real text (Zipf). 5,000 different texts are each used many times with other people and
other subjects: what a database does for a word depends on how many messages hold it. With HEEDFUL_DATABASE_URL set
(`python -m tests.postgres -- python -m benchmarks.search`) it measures PostgreSQL.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="heedful-bench-")
os.environ["HEEDFUL_DATA"] = FOLDER.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from benchmarks.fill import RARE, fill  # noqa: E402
from heedful.interactions.actions import tag  # noqa: E402
from heedful.interactions.models import Conversation, Interaction, Terms  # noqa: E402
from heedful.interactions.queries import search, search_best  # noqa: E402
from heedful.interactions.terms import Heading, made_of  # noqa: E402
from heedful.team.tests.factories import make_cast  # noqa: E402

TEXTS, WORDS_EACH, VOCABULARY = 5_000, 60, 30_000
SYLLABLES = (
    "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru".split()
)
OPENINGS = (
    "The parcel has not arrived and I am waiting for your answer",
    "Die Bestellung ist noch nicht da und ich warte auf die Lieferung",
    "La commande est arrivée mais les lampes ne sont pas dans le colis",
    "El pedido no ha llegado y la factura no es de mi empresa",
    "Tilaus ei ole vielä saapunut ja lamppu on rikki",
    "注文した商品がまだ届いていません",
    "我订购的台灯还没有收到",
)
ASKED = (
    ("a word in every message", "lampword"), ("a word in one of seven", "parcel"), ("its other form", "Lieferungen"),
    ("two common words", "parcel waiting"), ("words side by side", '"waiting for your answer"'),
    ("two signs of Chinese", "台灯"), ("a rare word", RARE), ("a rare and a common word", f"{RARE} parcel"),
    ("a word that is nowhere", "nowhereword"), ("beginning of an order number", "Order 1977"),
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


class Texts:
    """Different texts in several languages, made once."""

    def __init__(self) -> None:
        dice = random.Random(5)
        words = ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))) for _ in range(VOCABULARY)]
        weights = list(accumulate(1 / (rank + 2) for rank in range(VOCABULARY)))
        self.all = [
            f"{dice.choice(OPENINGS)}. Lampword {' '.join(dice.choices(words, cum_weights=weights, k=WORDS_EACH))}."
            for _ in range(TEXTS)
        ]

    def any(self, dice: random.Random) -> str:
        return dice.choice(self.all)


@lru_cache(maxsize=TEXTS)
def _made(text: str) -> tuple[str, str]:
    made = made_of(Heading(marks=("message", "private", "by_email")), text)
    return made.body, made.stems


def index(rows: list[Interaction]) -> None:
    """As the product does it, but each text only once."""
    Terms.objects.bulk_create(
        (
            Terms(
                interaction_id=row.sort_key, brand_id=row.brand_id, subject=row.subject.lower(),
                sender=row.author_name.lower(), recipients="", **dict(zip(("body", "stems"), _made(row.text), strict=True)),
            )
            for row in rows
        ),
        batch_size=500,
    )  # fmt: skip


def main(conversations: int) -> None:
    """Fill, measure, print."""
    call_command("migrate", interactive=False, verbosity=0)
    cast, began = make_cast(), time.perf_counter()
    fill(cast.brand, conversations, text_of=Texts().any, index=index)
    for talk in Conversation.objects.order_by("id")[: conversations // 2 : max(conversations // 40, 1)]:
        tag(viewer=cast.viewer, conversation_id=talk.pk, name="few")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    filled = time.perf_counter() - began
    print(f"\n{connection.vendor}, {Interaction.objects.count():,} interactions, filled in {filled:.0f} s\n")
    print("| what is looked for | newest first, processor ms | best first, processor ms |\n|---|---|---|")
    for name, text in ASKED:
        newest = cost(lambda text=text: search(cast.viewer, text))
        best = cost(lambda text=text: search_best(cast.viewer, text), 7)
        print(f"| {name} | {newest:.1f} | {best:.1f} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
