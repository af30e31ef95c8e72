"""Runs the named sets of checks one after the other, all of them, and sums up: `python -m tests.run lint sqlite`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BIN = Path(sys.executable).parent
PYTEST = [sys.executable, "-m", "pytest", "-q"]
WITH_POSTGRES = [sys.executable, "-m", "tests.postgres", "--"]
BOTH_CORES = ["-n", "4", "--dist", "worksteal"]  # more than cores: many tests wait for a server or a clock
ELSEWHERE = ["--ignore=tests/house", "--ignore=tests/browser"]
DJLINT = [f"{BIN}/djlint", "--quiet", "--lint"]
WITHOUT_DATABASE = ["--ignore=heedful/coach", "--ignore=heedful/channels", "--ignore=heedful/ui"]
# What these assert stands above the database; the queries behind it run on both in the tests of the rooms.
ABOVE_IT = [
    "--ignore=tests/stories/test_who_may_what.py",
    "--ignore=tests/stories/test_discreet_logs.py",
    "--ignore-glob=*/test_screen*.py",
]
FOLDER = tempfile.TemporaryDirectory(prefix="heedful-run-")  # keys and static files of this run

Step = tuple[str, list[str]]
SETS: dict[str, list[Step]] = {
    "lint": [
        ("ruff: style", [f"{BIN}/ruff", "check", "."]),
        ("ruff: layout", [f"{BIN}/ruff", "format", "--check", "."]),
        ("import-linter: the floors", [f"{BIN}/lint-imports", "--no-cache"]),
        ("mypy: types", [f"{BIN}/mypy"]),
        ("djlint: our pages", [*DJLINT, "--profile", "jinja", "--exclude", "account_templates", "heedful"]),
        ("djlint: sign-in pages", [*DJLINT, "--profile", "django", "heedful/team/account_templates"]),
        ("the house", [*PYTEST, "tests/house"]),
    ],
    "sqlite": [("the suite on SQLite", [*PYTEST, *BOTH_CORES, *ELSEWHERE])],
    "postgresql": [
        (
            "the suite on PostgreSQL",
            [*WITH_POSTGRES, *PYTEST, *BOTH_CORES, *ELSEWHERE, *WITHOUT_DATABASE, *ABOVE_IT],
        )
    ],
    "browser": [("the browser", [*PYTEST, "-n", "2", "--dist", "loadgroup", "tests/browser"])],
}


def _run(title: str, words: list[str]) -> tuple[str, bool, float]:
    print(f"\n== {title}", flush=True)
    started = time.monotonic()
    code = subprocess.run(words, stdin=subprocess.DEVNULL, check=False, env=_surroundings()).returncode
    return title, code == 0, time.monotonic() - started


def _surroundings() -> dict[str, str]:
    """Settings of somebody's own desk must not reach the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HEEDFUL_")}
    return {**kept, "HEEDFUL_DATA": FOLDER.name}


def main(names: list[str]) -> int:
    """Every step runs, also after one has failed; the exit code is 1 when any did."""
    unknown = [name for name in names if name not in SETS]
    if unknown or not names:
        print("Choose from:", ", ".join(SETS), file=sys.stderr)
        return 2
    results = [_run(title, words) for name in names for title, words in SETS[name]]
    print("\n== summary")
    for title, went_well, seconds in results:
        print(f"{'good  ' if went_well else 'FAILED'} {seconds:7.1f} s  {title}")
    return 0 if all(went_well for _, went_well, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
