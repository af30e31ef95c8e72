"""Texts to measure with: words as frequent as in real text (Zipf), several languages, always the same ones."""

from __future__ import annotations

import random
from itertools import accumulate

from heedful.coach import read_customer
from heedful.interactions.terms import Heading, made_of

TEXTS, WORDS_EACH, VOCABULARY = 5_000, 60, 30_000
RARE = "zeugma"
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


class Texts:
    """5,000 different texts; what they are found by is made once, as the product makes it."""

    def __init__(self) -> None:
        dice = random.Random(5)
        words = ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))) for _ in range(VOCABULARY)]
        weights = list(accumulate(1 / (rank + 2) for rank in range(VOCABULARY)))
        self.all = [
            f"{dice.choice(OPENINGS)}. Lampword {' '.join(dice.choices(words, cum_weights=weights, k=WORDS_EACH))}."
            for _ in range(TEXTS)
        ]
        self._moods: dict[str, list[str]] = {}
        self._made: dict[str, tuple[str, str]] = {}

    def any(self, dice: random.Random) -> str:
        return dice.choice(self.all)

    def of_mood(self, mood: str) -> list[str]:
        """Those in which the product hears this mood: it writes down each time that the mood changes."""
        if not self._moods:
            for text in self.all:
                self._moods.setdefault(read_customer(text).mood, []).append(text)
        return self._moods[mood]

    def terms(self, subject: str, text: str) -> tuple[str, str]:
        """Body and stems, without the marks. The subject must be as good as the same each time, but for numbers."""
        made = self._made.get(text)
        if made is None:
            found = made_of(Heading(subject=subject), text)
            made = self._made[text] = found.body, found.stems
        return made
