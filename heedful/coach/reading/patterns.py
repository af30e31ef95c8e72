"""Patterns that most texts never need are compiled when first used: all of them would cost the first review 20 ms."""

from __future__ import annotations

import re
from typing import Any


class Late:
    """Stands for `re.compile(source)`; its methods are those of the pattern from the first use on."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        method = getattr(re.compile(self._source), name)
        setattr(self, name, method)
        return method
