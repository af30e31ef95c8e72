"""Every rule of the coach is one file with its own page beside it; its examples are run by the coach's own tests."""

from __future__ import annotations

import re

from heedful.coach.catalog import RULES as RULES_BY_CODE
from tests.house.source import PACKAGE, ROOT, place, report

RULES = PACKAGE / "coach" / "rules"
COACH = re.compile(r"\bcoach\b")


def test_every_rule_has_its_page_and_every_page_its_rule() -> None:
    code = {path.with_suffix("") for path in RULES.glob("*/*.py") if path.stem != "__init__"}
    pages = {path.with_suffix("") for path in RULES.glob("*/*.md")}
    faults = [f"{place(path)}.md is missing" for path in sorted(code - pages)]
    faults += [f"{place(path)}.py is missing" for path in sorted(pages - code)]
    assert not faults, report("One rule, one .py and one .md:", faults)


def test_every_page_shows_what_is_flagged_and_what_is_not() -> None:
    faults = []
    for page in sorted(RULES.glob("*/*.md")):
        text = page.read_text().lower()
        faults += [
            f"{place(page)}: '{word}'"
            for word in ("flags", "accepts")
            if not re.search(rf"^#+ .*{word}", text, re.MULTILINE)
        ]
    assert not faults, report("A rule's page has headings for both kinds of examples:", faults)


def test_the_table_of_practices_knows_what_the_coach_serves() -> None:
    page = (ROOT / "docs" / "practices.md").read_text()
    rows = dict(re.findall(r"^\| ([A-Z]\d+) \| (.+) \|$", page, re.MULTILINE))
    served = {practice: rule.code for rule in RULES_BY_CODE for practice in rule.practices}
    faults = [
        f"{practice} is served by {code}" for practice, code in served.items() if not COACH.search(rows[practice])
    ]
    faults += [
        f"{practice} is not served by any rule"
        for practice in rows
        if COACH.search(rows[practice]) and practice not in served
    ]
    assert not faults, report("In docs/practices.md:", faults)


def test_there_are_rules() -> None:
    assert len(list(RULES.glob("*/*.md"))) >= 10
