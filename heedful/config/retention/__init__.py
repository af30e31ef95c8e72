"""How long a brand keeps what it received, and taking away what is older. Conversations themselves stay."""
