"""`heedful coach`: check files or standard input for what a customer would stumble over."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from heedful.coach.batch import answers
from heedful.coach.cases import NotACase
from heedful.coach.catalog import RULES
from heedful.coach.draft import Context
from heedful.coach.fixing import fixed
from heedful.coach.inputs import Input, Unreadable, inputs
from heedful.coach.printing import FORMATS, Checked, as_text
from heedful.coach.review import review
from heedful.coach.rule_page import page_in_language
from heedful.coach.standards import Standards
from heedful.coach.standards_file import NotStandards, read_standards
from heedful.coach.translations import LANGUAGES

CLEAN, FOUND, USAGE = 0, 1, 2
_CHANNELS = tuple(channel for channel, _ in Standards().max_words)  # a slip here would pass private data in public


def main(argv: Sequence[str] | None = None) -> int:
    """0 for nothing but hints, 1 for a warning or an error, 2 when the command or a file could not be understood."""
    try:
        asked = _parser().parse_args(argv)
    except SystemExit as stop:
        return USAGE if stop.code else CLEAN
    _write_anything(sys.stdout, sys.stderr)
    try:
        if asked.explain is not None:
            return _explain(asked.explain, asked.speak)
        standards = _standards(asked)
        return _batch(asked, standards) if asked.batch else _check(asked, standards)
    except BrokenPipeError:  # whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except (OSError, NotStandards) as problem:
        sys.stderr.write(f"heedful coach: {_told(problem)}\n")
        return USAGE


def _told(problem: Exception) -> str:
    """A file first, then what is wrong with it."""
    if isinstance(problem, OSError) and problem.filename is not None:
        return f"{problem.filename}: {problem.strerror}"
    return str(problem)


def _write_anything(*streams: object) -> None:
    """Half a character in a text, or a terminal of few letters, must not end the run."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="heedful coach", description="A linter for replies to customers.")
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="text, .eml or .jsonl; '-' or nothing is standard input"
    )
    parser.add_argument("--format", choices=sorted(FORMATS), default="text")
    parser.add_argument("--select", type=_codes, default=(), metavar="CODES", help="only these rules, e.g. PRM,TON101")
    parser.add_argument("--ignore", type=_codes, default=(), metavar="CODES", help="not these rules")
    parser.add_argument("--standards", type=Path, metavar="FILE", help="the brand's standards as TOML")
    parser.add_argument(
        "--channel",
        default="",
        choices=_CHANNELS,
        metavar="CHANNEL",
        help=f"{', '.join(_CHANNELS)}; email when left out, chat for a .jsonl",
    )
    parser.add_argument(
        "--stdin-filename", default="", metavar="NAME", help="how to read and call standard input, e.g. reply.eml"
    )
    parser.add_argument("--language", default="", help="two letters; found out from the text when left out")
    parser.add_argument(
        "--speak",
        default="en",
        choices=("en", *LANGUAGES),
        help="in which language findings are told; English when left out",
    )
    parser.add_argument("--batch", action="store_true", help="cases as JSON lines in, one JSON line each out")
    parser.add_argument("--fix", action="store_true", help="write the safe suggestions back into text files")
    parser.add_argument("--explain", metavar="CODE", help="print a rule's page")
    return parser


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in text.split(",") if code.strip())


def _explain(code: str, speaks: str) -> int:
    try:
        sys.stdout.write(page_in_language(code, speaks))
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
    checked: list[Checked] = []
    unread = 0
    for file in asked.files or ["-"]:
        try:
            for one in inputs(file, _context(asked), asked.channel, asked.stdin_filename):
                now = _fix(one, standards) if asked.fix and one.ending else one
                judged = review(now.draft, now.context, standards).in_language(asked.speak)
                checked.append(Checked(now.name, now.draft.text, judged, now.line, now.on_one_line))
        except (OSError, Unreadable, NotACase) as problem:
            sys.stderr.write(f"heedful coach: {_told(problem)}\n")
            unread += 1
    if asked.format == "text":
        sys.stdout.write(as_text(checked, colour=_in_colour()))
    else:
        sys.stdout.write(FORMATS[asked.format](checked))
    if unread:
        return USAGE
    return FOUND if any(found.severity != "info" for one in checked for found in one.review.findings) else CLEAN


def _context(asked: argparse.Namespace) -> Context:
    channel = asked.channel or "email"
    return Context(channel=channel, public=channel == "social-public", language=asked.language)


def _in_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _fix(one: Input, standards: Standards) -> Input:
    better = fixed(one.draft, one.context, standards)
    if better != one.draft:
        Path(one.name).write_bytes(better.text.replace("\n", one.ending).encode())
    return replace(one, draft=better)


def _batch(asked: argparse.Namespace, standards: Standards) -> int:
    """A finding is an answer here, not a fault; a line that could not be read is one."""
    status = CLEAN
    for answer, is_read in answers(sys.stdin.buffer, standards, asked.speak):
        sys.stdout.write(answer)
        status = status if is_read else FOUND
    return status


if __name__ == "__main__":
    sys.exit(main())
