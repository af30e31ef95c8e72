"""Turns an `Outbound` into a mail that every program threads and shows, and that no input can bend."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.headerregistry import Address, Group
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime

from heedful.channels.email.charset import storable
from heedful.channels.email.html_text import html_to_text
from heedful.channels.email.quotes import unmarked
from heedful.channels.email.recipients import ascii_domain
from heedful.channels.email.returned import LOOP_HEADER
from heedful.channels.email.safe_names import safe_name
from heedful.channels.email.smtp import SmtpSettings, send_message
from heedful.channels.email.text_html import html_from_text
from heedful.channels.email.threading import make_message_id, normalise_id
from heedful.channels.message import Attached, Outbound, Party, Receipt

_ADDRESS = re.compile(
    r"(?:[^\s<>()\[\]\",;:\\@\x00-\x20]{1,64}|\"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e]){1,62}\")"
    r"@[^\s<>()\",;:\\@\x00-\x20]{1,255}"
)
_TYPE = re.compile(r"[a-z0-9][a-z0-9.+_-]{0,60}/[a-z0-9][a-z0-9.+_-]{0,80}", re.ASCII)
_MOST_REFERENCES = 40


class _Policy(EmailPolicy):
    """SMTP lines; ids are folded between, never inside: the library would encode long ones beyond recognition."""

    def fold(self, name: str, value: str) -> str:
        if name.lower() in ("message-id", "in-reply-to", "references", LOOP_HEADER.lower()):
            return f"{name}: " + "\r\n ".join(str(value).split()) + "\r\n"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")


POLICY = _Policy(linesep="\r\n", cte_type="7bit", header_factory=SMTP.header_factory)


def compose(outbound: Outbound, *, sent_at: datetime | None = None) -> EmailMessage:
    """The finished mail. Raises ValueError for an address that is none."""
    message = EmailMessage(policy=POLICY)
    _address_headers(message, outbound)
    message["Subject"] = _line(outbound.subject)
    message["Date"] = format_datetime(sent_at or datetime.now(UTC))
    _threading_headers(message, outbound)
    if outbound.automatic:
        message["Auto-Submitted"] = "auto-replied" if outbound.in_reply_to else "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
        message["Precedence"] = "auto_reply"
    if outbound.unsubscribe:
        message["List-Unsubscribe"] = f"<{_line(outbound.unsubscribe)}>"
        if outbound.unsubscribe.startswith("https://"):  # without it programs may only offer the page
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    _write_body(message, outbound)
    return message


def send(outbound: Outbound, connection: SmtpSettings) -> Receipt:
    """One attempt. The answer of the other side decides what may happen next; see `Receipt`."""
    try:
        message = compose(outbound)
    except ValueError as problem:
        return Receipt("refused", str(problem))
    recipients = [wire_address(party.address) for party in (*outbound.to, *outbound.cc, *outbound.bcc)]
    # An automatic mail leaves with the empty return path, so that no bounce of it can start a loop.
    sender = "" if outbound.automatic else wire_address(outbound.sender.address)
    return send_message(message, sender, list(dict.fromkeys(recipients)), connection)


def wire_address(address: str) -> str:
    """The address as SMTP wants it: the domain in ASCII. Raises ValueError when it is no address."""
    address = address.strip()
    if not _ADDRESS.fullmatch(address):
        raise ValueError(f"{_line(address)!r} is not an e-mail address")
    local, _, domain = address.rpartition("@")
    encoded = domain if domain.isascii() else ascii_domain(domain)
    if not encoded:
        raise ValueError(f"{_line(domain)!r} is not a domain")
    return f"{local}@{encoded}"


def _address_headers(message: EmailMessage, outbound: Outbound) -> None:
    message["From"] = _mailbox(outbound.sender)
    if outbound.to:
        message["To"] = [_mailbox(party) for party in outbound.to]
    elif not outbound.cc:
        message["To"] = Group("undisclosed-recipients", ())
    if outbound.cc:
        message["Cc"] = [_mailbox(party) for party in outbound.cc]
    for party in outbound.bcc:
        wire_address(party.address)
    if outbound.reply_to:
        message["Reply-To"] = _mailbox(outbound.reply_to)


def _mailbox(party: Party) -> Address:
    local, _, domain = wire_address(party.address).rpartition("@")
    if local.startswith('"'):
        local = re.sub(r"\\(.)", r"\1", local[1:-1])  # the library quotes it again
    return Address(_line(party.name), local, domain)


def _threading_headers(message: EmailMessage, outbound: Outbound) -> None:
    domain = wire_address(outbound.sender.address).rpartition("@")[2]
    own_id = normalise_id(_line(outbound.message_id)) or make_message_id(outbound.key, domain)
    message["Message-ID"] = f"<{own_id}>"
    message[LOOP_HEADER] = f"<{own_id}>"
    parent = _ascii_id(outbound.in_reply_to)
    chain = [found for found in map(_ascii_id, outbound.references) if found]
    if parent:
        message["In-Reply-To"] = f"<{parent}>"
        chain = [found for found in chain if found != parent] + [parent]
    if len(chain) > _MOST_REFERENCES:
        chain = chain[:1] + chain[1 - _MOST_REFERENCES :]
    if chain:
        message["References"] = " ".join(f"<{found}>" for found in chain)


def _ascii_id(message_id: str) -> str:
    found = normalise_id(_line(message_id))
    return found if found.isascii() else ""


def _write_body(message: EmailMessage, outbound: Outbound) -> None:
    text = storable(outbound.text) or unmarked(html_to_text(outbound.html))
    message.set_content(text.rstrip("\n") + "\n", charset="utf-8")
    message.add_alternative(_html_of(outbound, text), subtype="html", charset="utf-8")
    page = next(part for part in message.iter_parts() if part.get_content_type() == "text/html")
    for file in outbound.attachments:
        if file.inline and file.content_id and f"cid:{file.content_id}" in outbound.html:
            maintype, subtype = _media_type(file)
            page.add_related(
                file.content, maintype, subtype, cid=f"<{_line(file.content_id)}>", filename=safe_name(file.name)
            )
        else:
            _attach(message, file)


def _attach(message: EmailMessage, file: Attached) -> None:
    maintype, subtype = _media_type(file)
    name = safe_name(file.name, file.content_type)
    message.add_attachment(file.content, maintype, subtype, filename=name)


def _media_type(file: Attached) -> tuple[str, str]:
    """Only what a file can be: text and mails travel as they are, untouched by line endings."""
    kind = file.content_type.lower()
    if not _TYPE.fullmatch(kind) or kind.startswith(("multipart/", "message/")):
        return "application", "octet-stream"
    maintype, _, subtype = kind.partition("/")
    return maintype, subtype


def _html_of(outbound: Outbound, text: str) -> str:
    inside = storable(outbound.html) or html_from_text(text)
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n{inside}\n</body></html>\n'


def _line(text: str) -> str:
    """One line: nothing typed into a name or subject can start a header of its own."""
    return " ".join(storable(text).split())
