"""How the tests of the house look at the project: its files, rooms and functions."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "heedful"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project: tracked, or new and not ignored."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:  # an unpacked archive: everything that is not hidden
        found = [path for path in ROOT.rglob("*") if not any(part.startswith(".") for part in path.parts)]
    return tuple(sorted(path for path in found if path.is_file()))


def having(*suffixes: str, under: Path = ROOT) -> list[Path]:
    """The files with one of these endings below a folder."""
    return [path for path in files() if path.suffix in suffixes and path.is_relative_to(under)]


def python(under: Path = ROOT) -> list[Path]:
    """Python that people write: not migrations."""
    return [path for path in having(".py", under=under) if "migrations" not in path.parts]


def rooms() -> list[Path]:
    """The folders of the package; each is a room."""
    return sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a file, nested ones too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def place(path: Path, line: int | None = None) -> str:
    """`folder/file.py:12`, as an editor opens it."""
    where = str(path.relative_to(ROOT))
    return where if line is None else f"{where}:{line}"


def line_count(path: Path) -> int:
    return len(path.read_text(errors="replace").splitlines())


def report(heading: str, faults: list[str]) -> str:
    """The message of a failed test: one fault a line."""
    return "\n".join([heading, *(f"  {fault}" for fault in faults)])
