"""How other standards would have judged what was sent lately, beside those in force."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from heedful.coach import Context, Draft, Finding, Standards, review
from heedful.coach.catalog import RULES
from heedful.coaching import tongue
from heedful.coaching.actions import needs_second_look
from heedful.coaching.queries import TURNS
from heedful.coaching.queries.context import FACTS, Place, as_context
from heedful.customers.models import Remembered
from heedful.interactions.models import Conversation, Interaction
from heedful.standards.queries import current
from heedful.team.hours.queries import schedule_of
from heedful.team.hours.schedule import Schedule
from heedful.team.viewer import Viewer

MESSAGES = 200
TALKS = 200  # the newest conversations are searched for them
SAMPLES = 12
COLUMNS = (
    "id", "conversation_id", "customer__name", "direction", "visibility", "channel", "kind", "text", "author_name",
    "happened_at", "is_automatic", "customer_id", "conversation__team_id",
)  # fmt: skip
TITLES = {rule.code: rule.title for rule in RULES}


@dataclass(frozen=True, slots=True)
class Change:
    """How often one rule speaks up, before and after."""

    code: str
    title: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Sample:
    """A message that would be judged otherwise: the words of the finding that comes or goes."""

    conversation_id: int
    interaction_id: int
    customer_name: str
    code: str
    title: str
    words: str
    comes: bool


@dataclass(frozen=True, slots=True)
class Lookback:
    """Counts of messages: looked at, with a warning or an error, held back until a reason is given."""

    messages: int
    warned_before: int
    warned_after: int
    held_before: int
    held_after: int
    changes: tuple[Change, ...]
    samples: tuple[Sample, ...]


def look_back(viewer: Viewer, brand_id: int, wanted: Standards) -> Lookback:
    """Over the newest messages sent to customers; writes nothing. Says nothing of who wrote them."""
    viewer.require("lead", brand_id)
    in_force = current(brand_id)
    counts: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    warned, held, samples, messages = Counter[bool](), Counter[bool](), [], 0
    for sent, context in islice(_sent(brand_id), MESSAGES):
        messages += 1
        found = {after: review(Draft(sent["text"]), context, wanted if after else in_force) for after in (False, True)}
        for after, told in found.items():
            counts[after].update({finding.code for finding in told.findings})
            warned[after] += any(finding.severity != "info" for finding in told.findings)
            held[after] += any(map(needs_second_look, told.findings))
        samples += _samples(sent, found[False].findings, found[True].findings)
    codes = [code for code in TITLES if counts[False][code] != counts[True][code]]
    changes = tuple(Change(code, tongue.told(TITLES[code]), counts[False][code], counts[True][code]) for code in codes)
    return Lookback(messages, warned[False], warned[True], held[False], held[True], changes, tuple(samples[:SAMPLES]))


def _samples(sent: dict, before: tuple[Finding, ...], after: tuple[Finding, ...]) -> list[Sample]:
    old, new = ({(one.code, one.span): one for one in findings} for findings in (before, after))
    changed = [(one, True) for key, one in new.items() if key not in old]
    changed += [(one, False) for key, one in old.items() if key not in new]
    return [
        Sample(
            sent["conversation_id"], sent["id"], sent["customer__name"], one.code, tongue.told(one.title),
            _words(one, sent["text"]), comes,
        )
        for one, comes in changed
    ]  # fmt: skip


def _words(finding: Finding, text: str) -> str:
    return text[finding.span.start : finding.span.end][:120] if finding.span else tongue.told(finding.message)


def _sent(brand_id: int) -> Iterator[tuple[dict, Context]]:
    """The newest first within each conversation, each with what had been said before it.

    Three queries, and the hours of each team that there is. What was promised back then is not known any more.
    """
    newest = Conversation.objects.filter(brand_id=brand_id).order_by("-last_at", "-id").values_list("id", flat=True)
    rows = Interaction.objects.filter(conversation_id__in=list(newest[:TALKS]), withdrawn_at=None)
    talks: dict[int, list[dict]] = defaultdict(list)
    for row in rows.order_by("-sort_key").values(*COLUMNS)[: TALKS * TURNS]:
        talks[row["conversation_id"]].append(row)
    facts = _facts({told[0]["customer_id"] for told in talks.values()})
    plans: dict[int | None, Schedule] = {}
    for told in talks.values():
        team_id = told[0]["conversation__team_id"]
        plan = plans.get(team_id) or plans.setdefault(team_id, schedule_of(brand_id, team_id))
        for place, row in enumerate(told):
            if row["direction"] == "out" and row["kind"] in {"message", "post"} and not row["is_automatic"]:
                earlier = [one for one in told[place + 1 : place + 1 + TURNS] if not one["is_automatic"]]
                yield row, _context(row, earlier, facts[row["customer_id"]], plan)


def _facts(customer_ids: set[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Remembered.objects.filter(customer_id__in=customer_ids).order_by("-id")
    for customer_id, text in rows.values_list("customer_id", "text"):
        found[customer_id].append(text)
    return found


def _context(row: dict, earlier: list[dict], facts: list[str], plan: Schedule) -> Context:
    turns = [(one["direction"], one["text"], one["author_name"], one["happened_at"]) for one in reversed(earlier)]
    return as_context(
        Place(
            channel=row["channel"], is_public=row["visibility"] == "public", customer_name=row["customer__name"],
            turns=turns, facts=facts[:FACTS], at=row["happened_at"], hours=plan.hours_at(row["happened_at"]),
        )
    )  # fmt: skip
