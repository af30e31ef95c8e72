"""Log lines for machines that collect them: apart, because the library is loaded only where it is switched on."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from heedful.config.watch.log_lines import Discreet, without_path
from heedful.config.watch.masking import masked

PLAIN = str | int | float | datetime


class Json(Discreet, JsonFormatter):
    """For machines that collect: one object a line."""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        record.message = masked(without_path(record))
        super().add_fields(log_data, record, message_dict)

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Django hangs the whole request on its records: only plain values go out, and text of others masked."""
        return {key: _plain(key, value) for key, value in log_data.items() if isinstance(value, PLAIN)}


def _plain(key: str, value: Any) -> Any:
    return masked(value) if isinstance(value, str) and key != "request_id" else value
