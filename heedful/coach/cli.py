"""`heedful coach`: check files or standard input for what a customer would stumble over."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from heedful.coach.cases import NotACase, as_row, read_case
from heedful.coach.catalog import RULES, page
from heedful.coach.draft import Context, Draft
from heedful.coach.printing import FORMATS, Checked
from heedful.coach.review import review
from heedful.coach.standards import Standards

CLEAN, FOUND, USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """0 when nothing was found, 1 when something was, 2 when the command could not be understood."""
    try:
        asked = _parser().parse_args(argv)
    except SystemExit as stop:
        return USAGE if stop.code else CLEAN
    if asked.explain:
        return _explain(asked.explain)
    unknown = [code for code in (*asked.select, *asked.ignore) if not any(rule.code.startswith(code) for rule in RULES)]
    if unknown:
        return _complain(f"no rule begins with {unknown[0]}")
    standards = Standards(select=tuple(asked.select), ignore=tuple(asked.ignore))
    if asked.batch:
        return _batch(sys.stdin, standards)
    try:
        texts = list(_texts(asked.files))
    except (OSError, UnicodeDecodeError) as problem:
        return _complain(str(problem))
    context = Context(channel=asked.channel, public=asked.channel == "social-public", language=asked.language)
    checked = [Checked(name, text, review(Draft(text), context, standards)) for name, text in texts]
    print(FORMATS[asked.format](checked), end="")
    return FOUND if any(one.review.findings for one in checked) else CLEAN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="heedful coach", description="A linter for replies to customers.")
    parser.add_argument("files", nargs="*", metavar="FILE", help="texts to check; '-' or nothing reads standard input")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text")
    parser.add_argument("--select", type=_codes, default=(), metavar="CODES", help="only these rules, e.g. PRM,TON101")
    parser.add_argument("--ignore", type=_codes, default=(), metavar="CODES", help="not these rules")
    parser.add_argument("--channel", default="email", help="email, chat, phone, video, in_person, sms, social-public")
    parser.add_argument("--language", default="", help="two letters; found out from the text when left out")
    parser.add_argument("--batch", action="store_true", help="cases as JSON lines in, one JSON line each out")
    parser.add_argument("--explain", metavar="CODE", help="print a rule's page")
    return parser


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in text.split(",") if code.strip())


def _explain(code: str) -> int:
    try:
        print(page(code), end="")
    except KeyError:
        return _complain(f"no rule is called {code}")
    return CLEAN


def _complain(text: str) -> int:
    print(f"heedful coach: {text}", file=sys.stderr)
    return USAGE


def _texts(files: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in files or ("-",):
        if name == "-":
            yield "<stdin>", sys.stdin.read()
        else:
            yield name, Path(name).read_text(encoding="utf-8")


def _batch(lines: Iterable[str], standards: Standards) -> int:
    status = CLEAN
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = read_case(json.loads(line))
        except (json.JSONDecodeError, RecursionError, NotACase) as problem:
            return _complain(f"line {number}: {problem}")
        judged = review(case.draft, case.context, standards)
        print(json.dumps(as_row(case, judged), ensure_ascii=True, separators=(",", ":")))
        status = FOUND if judged.findings else status
    return status


if __name__ == "__main__":
    sys.exit(main())
