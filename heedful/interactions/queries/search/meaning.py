"""What the parts of a search mean; an operator that does not exist is answered with what to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heedful.interactions.filters import FilterError
from heedful.interactions.filters.names import Names
from heedful.interactions.filters.tree import CHOICES, Condition
from heedful.interactions.queries.search.days import instant_of
from heedful.interactions.queries.search.parts import Part, parts_of
from heedful.interactions.terms import Wanted, marked, wanted
from heedful.team.viewer import Viewer

LONGEST = 500
HINTS = (
    ("from:", "from:ida", gettext_lazy("who wrote it: a name or an address; from:me")),
    ("to:", "to:ida", gettext_lazy("to whom it went")),
    ("subject:", "subject:invoice", gettext_lazy("in the subject or the name of a file")),
    ("tag:", "tag:refund", gettext_lazy("in conversations with this tag")),
    ("after:", "after:2026-01-31", gettext_lazy("on that day or later; also after:7d")),
    ("before:", "before:2026-01-31", gettext_lazy("before that day")),
    ("is:", "is:unanswered", gettext_lazy("open, resolved, unanswered, mine, note, public, received or sent")),
    ("has:", "has:attachment", gettext_lazy("with a file")),
    ("channel:", "channel:email", gettext_lazy("how it reached us")),
)
EXAMPLES = {name.removesuffix(":"): example for name, example, _meant in HINTS}
# As they stand before a colon in mails and addresses, where nobody means an operator.
NO_OPERATOR = {"re", "aw", "fw", "fwd", "wg", "sv", "vs", "tr", "rv", "http", "https", "mailto", "tel", "ftp"}
MARKS = {"note": "note", "public": "public", "received": "from_in", "sent": "from_out"}
SENDERS = {"from": "sender", "to": "recipients", "subject": "subject"}


@dataclass(frozen=True, slots=True)
class Where:
    """Something about the conversation, in SQL: of a row `c`, and as a choice of ids for when there are few."""

    condition: str
    ids: str
    values: tuple[object, ...] = ()
    is_not: bool = False


@dataclass(slots=True)
class Asked:
    """A search, understood. `since` and `until` are instants."""

    wants: list[Wanted] = field(default_factory=list)
    excludes: list[Wanted] = field(default_factory=list)
    where: list[Where] = field(default_factory=list)
    since: int = 0
    until: int | None = None

    def limit(self, *, since: int | None = None, until: int | None = None) -> None:
        """Narrow the time."""
        if since is not None:
            self.since = max(self.since, since)
        if until is not None:
            self.until = until if self.until is None else min(self.until, until)


TALKS = "SELECT id FROM interactions_conversation WHERE "
STATES = {
    "open": "c.state = 'open'",
    "resolved": "c.state = 'resolved'",
    "unanswered": "c.state = 'open' AND c.waiting_since IS NOT NULL",
    "snoozed": "c.snoozed_until IS NOT NULL",
    "mine": "c.assignee_id = %s",
}


def asked(viewer: Viewer, text: str) -> Asked | None:
    """None when nothing is looked for. Raises FilterError with what to write instead."""
    found, names = Asked(), Names(viewer)
    for part in parts_of(_joined(text[:LONGEST].replace("\0", " "))):
        _take_in(found, part, names)
    is_empty = not (found.wants or found.excludes or found.where or found.since or found.until)
    return None if is_empty else found


def _joined(text: str) -> str:
    """A space after an operator's colon is forgiven."""
    for name in EXAMPLES:
        for written in (f"{name}: ", f"{name.capitalize()}: "):
            if text.startswith(written) or f" {written}" in text or f"-{written}" in text:
                text = text.replace(written, written.rstrip())
    return text


def _take_in(found: Asked, part: Part, names: Names) -> None:
    if part.name in MEANINGS:
        if not part.value.strip():
            example = EXAMPLES[part.name]
            raise FilterError(_("What is it? Write for example: %(example)s") % {"example": example}, part.at)
        MEANINGS[part.name](found, part, names)
        return
    if part.name and len(part.name) > 2 and part.value and part.name not in NO_OPERATOR:
        raise _no_operator(part)
    whole = f"{part.name} {part.value}" if part.name else part.value
    _add(found, wanted(whole, exactly=part.is_quoted), part)


def _no_operator(part: Part) -> FilterError:
    near = get_close_matches(part.name, EXAMPLES, 1)
    said = {"name": part.name[:40], "near": near[0] if near else "", "listed": ", ".join(EXAMPLES)}
    if near:
        return FilterError(_("There is no '%(name)s:'. Did you mean '%(near)s:'?") % said, part.at)
    words = _("One cannot search by '%(name)s:'. Write one of: %(listed)s. Or put the words in quotation marks.")
    return FilterError(words % said, part.at)


def _add(found: Asked, one: Wanted | None, part: Part) -> None:
    if one is not None:
        (found.excludes if part.is_not else found.wants).append(one)


def _people(found: Asked, part: Part, names: Names) -> None:
    value = part.value
    if part.name == "from" and value.casefold() == "me" and not part.is_quoted:
        value = names.viewer.name
    _add(found, wanted(value, exactly=part.is_quoted, field=SENDERS[part.name]), part)


def _tag(found: Asked, part: Part, names: Names) -> None:
    ids = names.tags(Condition("tag", "is", part.value, at=part.at))
    marks = ", ".join(["%s"] * len(ids))
    chosen = f"SELECT conversation_id FROM interactions_tagging WHERE tag_id IN ({marks})"  # noqa: S608
    there = f"EXISTS (SELECT 1 FROM interactions_tagging g WHERE g.conversation_id = c.id AND g.tag_id IN ({marks}))"  # noqa: S608
    found.where.append(Where(there, chosen, tuple(ids), part.is_not))


def _day(found: Asked, part: Part, _names: Names) -> None:
    at = instant_of(part.value)
    if at is None:
        words = _("Write a day after '%(name)s:', such as 2026-01-31, 2026-01, yesterday or 7d.")
        raise FilterError(words % {"name": part.name}, part.at)
    is_since = (part.name == "after") != part.is_not
    found.limit(**{"since" if is_since else "until": at})


def _is(found: Asked, part: Part, names: Names) -> None:
    value = _one_of(part, (*STATES, *MARKS))
    if value in MARKS:
        _add(found, marked(MARKS[value]), part)
        return
    values = (names.viewer.person_id,) if value == "mine" else ()
    condition = STATES[value]
    found.where.append(Where(condition, TALKS + condition.replace("c.", ""), values, part.is_not))


def _has(found: Asked, part: Part, _names: Names) -> None:
    _one_of(part, ("attachment", "attachments", "file", "files"))
    _add(found, marked("files"), part)


def _channel(found: Asked, part: Part, _names: Names) -> None:
    _add(found, marked(f"by_{_one_of(part, CHOICES['channel'])}"), part)


def _one_of(part: Part, choices: tuple[str, ...]) -> str:
    value = part.value.casefold().replace("-", "_").replace(" ", "_")
    if value in choices:
        return value
    near = get_close_matches(value, choices, 1)
    said = {"written": f"{part.name}:{part.value[:40]}", "name": part.name, "listed": ", ".join(choices)}
    if near:
        words = _("There is no '%(written)s'. Did you mean '%(near)s'?")
        raise FilterError(words % {**said, "near": f"{part.name}:{near[0]}"}, part.at)
    raise FilterError(_("After '%(name)s:' write one of: %(listed)s.") % said, part.at)


MEANINGS: dict[str, Callable[[Asked, Part, Names], None]] = {
    "from": _people, "to": _people, "subject": _people, "tag": _tag, "before": _day, "after": _day,
    "is": _is, "has": _has, "channel": _channel,
}  # fmt: skip
