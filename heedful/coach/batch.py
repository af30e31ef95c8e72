"""`heedful coach --batch`: cases as JSON lines in, one JSON line each out, also for a line that cannot be read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from heedful.coach.cases import NotACase, as_row, id_of, read_case
from heedful.coach.review import review
from heedful.coach.standards import Standards


def answers(lines: Iterable[bytes], standards: Standards, speaks: str = "en") -> Iterator[tuple[str, bool]]:
    """For each line that is not empty its answer, and whether it could be read. The same line, the same bytes."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = _answer(line, number, standards, speaks)
            yield json.dumps(row, ensure_ascii=True, separators=(",", ":")) + "\n", "error" not in row


def _answer(line: bytes, number: int, standards: Standards, speaks: str) -> dict[str, Any]:
    row: object = None
    try:
        row = json.loads(line.decode("utf-8-sig"))
        case = read_case(row)
    except (ValueError, RecursionError) as problem:
        said = str(problem) if isinstance(problem, NotACase) else f"not JSON: {problem}"
        return {
            "id": id_of(row), "error": f"line {number}: {said}", "findings": [], "commitments": [], "customer": None,
        }  # fmt: skip
    return as_row(case, review(case.draft, case.context, standards).in_language(speaks))
