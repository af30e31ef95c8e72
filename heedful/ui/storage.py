"""Static files under names that carry their checksum, the modules that our scripts import included."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage as Hashed

OURS = ("ui/*.js", "team/*.js")  # other people's scripts speak of imports in comments, which would be followed too


class HashedFiles(Hashed):
    """Without this, `import "./x.js"` would keep its plain name and be asked for again every minute."""

    patterns = (
        *Hashed.patterns,
        *((path, Hashed._js_module_import_aggregation_patterns[1]) for path in OURS),  # noqa: SLF001
    )
