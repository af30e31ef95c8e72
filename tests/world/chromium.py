"""How the browser is started: Debian's own, without a sandbox so that it also runs as root."""

LAUNCH = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-gpu"]}
