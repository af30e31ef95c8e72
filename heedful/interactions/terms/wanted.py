"""What somebody looks for, in the same terms; each database says it in its own way."""

from __future__ import annotations

from dataclasses import dataclass, replace

from heedful.interactions.terms.letters import folded, pairs, run_of, words
from heedful.interactions.terms.making import mark
from heedful.interactions.terms.stems import stems_of

LONGEST_PHRASE = 60
SHORTEST_BEGINNING = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words side by side, the last of them perhaps only begun; or, for a single word, any of its stems.

    `field` is `subject`, `sender` or `recipients` when it must stand there, otherwise empty.
    """

    phrase: tuple[str, ...]
    is_begun: bool = False
    stems: frozenset[str] = frozenset()
    field: str = ""


def wanted(text: str, *, exactly: bool = False, field: str = "") -> Wanted | None:
    """For one word, or for words in quotation marks (`exactly`); None when there is nothing to look for in it."""
    begun = text.endswith("*") and not exactly
    phrase, is_single_letter = _phrase(text)
    if not phrase:
        return None
    found = Wanted(tuple(phrase[:LONGEST_PHRASE]), field=field)
    last = found.phrase[-1]
    if is_single_letter or (begun and len(last) >= SHORTEST_BEGINNING):
        return replace(found, is_begun=True)
    if exactly or field:
        return found
    if any(letter.isdigit() for letter in last) and len(last) > SHORTEST_BEGINNING:
        return replace(found, is_begun=True)  # the beginning of an order number is enough
    if len(phrase) == 1:
        ((start, end, is_run),) = list(words(text))[:1]
        return found if is_run else replace(found, stems=stems_of(text[start:end]) | stems_of(folded(text[start:end])))
    return found


def marked(name: str) -> Wanted:
    """A mark of making.Heading, such as note."""
    return Wanted((mark(name),))


def _phrase(text: str) -> tuple[list[str], bool]:
    """The words in their order; whether it ends with one letter of a run, which begins a pair or stands alone."""
    found: list[str] = []
    is_run, tail = False, ""
    for start, end, is_run in words(text):
        found += [tail] * bool(tail)
        tail = ""
        if is_run:
            listed = pairs(run_of(text[start:end]))
            found += listed[:-1] or listed
            tail = listed[-1] if len(listed) > 1 else ""
        elif plain := folded(text[start:end]):
            found.append(plain)
    return found, bool(found) and is_run and len(found[-1]) == 1
