"""Every visible string is marked, and every language has all of them, whole and fresh. `make words` gathers and compiles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tests.house import words
from tests.house.source import PACKAGE, having, place, report

HOW = "Write it into heedful/locale/{0}/LC_MESSAGES/django.po, then `make words` (docs/how-to/translate.md):"
PLACES = re.compile(r"%\(\w+\)[.\d]*[a-z]|%[sd]|%%|\{\w+\}")
SAID = r"""(?:"[^"]*"|'[^']*'|[^"'}]|\}(?!\}))*"""
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{" + SAID + r"\}\}|<!--.*?-->", re.DOTALL)
UNSPOKEN = re.compile(r"<(script|style|svg|code|kbd)\b.*?</\1>", re.DOTALL)
BLOCKTRANSLATE = re.compile(r"\{% blocktranslate.*?%\}.*?\{% endblocktranslate %\}", re.DOTALL)
SHAPE = re.compile(r"\{% block shape %\}.*?\{% endblock %\}|\{% set \w+ %\}.*?\{% endset %\}", re.DOTALL)
ATTRIBUTE = re.compile(r'\s(?:title|aria-label|placeholder|alt)="([^"]*)"')
WORD = re.compile(r"[^\W\d_]{2,}")
# The name of the product, and what one types as it stands in every language.
ALLOWED = {
    "Heedful",
    "· Heedful",
    "Heedful · Heedful",
    "punter = guest",
    "waiting &gt; 2 h and tag is refund",
    "…/conversations/123/",
    "https://help.example.org/v1",
    "EUR = 50",
}
PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right)\b|(?<![-\w])(?:left|right)\s*:|"
    r"(?:text-align|float)\s*:\s*(?:left|right)\b|border-(?:top|bottom)-(?:left|right)-radius"
)

each_language = pytest.mark.parametrize("language", words.LANGUAGES)


def _forms(said: object) -> tuple[str, ...]:
    return tuple(said) if isinstance(said, tuple | list) else (str(said or ""),)


def _visible(path: Path) -> Iterator[str]:
    """What a person reads on this page without a mark of translation."""
    text = UNSPOKEN.sub("", SHAPE.sub("", BLOCKTRANSLATE.sub("", path.read_text())))
    text = JINJA.sub("", text)
    yield from (found for found in ATTRIBUTE.findall(text) if WORD.search(found))
    for line in re.sub(r"<[^>]*>", "\n", text).splitlines():
        if WORD.search(re.sub(r"&\w+;", "", line)):
            yield line.strip()


def test_no_string_of_a_page_is_unmarked() -> None:
    pages = [path for path in having(".html", under=PACKAGE) if "tests" not in path.parts]
    faults = [f"{place(path)}: {said[:80]}" for path in pages for said in _visible(path) if said not in ALLOWED]
    assert not faults, report('Put it into _("…"), so that it can be translated:', faults)


@each_language
def test_every_string_has_its_translation(language: str) -> None:
    has = {(_forms(message.id), message.context): message for message in words.messages(language)}
    needed = [message for message in words.gathered() if message.id]
    found = [(message, has.get((_forms(message.id), message.context))) for message in needed]
    faults = [f"{_forms(message.id)[0]!r} in {message.locations[0][0]}" for message, one in found if _lacks(one)]
    assert not faults, report(HOW.format(language), faults)


def _lacks(message: Message | None) -> bool:
    return message is None or words.is_missing(message)


@each_language
def test_translations_keep_places_plurals_and_ends(language: str) -> None:
    faults = [f"{_forms(message.id)[0]!r}: {why}" for message in words.messages(language) if (why := _fault(message))]
    assert not faults, report(HOW.format(language), faults)


def _fault(message: Message) -> str:
    asked, said = _forms(message.id), _forms(message.string)
    if len(asked) > 1 and len(said) < 2:
        return "its plural is missing"
    wanted = sorted(PLACES.findall(asked[-1]))
    # Of a plural the first form may leave its number out: "a day" for "1 day".
    for number, one in enumerate(said):
        there = sorted(PLACES.findall(one))
        if there != wanted and not (len(said) > 1 and number == 0 and set(there) <= set(wanted)):
            return f"has {there}, should have {wanted}"
    if asked[0][-1:].isspace() != said[0][-1:].isspace():
        return "one ends with a space or a new line, the other does not"
    return ""


@each_language
def test_compiled_catalogues_are_fresh(language: str) -> None:
    compiled = words.po(language).with_suffix(".mo").read_bytes()
    assert compiled == words.compiled(language), f"`make words` compiles {language} anew."


def test_style_sheets_hold_in_both_directions() -> None:
    faults = [
        f"{place(path, number)}: {line.strip()}"
        for path in having(".css", under=PACKAGE)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if PHYSICAL.search(line)
    ]
    assert not faults, report("Say inline-start and inline-end instead of left and right:", faults)
