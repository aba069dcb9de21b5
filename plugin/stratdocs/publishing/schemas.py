"""The JSON Schemas that a site publishes: those of the strategy's files and of its export."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from stratdocs.linting.settings_schema import strategy_files_schema
from stratdocs.model.schema import ADDRESS, FILE_NAME
from stratdocs.reports.export import as_json, strategy_schema

EXPORT_NAME = "strategy-export.schema.json"
"""The schema of `strategy.json`."""
FORMER_NAME = "strategy.schema.json"
"""Its name until there was a schema of the files: too much like that one, and kept for programs."""


@cache
def published_schemas(site: str | None) -> Mapping[str, str]:
    """The text of each schema by its name, for the site at an address that ends with a slash."""
    files = ADDRESS if site is None else f"{site}{FILE_NAME}"
    return {
        FILE_NAME: strategy_files_schema(address=files),
        EXPORT_NAME: as_json(strategy_schema(f"{site or ''}{EXPORT_NAME}")),
        FORMER_NAME: as_json(strategy_schema()),
    }
