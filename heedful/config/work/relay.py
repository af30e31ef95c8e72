"""Starts the thread that listens to the other processes on PostgreSQL."""

from __future__ import annotations

import threading

import psycopg
from django.db import connection

from heedful.events.relay import relay_from_postgres

KNOWN = ("dbname", "user", "password", "host", "port")


def start_relay(stop: threading.Event) -> threading.Thread:
    """Listen until `stop` is set, on a connection of its own."""
    parameters = connection.get_connection_params()
    chosen = {name: parameters[name] for name in KNOWN if parameters.get(name)}

    def connect() -> psycopg.Connection:
        return psycopg.connect(**chosen, autocommit=True)

    thread = threading.Thread(target=relay_from_postgres, args=(stop, connect), name="heedful-relay", daemon=True)
    thread.start()
    return thread
