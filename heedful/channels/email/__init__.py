"""The e-mail wire: raw bytes in, `Inbound` out; `Outbound` in, SMTP out. No database, no Django."""
