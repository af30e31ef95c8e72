"""What leaves and what comes back: marks for personal data on the way out, strange links found on the way in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from heedful.coach.reading.private import private_in

_MARK = "[[{}]]"
_LINK = re.compile(
    r"(?i)(?:[a-z][a-z0-9+.-]{1,12}://|www\.)[^\s<>\"')\]]{1,400}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
)
_DOMAIN = re.compile(
    r"(?i)\b(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|org|io|de|fr|es|uk|eu|info|biz|ru|cn|top|xyz|app|dev|me|ly)\b"
)


@dataclass(frozen=True, slots=True)
class Spared:
    """A text without personal data, and what stands behind each mark."""

    text: str
    behind: tuple[str, ...]

    def restored(self, answer: str) -> str:
        """The answer with our own words behind the marks; marks that we never set stay visible."""
        for number, words in enumerate(self.behind, 1):
            answer = answer.replace(_MARK.format(number), words)
        return answer


def spared(text: str, names: tuple[str, ...] = ()) -> Spared:
    """Names, addresses, telephone, order and account numbers become marks such as [[1]]."""
    found = {text[one.span.start : one.span.end] for one in private_in(text)}
    parts = {part for name in names for part in (name, *name.split()) if len(part) > 2}
    found |= {part for part in parts if re.search(rf"\b{re.escape(part)}\b", text)}
    found |= set(_LINK.findall(text))
    behind = tuple(sorted(found, key=lambda one: (-len(one), one)))
    for number, words in enumerate(behind, 1):
        text = text.replace(words, _MARK.format(number))
    return Spared(text, behind)


def strangers(answer: str, known: str) -> tuple[str, ...]:
    """Links, mail addresses and domains of an answer that nobody here has written before."""
    known = known.lower()
    found = [*_LINK.findall(answer), *_DOMAIN.findall(answer)]
    found += [answer[one.span.start : one.span.end] for one in private_in(answer)]
    return tuple(dict.fromkeys(one for one in found if one.lower().rstrip(".,;:!") not in known))
