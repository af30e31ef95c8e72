"""Few settings come from the environment, and each is written down with its default."""

from __future__ import annotations

import re

from tests.house.source import PACKAGE, ROOT, place, python, report

NAME = re.compile(r"HEEDFUL_[A-Z_]+[A-Z]")
ROW = re.compile(r"^\| `(HEEDFUL_[A-Z_]+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)
PAGE = ROOT / "docs" / "reference" / "settings.md"


def _in_code() -> dict[str, str]:
    found = {}
    for path in python(PACKAGE):
        if "tests" not in path.parts:
            found.update({name: place(path) for name in NAME.findall(path.read_text())})
    return found


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    documented = {name for name, _, _ in ROW.findall(PAGE.read_text())}
    code = _in_code()
    faults = [f"{name} ({code[name]}) has no row" for name in sorted(code.keys() - documented)]
    faults += [f"{name} is documented but nothing reads it" for name in sorted(documented - code.keys())]
    assert not faults, report(f"In {place(PAGE)}:", faults)


def test_the_defaults_on_the_page_are_those_of_the_code() -> None:
    source = (PACKAGE / "config" / "environment.py").read_text()
    defaults = dict(re.findall(r'environ\.get\("(HEEDFUL_[A-Z_]+)", "([^"]+)"\)', source))
    assert defaults, "environment.py reads its settings in another way now; teach this test"
    written = {name: default for name, default, _ in ROW.findall(PAGE.read_text())}
    faults = [f"{name}: {default}" for name, default in defaults.items() if f"`{default}`" not in written.get(name, "")]
    assert not faults, report("The page gives another default for:", faults)


def test_there_are_at_most_25() -> None:
    assert len(_in_code()) <= 25, "Make it a row that is edited in the app."
