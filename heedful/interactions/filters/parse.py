"""Filter text to a tree. A small grammar, read by hand because every error must say what to write instead.

    either    = both { "or" both }
    both      = one { "and" one }
    one       = "not" one | "(" either ")" | condition
    condition = field ("is" | "is not") value | length (">" | "<" | ">=" | "<=") duration | "waiting" | "snoozed"

A value may be several words: it goes on until 'and', 'or' or a bracket. Quotation marks keep those as words.
"""

from __future__ import annotations

from difflib import get_close_matches

from django.utils.translation import gettext as _

from heedful.interactions.filters.lengths import length_of
from heedful.interactions.filters.tree import (
    ALONE,
    CHOICES,
    COMPARISONS,
    EXAMPLES,
    FIELDS,
    LENGTHS,
    And,
    Condition,
    Node,
    Not,
    Or,
)  # fmt: skip
from heedful.interactions.filters.words import Word, words_of

LONGEST = 500
DEEPEST = 12
MOST = 30


class FilterError(ValueError):
    """The words say what to write; `at` is the place in the text."""

    def __init__(self, words: str, at: int) -> None:
        super().__init__(words)
        self.at = at


def parse(text: str) -> Node | None:
    """The tree, or None for an empty filter, which holds everything that is open."""
    if len(text) > LONGEST:
        raise FilterError(_("A filter has at most %(n)d letters. Save two views instead.") % {"n": LONGEST}, LONGEST)
    reader = _Reader(words_of(text.replace("\0", " ")))
    if reader.here.kind == "end":
        return None
    tree = reader.either(0)
    if reader.here.kind != "end":
        raise _wants_joint(reader.here)
    return tree


class _Reader:
    """Walks over the words, one place at a time."""

    def __init__(self, words: list[Word]) -> None:
        self.words, self.place, self.count = words, 0, 0

    @property
    def here(self) -> Word:
        return self.words[self.place]

    def next(self) -> Word:
        word = self.here
        self.place = min(self.place + 1, len(self.words) - 1)
        return word

    def either(self, depth: int) -> Node:
        parts = [self.both(depth)]
        while self.here.is_("or"):
            self.next()
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self, depth: int) -> Node:
        parts = [self.one(depth)]
        while self.here.is_("and"):
            self.next()
            parts.append(self.one(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def one(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise FilterError(_("Too many brackets in each other. Write it with fewer."), self.here.start)
        if self.here.is_("not"):
            self.next()
            return Not(self.one(depth + 1))
        if not self.here.is_("("):
            return self.condition()
        opened = self.next()
        inner = self.either(depth + 1)
        if not self.here.is_(")"):
            if self.here.kind == "end":
                raise FilterError(_("A bracket is open: write ) where it ends."), opened.start)
            raise _wants_joint(self.here)
        self.next()
        return inner

    def condition(self) -> Node:
        self.count += 1
        if self.count > MOST:
            raise FilterError(_("At most %(n)d conditions in one filter.") % {"n": MOST}, self.here.start)
        word = self.next()
        field = word.text.casefold() if word.kind == "word" else ""
        if field not in FIELDS:
            raise _unknown_field(word)
        if field in LENGTHS and self.here.is_(*COMPARISONS):
            return self._length(field, word)
        if field == "priority" and self.here.is_(*COMPARISONS):
            return Condition(field, self.next().text, self._choice(field), at=word.start)
        if field in ALONE and not self.here.is_("is", "=", "!="):
            return Condition(field, at=word.start)
        return self._named(field, word)

    def _length(self, field: str, word: Word) -> Condition:
        op, first = self.next().text, self.here
        length = length_of(self._value())
        if length is None:
            raise FilterError(
                _("Write a length of time after %(op)s, such as 30 m, 2 h or 3 d.") % {"op": op}, first.start
            )
        return Condition(field, op, length=length, at=word.start)

    def _named(self, field: str, word: Word) -> Node:
        if field in LENGTHS or not self.here.is_("is", "=", "!="):
            how = _("After '%(field)s' write something like: %(example)s") % {
                "field": field,
                "example": EXAMPLES[field],
            }
            raise FilterError(how, self.here.start)
        is_not = self.next().text == "!="
        if self.here.is_("not"):
            self.next()
            is_not = not is_not
        made = Condition(field, "is", self._choice(field), at=word.start)
        return Not(made) if is_not else made

    def _choice(self, field: str) -> str:
        """A value; of a field that has only a few, one of them."""
        first = self.here
        value = " ".join(self._value().split())
        if not value:
            example = EXAMPLES[field]
            raise FilterError(_("What is it? Write for example: %(example)s") % {"example": example}, first.start)
        if field not in CHOICES:
            return value
        code = value.casefold().replace("-", "_").replace(" ", "_")
        if code not in CHOICES[field]:
            listed = ", ".join(CHOICES[field])
            words = _("'%(value)s' is no %(field)s. Write one of: %(listed)s.")
            raise FilterError(words % {"value": value[:40], "field": field, "listed": listed}, first.start)
        return code

    def _value(self) -> str:
        """Quoted, or all words up to the next joint."""
        if self.here.kind == "torn":
            raise FilterError(_("A quotation is open: write the mark again where it ends."), self.here.start)
        if self.here.kind == "quoted":
            return self.next().text
        parts = []
        while self.here.kind == "word" and not self.here.is_("and", "or"):
            parts.append(self.next().text)
        return " ".join(parts)


def _unknown_field(word: Word) -> FilterError:
    if word.kind == "end":
        return FilterError(_("Something is missing here. Write for example: tag is refund"), word.start)
    if word.kind != "word" or word.is_("and", "or", "is"):
        words = _("A condition is missing before '%(word)s'. Write for example: tag is refund")
        return FilterError(words % {"word": word.text[:40]}, word.start)
    near = get_close_matches(word.text.casefold(), FIELDS, 1)
    if near:
        words = _("There is no '%(word)s'. Did you mean '%(near)s'?") % {"word": word.text[:40], "near": near[0]}
    else:
        listed = ", ".join(FIELDS)
        words = _("One cannot filter by '%(word)s'. Write one of: %(listed)s.")
        words = words % {"word": word.text[:40], "listed": listed}
    return FilterError(words, word.start)


def _wants_joint(word: Word) -> FilterError:
    if word.is_(")"):
        return FilterError(_("There is a ) without its (."), word.start)
    return FilterError(_("Write 'and' or 'or' before '%(word)s'.") % {"word": word.text[:40]}, word.start)
