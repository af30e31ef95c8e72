"""Nothing foreign lies about: no copied libraries, no machine's paths, no registry, no unfinished marks."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.source import PACKAGE, ROOT, having, place, report
from tests.house.source import files as all_files

TEXT = {".py", ".md", ".toml", ".txt", ".html", ".js", ".css", ".cfg", ".ini", ".sh", ".json", ".in", ".yml", ""}
# Written in pieces, so that this file does not hold what it looks for.
REGISTRIES = re.compile(
    "|".join(rf"{name}\.{end}" for name, end in [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "(?:org|com)")])
)
MACHINE = re.compile(r"(?<![\w.])/(?:wo" + r"rk|home/\w+|Users/\w+)/[A-Za-z.]")
UNFINISHED = re.compile(r"\bTO" + r"DO\b|\bFIX" + r"ME\b|lorem " + "ipsum", re.IGNORECASE)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=", re.IGNORECASE)


def _lines(paths: list[Path], pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{place(path, number)}: {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def _texts() -> list[Path]:
    return [path for path in all_files() if path.suffix in TEXT]


def test_no_library_of_others_is_copied_in() -> None:
    faults = [place(path) for path in all_files() if re.search(r"\.min\.(js|css)$|/vendor/|/node_modules/", str(path))]
    faults += [
        place(path)
        for path in having(".js", ".css")
        if any(len(line) > 500 for line in path.read_text(errors="replace").splitlines())
    ]
    assert not faults, report("Third-party files come from packages:", faults)


def test_no_lock_file_that_names_hosts() -> None:
    faults = [place(path) for path in all_files() if path.name in {"uv.lock", "poetry.lock", "package-lock.json"}]
    assert not faults, report("Hashed requirements say the same without hosts:", faults)


def test_no_registry_is_named() -> None:
    assert not (found := _lines(_texts(), REGISTRIES)), report("A package is named, never where it lies:", found)


def test_no_path_of_somebodys_machine() -> None:
    assert not (found := _lines(_texts(), MACHINE)), report("These paths exist on one machine only:", found)


def test_nothing_is_left_unfinished() -> None:
    """In Python ruff looks for such comments; what remains is a function that only says so."""
    found = _lines(having(".html", ".js", ".css"), UNFINISHED)
    found += _lines(having(".py", under=PACKAGE), re.compile(r"raise NotImplemented" + "Error"))
    assert not found, report("Finish it, or leave it out:", found)


def test_templates_hold_no_inline_script_or_style() -> None:
    """The Content-Security-Policy would refuse it in the browser, silently."""
    found = _lines(having(".html", under=PACKAGE), INLINE)
    assert not found, report("Put it into a file under static/:", found)


def test_hashed_requirements_cover_the_project() -> None:
    names = re.findall(r'^  "([A-Za-z0-9.-]+)', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    locked = (ROOT / "requirements" / "dev.txt").read_text().lower()
    faults = [name for name in names if f"\n{name.lower().replace('.', '-')}==" not in f"\n{locked}"]
    faults = [name for name in faults if name.startswith(tuple("abcdefghijklmnopqrstuvwxyz")) and name != "heedful"]
    assert not faults, report("`make requirements` adds these:", faults)
