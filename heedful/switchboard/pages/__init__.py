"""The mailbox settings: which are connected and how they fare; connect, change, test, pause."""
