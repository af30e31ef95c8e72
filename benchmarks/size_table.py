"""The section 'At size' of docs/benchmarks.md, from the figures of every folder that was measured."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- size: begin -->", "<!-- size: end -->"
NAMES = {"sqlite": "SQLite, one process", "postgresql": "PostgreSQL, one `web` and one `work`"}
HEAD = "| work | {few:,} conversations | {many:,} conversations | times | 1 client, p50 / p95 | 8 clients, p50 / p95 | goal | met |"
LINE = "|---|---|---|---|---|---|---|---|"
Figures = dict[str, Any]


def write_tables(found: list[Figures]) -> None:
    """Into the page, between its marks."""
    parts = [_database(name, [one for one in found if one["database"] == name]) for name in NAMES]
    before, _, rest = PAGE.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    words = f"Measured on {datetime.now(tz=UTC):%Y-%m-%d}. {_load(found)}\n\n"
    PAGE.write_text(f"{before}{BEGIN}\n{words}{''.join(filter(None, parts))}{END}{after}")


def _load(found: list[Figures]) -> str:
    loads = [one["load"] for one in found]
    return f"Load of the two cores at the end of each run: {min(loads):.1f} to {max(loads):.1f}."


def _database(name: str, found: list[Figures]) -> str:
    """The fewest and the most conversations side by side."""
    if not found:
        return ""
    few, many = (pick(found, key=lambda one: one["conversations"]) for pick in (min, max))
    lines = [HEAD.format(few=few["conversations"], many=many["conversations"]), LINE]
    lines += [
        _row(one, other) for one, other in zip(few["rows"] + few["limits"], many["rows"] + many["limits"], strict=True)
    ]
    lines.append(_plain("cold start to the first page", few["cold"], many["cold"], "s", 2.0))
    lines += _memory(few, many)
    return (
        f"**{NAMES[name]}**: {few['interactions']:,} and {many['interactions']:,} interactions\n\n"
        + "\n".join(lines)
        + "\n\n"
    )


def _row(few: Figures, many: Figures) -> str:
    cost, cost_then = few["ours"] + few["theirs"], many["ours"] + many["theirs"]
    met = _met(cost_then, many["goal"])
    clock = [
        f"{many[f'{who}_p50']:.1f} / {many[f'{who}_p95']:.1f}" if f"{who}_p50" in many else ""
        for who in ("alone", "together")
    ]
    return f"| {many['name']} | {_split(few)} | {_split(many)} | {cost_then / max(cost, 0.001):.1f} | {clock[0]} | {clock[1]} | {many['goal']} | {met} |"


def _split(one: Figures) -> str:
    """Ours, and behind a plus what PostgreSQL used."""
    return f"{one['ours']:.2f}" + (f" + {one['theirs']:.2f}" if one["theirs"] else "")


def _met(cost: float, goal: str) -> str:
    if not goal:
        return ""
    return "yes" if cost <= float(goal.removeprefix("≤ ")) else "no"


def _memory(few: Figures, many: Figures) -> list[str]:
    lines = [_plain(f"memory: {name}", few["memory"][name], many["memory"][name], "MiB", 0) for name in many["memory"]]
    ours = [sum(size for name, size in one["memory"].items() if "PostgreSQL" not in name) for one in (few, many)]
    return [*lines, _plain("memory of all our processes", ours[0], ours[1], "MiB", 180)]


def _plain(name: str, few: float, many: float, unit: str, goal: float) -> str:
    met = ("yes" if many <= goal else "no") if goal else ""
    wanted = f"≤ {goal:.0f} {unit}" if goal else ""
    return f"| {name} | {few:.{int(unit == 's')}f} {unit} | {many:.{int(unit == 's')}f} {unit} | {many / few:.1f} | | | {wanted} | {met} |"
