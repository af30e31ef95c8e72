"""Static files under names that carry their checksum, the modules that our scripts import included."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Without this, `import "./x.js"` would keep its plain name and be fetched again every minute."""

    support_js_module_import_aggregation = True
