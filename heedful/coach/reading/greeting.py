"""The greeting at the start of a letter, and whom it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from heedful.coach.finding import Span

_GREETING = re.compile(
    r"(?i)\s{0,20}(dear|hi there|hi|hello|hey|good (?:morning|afternoon|evening|day)|guten (?:tag|morgen|abend)|hallo"
    r"|liebe[rs]?|sehr geehrte[rs]?|moin|servus|grüezi|bonjour|bonsoir|ch(?:er|ère)s?|hola|buen(?:os|as) (?:días|tardes|noches)"
    r"|estimad[oa]s?|querid[oa]s?)\b([^,\n!.:;?–—]{0,60})([,\n!.:;?–—]|\Z)"
)
_NOBODY = re.compile(r"(?i)\s{0,20}()(to whom it may concern)([,\n!.:;]|\Z)")


@dataclass(frozen=True, slots=True)
class Greeting:
    """`word` is 'hello' and the like, `whom` what follows it, `span` the whole."""

    word: str
    whom: str
    span: Span
    whom_span: Span


def read_greeting(text: str) -> Greeting | None:
    match = _GREETING.match(text) or _NOBODY.match(text)
    if match is None:
        return None
    whom = match.group(2)
    if len(whom.split()) > 5:
        return Greeting(
            match.group(1).lower(), "", Span(match.start(1), match.end(1)), Span(match.end(1), match.end(1))
        )
    return Greeting(
        match.group(1).lower(), whom.strip(), Span(match.start(1), match.end(3)), Span(match.start(2), match.end(2))
    )
