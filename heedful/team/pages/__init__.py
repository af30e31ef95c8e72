"""The screens under /settings/, and the two doors for people who are not here yet."""
