"""The extension of Python-Markdown: blocks and links of written pages in MkDocs, ProperDocs,
Zensical and whatever else converts Markdown with it.

    markdown_extensions:
      - stratdocs:
          source: docs/strategy
"""

from __future__ import annotations

from stratdocs.markdown_extension.extension import StratdocsExtension


def makeExtension(**settings: object) -> StratdocsExtension:  # noqa: N802  # named by Markdown
    """The extension, for sites that name its module."""
    return StratdocsExtension(**settings)
