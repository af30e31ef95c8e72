"""`python -m benchmarks.coach [--cases N]`: reviews a second, the slow tail, and the first review of a process.

Texts are drawn by a seed from the sentences of the rules' pages, each different from the others. CPU is that of this
thread, beside a loop of plain Python as a measure of the machine; the slow tail is given by the clock on the wall, too,
which on a busy machine counts the others as well. VADER and TextBlob read the same drafts where they
are installed, write-good where node finds it: `NODE_PATH=FOLDER/node_modules python -m benchmarks.coach`.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from heedful.coach import Context, Draft, Standards, Turn, review
from heedful.coach.catalog import RULES, page
from heedful.coach.examples import examples

_SENTENCES = tuple(
    dict.fromkeys(
        sentence.strip() + "."
        for rule in RULES
        for heading in ("Flags", "Accepts")
        for example in examples(page(rule.code), heading)
        if example.context.language in ("", "en")
        for text in (example.draft.text, *(turn.text for turn in example.context.turns))
        for sentence in text.split(".")
        if 3 < len(sentence.split()) < 20
    )
)
_WORDS = tuple({word for sentence in _SENTENCES for word in sentence.split()})
_ROUNDS, _WARM = 600, 40
_NODE = (
    "const check = require('write-good'); const drafts = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
    "drafts.slice(0, 20).forEach(d => check(d)); const start = process.cpuUsage();"
    "drafts.forEach(d => check(d)); const spent = process.cpuUsage(start);"
    "console.log(drafts.length / ((spent.user + spent.system) / 1e6));"
)
_FIRST = (
    "import time; start = time.perf_counter(); cpu = time.process_time();"
    "from heedful.coach import Context, Draft, Standards, Turn, review;"
    "review(Draft('I will call you soon.'), Context(turns=(Turn('customer', 'Any news?'),)), Standards());"
    "print(time.perf_counter() - start, time.process_time() - cpu)"
)


def _text(dice: random.Random, words: int) -> str:
    """Sentences of the rules' own pages, drawn until there are enough words."""
    row: list[str] = []
    while len(row) < words:
        row += dice.choice(_SENTENCES).split()
    return " ".join(row[:words])


def _case(dice: random.Random, words: int, turns: int) -> tuple[Draft, Context]:
    said = tuple(Turn("customer" if at % 2 == turns % 2 else "agent", _text(dice, 40)) for at in range(1, turns + 1))
    return Draft(_text(dice, words)), Context(turns=said)


def _reviews(words: int, turns: int, count: int) -> tuple[float, float, float]:
    """Reviews a second of CPU, and the slowest of a hundred in milliseconds of CPU and of the wall's clock."""
    dice = random.Random(11)
    standards = Standards()
    for _ in range(_WARM):
        review(*_case(dice, words, turns), standards)
    spent, passed = [], []
    for _ in range(count):
        draft, context = _case(dice, words, turns)
        wall, cpu = time.perf_counter(), time.thread_time()
        review(draft, context, standards)
        spent.append(time.thread_time() - cpu)
        passed.append(time.perf_counter() - wall)
    return 1 / statistics.fmean(spent), _slowest(spent), _slowest(passed)


def _slowest(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=100)[98] * 1000


def _others(drafts: list[str]) -> list[tuple[str, float]]:
    found = []
    for name, module, make in (
        ("VADER", "vaderSentiment.vaderSentiment", lambda m: m.SentimentIntensityAnalyzer().polarity_scores),
        ("TextBlob", "textblob", lambda m: lambda text: m.TextBlob(text).sentiment),
    ):
        if importlib.util.find_spec(module.partition(".")[0]) is not None:
            found.append((name, _each(make(importlib.import_module(module)), drafts)))
    return found


def _write_good(drafts: list[str]) -> list[tuple[str, float]]:
    """Suggestions a second of node's own CPU, without its start."""
    node = shutil.which("node")
    if node is None:
        return []
    done = subprocess.run([node, "-e", _NODE], input=json.dumps(drafts), capture_output=True, text=True, check=False)
    return [("write-good", float(done.stdout))] if done.returncode == 0 else []


def _each(read: Callable[[str], object], drafts: list[str]) -> float:
    start = time.process_time()
    for draft in drafts:
        read(draft)
    return len(drafts) / (time.process_time() - start)


def _plain_python() -> float:
    """Millions of dictionary look-ups a second: what this machine gives at this moment."""
    known = dict.fromkeys(_WORDS, 1)
    start = time.process_time()
    for _ in range(2_000):
        for word in _WORDS:
            known.get(word)
    return 2_000 * len(_WORDS) / (time.process_time() - start) / 1e6


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=_ROUNDS, help="different cases of each size")
    count: int = asked.parse_args().cases
    print(f"Plain Python, million look-ups a second: {_plain_python():.1f}\n")
    print("| what | reviews/s of CPU | p99 ms of CPU | p99 ms of the clock |\n|---|---|---|---|")
    for words, turns in ((60, 3), (100, 10)):
        rate, slowest, waited = _reviews(words, turns, count)
        print(f"| {words} words, {turns} earlier messages | {rate:,.0f} | {slowest:.2f} | {waited:.2f} |")
    dice = random.Random(11)
    drafts = [_text(dice, 60) for _ in range(_ROUNDS)]
    for name, rate in (*_others(drafts), *_write_good(drafts)):
        print(f"| {name}, 60 words | {rate:,.0f} | | |")
    first = subprocess.run([sys.executable, "-c", _FIRST], capture_output=True, text=True, check=True).stdout.split()
    print(f"\nFirst review of a new process: {float(first[0]) * 1000:.0f} ms ({float(first[1]) * 1000:.0f} ms of CPU).")


if __name__ == "__main__":
    main()
