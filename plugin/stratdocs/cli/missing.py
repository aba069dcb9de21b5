"""What the distribution without a site leaves out, said in a sentence."""

from __future__ import annotations

LEFT_OUT = frozenset(("jinja2", "markdown", "markupsafe", "mkdocs", "nh3", "ruamel"))
"""Libraries that only stratdocs requires."""
ROOMS = frozenset(
    ("editor", "exchange", "markdown_extension", "mcp", "mkdocs", "publishing", "workspace")
)
"""Parts of the package that only stratdocs has."""


def missing_sentence(verb: str, error: ModuleNotFoundError) -> str | None:
    """What to install for a command; None if the module is missing for a different reason."""
    first, _, rest = (error.name or "").partition(".")
    if first not in LEFT_OUT and not (first == "stratdocs" and rest.split(".")[0] in ROOMS):
        return None
    if verb == "diff":
        return (
            "the page of a review needs jinja2, which isn't installed: pip install "
            "'stratdocs-check[page]'"
        )
    return (
        f"stratdocs-check only checks and reviews; for {verb}, or for a site, install the "
        "full package: pip install stratdocs"
    )
