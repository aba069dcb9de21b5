"""The names of a site's settings files, and what these may say of a check.

Their text is read in `project`, for which the YAML parser is imported.
"""

from __future__ import annotations

FILES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
"""The names of settings files; the first that exists counts."""
FAIL_ON = ("error", "warning", "advice", "never")
"""What stops a build or fails a check."""
