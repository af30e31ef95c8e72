"""The digest: at somebody's hour, one mail with what they have not read."""
