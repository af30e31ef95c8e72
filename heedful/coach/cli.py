"""`heedful coach`: check files or standard input for what a customer would stumble over."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from heedful.coach.cases import NotACase, as_row, read_case
from heedful.coach.catalog import RULES, page
from heedful.coach.draft import Context
from heedful.coach.fixing import fixed
from heedful.coach.inputs import Input, inputs
from heedful.coach.printing import FORMATS, Checked, as_text
from heedful.coach.review import review
from heedful.coach.standards import Standards
from heedful.coach.standards_file import NotStandards, read_standards

CLEAN, FOUND, USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """0 when nothing was found, 1 when something was, 2 when the command could not be understood."""
    try:
        asked = _parser().parse_args(argv)
    except SystemExit as stop:
        return USAGE if stop.code else CLEAN
    try:
        if asked.explain:
            return _explain(asked.explain)
        standards = _standards(asked)
        return _batch(sys.stdin, standards) if asked.batch else _check(asked, standards)
    except (OSError, UnicodeDecodeError, NotACase, NotStandards) as problem:
        sys.stderr.write(f"heedful coach: {problem}\n")
        return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="heedful coach", description="A linter for replies to customers.")
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="text, .eml or .jsonl; '-' or nothing is standard input"
    )
    parser.add_argument("--format", choices=sorted(FORMATS), default="text")
    parser.add_argument("--select", type=_codes, default=(), metavar="CODES", help="only these rules, e.g. PRM,TON101")
    parser.add_argument("--ignore", type=_codes, default=(), metavar="CODES", help="not these rules")
    parser.add_argument("--standards", type=Path, metavar="FILE", help="the brand's standards as TOML")
    parser.add_argument("--channel", default="email", help="email, chat, phone, video, in_person, sms, social-public")
    parser.add_argument("--language", default="", help="two letters; found out from the text when left out")
    parser.add_argument("--batch", action="store_true", help="cases as JSON lines in, one JSON line each out")
    parser.add_argument("--fix", action="store_true", help="write the safe suggestions back into text files")
    parser.add_argument("--explain", metavar="CODE", help="print a rule's page")
    return parser


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in text.split(",") if code.strip())


def _explain(code: str) -> int:
    try:
        sys.stdout.write(page(code))
    except KeyError:
        raise NotStandards(f"no rule is called {code}") from None
    return CLEAN


def _standards(asked: argparse.Namespace) -> Standards:
    standards = read_standards(asked.standards) if asked.standards else Standards()
    for code in (*asked.select, *asked.ignore, *standards.select, *standards.ignore):
        if not any(rule.code.startswith(code) for rule in RULES):
            raise NotStandards(f"no rule begins with {code}")
    return replace(
        standards, select=standards.select + tuple(asked.select), ignore=standards.ignore + tuple(asked.ignore)
    )


def _check(asked: argparse.Namespace, standards: Standards) -> int:
    context = Context(channel=asked.channel, public=asked.channel == "social-public", language=asked.language)
    checked: list[Checked] = []
    for one in inputs(asked.files, context):
        now = _fix(one, standards) if asked.fix and one.is_whole else one
        checked.append(Checked(now.name, now.draft.text, review(now.draft, now.context, standards), now.line))
    if asked.format == "text":
        sys.stdout.write(as_text(checked, colour=sys.stdout.isatty()))
    else:
        sys.stdout.write(FORMATS[asked.format](checked))
    return FOUND if any(one.review.findings for one in checked) else CLEAN


def _fix(one: Input, standards: Standards) -> Input:
    better = fixed(one.draft, one.context, standards)
    if better != one.draft:
        Path(one.name).write_text(better.text, encoding="utf-8")
    return replace(one, draft=better)


def _batch(lines: Iterable[str], standards: Standards) -> int:
    status = CLEAN
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = read_case(json.loads(line))
        except (json.JSONDecodeError, RecursionError, NotACase) as problem:
            raise NotACase(f"line {number}: {problem}") from None
        judged = review(case.draft, case.context, standards)
        sys.stdout.write(json.dumps(as_row(case, judged), ensure_ascii=True, separators=(",", ":")) + "\n")
        status = FOUND if judged.findings else status
    return status


if __name__ == "__main__":
    sys.exit(main())
