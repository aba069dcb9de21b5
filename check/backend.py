"""How `pip install .` builds this tree: stratdocs, or stratdocs-check for hooks.

pre-commit can only install the whole repository that a hook is from. A hook needs no site
generator, so it gets the small distribution in this folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hatchling import build
from hatchling.build import (
    build_editable,
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
)

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
]


def build_wheel(
    wheel_directory: str,
    config_settings: dict[str, Any] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """The name of the wheel made in the folder."""
    tree = Path.cwd()
    if is_for_hooks(os.environ, tree):
        os.chdir(tree / "check")
    try:
        return build.build_wheel(str(tree / wheel_directory), config_settings, metadata_directory)
    finally:
        os.chdir(tree)


def is_for_hooks(environment: Mapping[str, str], tree: Path) -> bool:
    """Whether pip installs the tree for pre-commit, whose environments lie in the tree.

    uv takes no wheel of another name than that in pyproject.toml; what installs hooks with it gets
    stratdocs.
    """
    venv = Path(environment.get("VIRTUAL_ENV") or "/")
    inside = venv.parent == tree and venv.name.startswith("py_env")
    return inside and "PIP_BUILD_TRACKER" in environment
