"""Files, functions and templates stay small enough to be read in one go. Lifting a cap takes a decision record."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.source import Function, functions, having, line_count, place, python, report, tree

FILE, FUNCTION, PARAMETERS, NESTING = 300, 50, 7, 3
PAGE, FRAGMENT, BROWSER_FILE = 120, 60, 250
NESTS = ast.If | ast.For | ast.AsyncFor | ast.While | ast.With | ast.AsyncWith | ast.Try | ast.Match


def test_no_python_file_is_longer_than_300_lines() -> None:
    long = [f"{place(path)}: {line_count(path)} lines" for path in python() if line_count(path) > FILE]
    assert not long, report("Split these along what they do:", long)


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{place(path, node.lineno)} {node.name}: {_length(node)} lines"
        for path in python()
        for node in functions(path)
        if _length(node) > FUNCTION
    ]
    assert not long, report("Too long to be read in one go:", long)


def test_no_function_takes_more_than_7_parameters() -> None:
    # A test names the fixtures it stands on; that is a list, not an interface.
    many = [
        f"{place(path, node.lineno)} {node.name}: {_parameters(node)}"
        for path in python()
        if "tests" not in path.parts and path.name != "conftest.py"
        for node in functions(path)
        if _parameters(node) > PARAMETERS
    ]
    assert not many, report("Put what belongs together into a frozen dataclass:", many)


def test_nothing_nests_deeper_than_3() -> None:
    deep = [
        f"{place(path, node.lineno)} {node.name}: {_depth(node)}"
        for path in python()
        for node in functions(path)
        if _depth(node) > NESTING
    ]
    assert not deep, report("Give the inner part a name of its own:", deep)


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        place(path)
        for path in python()
        if line_count(path) > 0 and "tests" not in path.parts and not ast.get_docstring(tree(path))
    ]
    assert not silent, report("A module docstring of one to three lines is missing:", silent)


def test_templates_stay_small() -> None:
    long = [f"{place(path)}: {line_count(path)} lines" for path in having(".html") if line_count(path) > _cap(path)]
    assert not long, report(f"A page has at most {PAGE} lines, a fragment (_name.html) {FRAGMENT}:", long)


def test_browser_files_stay_small() -> None:
    long = [
        f"{place(path)}: {line_count(path)} lines" for path in having(".js", ".css") if line_count(path) > BROWSER_FILE
    ]
    assert not long, report("Split these by behaviour:", long)


def test_a_reader_of_the_house_counts_right() -> None:
    """The measures themselves, on a function whose figures are known."""
    source = "def f(a, *b, c=1, **d):\n    if a:\n        for x in b:\n            pass\n    elif c:\n        pass\n"
    node = next(node for node in ast.walk(ast.parse(source)) if isinstance(node, Function))
    assert (_length(node), _parameters(node), _depth(node)) == (6, 4, 2)


def _length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _parameters(node: Function) -> int:
    named = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    count = len(named) + sum(extra is not None for extra in (node.args.vararg, node.args.kwarg))
    return count - (bool(named) and named[0].arg in {"self", "cls"})


def _depth(node: ast.AST) -> int:
    """How many blocks stand inside each other; `elif` and a function within a function add nothing."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function | ast.Lambda | ast.ClassDef):
            continue
        is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        step = 1 if isinstance(child, NESTS) and not is_elif else 0
        deepest = max(deepest, step + _depth(child))
    return deepest


def _cap(path: Path) -> int:
    return FRAGMENT if path.name.startswith("_") else PAGE
