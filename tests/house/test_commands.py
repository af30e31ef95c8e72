"""Make stays plain: a recipe is one or two lines that also run without it, and every script it names is there."""

from __future__ import annotations

import os
import re

from tests.house.source import ROOT, report

RECIPES = re.findall(r"^([\w./-]+):[^=\n]*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_a_recipe_is_one_or_two_lines() -> None:
    long = [name for name, lines in RECIPES if lines.count("\n") > 2]
    assert len(RECIPES) >= 10
    assert not long, report("Put the rest into a script:", long)


def test_every_module_that_make_runs_exists() -> None:
    names = re.findall(r"python -m ((?:tests|heedful|benchmarks)[\w.]*)", (ROOT / "Makefile").read_text())
    files = [ROOT.joinpath(*name.split(".")) for name in names]
    missing = [
        name
        for name, file in zip(names, files, strict=True)
        if not file.with_suffix(".py").is_file() and not (file / "__main__.py").is_file()
    ]
    assert not missing, report("Make names what is not there:", missing)


def test_ci_asks_for_lint_and_test_and_nothing_else() -> None:
    script = ROOT / ".ci" / "run"
    commands = [line for line in script.read_text().splitlines() if line and not line.startswith("#")]
    assert os.access(script, os.X_OK)
    assert commands == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "make lint test </dev/null"]
