"""Who may use each address of the product, and how it is tried. A new address gets its line here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ANYBODY, AGENT, LEAD, ADMIN = "anybody", "agent", "lead", "admin"
RANK = {AGENT: 1, LEAD: 2, ADMIN: 3}
FINE = {200, 201, 204, 302, 400, 409, 422}  # allowed; an empty form may still be refused in words
SENT_ON = 302


@dataclass(frozen=True)
class Use:
    """One way to use an address. `{brand}` and the like stand for ids of ours; `is_ours`: others get 404.

    `shows`: whoever may use it reads the secret word there, so that not reading it means something.
    """

    who: str
    method: str = "GET"
    sent: dict[str, str] = field(default_factory=dict)
    query: str = ""
    is_ours: bool = False
    fine: frozenset[int] = frozenset(FINE)
    shows: bool = False


def get(who: str, query: str = "", **more: Any) -> Use:
    return Use(who, query=query, **more)


def post(who: str, query: str = "", *, is_ours: bool = False, fine: set[int] | None = None, **sent: str) -> Use:
    return Use(who, "POST", sent, query, is_ours, frozenset(fine or FINE))


DESK = (get(AGENT),)
SHOWN = (get(AGENT, shows=True),)
MAYBE = FINE | {404, 405, 410}  # nothing to turn off yet, no form behind it, a link that is over
OWN = (get(AGENT, fine=frozenset(MAYBE)), post(AGENT, fine=MAYBE))  # one's own account, no brand in it
DOOR = (get(ANYBODY, fine=frozenset(MAYBE)), post(ANYBODY, fine=MAYBE))
OF_BRAND = (get(ADMIN), get(ADMIN, "?brand={brand}", is_ours=True))
NOTE = {"key": "a-key-of-its-own", "kind": "visit", "text": "Came by", "outcome": "done", "direction": "in"}

CLASSIFIED: dict[str, tuple[Use, ...]] = {
    # the desk
    "home": DESK,
    "inbox": SHOWN,
    "radar": SHOWN,
    "rail_counts": DESK,
    "writing_help": (get(AGENT, is_ours=True), post(AGENT, is_ours=True, deed="rewrite")),
    "proposal": (post(AGENT, fine=MAYBE),),  # one's own: a colleague's is not found
    "trouble": (get(AGENT, is_ours=True),),
    "trouble_words": (post(AGENT, is_ours=True, way="kindly"),),
    "trouble_handing": (post(AGENT, is_ours=True, whom=""),),
    "trouble_end": (post(AGENT, is_ours=True, reason=""),),
    "trouble_pause": (post(AGENT, is_ours=True, method="delete"),),
    "notices": (get(AGENT, shows=True), get(AGENT, "?after=r1")),
    "notices_reading": (post(AGENT),),
    "notice_reading": (post(AGENT, fine=MAYBE),),  # one's own: a colleague's is not found
    "promises": (get(AGENT, "?whose=all", shows=True), get(AGENT, "?when=unnamed"), get(AGENT, "?when=proposed")),
    "promise_confirmation": (get(AGENT, is_ours=True), post(AGENT, is_ours=True)),
    "promise_dismissal": (post(AGENT, is_ours=True),),
    "promise_fulfilment": (post(AGENT, is_ours=True),),
    "promise_moving": (get(AGENT, is_ours=True), post(AGENT, is_ours=True)),
    "promise_release": (get(AGENT, is_ours=True), post(AGENT, is_ours=True)),
    "promise_undo": (post(AGENT, is_ours=True),),
    "conversation_promises": (get(AGENT, is_ours=True),),
    "promise_new": (get(AGENT, is_ours=True), post(AGENT, is_ours=True)),
    "hearing": (get(AGENT, is_ours=True),),
    "hearing_new": (post(AGENT, text="A: Hello"), post(AGENT, is_ours=True, text="A: Hello", brand="{brand}")),
    "customer_promises": (get(AGENT, is_ours=True),),
    "search": (get(AGENT), get(AGENT, "?q=where", shows=True), get(AGENT, "?q=where&order=best", shows=True)),
    "saved_searches": (get(AGENT, "?q=marzipan"), post(AGENT, name="Sweets", text="marzipan", order="newest")),
    "saved_search": (post(AGENT, fine=MAYBE), Use(AGENT, "DELETE", fine=MAYBE)),  # one's own
    "set_aside": SHOWN,
    "source": SHOWN,
    "retrial": (post(AGENT),),
    "raw_dismissal": (post(AGENT),),
    "conversation": (get(AGENT, shows=True), get(AGENT, "?part=talk", shows=True)),
    "assignment": (get(AGENT), post(AGENT, person="{agent}")),
    "resolution": (get(AGENT), post(AGENT, reason="answered"), Use(AGENT, "DELETE")),
    "conversation_tags": (get(AGENT), post(AGENT, name="refund")),
    "priority": (get(AGENT), post(AGENT, priority="3")),
    "snooze": (get(AGENT), post(AGENT, until="tomorrow"), Use(AGENT, "DELETE")),
    "presence": (get(AGENT), post(AGENT, writing="1"), post(AGENT, gone="1")),
    "handover": (get(AGENT), post(AGENT, person="{person_id}")),
    "mentionable": (get(AGENT, "?q=b"),),
    "settings_tags": (get(LEAD), get(LEAD, "?brand={brand}", is_ours=True)),
    "settings_tag": (post(LEAD, name="Refund", tone="good"), post(LEAD, what="merge", into="{tag}"), post(LEAD, what="remove")),
    "settings_help": (*OF_BRAND, post(ADMIN, "?brand={brand}", is_ours=True, address="x", is_on="on")),
    "settings_keeping": (*OF_BRAND, post(ADMIN, "?brand={brand}", is_ours=True, mail="x")),
    "customer_erasure": (get(ADMIN, shows=True), post(ADMIN, word="not this")),
    "settings_keeping_preview": (post(ADMIN, "?brand={brand}", is_ours=True, mail="12"),),
    "settings_standards": (
        get(LEAD), get(LEAD, "?brand={brand}", is_ours=True), post(LEAD, "?brand={brand}", is_ours=True, length_chat="x"),
    ),
    "standards_preview": (post(LEAD, "?brand={brand}", is_ours=True),),
    "standards_tuning": (post(LEAD, "?brand={brand}", is_ours=True, code="TON101", how="hint"),),
    "standards_file": (get(LEAD, "?brand={brand}", is_ours=True), post(LEAD, "?brand={brand}", is_ours=True)),
    "standards_version": (get(LEAD, "?brand={brand}", is_ours=True, shows=True),),
    "standards_restore": (post(LEAD, "?brand={brand}", is_ours=True),),
    "merging": (get(AGENT), post(AGENT, other="{other}", sure="1")),
    "splitting": (get(AGENT), post(AGENT, what="one")),
    "move_undo": (post(AGENT),),
    "views": (get(AGENT), get(AGENT, "?part=menu"), post(AGENT, name="Mine", text="assignee is me")),
    "view": (get(AGENT), post(AGENT, name="Ours", text="waiting", shared="own", fine={*FINE, 403}), Use(AGENT, "DELETE")),
    "completions": (get(AGENT, "?q=tag is "),),
    "batches": (post(AGENT, verb="resolve", reason="spam", ids="{conversation}"),),
    "batch": (get(AGENT, fine=frozenset(MAYBE)),),  # one's own: another colleague's is not found
    "batch_undo": (post(AGENT, fine=MAYBE),),
    "batch_question": (get(AGENT),),
    "following": (post(AGENT), Use(AGENT, "DELETE")),
    "reading": (post(AGENT),),
    "closing": (get(AGENT), post(AGENT, reason="answered")),
    "letter": SHOWN,
    "card": (get(AGENT, shows=True), get(AGENT, "?beside={conversation}", shows=True)),
    "remembered": (post(AGENT, text="Likes marzipan"),),
    "customers": (get(AGENT, shows=True), get(AGENT, "?q=marzipan", shows=True), get(AGENT, "?q=marzipan&part=brief")),
    "customer": (get(AGENT, shows=True), get(AGENT, "?tab=files", shows=True), get(AGENT, "?tab=people")),
    "customer_editing": (get(AGENT, shows=True), post(AGENT, name="New name")),
    "customer_addresses": (get(AGENT), post(AGENT, channel="email", address="new@client.test")),
    "customer_pairs": (get(AGENT), get(AGENT, "?after=0.a")),
    "customer_joining": (get(AGENT), get(AGENT, "?other={customer_two}", shows=True), post(AGENT, other="{customer_two}")),
    "customer_apart": (post(AGENT, other="{customer_two}"),),
    "address_removal": (get(AGENT, shows=True), post(AGENT)),
    "remembered_one": (get(AGENT, shows=True), post(AGENT, text="Likes nougat"), post(AGENT, what="forget")),
    "joining_undo": (post(AGENT),),
    "customer_search": (get(AGENT, "?who=marzipan", shows=True),),
    "note": (get(AGENT), post(AGENT, **NOTE, customer="{customer}", is_ours=True)),
    "attachment": SHOWN,
    # replies and the coach
    "composer": (get(AGENT), get(AGENT, "?kind=note")),
    "draft": (post(AGENT, text="Dear Ida,", version="0"),),
    "replies": (post(AGENT, text="Dear Ida, it is on its way.", key="a-key-of-its-own", override_reason="test"),),
    "heading": (post(AGENT, to="ida@client.test"),),
    "draft_files": (Use(AGENT, "PUT"),),
    "draft_file": (get(AGENT, fine=frozenset(FINE | {404})),),
    "proof": (post(AGENT, text="Dear Ida,"),),
    "unscheduling": (post(AGENT, fine=FINE | {403}),),
    "scheduled": DESK,
    "mail": SHOWN,
    "mail_source": (post(LEAD),),
    "mail_pictures": (post(AGENT, shown="1"),),
    "mail_blocking": (post(AGENT),),
    "paper": SHOWN,
    "unwanting": (post(AGENT, unwanted="1"),),
    "unwanted": DESK,
    "unblocking": (post(AGENT),),
    "signatures": (get(AGENT), post(AGENT, "?brand={brand}", text="x", of="own", is_ours=True)),
    "forwards": (post(AGENT, key="a-key-of-its-own", to="x@bench.test", has_heading="1"),),
    "schedule": (post(AGENT, text="Dear Ida,", key="a-key-of-its-own", send_at="2020-01-01T09:00"),),
    "notes": (post(AGENT, text="She rang twice.", key="a-key-of-its-own"),),
    "undo": (post(AGENT),),
    "settlement": (post(AGENT, what="arrived"),),
    "my_writing": (get(AGENT, fine=frozenset(MAYBE)),),
    "teams_writing": (get(LEAD), get(LEAD, "?brand={brand}", is_ours=True)),
    "trends": (post(ADMIN, "?brand={brand}", is_ours=True, keeps_trends="1"),),
    "practice": (get(AGENT, fine=frozenset(MAYBE)),),  # the same for everybody; MAYBE: the id tried here is none
    "takings": (post(AGENT, code="CLR101"),),
    "sent_review": (get(AGENT, fine=frozenset(MAYBE)),),  # for its writer and leads; here the letter, which nobody reviewed
    "dismissals": (post(AGENT, code="CLR101", words="x", reason="fits here"),),
    "rule": (get(AGENT, fine=frozenset(FINE | {404})),),
    # settings
    "settings": DESK,
    "settings_me": (get(AGENT), post(AGENT, name="New name", theme="dark")),
    "push_key": (post(AGENT),),
    "browsers": (post(AGENT, endpoint="http://127.0.0.1/"),),
    "browser_removal": (post(AGENT, fine=MAYBE),),  # one's own
    "digest_ending": (get(ANYBODY, fine=frozenset(MAYBE)), post(ANYBODY, fine=MAYBE)),  # the signed address is the key
    "notices_worker": (get(ANYBODY),),
    "settings_notices": (get(AGENT), post(AGENT, timezone="Europe/Berlin")),
    "settings_people": OF_BRAND,
    "settings_teams": (*OF_BRAND, post(ADMIN, name="Workshop"), post(ADMIN, "?brand={brand}", name="X", is_ours=True)),
    "settings_hours": (*OF_BRAND, post(ADMIN, "?brand={brand}", timezone="UTC", day0="9-17", is_ours=True)),
    "settings_hours_holidays": (get(ADMIN, "?country=DE"), get(ADMIN, "?brand={brand}", is_ours=True)),
    "settings_hours_removal": (post(ADMIN),),
    "settings_hours_withdrawal": (post(ADMIN, fine=MAYBE),),
    "settings_brand": (*OF_BRAND, post(ADMIN, "?brand={brand}", brand_name="X", timezone="UTC", is_ours=True)),
    "settings_brands": (post(ADMIN, brand_name="One more", timezone="UTC"),),
    "settings_audit": OF_BRAND,
    "settings_invitations": (post(ADMIN, "?brand={brand}", email="new@harbour.test", role="agent", is_ours=True),),
    "settings_role": (post(ADMIN, role="lead"),),
    "settings_removal": (post(ADMIN),),
    "settings_closing": (post(ADMIN), post(ADMIN, open="1")),
    "settings_renewal": (post(ADMIN),),
    "settings_withdrawal": (post(ADMIN),),
    "settings_team": (post(ADMIN, name="Desk"),),
    "mailboxes": (get(ADMIN, shows=True),),
    "mailbox_new": (get(ADMIN), post(ADMIN, brand="{brand}", address="x@harbour.test")),
    "mailbox": (get(ADMIN, shows=True), post(ADMIN, name="Help")),
    "mailbox_pause": (post(ADMIN), post(ADMIN, paused="1")),
    "mailbox_examination": (post(ADMIN),),
    # the doors
    "welcome": DOOR,
    "invitation": DOOR,
    "account_login": DOOR,
    "account_logout": DOOR,
    "account_inactive": DOOR,
    "account_reset_password": DOOR,
    "account_reset_password_done": (get(ANYBODY),),
    "account_reset_password_from_key": DOOR,
    "account_reset_password_from_key_done": (get(ANYBODY),),
    "mfa_authenticate": DOOR,
    "demo_door": DOOR,
    # one's own way to sign in
    **dict.fromkeys(("account_reauthenticate", "account_change_password", "mfa_index", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"), OWN),
}  # fmt: skip
