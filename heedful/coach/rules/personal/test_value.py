"""PER102: 'null', 'undefined' or filler text."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Span
from heedful.coach.reading.patterns import Late
from heedful.coach.rule import ANY, Found, Rule
from heedful.coach.said import Quoted, Said
from heedful.coach.scene import Scene

_VALUE = Late(
    r"(?i:(?:dear|hi|hello|hallo|liebe[rs]?|bonjour|hola|mr|ms|mrs|herr|frau)\s(null|undefined|none|nan|test|n/a|asdf|foo)\b)"
    r"|(?<![\w.])(null null|undefined undefined|NaN|\[object Object\]|lorem ipsum|Lorem ipsum|01/01/1970|01\.01\.1970|1970-01-01"
    r"|00/00/0000|00\.00\.0000|0000-00-00|asdf asdf|test test test|John Doe|Max Mustermann|Erika Mustermann)(?!\w)"
    r"|(?:[:=]|\bis|\bof|\bfor|\bon|\bam|\ble|\bel)\s(undefined|null)(?=[\s,.!?]|$)"
)


_SIGNS = (
    *(
        "null",
        "undefined",
        "none",
        "nan",
        "n/a",
        "asdf",
        "foo",
        "test",
        "object]",
        "lorem",
        "1970",
        "0000",
        "00.00",
        "00/00",
    ),
    *("john doe", "mustermann"),
)


def check(scene: Scene) -> Iterator[Found]:
    lower = scene.draft.text.lower()
    if not any(sign in lower for sign in _SIGNS):
        return
    for match in _VALUE.finditer(scene.draft.text):
        at = next(place for place in range(1, 4) if match.group(place))
        span = Span(*match.span(at))
        if not scene.words.is_quoted(span.start) and match.group(at).lower() not in scene.theirs:
            yield Found(
                span,
                Said("{words} is a value that a program left behind.", words=Quoted.of(match.group(at))),
                confidence=0.95,
            )


RULE = Rule(
    code="PER102",
    name="test-value",
    title="A test value",
    category="unfilled_placeholder",
    severity="error",
    why="It shows a machine behind the curtain, and not a well one.",
    practices=("P1", "P2"),
    check=check,
    languages=ANY,
)
