"""The index is never behind: whatever writes, changes, moves or removes words tells it in the same transaction."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection, transaction

import heedful
from heedful.channels.message import Inbound, Party
from heedful.customers.actions import rename
from heedful.events.dispatch import dispatch
from heedful.events.instant import DAY, now
from heedful.interactions.actions import (
    Writing,
    index_from_the_start,
    index_more,
    left_to_index,
    merge,
    record_note,
    record_outbound,
    remove_search,
    reread,
    save_search,
    split,
    withdraw,
)  # fmt: skip
from heedful.interactions.actions.attachments import Kept
from heedful.interactions.actions.terms import _values
from heedful.interactions.models import Interaction, SavedSearch, Terms
from heedful.interactions.queries import NotFound, saved_searches, search
from heedful.interactions.reactions import find_by_new_name
from heedful.interactions.terms import VERSION, Heading, made_of
from heedful.interactions.tests.factories import mail_in
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

ROOT = Path(heedful.__file__).parent
# Each of these calls the index, or its caller does; a new one must be looked at and named here.
WRITERS = {
    "interactions/actions/inbound.py",  # Interaction(…), index
    "interactions/actions/outbound.py",  # Interaction(…), index and forget
    "interactions/actions/reread.py",  # save, index_again
    "interactions/actions/merge.py",  # moves rows, no words
    "interactions/actions/split.py",  # moves rows, no words
    "interactions/actions/ledger.py",  # what is settled, no words
    "config/retention/matter.py",  # removes texts, index_conversations
}


def test_only_known_places_write_interactions() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if not {"tests", "migrations"} & set(path.parts) and any(_writes(ast.parse(path.read_text())))
    }
    assert found <= WRITERS, "This writes interactions: let it call interactions.actions.terms, then name it here."


def _writes(tree: ast.AST) -> Iterator[bool]:
    """Rows that are made, and changes of rows of Interaction by its manager or by an update of words."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        said = ast.unparse(node.func)
        yield said == "Interaction"
        yield said.startswith("Interaction.objects") and said.endswith(
            (".create", ".bulk_create", ".bulk_update", ".update", ".delete")
        )
        yield said.endswith(".update") and {"full_text", "remote_images"} & {one.arg for one in node.keywords} != set()


def _all_true() -> None:
    """Every interaction has just the terms that its words make now; what was taken back has none."""
    rows = {row.pk: row for row in Terms.objects.all()}
    for interaction in Interaction.objects.select_related("customer").prefetch_related("attachments"):
        kept = rows.pop(interaction.sort_key, None)
        if interaction.withdrawn_at is not None:
            assert kept is None
            continue
        assert kept is not None, interaction.text
        files = tuple(interaction.attachments.order_by("pk").values_list("name", flat=True))
        shown = [kept.subject, kept.sender, kept.recipients, kept.body, kept.stems]
        assert _values(interaction, files)[2:] == shown
    assert not rows


def test_every_action_leaves_the_index_true(cast: Cast) -> None:
    mail, other = mail_in(cast.brand.pk, "A lantern"), mail_in(cast.brand.pk, "More of it", subject="Again")
    file = Kept("price-list.pdf", "application/pdf", 1, "1" * 64)
    with transaction.atomic():
        reply = record_outbound(
            viewer=cast.viewer, conversation_id=mail.conversation_id, writing=Writing("No", "r", kept=(file,))
        )
    record_note(viewer=cast.viewer, conversation_id=mail.conversation_id, writing=Writing("A note", "n"))
    merge(viewer=cast.viewer, conversation_id=mail.conversation_id, other_id=other.conversation_id)
    split(viewer=cast.viewer, interaction_id=other.pk, with_later=False)
    better = Inbound(
        channel="email", kind="message", content_key="x", sender=Party("ida@client.test", "Ida L"), text="Two beacons",
        new_text="Two beacons", subject="Beacons",
    )  # fmt: skip
    reread(interaction=mail, inbound=better, kept=(replace(file, name="beacon.png"),))
    _all_true()
    assert search(cast.viewer, "lantern") == []
    assert [len(search(cast.viewer, word)) for word in ("beacon", "price list", "beacon.png")] == [1, 1, 1]
    with transaction.atomic():
        withdraw(interaction=reply, person_id=cast.agent.pk)
    _all_true()
    assert search(cast.viewer, "price list") == []


def test_a_customer_is_found_by_the_new_name(cast: Cast) -> None:
    mail = mail_in(cast.brand.pk, sender="i@client.test")
    rename(viewer=cast.viewer, customer_id=mail.customer_id, name="Zenobia Quill", company="Quill & Sons")
    dispatch({"customer.renamed": (find_by_new_name,)})
    _all_true()
    assert [hit.interaction_id for hit in search(cast.viewer, "from:zenobia")] == [mail.pk]
    assert "<mark>Zenobia</mark>" in search(cast.viewer, "zenobia")[0].customer_name


def test_an_older_record_is_indexed_in_pieces_newest_first(cast: Cast) -> None:
    index_more()  # an empty record is done at once
    for number in range(5):
        mail_in(cast.brand.pk, f"lantern {number}", sender=f"p{number}@client.test", at=now() - number * DAY)
    Terms.objects.all().delete()
    assert index_more() == 0  # what came since is no older record
    index_from_the_start()
    assert left_to_index() == 5
    assert index_more(2) == 2
    assert [hit.snippet.striptags() for hit in search(cast.viewer, "lantern")] == ["lantern 0", "lantern 1"]
    assert left_to_index() == 3
    assert [index_more(2), index_more(2), index_more(2), left_to_index()] == [2, 1, 0, 0]
    _all_true()


def test_terms_stay_as_they_are_until_their_version_says_otherwise() -> None:
    """Stored terms must be those that a search makes: whoever changes them counts VERSION up, and this example."""
    made = made_of(
        Heading(subject="Größe", sender=("Ida <ida@x.test>", "Łukasz"), marks=("note",)),
        "Die Häuser sind 台灯 nicht da.",
    )
    assert (VERSION, made.subject, made.sender) == (1, "grosse", "ida ida x test · lukasz")
    assert made.body == "die hauser sind 台灯 灯 nicht da"
    assert made.stems == "·all ·note d·gross d·haus"


def test_a_search_is_kept_for_oneself(cast: Cast) -> None:
    save_search(viewer=cast.viewer, name=" My  lamps ", text="lamp is:open", order="best")
    row = save_search(viewer=cast.viewer, name="My lamps", text="lamp is:mine", order="newest")
    assert [(one.name, one.text, one.order) for one in saved_searches(cast.viewer)] == [
        ("My lamps", "lamp is:mine", "newest")
    ]
    bruno = viewer_of(cast.colleague)
    assert saved_searches(bruno) == []
    with pytest.raises(NotFound):
        remove_search(viewer=bruno, search_id=row.pk)
    remove_search(viewer=cast.viewer, search_id=row.pk)
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(
    ("name", "text", "order"),
    [
        ("", "lamp", "newest"),
        ("x" * 61, "lamp", "newest"),
        ("a", " ", "newest"),
        ("a", "is:blue", "best"),
        ("a", "b", "odd"),
    ],
)
def test_a_search_that_cannot_be_kept_says_why(cast: Cast, name: str, text: str, order: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        save_search(viewer=cast.viewer, name=name, text=text, order=order)


def test_a_word_is_found_without_reading_the_whole_record(cast: Cast) -> None:
    mail_in(cast.brand.pk, "lantern")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("EXPLAIN SELECT 1 FROM interactions_terms WHERE vector @@ '''lantern'''::tsquery")
            assert "interactions_terms_vector" in "\n".join(line for (line,) in cursor.fetchall())
