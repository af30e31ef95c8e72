"""The practices as golden cases: how to do each, words that show it and words that miss it. One page for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from heedful.coach.catalog import RULES
from heedful.coach.draft import Context
from heedful.coach.examples import examples

PRACTICES = tuple(
    f"{letter}{number}"
    for letter, numbers in (
        ("L", (1, 2, 4, 6)), ("T", (1, 2, 3, 4, 5, 6)), ("H", (1, 2, 3, 4, 5)), ("E", (1, 2, 3)), ("P", (1, 2, 3, 6)),
        ("F", (1, 4)), ("S", (1,)),
    )
    for number in numbers
)  # fmt: skip
"""Those that a draft can show or miss, in the order of docs/practices.md."""


@dataclass(frozen=True, slots=True)
class Model:
    """One situation answered twice: the first shows the practice, the second misses it at the `marked` words."""

    context: Context
    shows: str
    misses: str
    marked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """A habit, how one does it, and the rules of the coach that notice when it is missed."""

    id: str
    title: str
    how: str
    models: tuple[Model, ...]
    codes: tuple[str, ...]


@cache
def practice(practice_id: str) -> Practice:
    """Raises KeyError for a practice that no draft can show."""
    if practice_id not in PRACTICES:
        raise KeyError(practice_id)
    page = (resources.files(__package__) / f"{practice_id}.md").read_text(encoding="utf-8")
    head, how = page.partition("\n## ")[0].split("\n\n", 1)
    pairs = zip(examples(page, "Shows it"), examples(page, "Misses it"), strict=True)
    return Practice(
        id=practice_id,
        title=head.removeprefix(f"# {practice_id} "),
        how=how.strip(),
        models=tuple(Model(good.context, good.draft.text, bad.draft.text, bad.marked) for good, bad in pairs),
        codes=tuple(rule.code for rule in RULES if practice_id in rule.practices),
    )


def practices_of(code: str) -> tuple[Practice, ...]:
    """What is behind a finding: the practices that its rule serves, the first of them first."""
    served = next((rule.practices for rule in RULES if rule.code == code), ())
    return tuple(practice(one) for one in served if one in PRACTICES)
