"""The blob folder: what went in comes out, the same bytes once, a missing file is said in words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from heedful.blobs.store import BlobMissing, _path, get_blob, put_blob, put_blobs, remove_blob


@how(deadline=None)  # a busy disk is no fault
@given(contents=st.lists(st.binary(max_size=300), max_size=8))
def test_what_went_in_comes_out(contents: list[bytes]) -> None:
    assert [get_blob(digest) for digest in put_blobs(contents)] == contents


def test_the_same_bytes_are_kept_once() -> None:
    before = sum(1 for _ in (settings.DATA / "blobs").rglob("*.zst")) if (settings.DATA / "blobs").exists() else 0
    assert len({*put_blobs([b"twice over"] * 3), put_blob(b"twice over")}) == 1
    assert sum(1 for _ in (settings.DATA / "blobs").rglob("*.zst")) == before + 1


def test_a_missing_file_is_said_in_words() -> None:
    with pytest.raises(BlobMissing, match="missing from the blob folder"):
        get_blob("0" * 64)


def test_a_failed_write_leaves_no_half_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("heedful.blobs.store.os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        put_blob(b"never written down")
    assert not list((settings.DATA / "blobs").rglob(".partial-*"))


def test_a_blob_that_came_in_again_is_not_taken_away() -> None:
    digest = put_blob(b"in use")
    assert not remove_blob(digest, untouched_for=60)
    assert get_blob(digest) == b"in use"
    assert remove_blob(digest, untouched_for=-5)
    assert remove_blob(digest, untouched_for=-5), "gone is gone"
    assert get_blob(put_blob(b"in use")) == b"in use"


def test_a_blob_that_comes_in_while_it_is_taken_away_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    digest = put_blob(b"just now")
    path = _path(digest)
    os.utime(path, (1, 1))
    moved = Path.replace

    def touched_before_it_moves(self: Path, target: Path) -> Path:
        monkeypatch.undo()
        os.utime(self)  # what `put_blob` does when it finds the file
        return moved(self, target)

    monkeypatch.setattr(Path, "replace", touched_before_it_moves)
    assert not remove_blob(digest, untouched_for=60)
    assert get_blob(digest) == b"just now"
