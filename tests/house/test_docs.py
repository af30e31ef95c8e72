"""The docs hold true: their links lead somewhere, the code they name exists, decisions and dependencies are reasoned."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.house.source import PACKAGE, ROOT, having, place, python, report, tree

LINK = re.compile(r"\[[^\]\n]*\]\(<?([^)\s>]+)>?\)")
SPAN = re.compile(r"`([^`\n]+)`")
CODE = re.compile(r"(?P<file>[\w./-]+\.(?:py|html|js|css|md|toml|txt|ini))(?::(?P<name>[A-Za-z_][\w.]*))?")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
DECISIONS = ROOT / "docs" / "decisions"


def _documents() -> list[Path]:
    """What people read: the docs and the files beside them; a rule's page and the demo's notes belong to their rooms."""
    own = [*having(".md", under=ROOT / "docs"), *(path for path in having(".md") if path.parent == ROOT)]
    return own + [path for path in having(".md", under=PACKAGE) if path.name == "README.md"]


def _prose(path: Path) -> str:
    return FENCE.sub("", path.read_text())


def test_links_lead_somewhere() -> None:
    faults = []
    for path in _documents():
        for target in LINK.findall(_prose(path)):
            if target.startswith(("http:", "https:", "mailto:")):
                continue
            name, _, anchor = target.partition("#")
            file = (path.parent / unquote(name)).resolve() if name else path
            if not file.exists() or (anchor and file.suffix == ".md" and anchor not in _anchors(file)):
                faults.append(f"{place(path)}: {target}")
    assert not faults, report("These links lead nowhere:", faults)


def test_the_code_that_docs_name_exists() -> None:
    """`room/file.py:name` in backticks is a promise: the file is there and has that function, class or constant."""
    faults = []
    for path in _documents():
        for span in SPAN.findall(_prose(path)):
            match = CODE.fullmatch(span)
            if match and "/" in match["file"] and not _exists(match["file"], match["name"], path.parent):
                faults.append(f"{place(path)}: `{span}`")
    assert not faults, report("The docs name code that is not there:", faults)


def test_the_two_journeys_walk_through_real_functions() -> None:
    """At least this many steps name a function, so that the page cannot become vague to stay true."""
    spans = SPAN.findall((ROOT / "docs" / "two-journeys.md").read_text())
    steps = [span for span in spans if (match := CODE.fullmatch(span)) and match["name"]]
    assert len(steps) >= 24


def test_decisions_are_numbered_and_give_context_choice_and_cost() -> None:
    records = sorted(DECISIONS.glob("[0-9]*.md"))
    numbers = [int(path.name[:4]) for path in records]
    assert numbers == list(range(1, len(records) + 1)), "Decisions are numbered 0001, 0002, …"
    faults = [
        f"{place(path)}: {part}"
        for path in records
        for part in ("Date:", "## Context", "## Choice", "## Cost")
        if part not in path.read_text()
    ]
    assert not faults, report("A decision record is one page with these parts:", faults)


def test_every_dependency_is_chosen_with_a_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[\[<>=~! ]", line)[0].lower() for line in wanted}
    page = next(DECISIONS.glob("*-dependencies.md")).read_text()
    rows = dict(re.findall(r"^\| `([a-z0-9.-]+)` \| (.{15,}) \|$", page, re.MULTILINE))
    faults = [f"{name} has no reason" for name in sorted(names - rows.keys())]
    faults += [f"{name} is no longer a dependency" for name in sorted(rows.keys() - names)]
    assert not faults, report("The record of dependencies:", faults)


def test_every_dependency_is_used() -> None:
    """The product imports each library it asks for, or the record says why not in the column of its row."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    names = {re.split(r"[\[<>=~! ]", line)[0].lower() for line in project["project"]["dependencies"]}
    imports = {
        name.split(".")[0]
        for path in python(PACKAGE)
        if "tests" not in path.parts
        for node in ast.walk(tree(path))
        for name in _imported(node)
    }
    module = {
        "django-htmx": "django_htmx",
        "django-allauth": "allauth",
        "charset-normalizer": "charset_normalizer",
        "markdown-it-py": "markdown_it",
        "prometheus-client": "prometheus_client",
        "pystemmer": "Stemmer",
        "python-json-logger": "pythonjsonlogger",
        "tomli-w": "tomli_w",
        "tzdata": "zoneinfo",  # the library that reads it
        "flufl.bounce": "flufl",
        "argon2-cffi": None,  # Django's password hasher imports it
        "whitenoise": None,  # named in settings as middleware
    }
    faults = sorted(name for name in names if (wanted := module.get(name, name)) and wanted not in imports)
    assert not faults, report("Nothing imports these:", faults)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "STYLE.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"])
def test_what_a_stranger_looks_for_is_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 400


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in text
    assert "Version 3, 19 November 2007" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert "Apache License" in (PACKAGE / "coach" / "LICENSE").read_text()


def _exists(file: str, name: str | None, beside: Path) -> bool:
    room = [PACKAGE / beside.relative_to(PACKAGE).parts[0]] if beside.is_relative_to(PACKAGE) else []
    for start in (PACKAGE, ROOT, beside, *room):
        path = start / file
        if path.is_file():
            return name is None or name in _defined(path)
    return False


def _defined(path: Path) -> set[str]:
    """Functions, classes, constants, and `Class.method`; in templates and scripts any word counts."""
    if path.suffix != ".py":
        return set(re.findall(r"[A-Za-z_][\w.]*", path.read_text()))
    found = _names(tree(path).body)
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{name}" for name in _names(node.body)}
    return found


def _names(body: list[ast.stmt]) -> set[str]:
    found: set[str] = set()
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.ImportFrom):  # what a room re-exports
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
