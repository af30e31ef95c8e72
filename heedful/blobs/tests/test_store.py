"""The blob folder: what went in comes out, the same bytes once, a missing file is said in words."""

from __future__ import annotations

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from heedful.blobs.store import BlobMissing, get_blob, put_blob, put_blobs


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
