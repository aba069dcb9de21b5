"""Which language a piece of a page is in, where the site around it is not English.

Our own words are English. What the authors of a strategy wrote may be in the language of the site.
Screen readers choose their voice by it, and browsers offer to translate.
"""

from __future__ import annotations

import re
from html import unescape

from stratdocs.language.tongues import language_of

OURS = "en"
_TEXT = re.compile(r"<(?P<tag>\w+)(?P<attributes>(?:\s[^<>]*)?)>(?P<text>[^<>]+)(?=</(?P=tag)>)")
_PARAGRAPH = re.compile(r"<p>(?P<text>(?:(?!</?p\b).)*?</?\w(?:(?!</?p\b).)*)(?=</p>)", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def with_languages(html: str, language: str) -> str:
    """HTML of ours that says it is English, for a site in a language; what is clearly in that
    language says so too.
    """
    if language == OURS:
        return html

    def marked(match: re.Match[str]) -> str:
        words = " ".join(unescape(_TAG.sub("", match["text"])).split())
        if language_of(words) != language:
            return match[0]
        end = match[0].index(">")
        return f'{match[0][:end]} lang="{language}"{match[0][end:]}'

    html = _TEXT.sub(marked, _PARAGRAPH.sub(marked, html))
    return f'<div lang="{OURS}">\n{html}\n</div>'
