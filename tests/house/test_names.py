"""Names that say nothing are refused; rooms speak through what they are, tests beside them."""

from __future__ import annotations

import ast

from tests.house.source import PACKAGE, place, python, report, rooms, tree

EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "service", "data", "info"}


def test_no_module_or_folder_has_an_empty_name() -> None:
    parts = {
        (path, part.removesuffix(".py"))
        for path in python()
        for part in path.relative_to(PACKAGE.parent).parts
        if part.removesuffix(".py") in EMPTY_WORDS
    }
    faults = sorted(f"{place(path)}: {part}" for path, part in parts)
    assert not faults, report("What is it really?", faults)


def test_no_class_has_an_empty_name() -> None:
    faults = [
        f"{place(path, node.lineno)} {node.name}"
        for path in python()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and _last_word(node.name) in EMPTY_WORDS
    ]
    assert not faults, report("What is it really?", faults)


def test_every_room_introduces_itself() -> None:
    faults = []
    for room in rooms():
        readme = room / "README.md"
        lines = [line for line in readme.read_text().splitlines() if line.strip()] if readme.exists() else []
        if not 3 <= len(lines) <= 16:
            faults.append(f"{place(room)}/README.md: {len(lines)} lines, about ten are wanted")
    assert not faults, report("A room's README says what it is for, its words and its events:", faults)


def test_the_product_does_not_lean_on_its_tests() -> None:
    faults = [
        f"{place(path, node.lineno)}"
        for path in python(PACKAGE)
        if "tests" not in path.parts
        for node in ast.walk(tree(path))
        if "tests" in _imported(node).split(".")
    ]
    assert not faults, report("The wheel holds no tests, so this would not start:", faults)


def _last_word(name: str) -> str:
    """`MailManager` ends in `manager`, `Database` is one word."""
    starts = [place for place, letter in enumerate(name) if letter.isupper()]
    return name[starts[-1] :].lower() if starts else name.lower()


def _imported(node: ast.AST) -> str:
    if isinstance(node, ast.ImportFrom):
        return node.module or ""
    if isinstance(node, ast.Import):
        return ".".join(alias.name for alias in node.names)
    return ""


def test_the_last_word_of_a_name() -> None:
    assert [_last_word(name) for name in ("MailManager", "Database", "_Base")] == ["manager", "database", "base"]
