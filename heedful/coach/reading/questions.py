"""What a text asks for: one Ask for every question or request, with its words and its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from heedful.coach.finding import Span
from heedful.coach.reading.words import Words

Kind = Literal["when", "where", "who", "why", "how_much", "how", "which", "what", "yes_no", "request"]

_OPENERS: dict[str, Kind] = {
    "when": "when", "where": "where", "who": "who", "whom": "who", "whose": "who", "why": "why",
    "which": "which", "what": "what", "how": "how",
}  # fmt: skip
_AUXILIARIES = frozenset(
    "is are am was were do does did have has had can could will would shall should may might must".split()
)
_WONDERS = frozenset("know tell wonder wondering ask asked asking question explain check clarify curious".split())
_MINE = frozenset("i we my our me please could can let".split())
_AMOUNTS = frozenset("much many long far big heavy old often large wide tall deep high fast".split())
_SUBJECTS = frozenset(
    "i you we it they he she there this that these those my your our the a an any anyone anybody somebody someone one"
    " everything all".split()
)
_LEAD_INS = frozenset("and or but so also then well ok okay please hi hello hey sorry just because".split())


@dataclass(frozen=True, slots=True)
class Ask:
    """A question or request; `words` are its own words in lower case, `turn` counts in Context.turns."""

    text: str
    span: Span
    kind: Kind
    words: tuple[str, ...]
    turn: int | None = None


def questions_in(words: Words, *, spoken: bool = False) -> list[Ask]:
    """`spoken` also takes questions without a question mark ("is it heavy"), as people write them in chats."""
    found: list[Ask] = []
    wonders = not _WONDERS.isdisjoint(words.words)
    for sentence in words.sentences:
        may_ask = sentence.is_question or (spoken and sentence.mark != "!")
        for first, last in _clauses(words, sentence.first, sentence.last) if may_ask else ():
            kind = _kind(words.words, _after_handle(words, first, last), last)
            if kind is not None or (sentence.is_question and last == sentence.last):
                found.append(_ask(words, first, last, kind or "yes_no"))
        if wonders and not sentence.is_question and not (found and found[-1].span.start >= sentence.start):
            found += _embedded(words, sentence.first, sentence.last)
    return found


def _embedded(words: Words, first: int, last: int) -> list[Ask]:
    """As in "I want to know what it costs" and "my question was whether it fits"."""
    row = words.words
    for at in range(first, last - 3):
        if (
            row[at] not in _WONDERS
            or "not" in row[max(first, at - 2) : at]
            or not _MINE.intersection(row[first : at + 1])
        ):
            continue
        for start in range(at + 1, min(at + 4, last - 2)):
            if row[start] in _OPENERS or row[start] == "whether":
                return [_ask(words, start, last, _OPENERS.get(row[start], "yes_no"))]
    return []


def _after_handle(words: Words, first: int, last: int) -> int:
    """A post often opens by naming whom it is meant for: "@zoo are the pandas back"."""
    while first < last and words.starts[first] > 0 and words.text[words.starts[first] - 1] == "@":
        first += 1
    return first


def _ask(words: Words, first: int, last: int, kind: Kind) -> Ask:
    span = words.span(first, last)
    return Ask(words.text[span.start : span.end], span, kind, tuple(words.words[first:last]))


def _clauses(words: Words, first: int, last: int) -> list[tuple[int, int]]:
    """Cut "do you have it in green, and how long is it" into two, where the second opens like a question."""
    cuts = [first]
    for at in range(first + 2, last - 1):
        if at in words.commas or words.words[at] == "and":
            start = at + 1 if words.words[at] in ("and", "but", "also") else at
            if start < last and start - cuts[-1] > 1 and _kind(words.words, start, last) is not None:
                cuts.append(start)
    return [(start, stop) for start, stop in zip(cuts, [*cuts[1:], last], strict=True) if stop > start]


def _kind(words: list[str], first: int, last: int) -> Kind | None:
    while first < last and words[first] in _LEAD_INS:
        first += 1
    if first >= last:
        return None
    word = words[first]
    following = words[first + 1] if first + 1 < last else ""
    if word in ("on", "at", "by", "from", "to", "in", "for", "until", "since", "with") and following in _OPENERS:
        word, following = following, words[first + 2] if first + 2 < last else ""
    if word == "how":
        return "how_much" if following in _AMOUNTS else ("how" if following else None)
    if word in _OPENERS:
        return _OPENERS[word] if _opens(words, first, last) else None
    if word in _AUXILIARIES and (following in _SUBJECTS or (word in ("is", "are", "does", "do") and following)):
        return _offer_or_request(word, following, words, first, last)
    return None


def _opens(words: list[str], first: int, last: int) -> bool:
    """Like "When I came home" opens no question, "when will it come" does."""
    if words[first] in ("what", "which", "who", "how", "where", "why"):
        return True
    following = words[first + 1] if first + 1 < last else ""
    return following in _AUXILIARIES or not following


def _offer_or_request(word: str, following: str, words: list[str], first: int, last: int) -> Kind:
    verb = words[first + 2] if first + 2 < last else ""
    asks_for = word in ("can", "could", "will", "would") and following in ("you", "someone", "somebody", "anyone")
    return "request" if asks_for and verb not in ("be", "have", "mean", "tell", "confirm") else "yes_no"
