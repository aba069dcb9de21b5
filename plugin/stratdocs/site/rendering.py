"""Pages to HTML, by Jinja templates: the site's own first, then the built-in ones."""

from __future__ import annotations

import hashlib
import re
import traceback
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, MutableMapping
from functools import cache
from html import unescape
from importlib import import_module
from importlib.abc import InspectLoader
from importlib.util import find_spec
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

import jinja2
from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import Context
from markupsafe import Markup, escape

from stratdocs.markdowntext.scan import PageRequests, scan, with_replacements
from stratdocs.model.days import day_words
from stratdocs.model.finding import StratdocsError
from stratdocs.site.drawing.shapes import STATUS_WORDS, Drawing
from stratdocs.site.template_syntax import OPTIONS
from stratdocs.site.views.ask import View
from stratdocs.site.views.page import Page, Ref
from stratdocs.site.views.template_data import TemplateData, fields

_PACKAGED = Path(__file__).parents[1] / "templates"  # an installed wheel
_CHECKOUT = Path(__file__).parents[3] / "templates"  # a source checkout

ROOT = "\x00"
"""Placeholder in links for the relative path to the site's root. No text can contain it."""
_NOWHERE = ROOT + ROOT
"""The address of a page that the site does not have."""
_DEAD_LINK = re.compile(f' href="{_NOWHERE}[^"]*"')


def templates_dir() -> Path:
    """Where the built-in templates, styles and scripts are."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


class Heading(NamedTuple):
    """A heading of a page, for its table of contents."""

    level: int
    id: str
    title: str


class Html(NamedTuple):
    """A page as a host needs it."""

    content: str
    headings: tuple[Heading, ...]


class LookedUp(NamedTuple):
    """What was looked up while something was printed."""

    addresses: dict[str, Markup]
    """The address of each path."""
    items: dict[str, Ref | None]
    """The item of each id that texts name."""


def token(number: int) -> str:
    """Placeholder for HTML in Markdown, which conversion leaves alone."""
    return f"\ue000{number}\ue001"


_LOOKS_LIKE_TOKEN = re.compile("\ue000([0-9]+)\ue001|[\ue000\ue001]")


def without_tokens(text: str, known: Collection[int] = ()) -> str:
    """Text of others, in which nothing can pass for a token, but for those that are known."""
    if "\ue000" not in text and "\ue001" not in text:
        return text

    def shown(match: re.Match[str]) -> str:
        if match[1] and int(match[1]) in known:
            return match[0]
        return match[0].replace("\ue000", "\ufffd").replace("\ue001", "\ufffd")

    return _LOOKS_LIKE_TOKEN.sub(shown, text)


_TOKEN = re.compile("<p>\\s*\ue000(?P<alone>[0-9]+)\ue001\\s*</p>|\ue000(?P<number>[0-9]+)\ue001")


def has_tokens(html: str) -> bool:
    """Whether the HTML may contain tokens."""
    return "\ue000" in html


def fill_tokens(html: str, replacement: Callable[[int], str | None]) -> str:
    """Converted Markdown with HTML in place of tokens; unknown tokens stay."""
    if not has_tokens(html):
        return html
    return _TOKEN.sub(lambda m: replacement(int(m["alone"] or m["number"])) or m[0], html)


def code_marked(text: str) -> Markup:
    """A message as HTML, with what is between backticks set as code."""
    marked = re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text)))
    return Markup(marked)  # noqa: S704 - just escaped


class _Compiled(BytecodeCache):
    """Templates that were compiled in this process; none is compiled twice."""

    def __init__(self) -> None:
        self._known: dict[Hashable, CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Puts in what is known."""
        bucket.code = self._known.get(self._key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled."""
        self._known[self._key(bucket)] = bucket.code

    @staticmethod
    def _key(bucket: Bucket) -> Hashable:
        """The text, its name, and what else decides how it is compiled."""
        found = bucket.environment
        calls = (*found.filters.items(), *found.tests.items())
        return (
            bucket.key,
            bucket.checksum,
            tuple(sorted(found.extensions)),
            found.trim_blocks,
            found.lstrip_blocks,
            found.autoescape if isinstance(found.autoescape, bool) else None,
            tuple((name, getattr(call, "jinja_pass_arg", None)) for name, call in calls),
        )


@cache
def _compiled() -> _Compiled:
    return _Compiled()


def keep_compiled(environment: Environment) -> None:
    """Keeps the compiled templates of an environment for the next one, while the process lives."""
    if environment.bytecode_cache is None:
        environment.bytecode_cache = _compiled()


def state_of_templates() -> Hashable:
    """What changes when somebody edits a built-in template."""
    states = ((path, path.stat()) for path in templates_dir().rglob("*.jinja"))
    return tuple(sorted((str(path), state.st_mtime_ns, state.st_size) for path, state in states))


class _BuiltIn(FileSystemLoader):
    """The built-in templates: compiled, as a wheel brings them, or else from their files."""

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja calls it so
    ) -> Template:
        """A template."""
        code = _code_in_wheel(name)
        if code is None:
            return super().load(environment, name, globals)
        return environment.template_class.from_code(environment, code, globals or {})


@cache
def _code_in_wheel(name: str) -> CodeType | None:
    """The code of a built-in template, which `check/compile_templates.py` made; None if there is
    none, or if a different version of Jinja made it.
    """
    try:
        made = import_module(_IN_WHEEL)
    except ModuleNotFoundError:
        return None
    if jinja2.__version__ != made.JINJA:
        return None
    module = f"t{hashlib.sha256(name.encode()).hexdigest()[:16]}"
    spec = find_spec(f"{_IN_WHEEL}.{module}")
    loader = spec.loader if spec is not None else None
    return loader.get_code(spec.name) if spec and isinstance(loader, InspectLoader) else None


_IN_WHEEL = "stratdocs.site.compiled"


def _environment(folders: Iterable[Path]) -> Environment:
    environment = Environment(  # noqa: S701 - it escapes, as the options say
        loader=ChoiceLoader([FileSystemLoader(list(folders)), _BuiltIn(templates_dir())]),
        undefined=StrictUndefined,
        auto_reload=False,  # no template changes in the middle of a build
        bytecode_cache=_compiled(),
        **OPTIONS,
    )
    environment.filters["code"] = code_marked
    environment.filters["day"] = day_words
    environment.filters["status_words"] = lambda status: STATUS_WORDS[status][2:]
    return environment


class Renderer:
    """Renders pages. `link` gives the host's address of a path, None if the site has no such page,
    whose links then are plain words. `prose` converts Markdown, `lookup` finds the item that a text
    names in square brackets.
    """

    def __init__(
        self,
        *,
        link: Callable[[str], str | None],
        prose: Callable[[str], str],
        lookup: Callable[[str], Ref | None] = lambda _: None,
        folders: Iterable[Path] = (),
    ) -> None:
        self._environment = _environment(folders)
        self._prose: dict[str, Markup] = {}
        self._in_prose: dict[str, LookedUp] = {}
        self._looked_up = LookedUp({}, {})
        self._to_html = prose
        self._environment.filters["prose"] = self.prose
        self._link = link
        self._hrefs: dict[str, Markup] = {}
        self._environment.globals["href"] = self.href
        self._lookup = lookup

    def href(self, path: str) -> Markup:
        """The address of a path, seen from the site's root."""
        found = self._hrefs.get(path)
        if found is None:
            link = self._link(path)
            if link is None:
                address = _NOWHERE
            elif link.startswith(("https://", "http://")):
                address = escape(link)
            else:
                address = ROOT + escape(link)
            found = self._hrefs[path] = Markup(address)  # noqa: S704 - just escaped
        self._looked_up.addresses[path] = found
        return found

    def prose(self, text: str | None) -> Markup:
        """Markdown as HTML; each text is converted once, however often it is shown."""
        if not text:
            return Markup("")
        found = self._prose.get(text)
        if found is None:
            before, self._looked_up = self._looked_up, LookedUp({}, {})
            written = scan(text) if "[[" in text else _NO_LINKS
            html = self._to_html(self._without_links(text, written))
            html = fill_tokens(html, lambda n: self._mention(written, n))
            found = self._prose[text] = Markup(html)  # noqa: S704 - cleaned by whoever converts it
            if written.links:
                self._in_prose[text] = self._looked_up
            self._looked_up = before
        if text in self._in_prose:
            self._looked_up.addresses.update(self._in_prose[text].addresses)
            self._looked_up.items.update(self._in_prose[text].items)
        return found

    def _without_links(self, text: str, written: PageRequests) -> str:
        """The text with a token for each link."""
        if not written.links:
            return text
        numbers = {link.start: number for number, link in enumerate(written.links)}
        own = written._replace(blocks=())
        return with_replacements(text, own, lambda _: "", lambda link: token(numbers[link.start]))

    def _mention(self, written: PageRequests, number: int) -> str | None:
        if number >= len(written.links):
            return None
        link = written.links[number]
        return self.mention(link.id, link.text)

    def mention(self, identity: str, text: str | None) -> str:
        """An item that a text names: a link with its title and its state."""
        template = self._environment.get_template("mention.html.jinja")
        found = self._looked_up.items[identity] = self._lookup(identity)
        html = template.render(r=found, text=text, id=identity)
        return _with_live_links(without_tokens(html)).strip()

    def html_and_lookups(self, page: Page, root: str) -> tuple[Html, LookedUp]:
        """The page's content, and what was looked up for it."""
        looked_up = self._looked_up = LookedUp({}, {})
        html = self.html(page, root)
        self._looked_up = LookedUp({}, {})
        return html, looked_up

    def finds(self, known: LookedUp) -> bool:
        """Whether paths and ids lead where they led before."""
        return all(self.href(path) == address for path, address in known.addresses.items()) and all(
            self._lookup(identity) == item for identity, item in known.items.items()
        )

    def embed(self, view: View, data: TemplateData) -> str:
        """A view as part of a written page."""
        return self._fragment("embed.html.jinja", view.name, view=view, s=data)

    def embed_error(self, messages: Iterable[str]) -> str:
        """The messages in place of a view that cannot be shown."""
        return self._fragment("embed_wrong.html.jinja", "a block", messages=tuple(messages))

    def picture(self, drawing: Drawing) -> str:
        """A picture that stands alone, as wide as a slide."""
        return self._fragment("picture.html.jinja", "a picture", d=drawing)

    def _fragment(self, template: str, what: str, **data: Any) -> str:
        try:
            html = self._environment.get_template(template).render(**data)
            return _with_live_links(without_tokens(html))
        except TemplateError as error:
            raise _render_error(error, template, what) from error

    def html(self, page: Page, root: str) -> Html:
        """The page's content. `root` is the relative path to the site's root, as in `../../`."""
        name = f"{page.template}.html.jinja"
        try:
            content = self._environment.get_template(name).render(page=page, **fields(page.data))
        except TemplateError as error:
            raise _render_error(error, name, page.path or "the home page") from error
        content = _with_live_links(without_tokens(content)).replace(ROOT, root)
        return Html(content, headings(content))


_NO_LINKS = PageRequests((), ())


def _with_live_links(html: str) -> str:
    """HTML in which links to pages that the site does not have lead nowhere."""
    return _DEAD_LINK.sub("", html) if _NOWHERE in html else html


def _render_error(error: TemplateError, name: str, what: str) -> StratdocsError:
    return StratdocsError(
        f"{_error_place(error) or name} can't render {what}: "
        f"{_error_reason(error)}; compare it with the built-in template"
    )


def _error_place(error: TemplateError) -> str:
    """The innermost template and line that failed; empty where no template ran."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{f.filename}:{f.lineno}" for f in frames if f.filename.endswith(".jinja")]
    return places[-1] if places else ""


def _error_reason(error: TemplateError) -> str:
    if isinstance(error, TemplateNotFound):
        return f"the template {error.name} doesn't exist"
    return error.message or type(error).__name__


_HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def headings(html: str) -> tuple[Heading, ...]:
    """The headings of second and third level that have an id."""
    return tuple(
        Heading(int(level), identity, " ".join(unescape(_TAG.sub("", title)).split()))
        for level, identity, title in _HEADING.findall(html)
    )


_IDS = re.compile(r' id="([^"]+)"')
_POINTERS = re.compile(
    r'(?P<ahead> (?:id|for|list|aria-labelledby|aria-describedby|aria-controls|aria-owns|headers)="'
    r'| (?:xlink:)?href="#|url\(#)(?P<ids>[^")]*)'
)


def with_unique_ids(html: str, taken: set[str]) -> str:
    """HTML with ids that differ from those already `taken`, so that a view may appear twice on a
    page. Adds its ids to `taken`.
    """
    own = set(_IDS.findall(html))
    if clashes := own & taken:
        number = 2
        while any(
            f"{identity}-{number}" in taken or f"{identity}-{number}" in own for identity in clashes
        ):
            number += 1

        def renamed(match: re.Match[str]) -> str:
            ids = (
                f"{identity}-{number}" if identity in clashes else identity
                for identity in match["ids"].split(" ")
            )
            return match["ahead"] + " ".join(ids)

        html = _POINTERS.sub(renamed, html)
        own = set(_IDS.findall(html))
    taken |= own
    return html


_BLANK_LINES = re.compile(r"\s*\n\s*")
"""Line breaks with indentation, which make up half of a theme's navigation."""


class _WithOwnPartials(BaseLoader):
    """A loader that finds some partials in a folder of ours, and all else where it was before."""

    def __init__(self, folder: Path, names: frozenset[str], others: BaseLoader) -> None:
        self._own = FileSystemLoader(folder)
        self._names = names
        self._others = others

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The source of a template."""
        loader = self._own if template in self._names else self._others
        return loader.get_source(environment, template)

    def list_templates(self) -> list[str]:
        """The names of all templates."""
        return self._others.list_templates()


def share_partials(
    environment: Environment,
    folder: Path,
    key: Callable[[Any], Hashable | None],
    *,
    written: Callable[[str], bool],
) -> None:
    """Lets pages share the output of the theme's partials where it is the same.

    On thousands of pages, a theme spends more time on its navigation than on anything else. The
    partials in the folder call `stratdocs_shared`, which renders the theme's own template of that
    name: once for each key of a page and relative path to the root, and again for each page whose
    key is None. A partial that the site has `written` itself is left alone.

    Only this environment finds the partials, since others, which plugins make for pages of their
    own, have no `stratdocs_shared`.
    """
    below = environment.loader
    if below is None or "stratdocs_shared" in environment.globals:
        return
    names = frozenset(
        name
        for path in folder.rglob("*.html")
        if not written(name := path.relative_to(folder).as_posix())
    )
    templates: dict[str, Template] = {}
    printed: dict[tuple[str, str, Hashable], str] = {}

    @pass_context
    def shared(context: Context, name: str) -> str:
        about = key(context.get("page"))
        place = name, context.get("base_url"), about
        known = printed.get(place) if about is not None else None
        if known is None:
            if name not in templates:
                templates[name] = below.load(environment, name, environment.make_globals(None))
            template = templates[name]
            inner = template.new_context(context.get_all(), shared=True)
            known = "".join(template.root_render_func(inner))
            if about is not None:
                known = printed[place] = _BLANK_LINES.sub("\n", known)
        return known

    environment.globals["stratdocs_shared"] = shared
    environment.loader = _WithOwnPartials(folder, names, below)


def print_pages_by(
    environment: Environment,
    name: str,
    printed: Callable[[Callable[[Mapping[str, Any]], str], Mapping[str, Any]], str],
) -> None:
    """Lets `printed` give the pages of a template, which it is handed beside their context."""
    if environment.template_class is not Template:
        return

    class Pages(Template):
        def render(self, *args: Any, **kwargs: Any) -> str:
            if self.name != name or kwargs or len(args) != 1:
                return super().render(*args, **kwargs)
            return printed(super().render, args[0])

    environment.template_class = Pages
