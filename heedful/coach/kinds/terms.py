"""Words and abbreviations that the reader may not know, and the brand's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heedful.coach.finding import Span
from heedful.coach.reading.cues import Cue
from heedful.coach.reading.words import Words
from heedful.coach.scene import Scene

_EVERYDAY = frozenset(
    "OK TV PDF VAT EU UK US USA UAE USB GPS SMS MMS PIN TAN IBAN BIC ID FAQ CV PC DVD CD BBC AM PM GB MB KB TB KG CM MM KM"
    " HDMI WIFI LED CEO HR IT PS PO ATM UN MOT NHS QR SIM DIY RSVP ASAP FYI AC DC XL XXL XS GMT CET CEST UTC BST EST JPG"
    " JPEG PNG MP WC DJ GP MP3 MP4 A4 A5 II III IV VI VII MR MRS MS DR AGM NYC LA DHL UPS IKEA BMW VW HTML URL PR ST NO YES"
    " NOT DO AND THE ALL ONE NOW HTTP HTTPS WWW EUR GBP USD CHF AI PT RE FW CC AT BY ON IN OR TO IS MY WE OUR FOR FREE NEW"
    " SUV BBQ BYO EV LCD OLED RAM CPU SSD TBC TBA ETA HQ NGO BA MA PHD A B C D E F G H I J K L M N O P Q R S T U V W X Y Z".split()
)
_CAPITALS = re.compile(r"[^\W\d_]{2,12}")
_NAMED = frozenset("called calls call named known means term word".split())
_LONGEST = 6


def is_news_to_reader(scene: Scene, cue: Cue) -> bool:
    """Neither used by the customer, nor one of the house's words, nor explained in brackets."""
    said = scene.draft.text[cue.span.start : cue.span.end].lower()
    if said in scene.theirs or said in (word.lower() for word in scene.standards.house_words):
        return False
    before = scene.draft.text[max(0, cue.span.start - 4) : cue.span.start]
    after = scene.draft.text[cue.span.end : cue.span.end + 3]
    if _NAMED.intersection(scene.words.words[max(0, cue.first - 3) : cue.first]):
        return False
    return "(" not in before and not after.lstrip(",").startswith(" (")


def unknown_acronyms(scene: Scene) -> list[Span]:
    words = scene.words
    capitals = scene.capital_words
    if not capitals:
        return []
    found: list[Span] = []
    for sentence in words.sentences:
        loud = [at for at in range(sentence.first, sentence.last) if at in capitals and _is_acronym(words, at)]
        if len(loud) > 1 and len(loud) == sentence.last - sentence.first:
            continue  # a whole sentence in capitals shouts
        loud = [at for at in loud if not _is_shouted(capitals, at)]
        found += [words.span(at, at + 1) for at in loud]
    found = [span for span in found if words.text[span.start : span.end] not in _EVERYDAY]
    if not found:
        return found
    known = {word.upper() for word in scene.standards.house_words}.union(_CAPITALS.findall(scene.theirs.upper()))
    return [span for span in found if words.text[span.start : span.end] not in known]


def _is_shouted(capitals: frozenset[int], at: int) -> bool:
    """One of three and more in a row, which TON102 speaks of."""
    return any({first, first + 1, first + 2} <= capitals for first in range(at - 2, at + 1))


def _is_acronym(words: Words, at: int) -> bool:
    raw = words.text[words.starts[at] : words.ends[at]]
    if not (1 < len(raw) <= _LONGEST and raw.isalpha() and len(set(raw)) > 1):
        return False
    following = words.text[words.ends[at] : words.ends[at] + 2]
    before = words.text[max(0, words.starts[at] - 1) : words.starts[at]]
    if before in tuple("<[{%_-(") or following[:1] in tuple(">]}%_"):
        return False
    return not (following[:1] == "-" and following[1:].isdigit()) and following != " ("


def places_of(words: Words, phrase: str) -> Iterator[tuple[int, int]]:
    """Where a phrase of the brand stands in the own words."""
    wanted = phrase.lower().split()
    size = len(wanted)
    if not size or size > len(words.words):
        return
    if wanted[0] not in words.words:
        return
    for at in range(len(words.words) - size + 1):
        if words.words[at] == wanted[0] and words.words[at : at + size] == wanted:
            yield at, at + size
