"""All rules by code. A new rule is one file, its page, and one line here."""

from __future__ import annotations

from functools import cache

from heedful.coach.rule import Rule
from heedful.coach.rules.clarity import (
    answer_comes_last,
    endless_sentence,
    officialese,
    too_long,
    unexplained_term,
    unknown_acronym,
    word_of_the_brand,
)
from heedful.coach.rules.empathy import (
    asks_what_was_told,
    concern_not_addressed,
    empathy_missing,
    formulaic_empathy,
    question_unanswered,
    solution_before_hearing,
)
from heedful.coach.rules.feedback import (
    criticism_rejected,
    praise_without_thanks,
    sarcasm_taken_as_praise,
)
from heedful.coach.rules.flow import (
    bare_refusal,
    in_circles,
    no_next_step,
    offer_before_help,
    plays_on_under_abuse,
    policy_wall,
    warning_not_kept,
)
from heedful.coach.rules.honesty import (
    denies_known_trouble,
    guess,
    guess_on_safety,
    hearsay,
)
from heedful.coach.rules.ownership import (
    blames_colleague,
    blames_customer,
    blames_partner_or_system,
    defensive,
    excuse,
)
from heedful.coach.rules.personal import (
    canned_text,
    dear_customer,
    greeting_of_the_house,
    placeholder_left,
    refused_thing_given,
    stated_need_ignored,
    test_value,
    wrong_name,
)
from heedful.coach.rules.promises import (
    absolute_word,
    beyond_the_standards,
    closed_day,
    earlier_promise_missed,
    guarantee,
    nobody_named,
    promise_without_time,
)
from heedful.coach.rules.public import (
    heated_in_public,
    personal_data_asked_for,
    personal_data_in_public,
    private_matter_told,
    private_note,
)
from heedful.coach.rules.questions import (
    closed_question,
    closed_question_row,
    judging_why,
    leading_question,
    pressure,
    too_many_questions,
)
from heedful.coach.rules.tone import (
    as_i_already_said,
    calm_down,
    insult,
    minimising,
    non_apology,
    retort,
    sarcasm,
    shouting,
)

_MODULES = (
    answer_comes_last,
    endless_sentence,
    officialese,
    too_long,
    unexplained_term,
    unknown_acronym,
    word_of_the_brand,
    asks_what_was_told,
    concern_not_addressed,
    empathy_missing,
    formulaic_empathy,
    question_unanswered,
    solution_before_hearing,
    criticism_rejected,
    praise_without_thanks,
    sarcasm_taken_as_praise,
    bare_refusal,
    in_circles,
    no_next_step,
    offer_before_help,
    plays_on_under_abuse,
    policy_wall,
    warning_not_kept,
    denies_known_trouble,
    guess,
    guess_on_safety,
    hearsay,
    blames_colleague,
    blames_customer,
    blames_partner_or_system,
    defensive,
    excuse,
    canned_text,
    dear_customer,
    placeholder_left,
    refused_thing_given,
    stated_need_ignored,
    test_value,
    wrong_name,
    greeting_of_the_house,
    absolute_word,
    beyond_the_standards,
    closed_day,
    earlier_promise_missed,
    guarantee,
    nobody_named,
    promise_without_time,
    heated_in_public,
    personal_data_asked_for,
    personal_data_in_public,
    private_matter_told,
    private_note,
    closed_question,
    closed_question_row,
    judging_why,
    leading_question,
    pressure,
    too_many_questions,
    as_i_already_said,
    calm_down,
    insult,
    minimising,
    non_apology,
    retort,
    sarcasm,
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
    from importlib import resources  # noqa: PLC0415 - 12 ms of the first review, which needs no page

    package, name = _PLACES[rule(code).code]
    return (resources.files(package) / f"{name}.md").read_text(encoding="utf-8")
