"""What a writer typed as recipients and sender, checked; everything wrong with it is said in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from heedful.channels.email.recipients import Unfit, read_recipients
from heedful.channels.message import Party
from heedful.replies.heading import FIELDS, Heading, once_each
from heedful.switchboard.senders import is_one_of, our_addresses, senders

MOST = 50  # people in one mail: more is a newsletter, and mail servers treat it as one
MOST_READ = 2000


class BadHeading(ValueError):
    """The words say what to change."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One line as it was understood: the good ones, and a sentence for each of the others."""

    line: str
    parties: tuple[Party, ...]
    unfit: tuple[tuple[str, str], ...] = ()


def read_line(line: str, text: str, ours: frozenset[str]) -> Typed:
    """Read one of To, Cc, Bcc. Never raises."""
    if (named := text.count("@")) > MOST_READ:
        return Typed(line, (), ((text[:60], too_many(named)),))
    parties, unfit = read_recipients(text)
    ourselves = [party for party in parties if is_one_of(party.address, ours)]
    words = [(one.text, why_unfit(one)) for one in unfit]
    words += [(party.address, _ours(party.address)) for party in ourselves]
    return Typed(line, tuple(party for party in parties if party not in ourselves), tuple(words))


def typed_heading(typed: dict[str, str], *, brand_id: int, is_signed: bool, original_id: int | None) -> Heading:
    """The heading, or BadHeading with the first thing that is wrong."""
    ours = our_addresses()
    lines = [read_line(name, typed.get(name, ""), ours) for name in FIELDS]
    for line in lines:
        for _text, words in line.unfit:
            raise BadHeading(words)
    to, cc, bcc = once_each(*(line.parties for line in lines))
    made = Heading(to, cc, bcc, checked_sender(typed.get("sender", ""), brand_id), is_signed, original_id)
    check_count(made)
    return made


def check_count(heading: Heading) -> None:
    if len(heading.everybody) > MOST:
        raise BadHeading(too_many(len(heading.everybody)))


def checked_sender(address: str, brand_id: int) -> str:
    """One of the brand's own addresses; BadHeading for any other."""
    address = address.strip().lower()
    if address and address not in {sender.address for sender in senders(brand_id)}:
        raise BadHeading(
            _("%(address)s is not an address of this brand. Choose another one under From.")
            % {"address": address[:120]}
        )
    return address


def too_many(count: int) -> str:
    words = _("That is %(count)s people. One mail goes to at most %(most)s; write to the rest in a second one.")
    return words % {"count": f"{count:,}", "most": MOST}


def why_unfit(one: Unfit) -> str:
    """What is wrong with one entry, and with which part of it."""
    words = {
        "no_at": _("“%(text)s” is no e-mail address: there is no @ in it."),
        "name": _("“%(text)s” is no e-mail address: look at what stands before the @."),
        "domain": _("“%(text)s” is no e-mail address: look at what stands after the @."),
        "no_ending": _("“%(text)s” is not complete: after the @ an ending such as .com is missing."),
        "long": _("“%(text)s” is longer than an e-mail address can be."),
    }[one.why]
    return words % {"text": one.text[:80]}


def _ours(address: str) -> str:
    return _("%(address)s is our own mailbox. Mail to it would come back as a new question; it is left out.") % {
        "address": address
    }
