"""How things arrive: mailboxes, LMTP, files, and the counter where staff note a call or a visit."""
