"""`python -m benchmarks.fill FOLDER [CONVERSATIONS]`: a desk with five messages in each of so many conversations.

The product's own actions tell a few conversations; all others are copies of their rows, from customers to events
and search terms. Before it fills, it holds one copy against a conversation that the actions wrote, column by column.
With HEEDFUL_DATABASE_URL set it fills that database, FOLDER then holds keys and mails.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import defaultdict
from typing import Any

if __name__ == "__main__":
    os.environ["HEEDFUL_DATA"] = sys.argv[1]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from benchmarks.copies import Copy, Pattern, differences  # noqa: E402
from benchmarks.loading import loading, newest_id, put  # noqa: E402
from benchmarks.pattern import LONGEST, TURNS, Fate, tell  # noqa: E402
from benchmarks.texts import RARE, Texts  # noqa: E402
from heedful.events.instant import DAY, now  # noqa: E402
from heedful.interactions.actions.tags import found_or_made  # noqa: E402
from heedful.interactions.models import Interaction  # noqa: E402
from heedful.interactions.queries import search  # noqa: E402
from heedful.switchboard.models import Account  # noqa: E402
from heedful.switchboard.tests.factories import make_account  # noqa: E402
from heedful.team.models import Membership  # noqa: E402
from heedful.team.tests.factories import make_cast  # noqa: E402
from heedful.team.viewer import Viewer, viewer_of  # noqa: E402

SPAN = 730 * DAY
TAG = "few"
FIRST = 7_000_000  # numbers of seven digits, so that none stands inside another
BATCH = 2_000
OPEN, TAGGED = 0.97, 40  # of the newest conversations; one in so many has a tag
MOODS = ("calm", "upset")  # of one conversation, by who writes for us
RARE_IN = 1_000  # one conversation in so many says the rare word


class Filling:
    """Patterns for every fate that a conversation may have here, and the next free keys."""

    def __init__(self, account: Account, writers: list[Viewer], total: int) -> None:
        self.account, self.total = account, total
        self.texts, self.dice = Texts(), random.Random(7)
        self.end = now() - LONGEST
        with transaction.atomic():
            found_or_made(writers[0], account.brand_id, TAG)
        fates = [Fate(who, is_open, tag) for is_open in (False, True) for tag in ("", TAG) for who in writers]
        self.patterns = {
            (fate.is_open, bool(fate.tag), place % len(writers)): self._pattern(place, fate)
            for place, fate in enumerate(fates)
        }
        self.writers = len(writers)
        self._prove(fates)
        self.next = {name: newest_id(name) + 1 for pattern in self.patterns.values() for name in pattern.sizes}

    def fill(self) -> None:
        for start in range(0, self.total, BATCH):
            rows: dict[str, list[list[Any]]] = defaultdict(list)
            for number in range(start, min(start + BATCH, self.total)):
                for table, row in self._pattern_for(number).rows(self._copy(number)):
                    rows[table].append(row)
            with transaction.atomic():
                for table, listed in rows.items():
                    put(table, self.columns[table], listed)

    @property
    def columns(self) -> dict[str, list[str]]:
        return {name: names for pattern in self.patterns.values() for name, names in pattern.columns.items()}

    def _pattern(self, place: int, fate: Fate) -> Pattern:
        number, texts = FIRST - 1 - place, self._texts(place)
        return Pattern(tell(self.account, fate, number, self._at(0), texts), number, texts, self.texts)

    def _prove(self, fates: list[Fate]) -> None:
        """A copy is what the actions write: same tables, same rows, same values."""
        for place, (pattern, fate) in enumerate(zip(self.patterns.values(), fates, strict=True)):
            number, at, texts = FIRST - 100 - place, self._at(self.total // 2), self._texts(place)
            told = tell(self.account, fate, number, at, texts)
            first = {name: rows[0]["id"] for name, rows in told.items() if name != "interactions_terms"}
            copied = list(pattern.rows(Copy(str(number), at - self._at(0), texts, first, 0)))
            if found := differences(copied, told):
                raise SystemExit("A copy is not what the product writes:\n" + "\n".join(found[:20]))

    def _pattern_for(self, number: int) -> Pattern:
        return self.patterns[number > self.total * OPEN, number % TAGGED == 0, number % self.writers]

    def _copy(self, number: int) -> Copy:
        pattern, texts = self._pattern_for(number), self._texts(number % self.writers)
        if number % RARE_IN == RARE_IN // 2:
            texts[0] = f"{texts[0]} {RARE}"
        first = {name: self.next[name] for name in pattern.sizes}
        for name, size in pattern.sizes.items():
            self.next[name] += size
        return Copy(str(FIRST + number), self._at(number) - self._at(0), texts, first, number * TURNS)

    def _texts(self, writer: int) -> list[str]:
        return self.dice.choices(self.texts.of_mood(MOODS[writer % len(MOODS)]), k=TURNS)

    def _at(self, number: int) -> int:
        """Evenly over two years, to the whole second."""
        return (self.end - SPAN + SPAN * number // self.total) // 1_000_000 * 1_000_000


def fill(account: Account, conversations: int) -> None:
    """For everybody who works in the brand of this mailbox, whose replies count as sent."""
    members = Membership.objects.filter(brand=account.brand).order_by("person_id")
    filling = Filling(account, [viewer_of(row.person) for row in members], conversations)
    began = time.perf_counter()
    with loading(list(filling.columns)):
        filling.fill()
        print(f"copied after {time.perf_counter() - began:.0f} s", file=sys.stderr)
    print(f"indexed after {time.perf_counter() - began:.0f} s", file=sys.stderr)


def fill_first(conversations: int) -> None:
    """For the first mailbox that there is."""
    account = Account.objects.order_by("id").select_related("brand")[0]
    account.settings = {**account.settings, "pretend": True}
    account.save(update_fields=["settings"])
    fill(account, conversations)


def main(conversations: int) -> None:
    """Lay the tables, fill them, see that search finds what it should."""
    began = time.perf_counter()
    call_command("migrate", interactive=False, verbosity=0)
    cast = make_cast()
    fill(make_account(cast.brand, pretend=True), conversations)
    found = len(search(cast.viewer, RARE, limit=1_000))
    assert found == len(range(RARE_IN // 2, conversations, RARE_IN)), found
    words = f"{connection.vendor}: {conversations:,} conversations, {Interaction.objects.count():,} interactions"
    print(f"{words}, filled in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[2]) if len(sys.argv) > 2 else 200_000)
