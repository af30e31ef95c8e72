"""Raw bytes of one mail in, one `Inbound` out. Never raises; says in flags what was wrong with the mail."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from heedful.channels.email.automatic import is_list, may_be_answered, why_automatic
from heedful.channels.email.bodies import Readable, readable
from heedful.channels.email.bounces import Report, read_report
from heedful.channels.email.charset import decode
from heedful.channels.email.content import Content, sort_content
from heedful.channels.email.envelope import Envelope, is_contact_form, read_envelope
from heedful.channels.email.identity import key_of
from heedful.channels.email.mime import Mail, parse
from heedful.channels.email.originals import Original, Words, find_original
from heedful.channels.email.reader import Reader
from heedful.channels.email.returned import own_ids_of, report_threading
from heedful.channels.email.trust import judge
from heedful.channels.message import Attached, Inbound, Party

CHANNEL = "email"


def read(raw: bytes, reader: Reader) -> Inbound:
    try:
        return _read(raw, reader)
    except Exception:  # noqa: BLE001 - the last net: a mail may be set aside, it may not stop the mailbox
        return _unreadable(raw)


def _read(raw: bytes, reader: Reader) -> Inbound:
    mail = parse(raw)
    envelope = read_envelope(mail, reader)
    content = sort_content(mail)
    body = readable(content.bodies)
    report = read_report(mail, body.text, envelope.sender.address)
    # The copy of our own mail in a report is not forwarded to us.
    original = Original() if report else find_original(body, content, envelope.subject)
    inbound = _message(mail, envelope, content, Words(body, original), reader)
    own_ids = own_ids_of(mail, envelope, reader)
    if own_ids and report is None:
        return _own_mail(inbound, own_ids)
    return _with_report(inbound, report, reader) if report else _judged(inbound, mail, envelope, reader)


def _message(mail: Mail, envelope: Envelope, content: Content, words: Words, reader: Reader) -> Inbound:
    body, original = words.body, words.original
    verdict = judge(mail.headers, envelope.shown, reader, from_count=envelope.from_count)
    return Inbound(
        channel=CHANNEL,
        kind="message",
        content_key=key_of(mail),
        sender=envelope.sender,
        external_id=envelope.external_id,
        original_sender=original.sender,
        reply_to=envelope.reply_to,
        to=envelope.to,
        cc=envelope.cc,
        recipient=envelope.recipient,
        routing_hint=envelope.routing_hint,
        subject=envelope.subject,
        text=words.whole,
        new_text=words.new(is_reply=envelope.is_reply),
        html=body.safe.html,
        remote_images=body.safe.remote_images,
        sent_at=envelope.sent_at,
        sender_trusted=verdict.trusted,
        sender_proven=verdict.proven,
        forwarded=original.forwarded,
        signature="present_untrusted" if content.signed or body.signed else "none",
        flags=_flags(mail, envelope, content, body, verdict.flags),
        threading=envelope.threading,
        calendar=content.calendar,
        attachments=_attachments(content, body),
    )


def _flags(
    mail: Mail, envelope: Envelope, content: Content, body: Readable, judged: tuple[str, ...]
) -> tuple[str, ...]:
    flags = {*judged, *content.flags}
    signs = {
        "damaged": mail.damaged,
        "truncated": mail.truncated or body.truncated,
        "encrypted": body.encrypted,
        "bad_reply_address": envelope.bad_reply_address,
        "list": is_list(mail.headers),
        "malformed": not mail.headers.fields,
    }
    return tuple(sorted(flags | {flag for flag, holds in signs.items() if holds}))


def _attachments(content: Content, body: Readable) -> tuple[Attached, ...]:
    """A picture that the HTML shows is inline, whatever its header says."""
    shown = body.safe.content_ids
    return tuple(
        replace(file, inline=True) if file.content_id and file.content_id in shown and not file.inline else file
        for file in content.files
    )


def _judged(inbound: Inbound, mail: Mail, envelope: Envelope, reader: Reader) -> Inbound:
    """Adds who wrote it: a person, a program or a web form."""
    reason = why_automatic(mail.headers, envelope.sender.address, envelope.subject)
    if is_contact_form(envelope, reader) and (not reason or reason.startswith("sender:")):
        flags = tuple(sorted({*inbound.flags, "contact_form"}))
        return replace(inbound, original_sender=inbound.original_sender or envelope.reply_to, flags=flags)
    answer_to = envelope.reply_to or envelope.sender
    answerable = may_be_answered(answer_to.address) and not reader.is_ours(answer_to.address)
    return replace(
        inbound,
        automatic=bool(reason),
        automatic_reason=reason,
        may_auto_reply=answerable and not reason,
    )


def _own_mail(inbound: Inbound, own_ids: tuple[str, ...]) -> Inbound:
    threading = replace(inbound.threading, own_ids=own_ids)
    return replace(inbound, own_mail=True, may_auto_reply=False, threading=threading)


def _with_report(inbound: Inbound, report: Report, reader: Reader) -> Inbound:
    return replace(
        inbound,
        kind=report.kind,
        bounce=report.bounce,
        threading=report_threading(inbound.threading, report, reader),
        automatic=True,
        automatic_reason="delivery report" if report.kind == "bounce" else "receipt",
        may_auto_reply=False,
        attachments=tuple(file for file in inbound.attachments if file.source != "rfc822"),
    )


def _unreadable(raw: bytes) -> Inbound:
    text = decode(raw[:100_000])
    return Inbound(
        channel=CHANNEL,
        kind="message",
        content_key=hashlib.sha256(raw).hexdigest(),
        sender=Party(""),
        text=text,
        new_text=text,
        may_auto_reply=False,
        sender_trusted=False,
        flags=("damaged", "malformed"),
    )
