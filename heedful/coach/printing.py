"""Findings as lines of text or as JSON, for people and for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from heedful.coach.finding import Finding
from heedful.coach.report import Review


@dataclass(frozen=True, slots=True)
class Checked:
    """A text under the name it was given by, with its review."""

    name: str
    text: str
    review: Review


def place(text: str, finding: Finding) -> tuple[int, int]:
    """Line and column, counted from 1; findings about the whole text stand at its first character."""
    start = finding.span.start if finding.span else 0
    return text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1


def as_text(checked: Sequence[Checked]) -> str:
    lines: list[str] = []
    for one in checked:
        for finding in one.review.findings:
            line, column = place(one.text, finding)
            lines.append(f"{one.name}:{line}:{column} {finding.code} {finding.message} [{finding.severity}]")
    return "".join(f"{line}\n" for line in lines)


def as_json(checked: Sequence[Checked]) -> str:
    return json.dumps([{"file": one.name, **one.review.as_dict()} for one in checked], indent=2) + "\n"


FORMATS: dict[str, Callable[[Sequence[Checked]], str]] = {"text": as_text, "json": as_json}
