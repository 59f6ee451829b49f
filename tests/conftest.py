"""What is left out is said; on the machines that decide, leaving out is failing."""

import os

import pytest
from hypothesis import settings

# no test depends on the machine's speed; the machines that decide try the same examples each time
settings.register_profile("ours", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("ours")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With ``CI`` set, a skipped test counts as a failed run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped") and session.exitstatus == 0:
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line at the end on what did not run, and how to run it."""
    skipped = len(terminalreporter.stats.get("skipped", []))
    if skipped:
        terminalreporter.write_line(
            f"{skipped} tests were left out: install Chromium with its driver, and axe-core (npm), to run them all."
            + (" In CI that is a failure." if os.environ.get("CI") else ""),
            yellow=True,
        )
