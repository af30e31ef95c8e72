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
        {"id": "b", "draft": "Dear {{name}}", "now": "2026-02-03T10:00:00+01:00", "history": [{"role": "agent", "text": "x"}]},
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
