"""The standards as a form: what stands in it, and the document that somebody typed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heedful.coach.catalog import RULES
from heedful.coach.finding import SEVERITIES
from heedful.coaching.tongue import told
from heedful.standards.document import DEFAULT, Document

FAMILIES: dict[str, str | Promise] = {
    "CLR": gettext_lazy("Clear"), "EMP": gettext_lazy("Empathy"), "FBK": gettext_lazy("Praise and criticism"),
    "FLO": gettext_lazy("The way a conversation goes"), "HON": gettext_lazy("Honest"),
    "OWN": gettext_lazy("Owning it"), "PER": gettext_lazy("Personal"), "PRM": gettext_lazy("Promises"),
    "PUB": gettext_lazy("In public"), "QST": gettext_lazy("Questions"), "TON": gettext_lazy("Tone"),
}  # fmt: skip
CHANNELS: dict[str, str | Promise] = {
    "email": gettext_lazy("E-mail"), "chat": gettext_lazy("Chat"), "sms": gettext_lazy("Text message"),
    "social-public": gettext_lazy("Public post"), "social-direct": gettext_lazy("Direct message"),
    "phone": gettext_lazy("Phone"), "video": gettext_lazy("Video call"), "in_person": gettext_lazy("In person"),
}  # fmt: skip
LEVELS: dict[str, str | Promise] = {
    "": gettext_lazy("as usual"), "info": gettext_lazy("a hint"), "warning": gettext_lazy("a warning"),
    "error": gettext_lazy("an error"), "off": gettext_lazy("off"),
}  # fmt: skip
PAUSES = 100
LISTS = ("public_data_allowed", "greetings", "sign_offs", "never_promise")


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """One rule and what the brand chose for it; `level` is a key of LEVELS."""

    code: str
    title: str
    usual: str | Promise
    level: str
    holds: bool
    holds_public: bool


def families(document: Document) -> list[tuple[str, str | Promise, list[RuleChoice], int]]:
    """The rules by family, with how many of each are not as usual."""
    found = []
    for family, rules in groupby(RULES, key=lambda rule: rule.code[:3]):
        choices = [_choice(rule.code, told(rule.title), rule.severity, document) for rule in rules]
        changed = sum(bool(one.level) or one.holds or one.holds_public for one in choices)
        found.append((family, FAMILIES.get(family, family), choices, changed))
    return found


def as_lines(document: Document) -> dict[str, str]:
    """The lists as somebody types them: an entry a line, `word = better` where there is a better one."""
    return {
        "banned_words": "\n".join(f"{word} = {better}" for word, better in document["banned_words"].items()),
        "house_words": "\n".join(document["house_words"]),
        **{name: "\n".join(document[name]) for name in LISTS},
        "refund_limits": "\n".join(f"{currency} = {limit}" for currency, limit in document["refund_limits"].items()),
    }


def typed(sent: QueryDict) -> Document:
    """The document of a form that was sent. Raises ValueError with the line that cannot be read."""
    codes = [rule.code for rule in RULES]
    levels = {code: sent.get(f"level_{code}", "") for code in codes}
    return {
        "holds": [code for code in codes if sent.get(f"hold_{code}")],
        "ignore": [code for code, level in levels.items() if level == "off"],
        "severities": {code: level for code, level in levels.items() if level in SEVERITIES},
        "house_words": _lines(sent, "house_words"),
        "banned_words": dict(_pair(line) for line in _lines(sent, "banned_words")),
        "max_words": {channel: _length(sent, channel) for channel in CHANNELS},
        **{name: _lines(sent, name) for name in LISTS},
        "public_holds": [code for code in codes if sent.get(f"public_hold_{code}")],
        "refund_limits": dict(_limit(line) for line in _lines(sent, "refund_limits")),
        "second_opinion": bool(sent.get("second_opinion")),
        "paused": _pauses(sent),
    }


def _choice(code: str, title: str, severity: str, document: Document) -> RuleChoice:
    holds, public = (code.startswith(tuple(document[name])) for name in ("holds", "public_holds"))
    return RuleChoice(code, title, LEVELS[severity], _level(code, document), holds, public)


def _level(code: str, document: Document) -> str:
    if code.startswith(tuple(document["ignore"])):
        return "off"
    fitting = [prefix for prefix in document["severities"] if code.startswith(prefix)]
    return document["severities"][max(fitting, key=len)] if fitting else ""


def _lines(sent: QueryDict, name: str) -> list[str]:
    return list(dict.fromkeys(line for line in map(str.strip, sent.get(name, "").splitlines()) if line))


def _pair(line: str) -> tuple[str, str]:
    word, sign, better = (part.strip() for part in line.partition("="))
    if not (word and sign and better):
        words = _("Write a word, the sign = and the better wording, such as: punter = guest. This line reads: %(line)s")
        raise ValueError(words % {"line": line[:80]})
    return word, better


def _limit(line: str) -> tuple[str, int]:
    currency, _sign, amount = (part.strip() for part in line.partition("="))
    if not (amount.isascii() and amount.isdecimal() and len(amount) < 9):
        words = _("Write a currency, the sign = and whole units of it, such as: EUR = 50. This line reads: %(line)s")
        raise ValueError(words % {"line": line[:80]})
    return currency.upper(), int(amount)


def _length(sent: QueryDict, channel: str) -> int:
    text = sent.get(f"length_{channel}", "").strip()
    if not text:
        return int(DEFAULT["max_words"][channel])
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise ValueError(_("Write the length on %(channel)s as a number of words.") % {"channel": CHANNELS[channel]})
    return int(text)


def _pauses(sent: QueryDict) -> list[dict[str, Any]]:
    rows = zip(*(sent.getlist(f"paused_{part}") for part in ("code", "reason", "until")), strict=False)
    return [
        {"code": code.strip(), "reason": reason.strip(), "until": until.strip()}
        for code, reason, until in list(rows)[:PAUSES]
        if code.strip()
    ]
