"""Every setting that comes from the environment, read once; the rest are rows edited in the app."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Environment:
    """What the process was told. Documented in docs/reference/settings.md (held by a test)."""

    data: Path
    database_url: str
    public_url: str
    bind: str
    port: int
    debug: bool
    sqlite_fsync: bool
    lmtp: str
    allowed_hosts: tuple[str, ...]
    smtp_timeout: int
    trusted_proxies: int
    virus_scanner: str
    log: str
    metrics_token: str


def _truth(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def read_environment() -> Environment:
    """Read HEEDFUL_* from the environment; every one has a default that suits one machine."""
    port = int(os.environ.get("HEEDFUL_PORT", "8025"))
    bind = os.environ.get("HEEDFUL_BIND", "127.0.0.1")
    return Environment(
        data=Path(os.environ.get("HEEDFUL_DATA", "data")).resolve(),
        database_url=os.environ.get("HEEDFUL_DATABASE_URL", ""),
        public_url=os.environ.get("HEEDFUL_PUBLIC_URL", f"http://{bind}:{port}").rstrip("/"),
        bind=bind,
        port=port,
        debug=_truth("HEEDFUL_DEBUG"),
        sqlite_fsync=_truth("HEEDFUL_SQLITE_FSYNC"),
        lmtp=os.environ.get("HEEDFUL_LMTP", ""),
        allowed_hosts=tuple(filter(None, os.environ.get("HEEDFUL_ALLOWED_HOSTS", "").split(","))),
        smtp_timeout=int(os.environ.get("HEEDFUL_SMTP_TIMEOUT", "30")),
        trusted_proxies=int(os.environ.get("HEEDFUL_TRUSTED_PROXIES", "0")),
        virus_scanner=os.environ.get("HEEDFUL_VIRUS_SCANNER", "").strip(),
        log="json" if os.environ.get("HEEDFUL_LOG", "lines").strip().lower() == "json" else "lines",
        metrics_token=os.environ.get("HEEDFUL_METRICS_TOKEN", "").strip(),
    )


def key_file(data: Path, name: str) -> str:
    """A secret kept in the data folder, made at first use. Back it up together with the database."""
    folder = data / "keys"
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = path.with_suffix(f".{os.getpid()}")
        partial.write_text(secrets.token_urlsafe(48))
        partial.chmod(0o600)
        try:
            os.link(partial, path)
        except FileExistsError:
            pass
        finally:
            partial.unlink()
    return path.read_text().strip()
