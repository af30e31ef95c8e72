"""Where the words stand in a text: a short piece of it, safe to show, with the words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from heedful.interactions.terms import Wanted, folded, words
from heedful.interactions.terms.languages import languages_of
from heedful.interactions.terms.letters import pairs, run_of
from heedful.interactions.terms.stems import stems_in

LONG, BEFORE, NEAR = 220, 50, 180
SPACES = re.compile(r"\s+")
Span = tuple[int, int, int]  # from, to, which of the wanted


@dataclass(frozen=True, slots=True)
class Place:
    """One term of a text; `written` is the word as it stands there, empty within a run of letters."""

    term: str
    start: int
    end: int
    written: str


def excerpt(text: str, wants: list[Wanted]) -> Markup:
    """The piece that holds most of the wanted words; the beginning when none is there."""
    spans = _spans(text, wants)
    start = _best_start(spans)
    begin = _back_to_space(text, max(start - BEFORE, 0), start)
    end = _on_to_space(text, min(begin + LONG, len(text)))
    made = _marked(text, (begin, end), spans)
    return escape("… " * bool(begin)) + made + escape(" …" * (end < len(text)))


def shown(text: str, wants: list[Wanted]) -> Markup:
    """All of a short text."""
    return _marked(text, (0, len(text)), _spans(text, wants))


def _spans(text: str, wants: list[Wanted]) -> list[Span]:
    wants = [one for one in wants if one.phrase and not one.phrase[0].startswith("·")]
    if not wants or not text:
        return []
    places = list(_places(text))
    languages = languages_of([place.term for place in places[:400]])
    found = []
    for at in range(len(places)):
        for number, one in enumerate(wants):
            length = _length_at(places, at, one, languages)
            if length:
                found.append((places[at].start, places[at + length - 1].end, number))
    return found


def _places(text: str) -> Iterator[Place]:
    for start, end, is_run in words(text):
        written = text[start:end]
        if not is_run:
            yield Place(folded(written), start, end, written)
            continue
        run = run_of(written)
        is_same = len(run) == len(written)
        for at, pair in enumerate(pairs(run)):
            yield Place(pair, start + at, start + at + len(pair), "") if is_same else Place(pair, start, end, "")


def _length_at(places: list[Place], at: int, one: Wanted, languages: tuple[str, ...]) -> int:
    """How many terms of the text from here on are what is wanted; 0 when they are not."""
    last = len(one.phrase) - 1
    for step, word in enumerate(one.phrase):
        if at + step >= len(places):
            return 0
        term = places[at + step].term
        if term != word and not (step == last and one.is_begun and term.startswith(word)):
            is_stem = bool(one.stems) and bool(places[at].written)
            return int(is_stem and not one.stems.isdisjoint(stems_in(places[at].written, languages)))
    return last + 1


def _best_start(spans: list[Span]) -> int:
    """Where a piece begins that holds the most of them."""
    best, most = 0, 0
    for at, (start, _end, _number) in enumerate(spans[:200]):
        near = {number for begin, _to, number in spans[at : at + 40] if begin <= start + NEAR}
        if len(near) > most:
            best, most = start, len(near)
    return best


def _back_to_space(text: str, least: int, start: int) -> int:
    if least == 0:
        return 0
    space = text.find(" ", least, start)
    return least if space < 0 else space + 1


def _on_to_space(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - 40, end)
    return end if space < 0 else space


def _marked(text: str, piece: tuple[int, int], spans: list[Span]) -> Markup:
    begin, end = piece
    made, place = Markup(), begin
    for start, stop in _joined(spans):
        if stop <= begin or start >= end:
            continue
        made += _tidy(text[place : max(start, begin)]) + Markup("<mark>") + _tidy(text[max(start, begin) : stop])
        made += Markup("</mark>")
        place = stop
    return made + _tidy(text[place : max(end, place)])


def _joined(spans: list[Span]) -> list[tuple[int, int]]:
    """Without those that overlap or touch."""
    joined: list[tuple[int, int]] = []
    for start, stop, _number in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined


def _tidy(text: str) -> Markup:
    return escape(SPACES.sub(" ", text))
