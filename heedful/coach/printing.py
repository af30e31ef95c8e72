"""Findings as lines of text, JSON, SARIF, or annotations of a build on GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from heedful.coach.catalog import RULES
from heedful.coach.finding import Finding
from heedful.coach.report import Review

_COLOURS = {"error": "\033[31m", "warning": "\033[33m", "info": "\033[36m"}
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PLAIN = "\033[0m"


@dataclass(frozen=True, slots=True)
class Checked:
    """A text under the name it was given by, with its review; `line` is where it begins in its file."""

    name: str
    text: str
    review: Review
    line: int = 1


def place(checked: Checked, finding: Finding) -> tuple[int, int]:
    """Line and column, counted from 1; findings about the whole text stand at its first character."""
    start = finding.span.start if finding.span else 0
    before = checked.text.count("\n", 0, start) if checked.line == 1 else 0
    return before + checked.line, start - (checked.text.rfind("\n", 0, start) + 1) + 1


def as_text(checked: Sequence[Checked], *, colour: bool = False) -> str:
    lines: list[str] = []
    for one in checked:
        for finding in one.review.findings:
            line, column = place(one, finding)
            code = f"{_COLOURS[finding.severity]}{finding.code}{_PLAIN}" if colour else finding.code
            lines.append(f"{one.name}:{line}:{column} {code} {finding.message} [{finding.severity}]\n")
    return "".join(lines)


def as_json(checked: Sequence[Checked]) -> str:
    return (
        json.dumps([{"file": one.name, "line": one.line, **one.review.as_dict()} for one in checked], indent=2) + "\n"
    )


def as_github(checked: Sequence[Checked]) -> str:
    """Workflow commands; a message may hold no raw line break or percent sign."""
    lines: list[str] = []
    for one in checked:
        for finding in one.review.findings:
            line, column = place(one, finding)
            kind = "notice" if finding.severity == "info" else finding.severity
            at = f"file={_escaped(one.name)},line={line},col={column},title={finding.code} {finding.name}"
            lines.append(f"::{kind} {at}::{_escaped(finding.message)}\n")
    return "".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_sarif(checked: Sequence[Checked]) -> str:
    rules = [{"id": rule.code, "name": rule.name, "shortDescription": {"text": rule.why}} for rule in RULES]
    results = [_result(one, finding) for one in checked for finding in one.review.findings]
    run = {
        "tool": {"driver": {"name": "heedful coach", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _result(one: Checked, finding: Finding) -> dict[str, object]:
    line, column = place(one, finding)
    region = {"startLine": line, "startColumn": column}
    where = {"physicalLocation": {"artifactLocation": {"uri": one.name}, "region": region}}
    return {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [where],
    }


FORMATS: dict[str, Callable[[Sequence[Checked]], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
