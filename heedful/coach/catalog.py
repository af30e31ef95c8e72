"""All rules by code. A new rule is one file, its page, and one line here."""

from __future__ import annotations

from functools import cache
from importlib import resources

from heedful.coach.rule import Rule
from heedful.coach.rules.empathy import empathy_missing, question_unanswered
from heedful.coach.rules.flow import bare_refusal
from heedful.coach.rules.ownership import blames_customer
from heedful.coach.rules.personal import placeholder_left
from heedful.coach.rules.promises import guarantee, promise_without_time
from heedful.coach.rules.public import personal_data_in_public
from heedful.coach.rules.questions import closed_question, closed_question_row
from heedful.coach.rules.tone import insult, shouting

_MODULES = (
    empathy_missing,
    question_unanswered,
    bare_refusal,
    blames_customer,
    placeholder_left,
    guarantee,
    promise_without_time,
    personal_data_in_public,
    closed_question,
    closed_question_row,
    insult,
    shouting,
)

RULES: tuple[Rule, ...] = tuple(sorted((module.RULE for module in _MODULES), key=lambda rule: rule.code))
_PLACES = {module.RULE.code: (module.__package__ or "", module.__name__.rpartition(".")[2]) for module in _MODULES}


def rule(code: str) -> Rule:
    """Raises KeyError for a code that does not exist."""
    for one in RULES:
        if one.code == code.upper():
            return one
    raise KeyError(code)


@cache
def page(code: str) -> str:
    """The rule's own page in Markdown: what it finds, why it matters, what it flags and accepts."""
    package, name = _PLACES[rule(code).code]
    return (resources.files(package) / f"{name}.md").read_text(encoding="utf-8")
