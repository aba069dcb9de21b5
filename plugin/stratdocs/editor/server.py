"""`stratdocs lsp`: takes what an editor says and asks, and hands the answers back."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Generator, Sequence
from datetime import date
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from stratdocs import __version__
from stratdocs.editor.answers import (
    Abilities,
    abilities,
    completion_list,
    document_symbols,
    flat_symbols,
    location,
    symbol_kind,
    workspace_edit,
)
from stratdocs.editor.positions import column_of, range_in, range_of
from stratdocs.editor.reporting import Reporter
from stratdocs.editor.session import Place, Session
from stratdocs.model.finding import StratdocsError
from stratdocs.workspace.changing import Change, cures, fix_all, renamed
from stratdocs.workspace.completing import completions
from stratdocs.workspace.hovering import hover
from stratdocs.workspace.likelihood import items_by_path
from stratdocs.workspace.navigating import (
    Named,
    definition,
    id_at,
    lenses,
    outline,
    page_of,
    references,
    symbols,
)

log = logging.getLogger(__name__)
TRIGGERS = (" ", "[", "{", ",", ":")
"""Characters behind which an editor asks what may follow."""
FIELDS = ("on", "auto", "off")
"""Whether names of fields and words of choices are offered: `auto` leaves them to the schema in
files that name one."""
MODELINES = ("# yaml-language-server:", "# $schema:")
_REFUSED = -32803
"""The protocol's number for a request that cannot be done."""


class _Protocol(LanguageServerProtocol):
    """Counts columns in UTF-16, which every editor knows: servers beside each other must agree."""

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(
        self, params: types.InitializeParams
    ) -> Generator[Any, Any, types.InitializeResult]:
        if params.capabilities.general is not None:
            params.capabilities.general.position_encodings = [types.PositionEncodingKind.Utf16]
        return (yield from super().lsp_initialize(params))


class Server(LanguageServer):
    """The server of one editor."""

    def __init__(self) -> None:
        super().__init__(
            "stratdocs",
            __version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
            protocol_cls=_Protocol,
        )
        self.session = Session(date.today)
        self.reporter = Reporter(
            self.session, self.text_document_publish_diagnostics, self.refresh_lenses
        )
        self.fields = FIELDS[0]

    @property
    def can(self) -> Abilities:
        """What the editor can show."""
        return abilities(self.client_capabilities)

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """Logs what went wrong; a message in front of the text at each key would help nobody."""
        log.error("%s: %s", source.__name__, error, exc_info=error)

    def refresh_lenses(self) -> None:
        """Asks the editor to ask for the lines above items again, where it can."""
        space = self.client_capabilities.workspace
        if space is not None and space.code_lens and space.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)

    def place(self, uri: str) -> Place | None:
        """A text of a strategy; None for any other."""
        return self.session.place(uri)


def serve() -> None:
    """Speaks with an editor over standard input and output until it says good-bye."""
    gc.enable()
    server = Server()
    _declare(server)
    server.start_io()
    if server.reporter.is_checking:  # Python would wait for the thread before it ends
        os._exit(0)


def _declare(server: Server) -> None:  # noqa: C901  # one small function for each message
    """Says what the server does at each message."""
    # --- what the editor says

    @server.feature(types.INITIALIZE)
    def on_initialize(params: types.InitializeParams) -> None:
        server.reporter.can = abilities(params.capabilities)
        options = params.initialization_options
        wanted = options.get("fields") if isinstance(options, dict) else None
        server.fields = wanted if wanted in FIELDS else FIELDS[0]
        folders = [folder.uri for folder in params.workspace_folders or ()]
        for uri in folders or ([params.root_uri] if params.root_uri else []):
            folder = to_fs_path(uri)
            if folder:
                server.session.begin(folder)

    @server.feature(types.INITIALIZED)
    def on_initialized(_: types.InitializedParams) -> None:
        space = server.client_capabilities.workspace
        watched = space.did_change_watched_files if space is not None else None
        if watched is not None and watched.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions(
                watchers=[
                    types.FileSystemWatcher(glob_pattern="**/*.{yml,yaml,md}"),
                    types.FileSystemWatcher(glob_pattern="**/"),
                ]
            )
            registration = types.Registration(
                id="files",
                method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                register_options=options,
            )
            server.client_register_capability(
                types.RegistrationParams(registrations=[registration])
            )
        for strategy in server.session.strategies:
            server.reporter.changed(strategy)
        server.reporter.look_again()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def on_open(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        strategy = server.session.put(document.uri, document.version, document.text)
        if strategy is not None:
            server.reporter.settled(strategy, document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def on_change(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        text = params.content_changes[-1].text if params.content_changes else None
        if text is None:
            return
        line = server.session.first_difference(uri, text)
        strategy = server.session.put(uri, params.text_document.version, text)
        if strategy is not None:
            server.reporter.changed(strategy, uri, line)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def on_save(params: types.DidSaveTextDocumentParams) -> None:
        place = server.place(params.text_document.uri)
        if place is not None:
            place.strategy.workspace.refresh()
            server.reporter.settled(place.strategy, params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def on_close(params: types.DidCloseTextDocumentParams) -> None:
        strategy = server.session.close(params.text_document.uri)
        if strategy is not None:
            server.reporter.settled(strategy, params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def on_files(_: types.DidChangeWatchedFilesParams) -> None:
        for strategy in server.session.changed_on_disk():
            server.reporter.changed(strategy)

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def on_folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        for folder in params.event.removed:
            path = to_fs_path(folder.uri)
            for strategy in server.session.end(path) if path else ():
                server.reporter.forget(strategy)
        for folder in params.event.added:
            path = to_fs_path(folder.uri)
            if path:
                server.session.begin(path)
        for strategy in server.session.strategies:
            server.reporter.changed(strategy)

    @server.feature(types.SHUTDOWN)
    def on_shutdown(_: None) -> None:
        server.reporter.close()

    # --- what it asks

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=list(TRIGGERS)),
    )
    def on_completion(params: types.CompletionParams) -> types.CompletionList | None:
        place = server.place(params.text_document.uri)
        if place is None:
            return None
        line, column = _at(place, params.position)
        found = completions(place.snapshot, place.path, place.lines, line, column)
        if _left_to_schema(server.fields, place):
            found = found._replace(items=tuple(i for i in found.items if i.sort in _OURS))
        return completion_list(place, line, found, server.can)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def on_hover(params: types.HoverParams) -> types.Hover | None:
        place = server.place(params.text_document.uri)
        if place is None:
            return None
        line, column = _at(place, params.position)
        found = hover(place.snapshot, place.path, place.lines, line, column)
        if found is None:
            return None
        content = types.MarkupContent(kind=types.MarkupKind.Markdown, value=found.text)
        return types.Hover(
            contents=content, range=range_in(place.lines, line, found.start, found.end)
        )

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def on_definition(params: types.DefinitionParams) -> types.Location | None:
        place = server.place(params.text_document.uri)
        named = _named(place, params.position)
        if place is None or named is None:
            return None
        span = definition(place.snapshot, named.id)
        return location(server.session, place.strategy, span) if span is not None else None

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def on_references(params: types.ReferenceParams) -> list[types.Location] | None:
        place = server.place(params.text_document.uri)
        named = _named(place, params.position)
        if place is None or named is None:
            return None
        spans = references(place.snapshot, named.id)
        own = definition(place.snapshot, named.id)
        if params.context.include_declaration and own is not None:
            spans = [own, *spans]
        return [location(server.session, place.strategy, span) for span in spans]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def on_prepare_rename(
        params: types.PrepareRenameParams,
    ) -> types.PrepareRenamePlaceholder | None:
        place = server.place(params.text_document.uri)
        named = _named(place, params.position)
        if place is None or named is None or place.snapshot.stack.get(named.id) is None:
            return None
        range_ = range_in(place.lines, params.position.line, named.start, named.end)
        return types.PrepareRenamePlaceholder(range=range_, placeholder=named.id)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def on_rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        place = server.place(params.text_document.uri)
        named = _named(place, params.position)
        if place is None or named is None:
            return None
        try:
            change = renamed(
                place.strategy.workspace, place.snapshot, named.id, params.new_name.strip()
            )
        except StratdocsError as error:
            raise JsonRpcException(str(error), code=_REFUSED) from error
        return workspace_edit(server.session, place.strategy, change, server.can)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(
            code_action_kinds=[
                types.CodeActionKind.QuickFix,
                types.CodeActionKind.SourceFixAll,
            ]
        ),
    )
    def on_code_action(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        place = server.place(params.text_document.uri)
        if place is None:
            return None
        only = params.context.only
        found: list[types.CodeAction] = []
        if _is_wanted(types.CodeActionKind.QuickFix, only):
            found += _quick_fixes(server, place, params)
        if only and _is_wanted(types.CodeActionKind.SourceFixAll, only):
            change = fix_all(place.snapshot, place.path)
            if change is not None:
                found.append(_action(server, place, change, types.CodeActionKind.SourceFixAll))
        return found

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def on_document_symbol(
        params: types.DocumentSymbolParams,
    ) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
        place = server.place(params.text_document.uri)
        if place is None:
            return None
        tree = document_symbols(place, outline(place.snapshot, place.path))
        if server.can.nested_symbols:
            return tree
        return list(flat_symbols(params.text_document.uri, tree))

    @server.feature(types.WORKSPACE_SYMBOL)
    def on_workspace_symbol(params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
        return [
            types.SymbolInformation(
                name=f"{item.id}: {item.title}",
                kind=symbol_kind(item.noun),
                location=location(server.session, strategy, item.grip),
                container_name=item.collection,
            )
            for strategy in server.session.strategies
            for item in symbols(strategy.workspace.snapshot(), params.query)
        ]

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def on_code_lens(params: types.CodeLensParams) -> list[types.CodeLens] | None:
        place = server.place(params.text_document.uri)
        if place is None or place.strategy.checked is None:
            return None
        stack = place.snapshot.stack
        found = []
        for lens in lenses(place.strategy.checked, place.path):
            item = stack.get(lens.item.id)
            if item is not None and item.path == place.path:
                found.append(
                    types.CodeLens(
                        range=range_of(place.lines, item.grip),
                        command=types.Command(title=lens.words, command=""),
                    )
                )
        return found

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    def on_document_link(params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
        place = server.place(params.text_document.uri)
        if place is None:
            return None
        found = []
        for item in place.snapshot.stack.once(items_by_path).get(place.path, ()):
            page = page_of(place.snapshot, item)
            if page is not None and item.node.get("id") is not None:
                found.append(
                    types.DocumentLink(
                        range=range_of(place.lines, item.at("id")),
                        target=page,
                        tooltip=f"{item.title} in the site",
                    )
                )
        return found


# --- what the answers share -----------------------------------------------------------------------

_OURS = ("id", "rule", "item")
"""What no schema offers."""


def _left_to_schema(fields: str, place: Place) -> bool:
    """Whether names of fields and words of choices are left to the schema."""
    if fields == "auto":
        return any(line.startswith(MODELINES) for line in place.lines[:5])
    return fields == "off"


def _at(place: Place, position: types.Position) -> tuple[int, int]:
    """A place in a text as line and column, counting characters from 0."""
    line = min(position.line, max(len(place.lines) - 1, 0))
    text = place.lines[line] if place.lines else ""
    return line, column_of(text, position.character)


def _named(place: Place | None, position: types.Position) -> Named | None:
    """The id at a place."""
    if place is None:
        return None
    line, column = _at(place, position)
    return id_at(place.snapshot, place.path, place.lines, line, column)


def _is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether an editor that asks for some kinds of actions asks for this one."""
    return not only or any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)


def _quick_fixes(
    server: Server, place: Place, params: types.CodeActionParams
) -> list[types.CodeAction]:
    first, last = params.range.start.line + 1, params.range.end.line + 1
    findings = [
        finding
        for finding in place.snapshot.findings.get(place.path, ())
        if finding.span.line <= last and finding.span.end_line >= first
    ]
    published = {(d.code, d.range.start.line): d for d in params.context.diagnostics}
    return [
        _action(
            server,
            place,
            change,
            types.CodeActionKind.QuickFix,
            published.get((finding.rule, finding.span.line - 1)),
        )
        for finding, change in cures(place.snapshot, findings)
        if not change.created or server.can.creates_files
    ]


def _action(
    server: Server,
    place: Place,
    change: Change,
    kind: types.CodeActionKind,
    published: types.Diagnostic | None = None,
) -> types.CodeAction:
    title = change.title[:1].upper() + change.title[1:]
    return types.CodeAction(
        title=title,
        kind=kind,
        diagnostics=[published] if published is not None else None,
        is_preferred=True if change.sure else None,
        edit=workspace_edit(server.session, place.strategy, change, server.can),
    )
