"""Findings as other tools read them: SARIF, annotations of a build, a hook before each commit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

from heedful.coach.cli import main

ROOT = Path(__file__).parents[3]


def _run(tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str) -> str:
    file = tmp_path / "a macro,1.txt"
    file.write_text("Hello,\nit is 100% safe at [DATE].\n", encoding="utf-8")
    assert main([str(file), "--format", kind, "--select", "PER,CLR201"]) == 1
    return capsys.readouterr().out


def test_annotations_of_a_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = _run(tmp_path, capsys, "github")
    assert out.startswith(f"::error file={tmp_path}/a macro%2C1.txt,line=2,col=20,title=PER101 placeholder-left::")


def test_sarif_keeps_to_its_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The models are made from the published schema of 2.1.0 and take no property that it does not name."""
    files = {
        "a macro,1 ä.txt": "Hello,\nit is 100% safe at [DATE].\nYOU MUST READ THIS NOW. Calm down!\n",
        "talk.jsonl": '{"role": "customer", "text": "hi"}\n{"role": "agent", "text": "Hi {{name}}\\nyou should have read it."}\n',
        "calm.eml": "From: a@b.example\nTo: c@d.example\nSubject: x\n\nSorry that you feel that way. Calm down.\n",
        "empty.txt": "",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main([*(str(tmp_path / name) for name in files), "--format", "sarif"]) == 1
    told = capsys.readouterr().out
    log = Log.model_validate_json(told)
    assert len(log.runs[0].results or ()) > 5
    with pytest.raises(ValueError, match="startLine"):
        Log.model_validate_json(told.replace('"startLine": 2', '"startLine": 0'))


def test_sarif_holds_what_the_standard_asks_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Required by the schema of SARIF 2.1.0: version, runs, tool.driver.name, rules[].id, message.text; the bounds are its own."""
    log: dict[str, Any] = json.loads(_run(tmp_path, capsys, "sarif"))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"]
    assert run["columnKind"] in ("unicodeCodePoints", "utf16CodeUnits")
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(rule["shortDescription"]["text"] and rule["fullDescription"]["text"] for rule in rules)
    (result,) = run["results"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "PER101"
    assert result["level"] in ("none", "note", "warning", "error")
    assert result["message"]["text"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == f"{tmp_path}/a%20macro%2C1.txt"
    assert place["region"] == {"startLine": 2, "startColumn": 20, "endLine": 2, "endColumn": 26}


def test_sarif_of_nothing_is_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("The key is at the desk.", encoding="utf-8")
    assert main([str(tmp_path / "a.txt"), "--format", "sarif"]) == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"] == []


def test_half_a_character_is_no_crash(tmp_path: Path) -> None:
    """A transcript may hold any escape; the terminal may know few letters."""
    file = tmp_path / "talk.jsonl"
    file.write_text(
        '{"role": "agent", "text": "Hi \\\\ud800, YOU MUST READ [\\\\ud800 DATE] É."}'.replace("\\\\", "\\")
    )
    for kind in ("text", "json", "sarif", "github"):
        done = _heedful(["coach", str(file), "--format", kind], PYTHONIOENCODING="ascii")
        assert (done.returncode, done.stderr) == (1, "")


def _hook() -> dict[str, Any]:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return dict(hook)


def test_the_hook_says_what_such_hooks_have_to_say() -> None:
    assert {"id", "name", "entry", "language"} <= set(_hook())
    assert _hook()["language"] == "python"


def test_the_hook_runs_on_files(tmp_path: Path) -> None:
    hook = _hook()
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Hello {{name}},\n\nyour key is at the desk until six.\n", encoding="utf-8")
    bad.write_text("Hello {{name}},\n\nyou should have read the leaflet.\n", encoding="utf-8")
    words = hook["entry"].split()
    assert words[0] == "heedful"
    asked = [*words[1:], *hook["args"]]
    assert _heedful([*asked, str(good)]).returncode == 0
    done = _heedful([*asked, str(good), str(bad)])
    assert done.returncode == 1
    assert done.stdout.startswith(f"{bad}:3:1 OWN101")


def _heedful(words: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    """The installed command, as pre-commit would start it."""
    command = Path(sys.executable).with_name("heedful")
    return subprocess.run([command, *words], capture_output=True, text=True, env=more, check=False, cwd=ROOT)
