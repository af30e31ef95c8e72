"""What the tests need from the system: installed with apt where that is allowed, else said in words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

APT = ["apt-get", "-y", "-q", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]
QUIET = {"DEBIAN_FRONTEND": "noninteractive", "NEEDRESTART_MODE": "a", "APT_LISTCHANGES_FRONTEND": "none"}


@dataclass(frozen=True, slots=True)
class Need:
    """One Debian package, what the tests do with it, and how to see that something fills its place."""

    package: str
    purpose: str
    is_met: Callable[[], bool]


def _program(*names: str) -> bool:
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin", "/usr/local/sbin"])
    return any(shutil.which(name, path=places) for name in names)


def _any_file(folder: str, pattern: str) -> bool:
    return next(Path(folder).glob(pattern), None) is not None


def _dovecot(part: str) -> bool:
    return _any_file("/usr/lib/dovecot", part) or _any_file("/usr/libexec/dovecot", part)


NEEDS = (
    Need("dovecot-imapd", "a real IMAP server", lambda: _dovecot("imap-login")),
    Need("dovecot-lmtpd", "hands mail to that server", lambda: _dovecot("lmtp")),
    Need("chromium", "the browser", lambda: _program("chromium", "chromium-browser", "google-chrome")),
    Need(
        "postgresql",
        "the second database",
        lambda: _program("initdb") or _any_file("/usr/lib/postgresql", "*/bin/initdb"),
    ),
    Need("fonts-dejavu-core", "letters in the browser", lambda: _any_file("/usr/share/fonts", "**/*.[to]tf")),
    Need("fonts-noto-cjk", "Chinese and Japanese letters", lambda: _any_file("/usr/share/fonts", "**/*CJK*")),
)


def missing() -> list[Need]:
    """What nothing on this machine provides."""
    return [need for need in NEEDS if not need.is_met()]


def _as_root() -> list[str] | None:
    """The words to put before apt-get, or None when it may not be used."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n", "env", *[f"{name}={value}" for name, value in QUIET.items()]]
    return None


def _install(packages: list[str], prefix: list[str]) -> None:
    surroundings = {**os.environ, **QUIET}
    for words in (["update"], ["install", "--no-install-recommends", *packages]):
        subprocess.run([*prefix, *APT, *words], env=surroundings, stdin=subprocess.DEVNULL, check=False)


def main() -> int:
    """Install what is missing; with CI=true something that stays missing is a failure."""
    wanted = missing()
    prefix = _as_root()
    if wanted and prefix is not None:
        print("Installing for the tests:", ", ".join(need.package for need in wanted), flush=True)
        _install([need.package for need in wanted], prefix)
        wanted = missing()
    if not wanted:
        return 0
    print("\nThe tests would like these Debian packages, which could not be installed from here:")
    for need in wanted:
        print(f"  {need.package:<20} {need.purpose}")
    print("An administrator can add them:  apt-get install", *[need.package for need in wanted])
    if os.environ.get("CI") == "true":
        return 1
    print("Going on without them; the tests that need them will say that they were skipped.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
