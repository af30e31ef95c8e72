"""The command: what goes in, what comes out, and with which exit code."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from heedful.coach.cli import main


def test_a_file_with_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "reply.txt"
    file.write_text("Hello,\n\nthe lamp is at [DATE] at the desk.", encoding="utf-8")
    assert main([str(file)]) == 1
    assert capsys.readouterr().out.startswith(f"{file}:3:16 PER101 ")


def test_a_clean_text_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("The lamp is at the desk until six."))
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
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(json.dumps(row) + "\n" for row in rows)))
    assert main(["--batch"]) == 1
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["id"], first["findings"], first["customer"]["mood"]) == ("a", [], "curious")
    assert second["findings"][0]["category"] == "unfilled_placeholder"
    assert set(second) == {"id", "findings", "commitments", "customer"}


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"draft": 3}', '{"draft": "x", "now": "soon"}', '{"draft": "x", "now": "2026-02-03T10:00"}']
)
def test_a_broken_line_is_named(line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(line))
    assert main(["--batch"]) == 2
    assert "line 1" in capsys.readouterr().err


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
    assert capsys.readouterr().err


def test_findings_for_a_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "macro.txt"
    file.write_text("Hello,\nit is 100% safe at [DATE].\n", encoding="utf-8")
    assert main([str(file), "--format", "github", "--select", "PER"]) == 1
    assert capsys.readouterr().out.startswith(f"::error file={file},line=2,col=20,title=PER101")
    assert main([str(file), "--format", "sarif", "--select", "PER"]) == 1
    run = json.loads(capsys.readouterr().out)["runs"][0]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 20}
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} >= {"PER101", "TON102"}


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


def test_a_conversation_is_checked_turn_by_turn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "talk.jsonl"
    rows = [
        {"role": "customer", "text": "Does it come in blue, and how heavy is it?"},
        {"role": "agent", "text": "It weighs two kilos."},
        {"role": "agent", "text": "And yes, it comes in blue."},
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main([str(file), "--select", "EMP201"]) == 1
    assert capsys.readouterr().out.startswith(f"{file}:2:1 EMP201")
    file.write_text('{"role": "robot", "text": "x"}\n', encoding="utf-8")
    assert main([str(file)]) == 2


def test_a_mail_is_read_without_what_it_quotes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "reply.eml"
    file.write_bytes(
        b"Subject: Re: key\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe key is at [PLACE].\r\n\r\n> YOU ARE ALL IDIOTS HERE\r\n"
    )
    assert main([str(file)]) == 1
    out = capsys.readouterr().out
    assert "PER101" in out
    assert "TON" not in out
