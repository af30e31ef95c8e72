"""A small naive Bayes over words. It knows what this team marked, and nothing else."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from heedful.interactions.models import Interaction
from heedful.switchboard.models import Word

MOST_WORDS = 150
READ = 6000  # characters of one mail
TELLING = 20  # words that decide
ENOUGH = 10  # mails of each kind, before it may decide anything
CERTAIN = 0.98
_WORD = re.compile(r"[^\W\d_]{3,30}|\d{1,3}%|[€$£]")


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely nobody wants it, and from how many mails of each kind that was learnt."""

    unwanted: float
    learnt_unwanted: int
    learnt_wanted: int

    @property
    def is_certain(self) -> bool:
        enough = min(self.learnt_unwanted, self.learnt_wanted) >= ENOUGH
        return enough and self.unwanted >= CERTAIN


def words_of(mail: Interaction) -> list[str]:
    """What a mail is judged by: its words, its sender's domain, whether it has pictures from elsewhere."""
    domain = mail.author_address.rpartition("@")[2][:50]
    signs = [f"from:{domain}"] if domain else []
    signs += ["has:pictures"] if mail.remote_images else []
    text = f"{mail.subject}\n{mail.text[:READ]}".casefold()
    return list(dict.fromkeys([*signs, *(found.group() for found in _WORD.finditer(text))]))[:MOST_WORDS]


def may_be_certain(brand_id: int) -> bool:
    """Whether a brand has taught enough of both kinds for any opinion to count; one row of one query."""
    total = Word.objects.filter(brand_id=brand_id, word="").values_list("unwanted", "wanted").first()
    return total is not None and min(total) >= ENOUGH


def opinion_on(brand_id: int, words: Iterable[str]) -> Opinion:
    """One query. Without anything learnt it is one half."""
    rows = {row.word: row for row in Word.objects.filter(brand_id=brand_id, word__in=["", *words])}
    total = rows.pop("", None)
    spam, ham = (total.unwanted, total.wanted) if total else (0, 0)
    if not spam or not ham:
        return Opinion(0.5, spam, ham)
    odds = [
        math.log((max(row.unwanted, 0) + 0.4) / (spam + 0.8)) - math.log((max(row.wanted, 0) + 0.4) / (ham + 0.8))
        for row in rows.values()
        if row.unwanted + row.wanted > 0
    ]
    told = sum(sorted(odds, key=abs, reverse=True)[:TELLING])
    return Opinion(1 / (1 + math.exp(-max(-60.0, min(60.0, told)))), spam, ham)


def learn(brand_id: int, words: list[str], *, unwanted: int = 0, wanted: int = 0) -> None:
    """Count a mail in (1) or take it back (-1). Call it inside a transaction."""
    every = ["", *words]
    rows = {row.word: row for row in Word.objects.select_for_update().filter(brand_id=brand_id, word__in=every)}
    for row in rows.values():
        row.unwanted += unwanted
        row.wanted += wanted
    Word.objects.bulk_update(rows.values(), ["unwanted", "wanted"])
    new = (word for word in every if word not in rows)
    Word.objects.bulk_create(
        [Word(brand_id=brand_id, word=word, unwanted=unwanted, wanted=wanted) for word in new], ignore_conflicts=True
    )
