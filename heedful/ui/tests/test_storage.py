"""Every module that our scripts import carries its checksum, so that browsers may keep it for ever."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from heedful.ui.storage import HashedFiles

OURS = Path(__file__).resolve().parent.parent / "static"


def test_imports_name_hashed_files_that_exist(tmp_path, settings):
    settings.STATIC_URL = "/static/"
    shutil.copytree(OURS / "ui", tmp_path / "ui")
    storage = HashedFiles(location=str(tmp_path), base_url="/static/")
    source = FileSystemStorage(location=str(tmp_path))
    names = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*") if path.is_file()]
    for _name, _hashed, outcome in storage.post_process({name: (source, name) for name in names}):
        assert not isinstance(outcome, Exception), outcome
    entry = tmp_path / storage.hashed_files["ui/desk.js"]
    imported = re.findall(r'from "\./([^"]+)"', entry.read_text())
    assert len(imported) > 8
    for name in imported:
        assert re.search(r"\.[0-9a-f]{12}\.js$", name)
        assert (entry.parent / name).is_file()
