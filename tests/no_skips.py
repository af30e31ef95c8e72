"""Rules of every test run: on CI a skipped test has failed; what belongs to the other database is left out."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

WHOLE = ("tests/faults/", "tests/stories/")
ON_CI = os.environ.get("CI", "").lower() == "true"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "only_on(vendor): this behaviour belongs to one database: sqlite or postgresql")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    vendor = "postgresql" if os.environ.get("HEEDFUL_DATABASE_URL") else "sqlite"
    foreign = [item for item in items if any(mark.args[0] != vendor for mark in item.iter_markers("only_on"))]
    if foreign:
        config.hook.pytest_deselected(items=foreign)
        items[:] = [item for item in items if item not in foreign]
    items[:] = _long_ones_first(items, getattr(config, "workerinput", {}).get("workercount", 1))


def _long_ones_first(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """Whole processes mostly wait; each worker begins with some of them, so that they wait beside the quick tests.

    Workers are given one stretch of the list each.
    """
    whole = [item for item in items if item.nodeid.startswith(WHOLE)]
    quick = [item for item in items if not item.nodeid.startswith(WHOLE)]
    stretch = -(-len(quick) // workers)
    return [
        item
        for number in range(workers)
        for item in (*whole[number::workers], *quick[number * stretch : (number + 1) * stretch])
    ]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: pytest.TestReport = yield  # type: ignore[assignment]
    if ON_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, which on CI is a failure: {_reason(report.longrepr)}"
    return report  # type: ignore[return-value]


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report: pytest.CollectReport = yield  # type: ignore[assignment]
    if ON_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, which on CI is a failure: {_reason(report.longrepr)}"
    return report  # type: ignore[return-value]


def _reason(longrepr: object) -> object:
    return longrepr[2] if isinstance(longrepr, tuple) else longrepr
