"""The word lists are well formed: no bracket inside another, no cue without phrases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from heedful.coach import lexicon

_FILES = sorted(Path(lexicon.__file__).parent.glob("*/*.cues"))
_NESTED = re.compile(r"\([^()]*\(")


@pytest.mark.parametrize("path", _FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_bracket_stands_inside_another(path: Path) -> None:
    lines = [line.split("#", 1)[0] for line in path.read_text(encoding="utf-8").splitlines()]
    assert not [line for line in lines if _NESTED.search(line) or line.count("(") != line.count(")")]
