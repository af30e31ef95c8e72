"""Is the sender who the From line says? Judged by what our own mail server wrote, never by what came along."""

from __future__ import annotations

import re
from dataclasses import dataclass

from heedful.channels.email.headers import Headers
from heedful.channels.email.reader import Reader
from heedful.channels.message import Party

_RESULT = re.compile(r"\b(dmarc|dkim|spf)\s*=\s*([a-z]+)([^;]*)", re.IGNORECASE)
_DMARC_FAIL = re.compile(r"\bdmarc\s*=\s*fail\b", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]*\)")
_PROPERTY = re.compile(
    r"\b(header\.d|header\.i|header\.from|smtp\.mailfrom|smtp\.helo)\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE
)
_ADDRESS = re.compile(r"[^\s<>\"'(),;:@]{1,100}@[^\s<>\"'(),;:@]{1,200}\.[^\s<>\"'(),;:@]{1,63}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`trusted`: nothing speaks against them. `proven`: a server that we trust has checked the domain."""

    trusted: bool
    proven: bool = False
    flags: tuple[str, ...] = ()


def judge(headers: Headers, sender: Party, reader: Reader, *, from_count: int) -> Verdict:
    flags: list[str] = []
    if from_count != 1 or "@" not in sender.address:
        flags.append("malformed")
    if shows_other_address(sender):
        flags.append("display_name_mismatch")
    results = results_of(headers, reader)
    if _fails(results, sender.address, reader):
        flags.append("auth_failed")
    return Verdict(not flags, not flags and _proves(results, sender.address), tuple(flags))


def shows_other_address(sender: Party) -> bool:
    return any(shown.lower() != sender.address for shown in _ADDRESS.findall(sender.name))


def results_of(headers: Headers, reader: Reader) -> str:
    """The topmost Authentication-Results of a server we trust; lower ones may be forged.

    Some servers write one header per method: of the lower ones a failure is believed, a pass is not.
    """
    ours = [rest for value in headers.all("authentication-results") if (rest := _by_trusted(value, reader))]
    if not ours:
        return ""
    failed_below = any(_DMARC_FAIL.search(rest) for rest in ours[1:])
    return ours[0] + ("; dmarc=fail" if failed_below and "dmarc" not in ours[0].lower() else "")


def _by_trusted(value: bytes, reader: Reader) -> str:
    server, _, rest = _COMMENT.sub(" ", value.decode("latin-1")).partition(";")
    words = server.split()
    return rest if words and words[0].strip('"').lower() in reader.trusted_authserv_ids else ""


def _proves(results: str, address: str) -> bool:
    """DMARC passed, or a signature or an envelope of the address's own domain did."""
    found = [(method.lower(), result.lower(), rest) for method, result, rest in _RESULT.findall(results)]
    return any((entry[0], entry[1]) == ("dmarc", "pass") or _aligned_pass(entry, address) for entry in found)


def _fails(results: str, address: str, reader: Reader) -> bool:
    found = [(method.lower(), result.lower(), rest) for method, result, rest in _RESULT.findall(results)]
    by_method = {method: [result for name, result, _ in found if name == method] for method in ("dmarc", "dkim", "spf")}
    if "fail" in by_method["dmarc"]:
        return True
    if "pass" in by_method["dmarc"] or any(_aligned_pass(entry, address) for entry in found):
        return False
    if reader.is_inside(address):
        return True
    return "fail" in by_method["spf"] and "pass" not in by_method["dkim"]


def _aligned_pass(entry: tuple[str, str, str], address: str) -> bool:
    method, result, rest = entry
    if result != "pass" or method == "dmarc":
        return False
    wanted = "smtp.mailfrom" if method == "spf" else "header."
    domain = address.rpartition("@")[2]
    signers = [value.rpartition("@")[2].lower() for name, value in _PROPERTY.findall(rest) if name.startswith(wanted)]
    return any(signer == domain or domain.endswith("." + signer) for signer in signers if "." in signer)
