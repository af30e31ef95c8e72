"""Names that people give of themselves: below a letter, after a dash, "it's Raj", "Sue here"."""

from __future__ import annotations

from heedful.coach.reading.patterns import Late

_NAME = r"[^\W\d_a-z][\w'’-]{1,24}"
_SIGNED = Late(
    rf"(?:^|[\n.!?]\s{{0,3}}|\s[-–—]{{1,2}} ?)(?:(?i:(?:kind |best |warm |many )?(?:regards|wishes|greetings|cheers|thanks|thank you|yours"
    rf"|sincerely|love|all the best|best|grüße|gruß|cordialement|saludos|merci|danke|gracias))[,.!]?\s{{1,3}})?[-–—]{{0,2}} ?"
    rf"({_NAME}(?: {_NAME}){{0,2}})\s{{0,3}}\Z"
)
_CLOSED = Late(
    rf"(?i:(?:regards|wishes|greetings|cheers|thanks|thank you|yours|sincerely|love|all the best|best|grüße|gruß|cordialement"
    rf"|saludos|merci|danke|gracias)[,.!]?\s{{1,3}})({_NAME}(?: {_NAME}){{0,2}})\s{{0,3}}\Z"
)
_SAID = Late(
    rf"(?i:\b(?:it is|it's|its|this is|my name is|i am|i'm|hier ist|ich bin|mein name ist|je suis|je m'appelle|soy|me llamo)) ({_NAME}(?: {_NAME})?)"
    rf"(?=$|[,.!?\s]+(?i:again|here|from|with|with the|the one|speaking|writing|and|once more|your)|[,.!?])"
    rf"|(?:^|[\s,])({_NAME}) (?i:here)\b"
)
_BRACKETS = Late(r" ?\([^()]{0,60}\)\s*\Z")
_LAST = 200


def names_in(text: str) -> tuple[str, ...]:
    """The names in the order found; empty where nobody says who they are."""
    tail = _BRACKETS.sub("", text[-_LAST:]).rstrip(" .!\n")
    for pattern in (_CLOSED, _SIGNED):
        match = pattern.search(tail)
        if match and (pattern is _CLOSED or _stands_apart(tail, match.start(1))):
            return tuple(match.group(1).split())
    said = _SAID.search(text[:400])
    return tuple((said.group(1) or said.group(2)).split()) if said else ()


def _stands_apart(tail: str, at: int) -> bool:
    """Only a dash or a line of its own makes a last word a signature."""
    before = tail[:at].rstrip(" ")
    return bool(before) and before[-1] in "-–—\n"
