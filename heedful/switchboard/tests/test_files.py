"""Import from files: every kind of archive, stopped and started at will, nothing missed, nothing doubled."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.blobs.store import get_blob
from heedful.events.instant import from_datetime
from heedful.interactions.models import Interaction
from heedful.interactions.queries import radar_count
from heedful.switchboard.doors import files
from heedful.switchboard.doors.files import Summary, import_mail
from heedful.switchboard.doors.files_date import received_at_of
from heedful.switchboard.doors.files_mbox import mails_in
from heedful.switchboard.models import Account, Delivery, RawMessage
from heedful.switchboard.tests.factories import raw_mail
from heedful.switchboard.tests.servers.accounts import make_mail, make_mailbox
from heedful.team.tests.factories import Cast

ENVELOPE = b"From mira@example.com Tue Nov  3 10:15:00 2026\n"


@pytest.fixture
def account(cast: Cast) -> Account:
    return make_mailbox(cast.brand, 143)


def archive(*mails: bytes) -> bytes:
    """An mbox as careful programs write it."""
    return b"".join(ENVELOPE + _quoted(mail.replace(b"\r\n", b"\n")) + b"\n" for mail in mails)


def _quoted(mail: bytes) -> bytes:
    lines = mail.split(b"\n")
    return b"\n".join(b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines)


def split(data: bytes, largest: int = 10_000) -> list[bytes | None]:
    pieces = list(mails_in(io.BytesIO(data), largest=largest))
    assert sum(piece.size for piece in pieces) <= len(data)
    return [piece.raw for piece in pieces]


def test_an_archive_a_maildir_and_single_mails_come_in_together(account: Account, tmp_path: Path) -> None:
    (tmp_path / "old.mbox").write_bytes(archive(make_mail("one"), make_mail("two")))
    maildir = tmp_path / "Maildir"
    for folder in ("cur", "new", "tmp", ".Sent/cur"):
        (maildir / folder).mkdir(parents=True)
    (maildir / "dovecot-uidlist").write_text("3 V1 N4")
    (maildir / "cur" / "1700000000.a.host:2,S").write_bytes(make_mail("three"))
    (maildir / "new" / "1700000001.b.host").write_bytes(make_mail("four"))
    (maildir / "tmp" / "1700000002.c.host").write_bytes(make_mail("half written"))
    (maildir / "cur" / "1700000003.d.host:2,DS").write_bytes(make_mail("a draft"))
    (maildir / ".Sent" / "cur" / "1700000004.e.host:2,S").write_bytes(make_mail("five"))
    (tmp_path / "loose").mkdir()
    (tmp_path / "loose" / "six.eml").write_bytes(make_mail("six"))
    (tmp_path / "loose" / ".DS_Store").write_bytes(b"\0\1")
    summary = import_mail([tmp_path], account=account)
    assert (summary.new, summary.left_out, summary.broken) == (6, 1, 0)
    assert str(summary) == "6 mails imported, 1 draft or deleted mail left out."
    assert set(Interaction.objects.values_list("subject", flat=True)) == {"one", "two", "three", "four", "five", "six"}


def test_imported_mail_keeps_its_bytes_and_its_dates_and_is_not_answered(account: Account, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(make_mail("dated"))
    import_mail([tmp_path / "a.eml"], account=account)
    row = RawMessage.objects.get()
    assert (row.door, get_blob(row.digest)) == ("file", make_mail("dated"))
    sent = from_datetime(datetime(2026, 11, 3, 9, 15, tzinfo=UTC))
    assert row.received_at == sent
    assert Interaction.objects.get().happened_at == sent
    assert not Delivery.objects.exists()


def test_a_second_run_doubles_nothing(account: Account, tmp_path: Path) -> None:
    (tmp_path / "old.mbox").write_bytes(archive(make_mail("one"), make_mail("two"), make_mail("one")))
    first = import_mail([tmp_path], account=account)
    assert (first.new, first.already) == (2, 1)
    second = import_mail([str(tmp_path)], account=account)
    assert (second.new, second.already) == (0, 3)
    assert str(second) == "0 mails imported, 3 were here before."
    assert Interaction.objects.count() == 2


@pytest.mark.parametrize("cut_in", ["put_blobs", "received_at_of", "receive_many"])
def test_an_import_that_was_killed_is_finished_by_the_next(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut_in: str
) -> None:
    class Killed(BaseException):
        """Nobody catches this."""

    monkeypatch.setattr(files, "BATCH_MAILS", 4)
    place = files.receive if cut_in == "receive_many" else files
    ordinary, calls = getattr(place, cut_in), []

    def cut(*given: object, **named: object) -> object:
        calls.append(1)
        if len(calls) == (6 if cut_in == "received_at_of" else 2):
            raise Killed
        return ordinary(*given, **named)

    (tmp_path / "old.mbox").write_bytes(archive(*[make_mail(f"mail {number}") for number in range(10)]))
    with monkeypatch.context() as patch:
        patch.setattr(place, cut_in, cut)
        with pytest.raises(Killed):
            import_mail([tmp_path], account=account)
    assert Interaction.objects.count() == 4
    summary = import_mail([tmp_path], account=account)
    assert (summary.new, summary.already) == (6, 4)
    assert Interaction.objects.count() == 10
    assert set(RawMessage.objects.values_list("state", flat=True)) == {"done"}


def test_what_is_no_mail_is_said_and_stops_nothing(account: Account, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"")
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 and so on")
    (tmp_path / "c.jpg").write_bytes(b"\xff\xd8\xff\xe0 picture")
    (tmp_path / "d.eml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "z.eml").write_bytes(make_mail("good"))
    summary = import_mail([tmp_path, tmp_path / "missing"], account=account)
    words = {problem.path.name: problem.words for problem in summary.problems}
    assert words == {
        "a.eml": "It is empty.",
        "b.zip": "It is compressed. Unpack it first.",
        "c.jpg": "It does not look like a mail or an mbox archive.",
        "missing": "There is no such file or folder.",
    }
    assert (summary.new, summary.broken) == (1, 4)


def test_a_mail_that_cannot_be_read_is_kept_and_the_rest_comes_in(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(raw: bytes, reader: object) -> object:
        if b"poison" in raw:
            raise ValueError("this mail cannot be read")
        return ordinary(raw, reader)

    ordinary = files.receive.read
    monkeypatch.setattr(files.receive, "read", stumble)
    (tmp_path / "old.mbox").write_bytes(archive(make_mail("one"), make_mail("poison"), make_mail("two")))
    summary = import_mail([tmp_path], account=account)
    assert (summary.new, summary.set_aside) == (2, 1)
    assert RawMessage.objects.exclude(state="done").get().reason.endswith("this mail cannot be read")


def test_progress_says_how_far_how_fast_and_how_long(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BATCH_MAILS", 2)
    heard: list[Summary] = []
    (tmp_path / "old.mbox").write_bytes(archive(*[make_mail(f"mail {number}") for number in range(5)]))
    summary = import_mail([tmp_path], account=account, progress=heard.append)
    assert [one.mails for one in heard] == [2, 4, 5]
    assert heard[0].total == heard[-1].done == (tmp_path / "old.mbox").stat().st_size
    assert heard[0].rate > 0
    assert heard[0].seconds_left is not None
    assert heard[0].seconds_left > 0
    assert summary.seconds_left == 0


def test_a_line_that_begins_with_from_does_not_end_a_mail() -> None:
    mails = [
        b"Subject: a\n\nHello\n\nFrom here it is Tue at 10:15, as in 2026, a short walk.\nBye\n",
        b"Subject: b\n\nFrom Monday on\n>From the old mail\n>>From deeper\n\nFrom x\n",
    ]
    assert split(archive(*mails)) == mails
    unquoted = b"".join(ENVELOPE + mail + b"\n" for mail in mails)
    assert split(unquoted)[0] == mails[0]
    assert len(split(unquoted)) == 2


@pytest.mark.parametrize(
    "line",
    [
        b"From - Tue Nov  3 10:15:00 2026",
        b"From 1790@thread Tue Nov 03 10:15:00 +0000 2026",
        b"From MAILER-DAEMON Tue Nov  3 10:15 2026",
        b'From "a b"@example.com Tue, 3 Nov 2026 10:15:00 +0100',
    ],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_envelope_lines_of_many_programs_are_known(line: bytes, end: bytes) -> None:
    mail = b"Subject: x" + end + end + b"text" + end
    data = (line + end + mail + end) * 3
    assert split(data) == [mail] * 3


def test_a_mail_beyond_the_limit_is_left_out_and_the_next_is_read() -> None:
    huge = b"Subject: huge\n\n" + b"x" * 60_000 + b"\n"
    assert split(archive(huge, b"Subject: small\n\nx\n")) == [None, b"Subject: small\n\nx\n"]


BODY_LINES = st.lists(
    st.one_of(
        st.sampled_from([b"From here", b">From x", b">>From y", ENVELOPE.rstrip(), b"", b"Subject: inner", b"."]),
        st.binary(max_size=20).map(lambda line: line.translate(None, b"\r\n")),
    ),
    max_size=8,
)


@given(st.lists(BODY_LINES, min_size=1, max_size=4))
def test_whatever_stands_in_the_mails_they_come_out_as_they_went_in(bodies: list[list[bytes]]) -> None:
    mails = [b"Subject: x\n\n" + b"\n".join(lines) + b"\nend\n" for lines in bodies]
    assert split(archive(*mails)) == mails


@given(st.binary(max_size=300))
def test_noise_never_breaks_the_reader(noise: bytes) -> None:
    split(noise)
    split(b"From " + noise)
    received_at_of(noise)


@pytest.mark.parametrize(
    ("head", "meant"),
    [
        (
            b"Received: by mx;\r\n Tue, 3 Nov 2026 10:15:00 +0100\r\nDate: Mon, 2 Nov 2026 09:00:00 +0000\r\n\r\n",
            (3, 9, 15),
        ),
        (b"Subject: x\nDate: Mon, 2 Nov 2026 09:00:00 -0000\n\n", (2, 9, 0)),
        (b"Received: nonsense; yesterday\nDate: Mon, 2 Nov 2026 09:00:00 +0000\n\n", (2, 9, 0)),
    ],
)
def test_the_arrival_is_read_from_the_headers(head: bytes, meant: tuple[int, int, int]) -> None:
    day, hour, minute = meant
    assert received_at_of(head) == from_datetime(datetime(2026, 11, day, hour, minute, tzinfo=UTC))


@pytest.mark.parametrize(
    "date",
    [
        b"",
        b"never",
        b"Mon, 2 Nov 1800 09:00:00 +0000",
        b"Mon, 2 Nov 2999 09:00:00 +0000",
        b"\xff",
        b"1 Jan 9999999 00:00",
    ],
)
def test_without_a_believable_date_it_is_now(date: bytes) -> None:
    assert received_at_of(b"Date: " + date + b"\r\n\r\n") > from_datetime(datetime(2026, 11, 1, tzinfo=UTC))


def test_an_old_archive_does_not_fill_the_radar(account: Account, cast: Cast, tmp_path: Path) -> None:
    for number, day in enumerate(("01 Jan 2020", "01 Nov 2026")):
        mail = raw_mail(
            message_id=f"old{number}@client.test",
            sender=f"o{number}@client.test",
            headers=f"Date: {day} 10:00:00 +0000\r\n",
        )
        (tmp_path / f"{number}.eml").write_bytes(mail)
    limit = from_datetime(datetime(2026, 1, 1, tzinfo=UTC))
    import_mail([tmp_path], account=account, answered_before=limit)
    assert Interaction.objects.count() == 2
    assert radar_count(cast.viewer) == 1
