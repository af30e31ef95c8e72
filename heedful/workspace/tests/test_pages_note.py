"""The front-desk note: who is meant, written once, kept when something is missing."""

from __future__ import annotations

import pytest

from heedful.customers.actions import create_customer
from heedful.customers.models import Customer
from heedful.interactions.models import Interaction
from heedful.team.models import Membership
from heedful.team.tests.factories import make_person


@pytest.fixture
def desk(cast, browse):
    return browse(cast.agent)


@pytest.fixture
def ida(cast):
    return create_customer(
        viewer=cast.viewer, brand_id=cast.brand.pk, name="Ida Berg", channel="email", address="ida@client.test"
    )


def given(**changes: object) -> dict[str, object]:
    return {
        "key": "note-key-0001",
        "kind": "visit",
        "who": "Ida Berg",
        "text": "Brought the lamp.",
        "outcome": "done",
        **changes,
    }


def test_the_page_is_a_plain_form(desk):
    page = desk.get("/note/").content.decode()
    assert page.count('name="kind"') == 4
    assert 'name="key" value="' in page


def test_a_chosen_customer_is_used(desk, ida):
    answer = desk.post(
        "/note/", given(customer=ida.pk, kind="call", outcome="needs_answer", direction="in"), follow=True
    )
    row = Interaction.objects.get()
    assert (row.customer_id, row.kind, row.channel, row.needs_answer, row.settled_at) == (
        ida.pk,
        "call",
        "phone",
        True,
        None,
    )
    assert b"Noted." in answer.content
    assert f"/conversations/{row.conversation_id}/".encode() in answer.content
    assert b'data-noted="note-key-0001"' in answer.content


def test_the_same_note_sent_twice_is_one(desk, ida):
    for _ in range(2):
        assert desk.post("/note/", given(customer=ida.pk)).status_code == 302
    assert Interaction.objects.count() == 1


def test_an_exact_name_means_that_customer(desk, ida):
    desk.post("/note/", given(who="ida berg"))
    assert Interaction.objects.get().customer_id == ida.pk


def test_somebody_new_is_written_down(cast, desk):
    desk.post("/note/", given(who="Nils Holm", address="+49 170 1234567"))
    new = Customer.objects.get()
    assert (new.name, new.brand_id) == ("Nils Holm", cast.brand.pk)
    assert new.addresses.get().value == "+491701234567"


@pytest.mark.parametrize(("who", "channel"), [("nils@client.test", "email"), ("+49 170 1234567", "phone")])
def test_an_address_alone_is_enough(desk, who, channel):
    desk.post("/note/", given(who=who))
    assert Customer.objects.get().addresses.get().channel == channel


def test_two_of_one_name_are_asked_about(cast, desk, ida):
    twin = create_customer(
        viewer=cast.viewer, brand_id=cast.brand.pk, name="Ida Berg", channel="email", address="other@client.test"
    )
    answer = desk.post("/note/", given())
    assert answer.status_code == 422
    assert b"other@client.test" in answer.content
    assert b"Brought the lamp." in answer.content
    desk.post("/note/", given(customer=twin.pk))
    assert Interaction.objects.get().customer_id == twin.pk


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"text": "   "},
        {"who": ""},
        {"kind": "dance"},
        {"outcome": ""},
        {"key": "x"},
        {"customer": "abc"},
        {"text": "x" * 20_001},
    ],
)
def test_what_is_missing_is_said_and_the_words_are_kept(desk, changes):
    answer = desk.post("/note/", given(**changes))
    assert answer.status_code == 422
    assert b'class="error' in answer.content
    assert not Interaction.objects.exists()
    if "text" not in changes:
        assert b"Brought the lamp." in answer.content


def test_another_brands_customer_is_not_found(cast, browse, ida):
    assert browse(cast.outsider).post("/note/", given(customer=ida.pk)).status_code == 404
    assert b"Ida" not in browse(cast.outsider).get("/customers/search/?who=ida").content


def test_another_brand_cannot_be_written_to(cast, desk):
    answer = desk.post("/note/", given(who="Nils", brand=cast.other_brand.pk))
    assert answer.status_code == 404
    assert not Customer.objects.exists()


def test_who_serves_two_brands_says_for_which(cast, browse):
    person = make_person("Twin", cast.brand)
    Membership.objects.create(person=person, brand=cast.other_brand)
    desk = browse(person)
    assert b'name="brand"' in desk.get("/note/").content
    desk.post("/note/", given(who="Nils", brand=cast.other_brand.pk))
    assert Customer.objects.get().brand_id == cast.other_brand.pk


def test_who_serves_no_brand_is_told(db, browse):
    answer = browse(make_person("Newt")).get("/note/")
    assert answer.status_code == 400
    assert b"Ask an admin" in answer.content


def test_search_as_one_types(desk, ida):
    found = desk.get("/customers/search/?who=berg").content.decode()
    assert f'data-customer="{ida.pk}"' in found
    assert "Nobody of that name yet" in desk.get("/customers/search/?who=zzz").content.decode()
    assert desk.get("/customers/search/", {"who": "\0" + "x" * 5000}).status_code == 200


@pytest.mark.parametrize("noted", ["x", "-1", "9" * 40, "1' OR 1"])
def test_an_odd_address_is_answered_plainly(desk, noted):
    assert desk.get("/note/", {"noted": noted, "key": "<b>"}).status_code == 200
