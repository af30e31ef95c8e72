"""The small world that a folder of mails is fed into: a brand, its mailboxes, its people, open conversations."""

from __future__ import annotations

from email.utils import formatdate
from pathlib import Path
from typing import Any

from heedful.channels.email.threading import make_reply_address, make_subject_token
from heedful.channels.message import Inbound, Receipt
from heedful.events.instant import now
from heedful.interactions.models import Interaction
from heedful.replies.actions import send_reply
from heedful.switchboard.deliver import finish
from heedful.switchboard.models import Account, RawMessage
from heedful.switchboard.reading import read, reader_of, signing_key
from heedful.switchboard.receive import keep, receive
from heedful.team.models import Brand, Membership, Person
from heedful.team.viewer import viewer_of


class World:
    """Built from `context.json`; remembers which conversation has which name."""

    def __init__(self, context: dict[str, Any]) -> None:
        self.brand = Brand.objects.create(name="Support", slug="support", created_at=now())
        self.accounts = [self._account(address, context) for address in context["mailboxes"]]
        self.staff = [self._person(address) for address in context.get("agents", [])] or [
            self._person("desk@lab.invalid")
        ]
        self.names: dict[int, str] = {}
        self.placeholders: dict[bytes, bytes] = {}
        self.file_of: dict[int, str] = {}
        self.fed = 0
        for name, matter in context.get("interactions", {}).items():
            self._open(name, matter)

    def feed(self, path: Path) -> dict[str, Any]:
        """Receive one mail and say what became of it."""
        raw = self._filled(path)
        row = self._receive(raw)
        interaction = Interaction.objects.filter(pk=row.interaction_id).first() if row.interaction_id else None
        if interaction is not None:
            self.file_of.setdefault(interaction.pk, path.name)
        inbound = read(raw, reader_of(row.account)).inbound
        return {"file": path.name, **self._verdict(row, interaction), **_content(inbound, interaction)}

    def is_duplicate_on_repeat(self, path: Path) -> bool:
        """Whether a second delivery of the same bytes is recognised."""
        return bool(self._receive(self._filled(path)).outcome.get("action") == "duplicate")

    def _verdict(self, row: RawMessage, interaction: Interaction | None) -> dict[str, Any]:
        outcome = row.outcome
        verdict: dict[str, Any] = {
            "action": outcome.get("action", row.state),
            "interaction": self.names.get(row.conversation_id or 0),
            "match_by": outcome.get("match_by") or None,
            "flags": outcome.get("flags", []),
            "auto": outcome.get("automatic", False),
            "may_auto_reply": outcome.get("may_auto_reply", False),
            "reopens": bool(interaction and interaction.needs_answer),
            "sets_first_response": False,
        }
        if verdict["action"] == "duplicate" and interaction is not None:
            verdict["of"] = self.file_of.get(interaction.pk)
        if verdict["action"] == "drop_loop":
            verdict["may_auto_reply"] = False
        if row.state == RawMessage.State.SET_ASIDE:
            verdict["reason"] = row.reason
        return verdict

    def _account(self, address: str, context: dict[str, Any]) -> Account:
        trusted = [context["trusted_authserv_id"]] if context.get("trusted_authserv_id") else []
        return Account.objects.create(
            brand=self.brand,
            channel="email",
            name=address,
            address=address,
            settings={"authserv_ids": trusted},
            created_at=now(),
        )

    def _person(self, address: str) -> Person:
        person = Person.objects.create(email=address, name=address.split("@", maxsplit=1)[0].title(), created_at=now())
        Membership.objects.create(person=person, brand=self.brand, role="agent")
        return person

    def _open(self, name: str, matter: dict[str, str]) -> None:
        """One customer message in, one reply of ours out."""
        mailbox = self.accounts[0].address
        raw = (
            f"From: {matter.get('name', '')} <{matter['customer']}>\r\nTo: <{mailbox}>\r\n"
            f"Subject: {matter['subject']}\r\nDate: {formatdate()}\r\nMessage-ID: <start-{name.lower()}@lab.invalid>\r\n"
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nIt does not work.\r\n"
        ).encode()
        row = self._receive(raw)
        conversation_id = row.conversation_id or 0
        self.names[conversation_id] = name
        viewer = viewer_of(self.staff[0])
        delivery = send_reply(
            viewer=viewer, conversation_id=conversation_id, text="Please try again.", key=f"lab-{name}"
        )
        finish(delivery, Receipt("sent"))
        signed = make_reply_address(mailbox, conversation_id, signing_key())
        self.placeholders |= {
            f"@@MSGID:{name}@@".encode(): delivery.interaction.external_id.encode(),
            f"@@TOKEN:{name}@@".encode(): make_subject_token(conversation_id).encode(),
            f"@@REPLY_TO:{name}@@".encode(): signed.encode(),
        }

    def _filled(self, path: Path) -> bytes:
        raw = path.read_bytes()
        for mark, value in self.placeholders.items():
            raw = raw.replace(mark, value)
        return raw

    def _receive(self, raw: bytes) -> RawMessage:
        self.fed += 1
        account = self._account_named_in(raw)
        row = keep(account=account, raw=raw, external_id=f"lab-{self.fed}", door="file")
        while row.state == RawMessage.State.KEPT:
            row = receive(row.pk)
        return row

    def _account_named_in(self, raw: bytes) -> Account:
        head = raw.split(b"\r\n\r\n")[0].lower()
        named = (account for account in self.accounts if account.address.encode() in head)
        return next(named, self.accounts[0])


def _content(inbound: Inbound, interaction: Interaction | None) -> dict[str, Any]:
    """What the mail says, as stored where it was stored."""
    reply_text = interaction.text if interaction is not None else inbound.new_text
    full = (interaction.full_text or interaction.text) if interaction is not None else inbound.text
    bounce = inbound.bounce
    return {
        "sender": inbound.sender.address,
        "sender_name": inbound.sender.name,
        "subject": inbound.subject,
        "text": full,
        "reply_text": reply_text,
        "html": inbound.html,
        "quoted_available": full.strip() != reply_text.strip(),
        "recipient": inbound.recipient,
        "routing_hint": inbound.routing_hint or None,
        "reply_to": inbound.reply_to.address if inbound.reply_to else None,
        "to": [party.address for party in inbound.to],
        "cc": [party.address for party in inbound.cc],
        "forwarded": inbound.forwarded,
        "original_sender": inbound.original_sender.address if inbound.original_sender else None,
        "trusted": inbound.sender_trusted,
        "signature": inbound.signature,
        "calendar": dict(inbound.calendar) if inbound.calendar else None,
        "bounce": {"kind": bounce.kind, "recipient": bounce.recipient, "status": bounce.status} if bounce else None,
        "attachments": [
            {"filename": file.name, "content_type": file.content_type, "inline": file.inline, "size": file.size}
            for file in inbound.attachments
        ],
    }
