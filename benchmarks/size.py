"""`python -m benchmarks.size [--reuse] FOLDER…`: what the desk costs at the size of these folders, over HTTP.

A folder is called DATABASE-CONVERSATIONS, such as /tmp/size/sqlite-200000 or /tmp/size/postgres-20000. With --reuse it
is there, filled by an earlier run; otherwise it is filled first. The figures go into the folder, and the tables of all
folders that were ever measured beside it into docs/benchmarks.md.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.cluster import opened
from benchmarks.size_table import write_tables

FIGURES = "figures.json"


@contextmanager
def database(folder: Path) -> Iterator[dict[str, str]]:
    """What a process must be told to work on this folder; PostgreSQL runs meanwhile."""
    if not folder.name.startswith("postgres"):
        yield {"HEEDFUL_DATA": str(folder), "HEEDFUL_DATABASE_URL": ""}
        return
    with opened(folder) as (url, pid):
        data = folder / "data"
        data.mkdir(exist_ok=True)
        yield {"HEEDFUL_DATA": str(data), "HEEDFUL_DATABASE_URL": url, "MEASURED_POSTGRES": str(pid)}


def main(words: list[str]) -> None:
    """Each folder in turn, in a process of its own."""
    folders = [Path(word).resolve() for word in words if not word.startswith("-")]
    for folder in folders:
        with database(folder) as told:
            surroundings = {**os.environ, **told, "HEEDFUL_PUBLIC_URL": "http://127.0.0.1"}
            if "--reuse" not in words:
                fill = [sys.executable, "-m", "benchmarks.fill", told["HEEDFUL_DATA"], folder.name.rpartition("-")[2]]
                subprocess.run(fill, env=surroundings, check=True)
            measure = [sys.executable, "-m", "benchmarks.size_of_one"]
            done = subprocess.run(measure, env=surroundings, check=True, stdout=subprocess.PIPE, text=True)
        (folder / FIGURES).write_text(done.stdout)
        print(f"{folder.name}: {json.loads(done.stdout)['seconds']:.0f} s")
    found = [json.loads(path.read_text()) for path in folders[0].parent.glob(f"*/{FIGURES}")]
    write_tables(found)


if __name__ == "__main__":
    main(sys.argv[1:])
