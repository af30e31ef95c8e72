"""The command: what goes in, what comes out, and with which exit code."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from heedful.coach.cli import main


def _type(monkeypatch: pytest.MonkeyPatch, text: str | bytes) -> None:
    raw = text.encode() if isinstance(text, str) else text
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))


def test_a_file_with_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "reply.txt"
    file.write_text("Hello,\n\nthe lamp is at [DATE] at the desk.", encoding="utf-8")
    assert main([str(file)]) == 1
    assert capsys.readouterr().out.startswith(f"{file}:3:16 PER101 ")


def test_a_clean_text_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _type(monkeypatch, "The lamp is at the desk until six.")
    assert main(["--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["findings"] == []


def test_a_batch_answers_line_by_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"id": "a", "channel": "chat", "customer": "Is it open?", "draft": "Yes, until six."},
        {
            "id": "b",
            "draft": "Dear {{name}}",
            "now": "2026-02-03T10:00:00+01:00",
            "history": [{"role": "agent", "text": "x"}],
        },
    ]
    _type(monkeypatch, "".join(json.dumps(row) + "\n" for row in rows))
    assert main(["--batch"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["id"], first["findings"], first["customer"]["mood"]) == ("a", [], "curious")
    assert second["findings"][0]["category"] == "unfilled_placeholder"
    assert set(second) == {"id", "findings", "commitments", "customer"}


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b'{"draft": 3}',
        b'{"draft": "x", "now": "soon"}',
        b'{"draft": "x", "now": "2026-02-03T10:00"}',
        b'{"draft": "x", "now": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_broken_line_gets_an_answer_of_its_own(
    line: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good = b'{"id": 7, "draft": "The key is at [PLACE]."}'
    _type(monkeypatch, line + b"\n\n" + good)
    assert main(["--batch"]) == 1
    broken, sound = map(json.loads, capsys.readouterr().out.splitlines())
    assert broken["error"].startswith("line 1: ")
    assert (broken["findings"], broken["commitments"], broken["customer"]) == ([], [], None)
    assert (sound["id"], sound["findings"][0]["code"]) == (7, "PER101")


def test_a_batch_gives_the_same_bytes_twice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = (Path(__file__).parent / "cases" / "harbour.jsonl").read_bytes()
    answers = []
    for _ in range(2):
        _type(monkeypatch, cases)
        assert main(["--batch"]) == 0
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1]
    assert answers[0].count("\n") == cases.count(b"\n")


def test_a_rule_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--explain", "per101"]) == 0
    assert capsys.readouterr().out.startswith("# PER101 placeholder-left")
    assert main(["--explain", "XXX999"]) == 2


def test_selecting_and_ignoring(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "reply.txt"
    file.write_text("Hello, you forgot the [TERMS].", encoding="utf-8")
    assert main([str(file), "--select", "OWN"]) == 1
    assert "PER101" not in capsys.readouterr().out
    assert main([str(file), "--ignore", "OWN,PER"]) == 0
    assert main([str(file), "--select", "ZZZ"]) == 2


def test_what_cannot_be_read_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "missing.txt")]) == 2
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    assert main([str(tmp_path / "binary")]) == 2
    assert main(["--format", "poem"]) == 2
    assert main(["--channel", "social_public"]) == 2
    assert main(["--explain", ""]) == 2
    assert capsys.readouterr().err


def test_a_file_that_cannot_be_read_does_not_hide_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reply.txt").write_text("It is at [DATE].", encoding="utf-8")
    assert main([str(tmp_path / "missing.txt"), str(tmp_path), str(tmp_path / "reply.txt")]) == 2
    printed = capsys.readouterr()
    assert "PER101" in printed.out
    assert "missing.txt: No such file" in printed.err


def test_findings_for_a_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "macro.txt"
    file.write_text("Hello,\nit is 100% safe at [DATE].\n", encoding="utf-8")
    assert main([str(file), "--format", "github", "--select", "PER"]) == 1
    assert capsys.readouterr().out.startswith(f"::error file={file},line=2,col=20,title=PER101")


def test_hints_alone_fail_no_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "reply.txt"
    file.write_text("I am sorry that you feel that way.", encoding="utf-8")
    assert main([str(file)]) == 0
    assert capsys.readouterr().out.endswith("[info]\n")
    standards = tmp_path / "standards.toml"
    standards.write_text('[severities]\nTON203 = "warning"\n', encoding="utf-8")
    assert main([str(file), "--standards", str(standards)]) == 1


def test_safe_suggestions_are_written_back_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "macro.txt"
    file.write_text("PLEASE READ THE LEAFLET. It is at [DATE].", encoding="utf-8")
    assert main([str(file), "--fix"]) == 1
    assert file.read_text(encoding="utf-8") == "Please read the leaflet. It is at [DATE]."
    before = file.read_text(encoding="utf-8")
    main([str(file), "--fix"])
    assert file.read_text(encoding="utf-8") == before
    assert "PER101" in capsys.readouterr().out


def test_a_brand_brings_its_standards(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    standards = tmp_path / "standards.toml"
    standards.write_text(
        'ignore = ["PER"]\n[banned_words]\npunter = "guest"\n[severities]\nCLR104 = "error"\n', encoding="utf-8"
    )
    file = tmp_path / "reply.txt"
    file.write_text("Every punter is at [DATE].", encoding="utf-8")
    assert main([str(file), "--standards", str(standards)]) == 1
    out = capsys.readouterr().out
    assert "CLR104" in out
    assert "[error]" in out
    assert "PER101" not in out


@pytest.mark.parametrize(
    "text", ["=", 'select = "x"', "colour = 1", '[severities]\nPER = "bad"', "[max_words]\nchat = 'x'"]
)
def test_broken_standards_are_named(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    standards = tmp_path / "standards.toml"
    standards.write_text(text, encoding="utf-8")
    assert main(["--standards", str(standards)]) == 2
    assert str(standards) in capsys.readouterr().err
