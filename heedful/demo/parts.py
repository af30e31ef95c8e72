"""Who of the staff plays which turn of a telling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from heedful.demo.firm import Colleague
from heedful.demo.telling import Telling

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Parts:
    """First names. `authors` has one per turn; on a customer's turn it is whoever writes it down."""

    owner: str
    colleague: str
    authors: tuple[str, ...]


def give_parts(telling: Telling, staff: list[Colleague], chance: Random) -> Parts:
    """A text that ends with a first name is that colleague's; one that names somebody is somebody else's."""
    names = [person.first for person in staff]
    texts = [telling.text(index) for index in range(len(telling.exchange.turns))]
    signed = [_signed_by(text, names) for text in texts]
    named = [{word for word in WORD.findall(text) if word in names} for text in texts]
    chance.shuffle(names)
    passed_over = set().union(*(who for who, by in zip(named, signed, strict=True) if not by))
    owner = next((name for name in signed if name), "") or _first_not_in(names, passed_over)
    authors = tuple(
        by or (owner if owner not in who else _first_not_in(names, who)) for by, who in zip(signed, named, strict=True)
    )
    return Parts(owner, _first_not_in(names, {owner, *authors}), authors)


def _signed_by(text: str, names: list[str]) -> str:
    words = WORD.findall(text)
    return words[-1] if words and words[-1] in names else ""


def _first_not_in(names: list[str], unwanted: set[str]) -> str:
    return next((name for name in names if name not in unwanted), names[0])
