"""Findings as lines of text, JSON, SARIF, or annotations of a build on GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from heedful import __version__
from heedful.coach.catalog import RULES
from heedful.coach.finding import Finding
from heedful.coach.report import Review

_COLOURS = {"error": "\033[31m", "warning": "\033[33m", "info": "\033[36m"}
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PLAIN = "\033[0m"
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_PLACES = {rule.code: number for number, rule in enumerate(RULES)}


@dataclass(frozen=True, slots=True)
class Checked:
    """A text under the name it was given by, with its review; `line` is where it begins in its file."""

    name: str
    text: str
    review: Review
    line: int = 1
    on_one_line: bool = False


def place(checked: Checked, finding: Finding) -> tuple[int, int]:
    """Line and column, counted from 1; findings about the whole text stand at its first character."""
    return _at(checked, finding.span.start if finding.span else 0)


def _at(checked: Checked, offset: int) -> tuple[int, int]:
    """In a transcript the text is one line of its file, so its column counts on through its own lines."""
    if checked.on_one_line:
        return checked.line, offset + 1
    return checked.text.count("\n", 0, offset) + checked.line, offset - checked.text.rfind("\n", 0, offset)


def as_text(checked: Sequence[Checked], *, colour: bool = False) -> str:
    lines: list[str] = []
    for one in checked:
        for finding in one.review.findings:
            line, column = place(one, finding)
            code = f"{_COLOURS[finding.severity]}{finding.code}{_PLAIN}" if colour else finding.code
            said = " ".join(finding.message.split())
            lines.append(f"{one.name}:{line}:{column} {code} {said} [{finding.severity}]\n")
    return "".join(lines)


def as_json(checked: Sequence[Checked]) -> str:
    return (
        json.dumps([{"file": one.name, "line": one.line, **one.review.as_dict()} for one in checked], indent=2) + "\n"
    )


def as_github(checked: Sequence[Checked]) -> str:
    """Workflow commands; a message may hold no raw line break or percent sign, a property no colon or comma either."""
    lines: list[str] = []
    for one in checked:
        for finding in one.review.findings:
            line, column = place(one, finding)
            kind = "notice" if finding.severity == "info" else finding.severity
            file = _escaped(one.name).replace(":", "%3A").replace(",", "%2C")
            at = f"file={file},line={line},col={column},title={finding.code} {finding.name}"
            lines.append(f"::{kind} {at}::{_escaped(finding.message)}\n")
    return "".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_sarif(checked: Sequence[Checked]) -> str:
    """SARIF 2.1.0, as code scanning tools read it."""
    rules = [
        {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": rule.title},
            "fullDescription": {"text": rule.why},
            "help": {"text": f"heedful coach --explain {rule.code}"},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }
        for rule in RULES
    ]
    run = {
        "tool": {"driver": {"name": "heedful coach", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, finding) for one in checked for finding in one.review.findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _result(one: Checked, finding: Finding) -> dict[str, object]:
    where = {"artifactLocation": {"uri": quote(one.name)}, "region": _region(one, finding)}
    return {
        "ruleId": finding.code,
        "ruleIndex": _PLACES[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": where}],
    }


def _region(one: Checked, finding: Finding) -> dict[str, int]:
    line, column = place(one, finding)
    region = {"startLine": line, "startColumn": column}
    if finding.span:
        end_line, end_column = _at(one, finding.span.end)
        region |= {"endLine": end_line, "endColumn": end_column}
    return region


FORMATS: dict[str, Callable[[Sequence[Checked]], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
