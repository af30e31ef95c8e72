from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from heedful.events.instant import DAY, HOUR, SECOND, now
from heedful.interactions.actions import assign
from heedful.notices.actions import Subscription, Wish, add_browser, choose, read_all
from heedful.notices.models import Browser, Notice, Push, PushKey
from heedful.notices.news import usual_ways
from heedful.notices.push.endpoint import is_endpoint, is_public
from heedful.notices.push.key import public_key
from heedful.notices.push.turn import send_pushes
from heedful.notices.push.wire import Refused, Unreachable, Wire
from heedful.notices.quiet import Quiet
from heedful.notices.tests.factories import owned_by, settle
from heedful.notices.tests.push_service import Keys, PostOffice, signed_claims, text
from heedful.switchboard.sealing import unseal
from heedful.team.actions import deactivate
from heedful.team.models import Person
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

GOOD = "https://push.example.com/send/abc"


def nearby() -> Wire:
    """Lets a service on this machine be reached."""
    return Wire(is_allowed=lambda address: address == "127.0.0.1", is_fit=lambda endpoint: True)


@pytest.fixture
def service():
    made = PostOffice()
    yield made
    made.stop()


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def given_something(cast: Cast, service: PostOffice, keys: Keys) -> Cast:
    """Our agent has a browser, and was given a conversation."""
    browser = add_browser(viewer=cast.viewer, subscription=Subscription(GOOD, keys.p256dh, text(keys.auth)))
    Browser.objects.filter(pk=browser.pk).update(endpoint=f"{service.origin}/send/abc")
    row = owned_by(cast.lead, cast)
    assign(viewer=viewer_of(cast.lead), conversation_id=row.pk, person_id=cast.agent.pk)
    settle()
    return cast


@pytest.mark.django_db
def test_a_browser_gets_what_only_it_can_open_signed_and_without_names(given_something, service, keys) -> None:
    assert send_pushes(nearby()) == 1
    ((headers, body),) = service.posted
    told = keys.opened(body)
    assert told["title"] == "A conversation was given to you"
    assert told["address"] == reverse("conversation", args=[Notice.objects.get().conversation_id])
    assert set(told) == {"title", "address", "tag"}
    claims = signed_claims(headers["Authorization"])
    assert claims["aud"] == service.origin
    assert claims["sub"].startswith(("mailto:", "https:"))
    assert public_key() in headers["Authorization"]
    assert (headers["content-encoding"], int(headers["ttl"])) == ("aes128gcm", 12 * 3600)
    assert len(headers["topic"]) <= 32
    assert not Push.objects.exists()
    assert send_pushes(nearby()) == 0, "once"


@pytest.mark.django_db
def test_it_speaks_the_language_of_its_reader(given_something: Cast, service, keys) -> None:
    Person.objects.filter(pk=given_something.agent.pk).update(language="de")
    send_pushes(nearby())
    told = keys.opened(service.posted[0][1])
    assert told["title"]
    assert told["title"] != "A conversation was given to you"


@pytest.mark.django_db
@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(given_something, service, status: int) -> None:
    service.status = status
    send_pushes(nearby())
    assert not Browser.objects.exists()
    assert not Push.objects.exists()
    assert Notice.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_service_is_tried_again_ever_later_and_not_for_ever(given_something, service, status: int) -> None:
    service.status, service.headers = status, {"Retry-After": "99999999"}
    tries = 0
    while Push.objects.exists():
        assert Push.objects.get().next_try_at <= now() + HOUR, "however long it asks us to wait"
        Push.objects.update(next_try_at=now() - 1)
        send_pushes(nearby())
        tries += 1
    assert tries == len(service.posted) == 5
    assert Browser.objects.exists()


@pytest.mark.django_db
def test_silence_is_tried_again(given_something, service) -> None:
    service.stop()
    send_pushes(nearby())
    assert Push.objects.get().next_try_at >= now() + 5 * SECOND


@pytest.mark.django_db
def test_what_a_service_will_never_take_is_dropped(given_something, service) -> None:
    service.status = 413
    send_pushes(nearby())
    assert (Push.objects.count(), Browser.objects.count()) == (0, 1)


@pytest.mark.django_db
def test_a_redirect_is_not_followed(given_something, service) -> None:
    service.status, service.headers = 307, {"Location": f"{service.origin}/elsewhere"}
    send_pushes(nearby())
    assert len(service.posted) == 1


def _read(cast: Cast) -> None:
    read_all(viewer=cast.viewer)


def _gone(cast: Cast) -> None:
    deactivate(viewer=viewer_of(cast.admin), person_id=cast.agent.pk)


def _late(cast: Cast) -> None:
    Notice.objects.update(at=now() - DAY)


def _quiet(cast: Cast) -> None:
    choose(viewer=cast.viewer, wish=Wish(usual_ways(), Quiet("UTC", 0, 24 * 60 - 1)))


@pytest.mark.django_db
@pytest.mark.parametrize("happens", [_read, _gone, _late, _quiet])
def test_what_is_no_news_any_more_does_not_leave(given_something: Cast, service, happens) -> None:
    happens(given_something)
    send_pushes(nearby())
    assert not service.posted
    assert not Push.objects.exists()


@pytest.mark.django_db
def test_in_quiet_hours_nothing_is_put_on_its_way(cast: Cast, keys: Keys) -> None:
    add_browser(viewer=cast.viewer, subscription=Subscription(GOOD, keys.p256dh, text(keys.auth)))
    _quiet(cast)
    row = owned_by(cast.lead, cast)
    assign(viewer=viewer_of(cast.lead), conversation_id=row.pk, person_id=cast.agent.pk)
    settle()
    assert (Notice.objects.count(), Push.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_the_house_does_not_write_to_itself_or_next_door(given_something, service) -> None:
    """The real guard: a name that leads to this machine is refused at the moment of connecting."""
    with pytest.raises(Refused):
        Wire(is_fit=lambda endpoint: True).post(f"{service.origin}/x", {}, b"x")
    with pytest.raises(Refused):
        Wire(is_fit=lambda endpoint: True).post(f"{service.origin.replace('127.0.0.1', 'localhost')}/x", {}, b"x")
    send_pushes(Wire())
    assert not service.posted
    assert not Browser.objects.exists(), "an address that cannot be one of a push service is forgotten"


def test_a_name_that_leads_to_both_is_refused_and_one_to_nowhere_unreachable(monkeypatch) -> None:
    monkeypatch.setattr("heedful.notices.push.wire.addresses_of", lambda *_: ["93.184.216.34", "10.0.0.7"])
    with pytest.raises(Refused):
        Wire().post(GOOD, {}, b"x")
    monkeypatch.undo()
    with pytest.raises(Unreachable):
        Wire().post("https://nowhere.invalid/x", {}, b"x")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe", "localhost", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_out_on_the_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_addresses_that_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.com/x", "https://localhost/x", "https://127.0.0.1/x", "https://2130706433/x",
        "https://0x7f.0.0.0x1/x", "https://[::1]/x", "https://push.example.com:8443/x", "https://me@push.example.com/x",
        "https://push.example.com\\@127.0.0.1/x", "https://push.example.com/\r\nx: y", "ftp://push.example.com", "", "https://",
        "https://push..com/x", "https://push.example.com:x/", "//push.example.com/x", "https://pusẖ.example.com/x",
        "https://push.example.com/" + "x" * 3000, "https://[push.example.com/",
    ],
)  # fmt: skip
def test_what_is_no_endpoint(endpoint: str) -> None:
    assert not is_endpoint(endpoint)


@given(st.text(max_size=80))
def test_any_text_is_judged(words: str) -> None:
    assert is_endpoint(words) in {True, False}
    assert is_endpoint(f"https://{words}/x") in {True, False}
    assert is_public(words) in {True, False}


@pytest.mark.django_db
def test_the_key_is_made_once_and_its_secret_half_is_sealed() -> None:
    assert public_key() == public_key()
    row = PushKey.objects.get()
    assert unseal(row.sealed) not in row.sealed
    assert len(row.public) == 87


@pytest.mark.django_db
def test_a_browser_comes_and_goes(cast: Cast, keys: Keys, browse) -> None:
    client = browse(cast.agent)
    assert len(client.post(reverse("push_key")).json()["key"]) == 87
    sent = {"endpoint": GOOD, "p256dh": keys.p256dh, "auth": text(keys.auth)}
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    for _ in range(2):
        assert client.post(reverse("browsers"), sent, HTTP_USER_AGENT=agent).status_code == 204
    row = Browser.objects.get()
    assert (row.person, row.name) == (cast.agent, "Firefox on Linux")
    assert text(keys.auth) not in row.sealed_auth
    assert "Firefox on Linux" in client.get(reverse("settings_notices")).content.decode()
    assert browse(cast.colleague).post(reverse("browser_removal", args=[row.pk])).status_code == 404
    assert client.post(reverse("browser_removal", args=[row.pk])).status_code == 302
    assert not Browser.objects.exists()


@pytest.mark.django_db
def test_a_browser_belongs_to_whoever_uses_it_now(cast: Cast, given_something: Cast, keys: Keys) -> None:
    Push.objects.all().delete()
    assert Browser.objects.get().person == cast.agent
    add_browser(viewer=viewer_of(cast.colleague), subscription=Subscription(GOOD, keys.p256dh, text(keys.auth)))
    assert Browser.objects.get().person == cast.colleague


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://push.example.com/x"}, {"endpoint": "https://169.254.169.254/latest"}, {"p256dh": ""},
        {"p256dh": "A" * 87}, {"p256dh": "x" * 5000}, {"auth": "AAAA"}, {"auth": "%%"}, {"auth": "ä"},
    ],
)  # fmt: skip
def test_what_no_browser_would_send_is_refused_in_words(cast: Cast, keys: Keys, browse, wrong) -> None:
    sent = {"endpoint": GOOD, "p256dh": keys.p256dh, "auth": text(keys.auth), **wrong}
    answer = browse(cast.agent).post(reverse("browsers"), sent)
    assert answer.status_code == 422
    assert answer.content.decode().endswith(".")
    assert not Browser.objects.exists()


@pytest.mark.django_db
def test_the_worker_stands_at_the_root_with_our_policy(client) -> None:
    answer = client.get("/notices-worker.js")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert settings.PUBLIC_URL.encode() not in answer.content
