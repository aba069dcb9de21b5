"""Pages that are missing while the site is served reload by themselves once they exist.

MkDocs reloads only pages that exist. While YAML is edited an item may be gone for a moment, and the
browser would stay with "not found".
"""

from __future__ import annotations

NOT_FOUND = "404.html"
"""What the server shows at an address without a page."""
SCRIPT = """\
<script>// stratdocs: serving
if (!location.pathname.endsWith("/404.html")) setInterval(async () => {
  const answer = await fetch(location.href, {cache: "no-store"}).catch(() => ({ok: false}))
  if (answer.ok) location.reload()
}, 1000)</script>
"""


def with_reload(html: str) -> str:
    """The page for missing pages, which looks each second whether there is one now."""
    start, end, rest = html.rpartition("</body>")
    return html if SCRIPT in html or not end else start + SCRIPT + end + rest
