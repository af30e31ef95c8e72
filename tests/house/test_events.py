"""Every event has a name, a meaning and a line in the docs, and every reaction follows an event that exists."""

from __future__ import annotations

import importlib
import re

from tests.house.source import PACKAGE, ROOT, report, rooms

KIND = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*")


def kinds_by_room() -> dict[str, dict[str, str]]:
    """The KINDS of every room that has events."""
    found = {}
    for room in rooms():
        if (room / "kinds.py").exists():
            found[room.name] = dict(importlib.import_module(f"heedful.{room.name}.kinds").KINDS)
    return found


def test_there_are_events_at_all() -> None:
    assert "interactions" in kinds_by_room()


def test_every_kind_is_noun_dot_past_and_has_a_meaning() -> None:
    faults = [
        f"{room}: {kind!r}: {meaning!r}"
        for room, kinds in kinds_by_room().items()
        for kind, meaning in kinds.items()
        if not KIND.fullmatch(kind) or len(meaning) < 15 or not meaning.endswith(".")
    ]
    assert not faults, report("An event is noun.past with one sentence of meaning:", faults)


def test_every_constant_of_a_kinds_file_is_in_its_table() -> None:
    faults = []
    for room, kinds in kinds_by_room().items():
        module = importlib.import_module(f"heedful.{room}.kinds")
        named = {value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)}
        faults += [f"{room}: {kind}" for kind in sorted(named - kinds.keys())]
    assert not faults, report("These kinds have no meaning in KINDS:", faults)


def test_no_two_rooms_use_the_same_kind() -> None:
    seen: dict[str, str] = {}
    faults = []
    for room, kinds in kinds_by_room().items():
        faults += [f"{kind}: {seen[kind]} and {room}" for kind in kinds if kind in seen]
        seen.update(dict.fromkeys(kinds, room))
    assert not faults, report("One fact, one room:", faults)


def test_every_kind_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "events.md").read_text()
    faults = [kind for kinds in kinds_by_room().values() for kind in kinds if f"`{kind}`" not in page]
    assert not faults, report("`make docs` writes these down:", faults)


def test_every_reaction_follows_an_event_that_exists() -> None:
    table = importlib.import_module("heedful.config.reactions").REACTIONS
    known = {kind for kinds in kinds_by_room().values() for kind in kinds}
    faults = sorted(set(table) - known)
    assert not faults, report("No room has these events:", faults)
    assert all(callable(reaction) for reactions in table.values() for reaction in reactions)


def test_rooms_name_their_events_by_constant() -> None:
    """A kind spelt out in code is a kind that a rename forgets."""
    known = {kind for kinds in kinds_by_room().values() for kind in kinds}
    faults = []
    for path in PACKAGE.rglob("*.py"):
        if path.name == "kinds.py" or "tests" in path.parts or "migrations" in path.parts:
            continue
        faults += [f"{path.relative_to(ROOT)}: {kind}" for kind in known if f'record("{kind}"' in path.read_text()]
    assert not faults, report("Use the constant from kinds.py:", faults)
