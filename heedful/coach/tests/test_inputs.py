"""Texts, mails and conversations as they come in, from files and from standard input."""

from __future__ import annotations

import io
import json
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heedful.coach.cli import main
from heedful.coach.mail import looks_like_mail, read_mail

_TALK = [
    {"role": "customer", "text": "Does it come in blue, and how heavy is it?"},
    {"role": "agent", "text": "It weighs two kilos."},
    {"role": "agent", "text": "And yes,\nit comes in [COLOUR]."},
]


def _lines(rows: list[dict[str, str]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def _type(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))


def test_a_conversation_is_checked_turn_by_turn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "talk.jsonl"
    file.write_text(_lines(_TALK), encoding="utf-8")
    assert main([str(file), "--select", "EMP201,PER101"]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{file}:2:1 EMP201")
    assert second.startswith(f"{file}:3:22 PER101")


def test_a_broken_turn_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "talk.jsonl"
    for line in ('{"role": "robot", "text": "x"}', "{", '{"role": "agent", "text": "x", "at": "noon"}'):
        file.write_text(_lines(_TALK[:1]) + line, encoding="utf-8")
        assert main([str(file)]) == 2
        assert f"{file}:2: " in capsys.readouterr().err


def test_a_turn_may_say_when_it_was_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "talk.jsonl"
    turn = {"role": "agent", "text": "I call you tomorrow at ten.", "at": "2026-03-02T09:00:00+00:00"}
    file.write_text(_lines([turn]), encoding="utf-8")
    main([str(file), "--format", "json"])
    assert json.loads(capsys.readouterr().out)[0]["commitments"][0]["due"] == "2026-03-03T10:00"


def test_standard_input_tells_what_it_is(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _type(monkeypatch, _lines(_TALK).encode())
    assert main(["--select", "PER101"]) == 1
    assert capsys.readouterr().out.startswith("<stdin>:3:22 PER101")
    _type(monkeypatch, b"From: a@shop.test\nTo: b@client.test\n\nIt is at [PLACE].\n")
    assert main([]) == 1
    assert capsys.readouterr().out.startswith("<stdin>:4:10 PER101")
    _type(monkeypatch, b"\nIt is at [PLACE].\n")
    assert main(["--stdin-filename", "reply.eml"]) == 1
    assert capsys.readouterr().out.startswith("reply.eml:2:10 PER101")


def test_a_letter_that_names_its_matter_is_no_mail() -> None:
    assert not looks_like_mail("Re: your lamp\n\nIt is ready.")
    assert not looks_like_mail("Hello Ann,\nnote: it is ready.")
    assert looks_like_mail("Subject: lamp\r\nTo: Ann <ann@client.test>,\r\n  Bo <bo@client.test>\r\n\r\nIt is ready.")


def test_a_mail_is_read_without_what_it_quotes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "reply.eml"
    file.write_bytes(
        b"Subject: Re: key\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe key is\r\nat [PLACE].\r\n\r\n> YOU ARE ALL IDIOTS HERE\r\n"
    )
    assert main([str(file)]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"{file}:5:4 PER101")
    assert "TON" not in out


def test_what_a_mail_quotes_is_what_it_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mail = EmailMessage()
    mail["To"] = "Ann Reed <ann@client.test>"
    mail.set_content(
        "Dear customer, it weighs two kilos.\n\nOn Monday Ann wrote:\n\n> Does it come in blue, and how heavy is it?\n>> sent on Sunday\n"
    )
    file = tmp_path / "reply.eml"
    file.write_bytes(bytes(mail))
    main([str(file), "--format", "json"])
    review = json.loads(capsys.readouterr().out)[0]
    assert [ask["text"] for ask in review["customer"]["asks"]] == ["Does it come in blue, and", "how heavy is it"]
    assert {"PER202", "EMP201"} <= {finding["code"] for finding in review["findings"]}


@pytest.mark.parametrize("encoding", ["7bit", "quoted-printable", "base64"])
def test_a_mail_in_html_only(encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = "<style>p {}</style><p>Your key is <b>at [PLACE]</b>.</p><blockquote>YOU ARE ALL IDIOTS HERE</blockquote>"
    mail = EmailMessage()
    mail["To"] = "ann@client.test"
    mail.set_content(page, subtype="html", cte=encoding)
    file = tmp_path / "reply.eml"
    file.write_bytes(bytes(mail))
    main([str(file), "--format", "json"])
    review = json.loads(capsys.readouterr().out)[0]
    assert [finding["code"] for finding in review["findings"]] == ["PER101"]
    assert review["findings"][0]["span"] == {"start": 15, "end": 22}


def test_a_windows_file_keeps_its_line_endings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "macro.txt"
    file.write_bytes("\ufeffHello,\r\n\r\nPLEASE READ THE LEAFLET. It is at [DATE].\r\n".encode())
    assert main([str(file), "--fix"]) == 1
    assert capsys.readouterr().out.startswith(f"{file}:3:35 PER101")
    assert file.read_bytes() == b"Hello,\r\n\r\nPlease read the leaflet. It is at [DATE].\r\n"


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400)
    | st.lists(
        st.sampled_from(
            [
                b"To: ",
                b"=?utf-8?b?",
                b"?=",
                b"\n",
                b"\r\n",
                b"Content-Type: ",
                b"multipart/mixed; boundary=x",
                b"--x",
                b"text/html",
                b"; charset=",
                b"Content-Transfer-Encoding: base64",
                b"<p",
                b"<!--",
                b"\xff",
                b"> a",
                b"Ann wrote:",
            ]
        ),
        max_size=30,
    ).map(b"".join)
)
def test_any_bytes_are_some_mail(raw: bytes) -> None:
    mail = read_mail(raw)
    assert 1 <= mail.line <= raw.count(b"\n") + 1
