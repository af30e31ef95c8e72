"""Our own mail, come back to us: as it was, with a footer, or named in a report."""

from __future__ import annotations

from dataclasses import replace

from heedful.channels.email.addresses import read_parties
from heedful.channels.email.bounces import Report
from heedful.channels.email.envelope import Envelope
from heedful.channels.email.mime import Mail
from heedful.channels.email.reader import Reader
from heedful.channels.email.threading import find_subject_tokens, is_own_message_id, normalise_id, read_reply_address
from heedful.channels.message import Threading

# Every mail of ours carries its own id here too: some forwarders give a new Message-ID.
LOOP_HEADER = "X-Heedful-Loop"


def own_ids_of(mail: Mail, envelope: Envelope, reader: Reader) -> tuple[str, ...]:
    """The ids that show this mail to be our own; empty for everybody else's."""
    marked = normalise_id(mail.headers.plain(LOOP_HEADER.lower()))
    ids = [own for own in (envelope.external_id, marked) if own and is_own_message_id(own, reader)]
    if not ids or reader.is_inside(envelope.sender.address):
        return tuple(dict.fromkeys(ids))
    # Some lists put another From. But at a free provider others may use this same program, and
    # a broken program may answer under our own id: both write in their own name.
    exclusive = ids[0].rpartition("@")[2].lower() in reader.exclusive_domains
    return tuple(dict.fromkeys(ids)) if exclusive and ids[0] not in envelope.threading.in_reply_to else ()


def report_threading(threading: Threading, report: Report, reader: Reader) -> Threading:
    """Ids from the copy of our mail in the report, ours first; and what its reply address and subject name."""
    ours = tuple(found for found in report.own_ids if is_own_message_id(found, reader))
    others = tuple(found for found in report.own_ids if found not in ours)
    addresses = [
        party.address
        for name in ("reply-to", "from", "return-path")
        for value in report.original.all(name)
        for party in read_parties(value)
    ]
    refs = [ref for address in addresses if (ref := read_reply_address(address, reader.key)) is not None]
    subject_refs = find_subject_tokens(report.original.text("subject"))
    return replace(
        threading,
        own_ids=ours + others,
        reply_address_refs=tuple(dict.fromkeys((*threading.reply_address_refs, *refs))),
        subject_refs=tuple(dict.fromkeys((*threading.subject_refs, *subject_refs))),
    )
