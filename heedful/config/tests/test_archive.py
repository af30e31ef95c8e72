"""The file of a backup: what went in comes out, and whatever is wrong with it is said before anything is touched."""

from __future__ import annotations

import hashlib
import io
import subprocess
import tarfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from heedful.config.backup.archive import Manifest, Refused, Writer, read_manifest, unpack

MANIFEST = Manifest("0.1.0", "sqlite", 1_700_000_000_000_000, [("events", "0001_initial")], {"team_person": 3})
BLOB = f"blobs/ab/{'c' * 62}.zst"
anywhere = how(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    (folder / "file").write_bytes(b"\x00\x01" * 3000)
    writer = Writer(folder / "one.tar")
    writer.add_manifest(MANIFEST)
    for name in ("database/heedful.sqlite3.zst", BLOB, "keys/secret"):
        writer.add_file(name, folder / "file")
    writer.close()
    return folder / "one.tar"


def test_what_went_in_comes_out(archive: Path, tmp_path: Path) -> None:
    assert read_manifest(archive) == MANIFEST
    assert unpack(archive, tmp_path / "here") == 4
    assert (tmp_path / "here" / BLOB).read_bytes() == b"\x00\x01" * 3000
    assert (tmp_path / "here" / "keys/secret").stat().st_mode & 0o077 == 0
    assert archive.stat().st_mode & 0o077 == 0


def test_it_opens_without_this_program(archive: Path, tmp_path: Path) -> None:
    subprocess.run(["tar", "-xf", archive, "-C", tmp_path], check=True)
    said = subprocess.run(["sha256sum", "--check", "--quiet", "checksums.txt"], cwd=tmp_path, check=False)
    assert said.returncode == 0


@anywhere
@given(data=st.data())
def test_one_wrong_byte_is_noticed(archive: Path, tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(archive.read_bytes())
    place = data.draw(st.sampled_from([index for index, byte in enumerate(content[:-2048]) if byte]))
    content[place] ^= 0x15
    damaged = tmp_path / "damaged.tar"
    damaged.write_bytes(content)
    assert _outcome(damaged) in {"refused", "as written"}
    assert _outcome(damaged) == "refused" or unpack(damaged, None) == 4


@anywhere
@given(part=st.floats(0, 0.9))
def test_a_file_that_was_cut_off_is_refused(archive: Path, tmp_path: Path, part: float) -> None:
    content = archive.read_bytes().rstrip(b"\x00")
    cut = tmp_path / "cut.tar"
    cut.write_bytes(content[: int(len(content) * part)])
    assert _outcome(cut) == "refused"


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "/etc/cron.d/x",
        "keys/../../x",
        "blobs/ab/short.zst",
        "database/x.sh",
        "keys/a/b",
        "database/..zst/x",
    ],
)
def test_a_stranger_in_the_file_is_refused(archive: Path, tmp_path: Path, name: str) -> None:
    hostile = tmp_path / "hostile.tar"
    with tarfile.open(archive) as old, tarfile.open(hostile, "w") as new:
        for member in old:
            new.addfile(member, old.extractfile(member))
            if member.name == "manifest.json":
                new.addfile(tarfile.TarInfo(name), io.BytesIO(b""))
    with pytest.raises(Refused, match="Nothing was touched"):
        unpack(hostile, tmp_path / "here")
    assert not (tmp_path / "outside").exists()


def test_a_link_in_the_file_is_refused(archive: Path, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.tar"
    link = tarfile.TarInfo("keys/secret")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    with tarfile.open(hostile, "w") as new:
        new.addfile(link)
    with pytest.raises(Refused, match="Nothing was touched"):
        unpack(hostile, None)


@pytest.mark.parametrize("content", [b"", b"not a tar", b"\x00" * 10240])
def test_something_else_is_no_backup(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(Refused):
        read_manifest(tmp_path / "x")


def test_a_file_is_never_written_over(archive: Path) -> None:
    before = hashlib.sha256(archive.read_bytes()).hexdigest()
    with pytest.raises(FileExistsError):
        Writer(archive)
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == before


def _outcome(path: Path) -> str:
    try:
        read_manifest(path)
        unpack(path, None)
    except Refused:
        return "refused"
    return "as written"  # a byte of a header that means nothing, such as a date
