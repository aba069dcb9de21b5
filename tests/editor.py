"""An editor for the tests: pygls' own client, which speaks with `stratdocs lsp` as a process."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient
from pygls.uris import from_fs_path

Answer = TypeVar("Answer")
PATIENCE = 60.0
"""Seconds to wait for an answer; machines that run tests may be busy."""

VS_CODE = types.ClientCapabilities(
    general=types.GeneralClientCapabilities(position_encodings=["utf-16"]),
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(
            document_changes=True,
            resource_operations=[types.ResourceOperationKind.Create],
        ),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
            dynamic_registration=True
        ),
    ),
    text_document=types.TextDocumentClientCapabilities(
        completion=types.CompletionClientCapabilities(
            completion_item=types.ClientCompletionItemOptions(
                snippet_support=True,
                label_details_support=True,
                insert_text_mode_support=types.ClientCompletionItemInsertTextModeOptions(
                    value_set=[types.InsertTextMode.AsIs]
                ),
            )
        ),
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(
            related_information=True, code_description_support=True
        ),
        document_symbol=types.DocumentSymbolClientCapabilities(
            hierarchical_document_symbol_support=True
        ),
    ),
)
"""What VS Code says that it can show, as far as it matters here."""
PLAIN = types.ClientCapabilities(
    general=types.GeneralClientCapabilities(position_encodings=["utf-8", "utf-16"])
)
"""An editor that can show little, watches no files, and would rather count bytes."""


class Editor:
    """An editor with a folder open, until it is closed."""

    def __init__(
        self,
        folder: Path,
        can: types.ClientCapabilities = VS_CODE,
        options: dict[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.told: dict[str, types.PublishDiagnosticsParams] = {}
        """The last findings told of each file, by its path from the folder."""
        self.history: list[types.PublishDiagnosticsParams] = []
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.messages: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.client = LanguageClient("tests", "1")

        def take(params: types.PublishDiagnosticsParams) -> None:
            self.history.append(params)
            self.told[self.path(params.uri)] = params

        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(take)
        self.client.feature(types.WINDOW_SHOW_MESSAGE)(lambda p: self.messages.append(p.message))
        self.client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _: None)
        self.client.feature(types.WORKSPACE_CODE_LENS_REFRESH)(lambda _: None)
        self.run(self.client.start_io(sys.executable, "-m", "stratdocs", "lsp"))
        self.initialized = self.run(
            self.client.initialize_async(
                types.InitializeParams(
                    capabilities=can,
                    root_uri=self.uri(""),
                    workspace_folders=[types.WorkspaceFolder(uri=self.uri(""), name="test")],
                    initialization_options=options,
                )
            )
        )
        self._call(lambda: self.client.initialized(types.InitializedParams()))

    def run(self, asked: Coroutine[Any, Any, Answer] | Any) -> Answer:
        """The answer to a request."""

        async def wait() -> Answer:
            answer: Answer = await asked
            return answer

        return asyncio.run_coroutine_threadsafe(wait(), self._loop).result(PATIENCE)

    def _call(self, say: Callable[[], None]) -> None:
        """Says something that is not answered."""
        done = threading.Event()

        def call() -> None:
            say()
            done.set()

        self._loop.call_soon_threadsafe(call)
        done.wait(PATIENCE)

    def uri(self, path: str) -> str:
        return from_fs_path(str(self.folder / path)) or ""

    def path(self, uri: str) -> str:
        return uri.removeprefix(self.uri("")).lstrip("/")

    def document(self, path: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(uri=self.uri(path))

    # --- what a person does

    def open(self, path: str, text: str | None = None) -> None:
        if text is None:
            text = (self.folder / path).read_bytes().decode("utf-8")
        self.texts[path], self.versions[path] = text, 1
        item = types.TextDocumentItem(uri=self.uri(path), language_id="yaml", version=1, text=text)
        params = types.DidOpenTextDocumentParams(text_document=item)
        self._call(lambda: self.client.text_document_did_open(params))

    def change(self, path: str, text: str) -> int:
        """Writes a text, and returns its version."""
        self.texts[path] = text
        self.versions[path] += 1
        params = types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(
                uri=self.uri(path), version=self.versions[path]
            ),
            content_changes=[types.TextDocumentContentChangeWholeDocument(text=text)],
        )
        self._call(lambda: self.client.text_document_did_change(params))
        return self.versions[path]

    def save(self, path: str) -> None:
        (self.folder / path).write_bytes(self.texts[path].encode())
        params = types.DidSaveTextDocumentParams(text_document=self.document(path))
        self._call(lambda: self.client.text_document_did_save(params))

    def shut(self, path: str) -> None:
        """Closes a file without saving it."""
        del self.texts[path]
        params = types.DidCloseTextDocumentParams(text_document=self.document(path))
        self._call(lambda: self.client.text_document_did_close(params))

    def files_changed(self) -> None:
        """Says that something has changed on the disk."""
        params = types.DidChangeWatchedFilesParams(changes=[])
        self._call(lambda: self.client.workspace_did_change_watched_files(params))

    def folders_changed(
        self, *, added: list[types.WorkspaceFolder], removed: list[types.WorkspaceFolder]
    ) -> None:
        """Opens and closes folders beside the first."""
        event = types.WorkspaceFoldersChangeEvent(added=added, removed=removed)
        params = types.DidChangeWorkspaceFoldersParams(event=event)
        self._call(lambda: self.client.workspace_did_change_workspace_folders(params))

    def place(self, path: str, mark: str) -> types.Position:
        """Where the mark `|` stands in a snippet of the text, in units of UTF-16."""
        before, _, after = mark.partition("|")
        at = self.texts[path].index(before + after) + len(before)
        lines = self.texts[path][:at].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return types.Position(
            line=len(lines) - 1, character=len(lines[-1].encode("utf-16-le")) // 2
        )

    # --- what a person sees

    def completions(self, path: str, mark: str) -> list[types.CompletionItem]:
        params = types.CompletionParams(
            text_document=self.document(path), position=self.place(path, mark)
        )
        found = self.run(self.client.text_document_completion_async(params))
        return list(found.items) if isinstance(found, types.CompletionList) else []

    def labels(self, path: str, mark: str) -> list[str]:
        return [item.label for item in self.completions(path, mark)]

    def findings(self, path: str) -> list[str]:
        """The rules of the findings that are shown in a file now."""
        told = self.told.get(path)
        return [str(found.code) for found in told.diagnostics] if told else []

    def wait(self, until: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Waits until something is so; returns whether it came to be."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if until():
                return True
            time.sleep(0.01)
        return until()

    def close(self) -> int | None:
        """Ends the server; returns its exit code."""
        self.run(self.client.shutdown_async(None))
        self._call(lambda: self.client.exit(None))
        server = self.client._server
        code = self.run(server.wait()) if server is not None else None
        self.run(self.client.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()
        return code


def applied(text: str, edits: list[types.TextEdit]) -> str:
    """A text after the edits, as an editor applies them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    breaks = [0]
    position = 0
    for line in lines[:-1]:
        position += len(line)
        position += 2 if text[position : position + 2] == "\r\n" else 1
        breaks.append(position)

    def offset(place: types.Position) -> int:
        line = lines[place.line].encode("utf-16-le")[: place.character * 2].decode("utf-16-le")
        return breaks[place.line] + len(line)

    for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character))[::-1]:
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text
