"""PER206: a mail greets or ends otherwise than the brand's standards say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heedful.coach.finding import Span
from heedful.coach.kinds.saying import quoted
from heedful.coach.rule import ANY, Found, Rule
from heedful.coach.said import Said
from heedful.coach.scene import Scene

_CLOSING = re.compile(
    r"(?i)(?:(?:kind|best|warm|many)\s(?:regards|wishes|greetings)|regards|best|sincerely|yours\s\w{1,12}|cheers|take care"
    r"|with\s\w{1,12}\s(?:regards|wishes)|(?:viele|beste|liebe|herzliche|freundliche)\sgrüße|mit\s\w{1,14}\sgrüßen|gruß"
    r"|cordialement|bien\s(?:à vous|cordialement)|sincères\ssalutations|(?:un\s)?saludos?(?:\scordial(?:es)?)?|atentamente)\b[^\n]{0,60}"
)
_LAST_LINES = 4


def check(scene: Scene) -> Iterator[Found]:
    if scene.context.channel != "email":
        return
    standards, greeting = scene.standards, scene.greeting
    if (
        standards.greetings
        and greeting
        and not _is_one_of(scene.draft.text[greeting.span.start :], standards.greetings)
    ):
        yield Found(
            greeting.span,
            Said("{words}: mails of this house open with “{better}”.", words=quoted(scene, greeting.span),
                 better=standards.greetings[0]),
        )  # fmt: skip
    closing = _closing(scene.draft.text) if standards.sign_offs else None
    if closing and not _is_one_of(scene.draft.text[closing.start :], standards.sign_offs):
        yield Found(
            closing,
            Said("{words}: mails of this house end with “{better}”.", words=quoted(scene, closing),
                 better=standards.sign_offs[0]),
        )  # fmt: skip


def _is_one_of(text: str, wanted: tuple[str, ...]) -> bool:
    return text.lstrip().lower().startswith(tuple(one.lower() for one in wanted))


def _closing(text: str) -> Span | None:
    """The line among the last few that says goodbye. Many have none: the signature brings it."""
    place = len(text)
    for line in reversed(text.splitlines(keepends=True)[-_LAST_LINES:]):
        place -= len(line)
        match = _CLOSING.match(line.strip())
        if match:
            start = place + len(line) - len(line.lstrip())
            return Span(start, start + len(match.group().rstrip()))
    return None


RULE = Rule(
    code="PER206",
    name="greeting-of-the-house",
    title="Not our greeting",
    category="other",
    severity="info",
    why="The house has agreed on how its mails open and end, so that each sounds like the same house.",
    practices=("S1",),
    check=check,
    languages=ANY,
)
