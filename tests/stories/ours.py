"""One of each thing of ours with a secret word in it, for trying what others may see of it."""

from __future__ import annotations

from typing import Any

from heedful.blobs.store import put_blob
from heedful.customers.actions import create_customer, remember
from heedful.events.instant import DAY, now
from heedful.interactions.actions import Wish, join_customers, merge, save_view, start_batch, tag
from heedful.interactions.actions.searches import save_search
from heedful.interactions.models import Attachment, Interaction
from heedful.interactions.tests.factories import mail_in
from heedful.notices.models import Browser, Notice
from heedful.promises.actions import make_promise
from heedful.promises.due import Wish as Promised
from heedful.replies.actions import add_file, send_reply
from heedful.replies.actions.files import Upload
from heedful.standards.actions import change_standards
from heedful.switchboard.models import KnownSender, RawMessage
from heedful.switchboard.receive import keep
from heedful.switchboard.sealing import seal
from heedful.switchboard.tests.factories import make_account, raw_mail
from heedful.team import actions
from heedful.team.hours.actions import set_hours
from heedful.team.hours.plan import Hours
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

SECRET = "marzipan-7731"


def ids_of(cast: Cast) -> dict[str, Any]:
    """One of each thing of ours, with the secret word in it, by the name it has in addresses."""
    admin, agent = viewer_of(cast.admin), viewer_of(cast.agent)
    account = make_account(cast.brand, f"help@{SECRET}.test")
    mail = mail_in(cast.brand.pk, f"Where is my {SECRET}?", sender=f"{SECRET}@client.test", subject=SECRET)
    Interaction.objects.filter(pk=mail.pk).update(html=f"<p>{SECRET}</p>")
    mail.conversation.account_id = account.pk
    mail.conversation.save()
    key = "the-key-of-the-reply"
    delivery = send_reply(viewer=agent, conversation_id=mail.conversation_id, text=SECRET, key=key, override_reason="t")
    raw = keep(account=account, raw=raw_mail(SECRET), external_id="1:9", door="imap")
    RawMessage.objects.filter(pk=raw.pk).update(state="set_aside", reason=SECRET)
    file = Attachment.objects.create(
        interaction=mail, name=f"{SECRET}.txt", content_type="text/plain", size=4, digest=put_blob(SECRET.encode())
    )
    other = mail_in(cast.brand.pk, f"{SECRET} again", sender="second@client.test", subject=SECRET)
    third = mail_in(cast.brand.pk, f"{SECRET} too", sender="second@client.test", subject=SECRET)
    move = merge(viewer=agent, conversation_id=other.conversation_id, other_id=third.conversation_id)
    wish = Wish(SECRET, "waiting", f"brand:{cast.brand.pk}")
    named = save_view(viewer=agent, wish=wish)
    made = tag(viewer=agent, conversation_id=mail.conversation_id, name=SECRET)
    second = tag(viewer=agent, conversation_id=mail.conversation_id, name="second")
    batch = start_batch(
        viewer=agent, verb="priority", details={"priority": 2}, conversation_ids=[other.conversation_id]
    )
    invited = actions.invite(viewer=admin, email=f"{SECRET}@harbour.test", brand_id=cast.brand.pk)
    hours = set_hours(viewer=admin, brand_id=cast.brand.pk, hours=Hours(), valid_from=now() + DAY)
    draft_file = add_file(
        viewer=agent, conversation_id=other.conversation_id, kind="reply", upload=Upload("a.txt", "text/plain", b"a")
    )
    sender = KnownSender.objects.create(brand=cast.brand, address=f"{SECRET}@x.test", is_blocked=True, changed_at=1)
    search = save_search(viewer=agent, name=SECRET, text=SECRET)
    return {
        **_of_notices(cast, mail), "proposal_id": 1, "search_id": search.pk, "draft_id": draft_file.draft_id, "file_id": draft_file.pk, "sender_id": sender.pk,
        "brand": cast.brand.pk, "agent": cast.agent.pk, "person_id": cast.colleague.pk, "team_id": cast.team.pk,
        "conversation_id": mail.conversation_id, "conversation": mail.conversation_id, "interaction_id": mail.pk,
        **_known_people(cast, mail), "customer_id": mail.customer_id, "customer": mail.customer_id, "attachment_id": file.pk,
        "other": other.conversation_id, "move_id": move.pk,
        "view_id": named.pk, "tag_id": made.pk, "tag": second.pk, "batch_id": batch.pk, "verb": "resolve",
        "account_id": account.pk, "promise_id": _promise(cast, mail), "delivery_id": delivery.pk, "raw_id": raw.pk, "invitation_id": invited.invitation_id,
        "version_id": hours.pk, "version": _standards(cast),
        "view": "all", "kind": "reply", "code": "CLR101", "token": "no-such-token", "uidb36": "1", "key": "set-password",
    }  # fmt: skip


def _promise(cast: Cast, mail: Interaction) -> int:
    wish = Promised(SECRET, cast.agent.pk, now() + DAY)
    return make_promise(viewer=viewer_of(cast.agent), conversation_id=mail.conversation_id, wish=wish).pk


def _standards(cast: Cast) -> int:
    document = {"banned_words": {SECRET: "sweets"}}
    return change_standards(viewer=viewer_of(cast.admin), brand_id=cast.brand.pk, document=document).version


def _known_people(cast: Cast, mail: Interaction) -> dict[str, int]:
    """What is known of the writer, and three of one name, of whom two are one."""
    agent = viewer_of(cast.agent)
    twins = [create_customer(viewer=agent, brand_id=cast.brand.pk, name=f"Twin {SECRET}") for _ in range(3)]
    return {
        "address_id": mail.customer.addresses.get().pk,
        "remembered_id": remember(viewer=agent, customer_id=mail.customer_id, text=SECRET).pk,
        "joining_id": join_customers(viewer=agent, customer_id=twins[0].pk, other_id=twins[1].pk).pk,
        "customer_two": twins[2].pk,
    }


def _of_notices(cast: Cast, mail: Interaction) -> dict[str, int]:
    """Everybody of ours has been told of the mail; our agent has a browser that shows it."""
    told = [
        Notice.objects.create(
            person=person, brand_id=cast.brand.pk, conversation=mail.conversation, news="reply", event_id=1, at=now()
        )
        for person in (cast.agent, cast.lead, cast.admin)
    ]
    browser = Browser.objects.create(
        person=cast.agent,
        mark="0",
        endpoint="https://push.test/1",
        sealed_auth=seal("0"),
        name=SECRET,
        created_at=now(),
    )
    return {"notice_id": told[0].pk, "browser_id": browser.pk}
