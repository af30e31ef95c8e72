"""A mail of ours put together: words and their form, signature, files, what it passes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from heedful.channels.email.markup import has_marks, pictures_in, to_html, to_plain
from heedful.interactions.actions import Writing
from heedful.interactions.actions.attachments import Kept
from heedful.interactions.queries import Talk
from heedful.replies.heading import Heading
from heedful.replies.models import DraftFile
from heedful.switchboard.actions import Route, account_for, message_id_for
from heedful.switchboard.models import Account
from heedful.switchboard.senders import senders


@dataclass(frozen=True, slots=True)
class Letter:
    """`text` is as it was typed. `passed_on` is the quoted original of a forward, plain and as HTML."""

    text: str
    heading: Heading
    signature: str = ""
    files: Sequence[DraftFile] = ()
    passed_on: tuple[str, str] = ("", "")


def writing_of(letter: Letter, account: Account, key: str, seen: int | None) -> Writing:
    """For the record: plain words, the form beside them, and all that is needed to take it back into a draft."""
    shown = set(pictures_in(letter.text)) & {_token(file) for file in letter.files if file.is_inline}
    plain = to_plain(letter.text)
    return Writing(
        plain,
        key,
        seen,
        external_id=message_id_for(account, key),
        author_address=letter.heading.sender or account.address,
        channel=account.channel,
        html=to_html(letter.text, shown) if shown or has_marks(letter.text) else "",
        extra=_extra(letter, plain),
        kept=tuple(_kept(file, letter, shown) for file in letter.files),
        answers=letter.heading.original_id is None,
    )


def route_of(letter: Letter, account: Account) -> Route:
    heading = letter.heading
    to, cc, bcc = (tuple(party.address for party in line) for line in (heading.to, heading.cc, heading.bcc))
    return Route(account.pk, heading.sender or account.address, to, cc, bcc, heading.names)


def account_of(talk: Talk, heading: Heading) -> Account:
    """The mailbox behind the chosen address, else the one that the conversation came by. NoMailbox without any."""
    known = senders(talk.brand_id) if heading.sender else []
    chosen = next((one.account_id for one in known if one.address == heading.sender), talk.account_id)
    return account_for(brand_id=talk.brand_id, preferred_id=chosen)


def _extra(letter: Letter, plain: str) -> dict[str, Any]:
    extra: dict[str, Any] = letter.heading.as_record()
    if letter.heading.original_id is not None:
        extra = {
            "forwarded_to": [party.address for party in letter.heading.everybody],
            "forward_of": letter.heading.original_id,
        }
        extra |= {"passed_on": letter.passed_on[0], "passed_on_html": letter.passed_on[1]}
    if plain != letter.text:
        extra["written"] = letter.text
    if letter.signature:
        extra["signed"] = letter.signature
    elif not letter.heading.is_signed:
        extra["unsigned"] = True
    if letter.heading.sender:
        extra["sender"] = letter.heading.sender
    return extra


def _kept(file: DraftFile, letter: Letter, shown: set[str]) -> Kept:
    """A picture stays inside where the text, or the original that is passed on, shows it."""
    is_shown = _token(file) in shown or bool(file.content_id and f"cid:{file.content_id}" in letter.passed_on[1])
    is_inline = file.is_inline and is_shown
    return Kept(file.name, file.content_type, file.size, file.digest, file.content_id, is_inline, "upload")


def _token(file: DraftFile) -> str:
    return file.content_id.partition("@")[0]
