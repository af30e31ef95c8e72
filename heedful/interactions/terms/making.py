"""The terms of one interaction: what stands in the search index for it, in five fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from heedful.interactions.terms.languages import languages_of, small_words
from heedful.interactions.terms.letters import read, tokens
from heedful.interactions.terms.stems import MARK, stems_in

VERSION = 1  # one more when the same text gives other terms: everything is then indexed again
LETTERS_READ = 100_000  # of a message; a book that somebody sent is found by its beginning
MOST, MOST_OF_HEAD, LOOKED_AT = 13_000, 400, 400  # 16,000 in all: PostgreSQL counts places to 16,383
EVERY = f"{MARK}all"  # stands with every interaction, for questions that only say what they do not want


def mark(name: str) -> str:
    """How a mark such as note stands among the stems; no word is ever taken for one."""
    return MARK + name.replace("_", MARK)


@dataclass(frozen=True, slots=True)
class Heading:
    """Who, to whom and what else is known of an interaction, beside its words."""

    subject: str = ""
    sender: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """Plain words, ready for either database, with one space between them."""

    subject: str
    sender: str
    recipients: str
    body: str
    stems: str


def made_of(heading: Heading, text: str) -> Made:
    """The terms of a heading and a text. A gap stands between two names, so that no phrase spans them."""
    body, written = read(text[:LETTERS_READ], MOST)
    titles = read("\n".join((heading.subject, *heading.files))[:LETTERS_READ], MOST_OF_HEAD)
    languages = languages_of(body[:LOOKED_AT] or titles[0])
    stems = sorted(_stems({**titles[1], **written}, languages))
    return Made(
        subject=_listed((heading.subject, *heading.files)),
        sender=_listed(heading.sender),
        recipients=_listed(heading.recipients),
        body=" ".join(body),
        stems=" ".join([EVERY, *map(mark, heading.marks), *stems]),
    )


def _listed(parts: Iterable[str]) -> str:
    found: list[str] = []
    for part in parts:
        if len(found) < MOST_OF_HEAD and part:
            found += [MARK] * bool(found) + tokens(part[:2000], MOST_OF_HEAD)
    return " ".join(found)


def _stems(written: dict[str, str], languages: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    small = small_words()
    for word, plain in written.items():
        but = small.get(plain)
        found |= stems_in(word, languages if but is None else tuple(one for one in languages if one not in but))
    return found
