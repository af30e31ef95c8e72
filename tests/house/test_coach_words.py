"""Whatever the coach says has its words in every language, whole and fresh (docs/how-to/translate.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from babel.messages.pofile import read_po

from heedful.coach import escalation
from heedful.coach.catalog import RULES, page
from heedful.coach.kinds import told
from heedful.coach.practices import PRACTICES, practice
from heedful.coach.reading.private import Kind
from heedful.coach.rule_page import HEADINGS, LABELS, SERVES
from heedful.coach.second_thoughts import VOICES
from heedful.coach.translations import LANGUAGES, catalogue
from tests.house.source import PACKAGE, having, place, report

HOW = "Write it into heedful/coach/translations/{0}.po (docs/how-to/translate.md):"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SPOKEN_BY = {"Said", "whole_text"}  # their first argument is a sentence, as is every `says=`
COACH = PACKAGE / "coach"

each_language = pytest.mark.parametrize("language", LANGUAGES)


def _sentences(path: Path) -> Iterator[str]:
    for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
        first = call.args[:1] if isinstance(call.func, ast.Name) and call.func.id in SPOKEN_BY else []
        for said in [*first, *(word.value for word in call.keywords if word.arg == "says")]:
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                yield said.value


def _of_pages() -> Iterator[str]:
    """Titles, reasons and the paragraphs of each page before its examples."""
    for rule in RULES:
        yield from (rule.title, rule.why)
        parts = page(rule.code).partition("\n## Flags")[0].split("\n\n")[1:]
        yield from (" ".join(part.split()) for part in parts if not part.startswith(("## ", f"{SERVES}: ")))
    for shown in map(practice, PRACTICES):
        yield from (shown.title, " ".join(shown.how.split()))


def _told_kinds() -> Iterator[str]:
    """What `was_told` can answer: things by their one name, and what its functions return as it stands."""
    yield from (told._ALIKE.get(thing, thing) for thing in told._THINGS)
    returned = [one for one in ast.walk(ast.parse(Path(told.__file__).read_text())) if isinstance(one, ast.Return)]
    answers = [one.value.body if isinstance(one.value, ast.IfExp) else one.value for one in returned]
    words = [one.value for one in answers if isinstance(one, ast.Constant)]
    yield from (word for word in words if isinstance(word, str) and word)


@cache
def said() -> frozenset[str]:
    """Every sentence and word of the coach that is told in the reader's language."""
    written = {one for path in having(".py", under=COACH) if "tests" not in path.parts for one in _sentences(path)}
    voices = {message for _, message in VOICES.values()} | {message for _, message in escalation._HEARD.values()}
    return frozenset(
        {*written, *_of_pages(), *voices, *HEADINGS, SERVES, *LABELS, *DAYS, *get_args(Kind), *_told_kinds()}
    )


@each_language
def test_every_sentence_of_the_coach_has_its_words(language: str) -> None:
    missing = sorted(said() - set(catalogue(language)))
    assert not missing, report(HOW.format(language), missing)


@each_language
def test_no_words_stay_for_a_sentence_that_the_coach_no_longer_says(language: str) -> None:
    stale = sorted(set(catalogue(language)) - said())
    assert not stale, report(f"Take it out of heedful/coach/translations/{language}.po:", stale)


@each_language
def test_no_place_is_lost(language: str) -> None:
    faults = [
        f"{english!r}: {words!r}"
        for english, words in catalogue(language).items()
        if _places(english) != _places(words)
    ]
    assert not faults, report("Keep every {place} of the English sentence:", faults)


def _places(pattern: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(pattern) if name is not None)


@each_language
def test_other_tools_read_the_same_words(language: str) -> None:
    """Translators' programs read these files, and ours must understand what they write."""
    theirs = read_po(BytesIO((COACH / "translations" / f"{language}.po").read_bytes()))
    assert {one.id: one.string for one in theirs if one.id} == dict(catalogue(language))


def test_a_sentence_is_written_where_it_can_be_gathered() -> None:
    """An f-string cannot be translated: its values belong beside the pattern."""
    faults = [
        place(path, call.lineno)
        for path in having(".py", under=COACH)
        if "tests" not in path.parts and path.name != "said.py"
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Said"
        if call.args and isinstance(call.args[0], ast.JoinedStr) and len(call.args[0].values) > 1
    ]
    assert not faults, report("Give Said a pattern and its values:", faults)
