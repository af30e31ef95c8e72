"""A forwarded mail: whether there is one, who wrote it first, and its text when it came as a mail in the mail."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.channels.email.addresses import read_parties
from heedful.channels.email.bodies import Readable, new_text, readable
from heedful.channels.email.content import Content, sort_content
from heedful.channels.email.forwarded import forward_at, original_sender
from heedful.channels.email.mime import Mail
from heedful.channels.email.subjects import leading_prefix
from heedful.channels.message import Party

_LONGEST_COMMENT = 2_000


@dataclass(frozen=True, slots=True)
class Original:
    forwarded: bool = False
    sender: Party | None = None
    inner_text: str = ""

    @property
    def in_text(self) -> bool:
        """The older mail stands in the text itself."""
        return self.forwarded and not self.inner_text

    def whole_text(self, text: str) -> str:
        """The forwarder's words and, below, the mail that came as an attachment."""
        return f"{text}\n\n{self.inner_text}".strip("\n") if self.inner_text else text


@dataclass(frozen=True, slots=True)
class Words:
    """All that can be read, and what of it is new."""

    body: Readable
    original: Original

    @property
    def whole(self) -> str:
        return self.original.whole_text(self.body.text)

    def new(self, *, is_reply: bool) -> str:
        return self.original.whole_text(new_text(self.body, is_reply=is_reply, is_forward=self.original.in_text))


def find_original(body: Readable, content: Content, subject: str) -> Original:
    lines = body.text.split("\n")
    start = forward_at(lines, subject)
    if start is not None:
        return Original(forwarded=True, sender=original_sender(lines, start))
    if len(content.mails) == 1 and _passes_on(body, subject):
        return _from_mail(content.mails[0])
    return Original()


def _passes_on(body: Readable, subject: str) -> bool:
    """One mail attached, and little said: a forward. Under 'Re:' it is an enclosure."""
    return leading_prefix(subject) != "reply" and len(body.text) <= _LONGEST_COMMENT


def _from_mail(mail: Mail) -> Original:
    parties = read_parties(mail.headers.first("from"))
    inner = readable(sort_content(mail).bodies)
    return Original(forwarded=True, sender=parties[0] if parties else None, inner_text=inner.text)
