"""Answers of the workspace in the words of the protocol."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lsprotocol import types

from stratdocs.editor.positions import range_in, range_of
from stratdocs.editor.session import Place, Session, Strategy
from stratdocs.linting.lint import UNUSED
from stratdocs.model.finding import Finding, Severity
from stratdocs.workspace.changing import Change
from stratdocs.workspace.completing import Completion, Completions
from stratdocs.workspace.navigating import Symbol
from stratdocs.yamltext.source import Span

MOST_FINDINGS = 500
"""Findings of a file that are published; more would freeze some editors."""
SOURCE = "stratdocs"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.ADVICE: types.DiagnosticSeverity.Information,
}
_KINDS = {
    "id": types.CompletionItemKind.Reference,
    "field": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "item": types.CompletionItemKind.Snippet,
    "collection": types.CompletionItemKind.Module,
    "rule": types.CompletionItemKind.Constant,
}
_SYMBOLS = {
    "strategy": types.SymbolKind.Namespace,
    "bet": types.SymbolKind.Package,
    "objective": types.SymbolKind.Class,
    "key result": types.SymbolKind.Field,
    "work item": types.SymbolKind.Method,
    "metric": types.SymbolKind.Number,
    "person": types.SymbolKind.Variable,
    "team": types.SymbolKind.Module,
}


class Abilities(NamedTuple):
    """What the editor can show."""

    snippets: bool
    as_is: bool
    """Whether it inserts lines as they are, without adding blanks to them."""
    label_details: bool
    related: bool
    """Whether findings may name further places."""
    links_in_findings: bool
    document_changes: bool
    creates_files: bool
    nested_symbols: bool


def abilities(client: types.ClientCapabilities) -> Abilities:
    """What an editor says that it can show."""
    text = client.text_document or types.TextDocumentClientCapabilities()
    completion = text.completion or types.CompletionClientCapabilities()
    item = completion.completion_item or types.ClientCompletionItemOptions()
    modes = item.insert_text_mode_support
    published = text.publish_diagnostics or types.PublishDiagnosticsClientCapabilities()
    space = client.workspace or types.WorkspaceClientCapabilities()
    edit = space.workspace_edit or types.WorkspaceEditClientCapabilities()
    symbol = text.document_symbol or types.DocumentSymbolClientCapabilities()
    return Abilities(
        snippets=bool(item.snippet_support),
        as_is=modes is not None and types.InsertTextMode.AsIs in modes.value_set,
        label_details=bool(item.label_details_support),
        related=bool(published.related_information),
        links_in_findings=bool(published.code_description_support),
        document_changes=bool(edit.document_changes),
        creates_files=types.ResourceOperationKind.Create in (edit.resource_operations or ()),
        nested_symbols=bool(symbol.hierarchical_document_symbol_support),
    )


# --- findings -------------------------------------------------------------------------------------


def diagnostics(
    session: Session,
    strategy: Strategy,
    findings: Sequence[Finding],
    lines: Sequence[str],
    can: Abilities,
) -> list[types.Diagnostic]:
    """The findings of one file, the worst first where there are too many."""
    shown = findings
    if len(findings) > MOST_FINDINGS:
        worst = sorted(findings, key=lambda finding: (-finding.severity, finding.order))
        shown = worst[:MOST_FINDINGS]
    found = [_diagnostic(session, strategy, finding, lines, can) for finding in shown]
    if left := len(findings) - len(shown):
        more = types.Diagnostic(
            range=range_in(lines, 0, 0, 1),
            severity=types.DiagnosticSeverity.Information,
            source=SOURCE,
            message=f"this file has {left} more findings; stratdocs check lists them all",
        )
        found.append(more)
    return found


def _diagnostic(
    session: Session,
    strategy: Strategy,
    finding: Finding,
    lines: Sequence[str],
    can: Abilities,
) -> types.Diagnostic:
    project = strategy.workspace.home.project
    page = project.page(f"rules/{finding.rule}") if project is not None else None
    related = [
        types.DiagnosticRelatedInformation(
            location=location(session, strategy, other.span), message=other.message
        )
        for other in (finding.related if can.related else ())
    ]
    hint = f"\nhelp: {finding.hint}" if finding.hint else ""
    return types.Diagnostic(
        range=range_of(lines, finding.span),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(href=page)
        if page and can.links_in_findings
        else None,
        source=SOURCE,
        message=f"{finding.message}{hint}",
        tags=[types.DiagnosticTag.Unnecessary] if finding.rule == UNUSED else None,
        related_information=related or None,
    )


def location(session: Session, strategy: Strategy, span: Span) -> types.Location:
    """A place in any file of a strategy."""
    lines = session.lines(strategy, span.path)
    return types.Location(uri=session.uri(strategy, span.path), range=range_of(lines, span))


# --- completion -----------------------------------------------------------------------------------


def completion_list(
    place: Place, line: int, found: Completions, can: Abilities
) -> types.CompletionList:
    """What may be written, in the order in which it is likely."""
    range_ = range_in(place.lines, line, found.start, found.end)
    blanks = re.match(r"[ \t]*", place.lines[line] if line < len(place.lines) else "")
    indent = len(blanks[0]) if blanks is not None else 0
    return types.CompletionList(
        is_incomplete=not found.whole,
        items=[
            _completion_item(item, number, range_, indent, can)
            for number, item in enumerate(found.items)
        ],
    )


def _completion_item(
    item: Completion, number: int, range_: types.Range, indent: int, can: Abilities
) -> types.CompletionItem:
    snippet = item.snippet and can.snippets
    text = item.insert if snippet or not item.snippet else _without_places(item.insert)
    if not can.as_is:  # the editor adds the blanks of this line to each further one
        text = text.replace(f"\n{' ' * indent}", "\n")
    details = types.CompletionItemLabelDetails(description=item.detail or None)
    return types.CompletionItem(
        label=item.label,
        kind=_KINDS[item.sort],
        detail=item.detail or None,
        label_details=details if can.label_details and item.detail else None,
        documentation=types.MarkupContent(kind=types.MarkupKind.Markdown, value=item.doc)
        if item.doc
        else None,
        sort_text=f"{number:04}",
        filter_text=item.filter or None,
        insert_text_format=types.InsertTextFormat.Snippet
        if snippet
        else types.InsertTextFormat.PlainText,
        insert_text_mode=types.InsertTextMode.AsIs if can.as_is and "\n" in text else None,
        text_edit=types.TextEdit(range=range_, new_text=text),
    )


def _without_places(text: str) -> str:
    """A snippet as plain text, for editors without snippets: each place with its first word."""
    text = re.sub(r"\$\{\d+\|([^,|}]*)[^}]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:((?:\\.|[^}\\])*)\}", r"\1", text)
    text = re.sub(r"\$\{\d+\}|\$\d+", "", text)
    return re.sub(r"\\([\\$}])", r"\1", text)


# --- symbols and edits ----------------------------------------------------------------------------


def symbol_kind(noun: str) -> types.SymbolKind:
    """The picture of a kind of item."""
    return _SYMBOLS.get(noun, types.SymbolKind.Object)


def document_symbols(place: Place, symbols: Iterable[Symbol]) -> list[types.DocumentSymbol]:
    """The outline of a file."""
    return [
        types.DocumentSymbol(
            name=symbol.item.id,
            detail=symbol.item.title,
            kind=symbol_kind(symbol.item.noun),
            range=range_of(place.lines, symbol.whole),
            selection_range=range_of(place.lines, symbol.grip),
            children=document_symbols(place, symbol.within),
        )
        for symbol in symbols
        if symbol.item.id and not symbol.item.id.startswith("?")
    ]


def flat_symbols(
    uri: str, symbols: Iterable[types.DocumentSymbol], within: str | None = None
) -> Iterator[types.SymbolInformation]:
    """The outline of a file as a list, for editors that show no tree."""
    for symbol in symbols:
        yield types.SymbolInformation(
            name=symbol.name,
            kind=symbol.kind,
            location=types.Location(uri=uri, range=symbol.range),
            container_name=within,
        )
        yield from flat_symbols(uri, symbol.children or (), symbol.name)


def workspace_edit(
    session: Session, strategy: Strategy, change: Change, can: Abilities
) -> types.WorkspaceEdit:
    """A change of files, with the versions for which it is meant where the editor minds them."""
    edits: dict[str, list[types.TextEdit]] = {}
    for replacement in change.replacements:
        path = replacement.span.path
        lines = session.lines(strategy, path)
        edit = types.TextEdit(range=range_of(lines, replacement.span), new_text=replacement.text)
        edits.setdefault(session.uri(strategy, path), []).append(edit)
    if not can.document_changes:
        return types.WorkspaceEdit(changes=edits)
    changes: list[
        types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile
    ] = list(_created(session, strategy, change.created))
    for uri, text_edits in edits.items():
        document = types.OptionalVersionedTextDocumentIdentifier(
            uri=uri, version=session.version(uri)
        )
        changes.append(types.TextDocumentEdit(text_document=document, edits=list(text_edits)))
    return types.WorkspaceEdit(document_changes=changes)


def _created(
    session: Session, strategy: Strategy, texts: Mapping[str, str]
) -> Iterator[types.TextDocumentEdit | types.CreateFile]:
    """New files, each with its text."""
    for path, text in texts.items():
        uri = session.uri(strategy, path)
        yield types.CreateFile(uri=uri)
        start = types.Position(line=0, character=0)
        yield types.TextDocumentEdit(
            text_document=types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=None),
            edits=[types.TextEdit(range=types.Range(start=start, end=start), new_text=text)],
        )
