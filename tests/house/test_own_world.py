"""Tests never touch the desk of whoever runs them."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from tests.own_world import FOLDER


def test_the_data_folder_is_one_of_this_run() -> None:
    assert Path(FOLDER).resolve() == settings.DATA
    assert os.environ["HEEDFUL_DATA"] == FOLDER
    assert settings.PUBLIC_URL == "http://testserver"
