"""An address is proven when our own mail server vouches for it; the card says so, and merging asks where nothing does."""

from __future__ import annotations

import pytest

from heedful.customers.models import Address
from heedful.customers.queries import card
from heedful.events.models import Event
from heedful.interactions.models import Interaction
from heedful.interactions.queries import would_move
from heedful.switchboard.tests.factories import arrive, make_account, raw_mail
from heedful.team.tests.factories import Cast

pytestmark = pytest.mark.django_db
PROVES = "Authentication-Results: mx.harbour.test; dkim=pass header.d=client.test\r\n"
SAYS_NOTHING = "Authentication-Results: mx.harbour.test; dkim=none; spf=none\r\n"
FORGED = "Authentication-Results: mx.elsewhere.test; dmarc=pass header.from=client.test\r\n"
FOREIGN = "Authentication-Results: mx.harbour.test; dkim=pass header.d=elsewhere.test\r\n"


@pytest.mark.parametrize(
    ("headers", "is_proven"), [(PROVES, True), (SAYS_NOTHING, False), (FORGED, False), (FOREIGN, False), ("", False)]
)
def test_only_what_our_own_server_says_proves_an_address(cast: Cast, headers: str, is_proven: bool) -> None:
    arrive(make_account(cast.brand, authserv_ids=["mx.harbour.test"]), raw_mail(headers=headers))
    assert Address.objects.get().is_verified is is_proven


def test_a_later_mail_proves_it_once_and_for_all(cast: Cast) -> None:
    account = make_account(cast.brand, authserv_ids=["mx.harbour.test"])
    first = Interaction.objects.get(pk=arrive(account, raw_mail(message_id="a@client.test")).interaction_id)
    answer = f"In-Reply-To: <a@client.test>\r\n{PROVES}"
    for number, headers in enumerate((answer, PROVES, SAYS_NOTHING)):
        arrive(
            account, raw_mail(f"{number} more", headers=headers, message_id=f"{number}@client.test"), f"1:{number + 9}"
        )
    assert card(cast.viewer, first.customer_id).addresses[0].is_proven
    assert Event.objects.filter(kind="customer.address_proven").count() == 1
    assert would_move(cast.viewer, first.customer_id).is_proven


def test_a_merge_is_asked_about_when_the_server_vouches_for_others_and_not_for_these(cast: Cast, browse) -> None:
    account = make_account(cast.brand, authserv_ids=["mx.harbour.test"])
    proven = arrive(account, raw_mail("One", headers=PROVES, message_id="1@client.test"), "1:1")
    other = arrive(account, raw_mail("Two", sender="Ida <ida@home.test>", message_id="2@home.test"), "1:2")
    ids = [Interaction.objects.get(pk=row.interaction_id).customer_id for row in (proven, other)]
    at, desk = f"/customers/{ids[0]}/joining/", browse(cast.agent)
    assert "not proven" in desk.get(f"{at}?other={ids[1]}").content.decode()
    assert desk.post(at, {"other": ids[1]}).status_code == 422
    Address.objects.update(is_verified=True)
    assert desk.post(at, {"other": ids[1]}).status_code == 302


def test_who_else_got_a_mail_is_shown_with_their_names(cast: Cast, browse) -> None:
    copied = "Cc: Otto Kern <otto@client.test>, kim@client.test\r\n"
    row = arrive(make_account(cast.brand), raw_mail(headers=copied))
    page = browse(cast.agent).get(f"/conversations/{row.conversation_id}/").content.decode()
    assert "Otto Kern &lt;otto@client.test&gt;, kim@client.test" in page
    paper = browse(cast.agent).get(f"/conversations/{row.conversation_id}/paper/").content.decode()
    assert "Otto Kern &lt;otto@client.test&gt;" in paper
    assert "My lamp" in browse(cast.agent).get("/search/?q=kern").content.decode(), "found by the name alone"
