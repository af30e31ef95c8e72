"""The list of customers and the page of one: all channels, filters, files, corrections, merging and back."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heedful.customers.actions import add_address, create_customer, remember
from heedful.customers.models import Address, Customer, NotTheSame
from heedful.events.live import hub
from heedful.interactions.models import Attachment, Interaction, Joining
from heedful.interactions.tests.factories import mail_in
from heedful.switchboard.doors.counter import CounterNote, log_interaction
from heedful.team.viewer import viewer_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(cast, browse):
    client = browse(cast.agent)
    client.cookies["zone"] = "Europe/Berlin"
    return client


@pytest.fixture
def ida(cast) -> Customer:
    """A mail of hers with a file, and a visit."""
    mail = mail_in(cast.brand.pk, "Where is my lamp?", sender="ida@client.test", subject="Desk lamp")
    Attachment.objects.create(interaction=mail, name="lamp.pdf", content_type="application/pdf", size=5, digest="x")
    note = CounterNote("a-key-of-its-own", cast.brand.pk, "Came by for the bulb", customer_id=mail.customer_id)
    log_interaction(viewer=cast.viewer, note=note)
    return mail.customer


def read(desk, path: str, **headers: str) -> str:
    answer = desk.get(path, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_finds_and_pages(cast, desk, ida):
    for number in range(51):
        create_customer(viewer=cast.viewer, brand_id=cast.brand.pk, name=f"Person {number}")
    assert "Person 50" in read(desk, "/customers/")
    assert "after=" in read(desk, "/customers/")
    found = read(desk, "/customers/?q=ida&part=rows", **HTMX)
    assert f"/customers/{ida.pk}/" in found
    assert "Person" not in found
    assert "Nobody is found" in read(desk, "/customers/?q=zzz")
    assert f"/customers/{ida.pk}/" in read(desk, "/customers/?q=ida&part=brief", **HTMX)
    assert desk.get("/customers/?after=x").status_code == 400


def test_the_page_holds_every_channel_and_can_be_narrowed(desk, ida):
    at = f"/customers/{ida.pk}/"
    page = read(desk, at)
    assert all(words in page for words in ("Where is my lamp?", "Came by for the bulb", "ida@client.test", "lamp.pdf"))
    mail = read(desk, f"{at}?channel=email&part=contacts", **HTMX)
    assert "Where is my lamp?" in mail
    assert "Came by" not in mail
    assert "Came by" not in read(desk, f"{at}?files=1&part=contacts", **HTMX)
    assert "Nothing of that kind" in read(desk, f"{at}?state=resolved&way=out&part=contacts", **HTMX)
    assert "lamp.pdf" in read(desk, f"{at}?tab=files")
    assert "Nobody else of the same company" in read(desk, f"{at}?tab=people")
    assert read(desk, f"{at}?tab=nonsense&channel=%00&way=x&state=y&before=z")
    assert desk.get(f"{at}?tab=files&after=x").status_code == 400


def test_earlier_contacts_follow(cast, desk, ida):
    row = Interaction.objects.get(channel="email").conversation
    for number in range(32):
        mail_in(cast.brand.pk, f"word-{number:02}.", conversation=row)
    first = read(desk, f"/customers/{ida.pk}/")
    assert "word-31." in first
    assert "word-00." not in first
    more = first.split("hx-get=")[-1].split('"')[1].replace("&amp;", "&")
    assert "word-00." in read(desk, more, **HTMX)


def test_ten_cost_what_twenty_cost(cast, desk, ida):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(desk, f"/customers/{ida.pk}/")
        return len(queries)

    def grow() -> None:
        for number in range(10):
            mail_in(cast.brand.pk, sender="ida@client.test")
            remember(viewer=cast.viewer, customer_id=ida.pk, text=f"Fact {number}")

    grow()
    cost()  # the colleagues' names are kept from here on
    ten = cost()
    grow()
    assert cost() == ten <= 20


def test_what_is_known_is_corrected(cast, desk, ida):
    at = f"/customers/{ida.pk}/"
    assert "German" in read(desk, f"{at}editing/")
    answer = desk.post(f"{at}editing/", {"name": "Ida Berg", "company": "Oak", "language": "de"}, headers=HTMX)
    assert answer["HX-Redirect"] == at
    page = read(desk, at)
    assert all(words in page for words in ("Ida Berg", "Oak", "German"))
    assert desk.post(f"{at}editing/", {"language": "<b>"}, headers=HTMX).status_code == 400
    assert desk.post(f"{at}remembered/", {"text": "Two cats", "back": "page"})["Location"] == at
    noted = ida.remembered.get()
    desk.post(f"/remembered/{noted.pk}/", {"text": "Three cats", "what": "save"})
    assert "Three cats" in read(desk, f"/remembered/{noted.pk}/")
    desk.post(f"/remembered/{noted.pk}/", {"text": "Three cats", "what": "forget"})
    assert "Three cats" not in read(desk, at)
    assert desk.get(f"/remembered/{noted.pk}/").status_code == 404


def test_addresses_come_and_go_and_an_owner_is_offered_to_be_merged(cast, desk, ida):
    at = f"/customers/{ida.pk}/addresses/"
    assert desk.post(at, {"channel": "phone", "address": "0151 234567"}).status_code == 302
    refused = desk.post(at, {"channel": "email", "address": "nonsense"}, headers=HTMX)
    assert (refused.status_code, "mail address" in refused.content.decode()) == (400, True)
    other = create_customer(
        viewer=cast.viewer, brand_id=cast.brand.pk, name="I. Berg", channel="email", address="ida@work.test"
    )
    taken = desk.post(at, {"channel": "email", "address": "Ida@work.test"}, headers=HTMX)
    assert taken.status_code == 422
    assert f"/customers/{ida.pk}/joining/?other={other.pk}" in taken.content.decode()
    phone = Address.objects.get(channel="phone")
    assert "0151234567" in read(desk, f"/addresses/{phone.pk}/removal/")
    desk.post(f"/addresses/{phone.pk}/removal/")
    assert not Address.objects.filter(channel="phone").exists()


@pytest.fixture
def twin(cast, ida) -> Customer:
    """Called the same, with a number of Ida's."""
    Customer.objects.filter(pk=ida.pk).update(name="Ida Berg")
    add_address(viewer=cast.viewer, customer_id=ida.pk, channel="phone", address="+49 151 2345678")
    row = create_customer(viewer=cast.viewer, brand_id=cast.brand.pk, name="Berg, Ida")
    add_address(viewer=cast.viewer, customer_id=row.pk, channel="sms", address="0151 2345678")
    return row


def test_suggested_with_the_reason_merged_and_undone(desk, ida, twin):
    at = f"/customers/{ida.pk}/"
    page = read(desk, at)
    assert "Perhaps the same person" in page
    assert "Both have the number that ends in 345678." in page
    assert "Perhaps the same as Berg, Ida" in read(desk, f"{at}card/?beside=1", **HTMX)
    preview = read(desk, f"{at}joining/?other={twin.pk}", **HTMX)
    assert "Are they one person?" in preview
    assert "2 addresses" in preview
    answer = desk.post(f"{at}joining/", {"other": twin.pk, "stays": ida.pk}, headers=HTMX)
    joining = Joining.objects.get()
    assert answer["HX-Redirect"] == f"{at}?joined={joining.pk}"
    page = read(desk, answer["HX-Redirect"])
    assert "is part of this customer now" in page
    assert "Merged in here:" in page
    assert "Perhaps the same person" not in page
    assert desk.get(f"/customers/{twin.pk}/")["Location"] == at
    again = desk.post(f"{at}joining/", {"other": twin.pk}, headers=HTMX)
    assert again["HX-Redirect"] == at
    assert "They are one customer already." in read(desk, at)
    desk.post(f"/joinings/{joining.pk}/undo/")
    assert "Two customers again" in read(desk, at)
    assert "Berg, Ida" in read(desk, f"/customers/{twin.pk}/")


def test_the_other_one_may_stay_and_whom_nothing_proves_is_asked_about(desk, ida, twin):
    at = f"/customers/{ida.pk}/joining/"
    Interaction.objects.filter(channel="email").update(flags=["auth_failed"])
    asked = desk.post(at, {"other": twin.pk, "stays": twin.pk}, headers=HTMX)
    assert asked.status_code == 422
    assert "whom nothing proves" in asked.content.decode()
    answer = desk.post(at, {"other": twin.pk, "stays": twin.pk, "sure": "1"})
    assert answer["Location"].startswith(f"/customers/{twin.pk}/?joined=")
    assert set(Interaction.objects.values_list("customer_id", flat=True)) == {twin.pk}


def test_they_are_two(desk, ida, twin):
    at = f"/customers/{ida.pk}/"
    assert desk.post(f"{at}difference/", {"other": twin.pk}).status_code == 302
    assert NotTheSame.objects.count() == 1
    assert "Perhaps the same person" not in read(desk, at)
    for wrong in ("", "x", ida.pk, "9" * 18):
        assert desk.post(f"{at}difference/", {"other": wrong}, headers=HTMX).status_code in {400, 404}


def test_whom_to_merge_is_found_by_words(desk, ida, twin):
    at = f"/customers/{ida.pk}/joining/"
    assert f"other={twin.pk}" in read(desk, f"{at}?q=berg", **HTMX)
    assert "Nobody else" in read(desk, f"{at}?q=zzz", **HTMX)
    assert desk.get(f"{at}?other={ida.pk}", headers=HTMX).status_code == 400
    assert desk.post(at, {"other": "x"}, headers=HTMX).status_code == 404


def test_brands_are_kept_apart(cast, browse, desk, ida, twin):
    stranger = browse(cast.outsider)
    theirs = create_customer(viewer=viewer_of(cast.outsider), brand_id=cast.other_brand.pk, name="Ida Berg")
    assert stranger.get(f"/customers/{ida.pk}/").status_code == 404
    assert stranger.post(f"/customers/{theirs.pk}/joining/", {"other": ida.pk}).status_code == 404
    assert desk.post(f"/customers/{ida.pk}/joining/", {"other": theirs.pk}).status_code == 404
    assert not Joining.objects.exists()


def test_an_open_page_follows_its_customer_and_keeps_what_it_had(desk, ida, cast):
    page = read(desk, f"/customers/{ida.pk}/")
    assert f'data-live="customer:{ida.pk}"' in page
    for number in range(33):
        mail_in(cast.brand.pk, f"Lamp {number}", sender="ida@client.test")
    further = read(desk, f"/customers/{ida.pk}/?part=contacts", **HTMX)
    assert further.count("Lamp ") == 30
    assert 'name="shown" value="30"' in further
    again = read(desk, f"/customers/{ida.pk}/?part=contacts&shown=60", **HTMX)
    assert again.count("Lamp ") == 33


def test_a_note_to_open_screens_names_the_customer(ida, cast, django_capture_on_commit_callbacks):
    heard = []
    forget = hub.subscribe(heard.append)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            mail_in(cast.brand.pk, "One more", sender="ida@client.test")
    finally:
        forget()
    assert connection.vendor != "sqlite" or {note.customer_id for note in heard} == {ida.pk}


def test_likely_pairs_stand_on_a_page_of_their_own(desk, ida, twin):
    assert 'href="/customers/pairs/"' in read(desk, "/customers/")
    page = read(desk, "/customers/pairs/")
    assert f"/joining/?other={ida.pk}" in page or f"/joining/?other={twin.pk}" in page
    assert "Both" in page
    answer = desk.post(f"/customers/{ida.pk}/difference/", {"other": twin.pk, "back": "pairs"}, follow=True)
    assert "Nobody looks like somebody else." in answer.content.decode()
    assert desk.get("/customers/pairs/?after=x").status_code == 400
