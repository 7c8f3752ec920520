"""The server: which request is answered by what. A text is read once, whatever is asked of it."""

import asyncio
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from webapp.documents.language import ask, open_text
from webapp.documents.question import Question, problems_of, symbols_of
from webapp.editing import EditRefused
from webapp.formats import Host
from webapp.language import Named, folds
from webapp.lsp.answers import Editor, completion_list, document_symbols
from webapp.lsp.places import Places
from webapp.lsp.problems import diagnostic, fixes
from webapp.values import ABSENT
from webapp.version import VERSION

PAUSE_SECONDS: Final = 0.15
"""How long a person must not type before the text is checked."""

_TRIGGERS: Final = ['"', "'", ".", "$", ":", "{", "%", " "]


class _Text:
    """An open text: its file name, its places, and what the language service makes of it."""

    def __init__(self, server: LanguageServer, uri: str) -> None:
        self.uri = uri
        self.file_name = PurePosixPath(unquote(urlsplit(uri).path)).name
        document = server.workspace.get_text_document(uri)
        self.version = document.version
        self.text = document.source
        encoding = server.server_capabilities.position_encoding
        self.places = Places(self.text, str(getattr(encoding, "value", encoding) or "utf-16"))

    @property
    def host(self) -> Host:
        return open_text(self.text, self.file_name)

    def ask(self, position: types.Position) -> Question:
        return ask(self.text, self.file_name, self.places.offset(position))


def make_server() -> LanguageServer:
    """Return the server with all that it answers."""
    server = LanguageServer("statewalk", VERSION)
    _check_what_is_open(server)
    _complete_and_explain(server)
    _find_names(server)
    _outline(server)
    return server


def _check_what_is_open(server: LanguageServer) -> None:
    def publish(uri: str) -> None:
        text = _Text(server, uri)
        problems = problems_of(text.host, text.file_name)
        found = [diagnostic(problem, text.places) for problem in problems]
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, text.version))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        await asyncio.sleep(PAUSE_SECONDS)
        document = server.workspace.text_documents.get(uri)
        if document is not None and document.version == params.text_document.version:
            publish(uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def mend(params: types.CodeActionParams) -> list[types.CodeAction]:
        text = _Text(server, params.text_document.uri)
        start, end = text.places.offset(params.range.start), text.places.offset(params.range.end)
        return [
            types.CodeAction(
                title=f"Change to {fix.insert}",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic(fix.problem, text.places)],
                is_preferred=True,
                edit=types.WorkspaceEdit(
                    changes={text.uri: [types.TextEdit(text.places.range(fix.start, fix.end), fix.insert)]}
                ),
            )
            for fix in fixes(text.text, text.file_name, start, end)
        ]


def _complete_and_explain(server: LanguageServer) -> None:
    editor: list[str] = []

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        if params.client_info is not None:
            editor.append(params.client_info.name)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=_TRIGGERS))
    def completions(params: types.CompletionParams) -> types.CompletionList:
        text = _Text(server, params.text_document.uri)
        found = text.ask(params.position).complete(ABSENT)
        return completion_list(found, text.places, _editor(server, editor))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def explain(params: types.HoverParams) -> types.Hover | None:
        text = _Text(server, params.text_document.uri)
        found = text.ask(params.position).hover()
        if found is None:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, found.text)
        return types.Hover(content, text.places.range(found.start, found.end))


def _find_names(server: LanguageServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location]:
        text = _Text(server, params.text_document.uri)
        found = text.ask(params.position).named()
        return [] if found is None else _locations(text, found, definitions=True, uses=False)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location]:
        text = _Text(server, params.text_document.uri)
        found = text.ask(params.position).named()
        made = params.context.include_declaration
        return [] if found is None else _locations(text, found, definitions=made, uses=True)

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare_rename(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        text = _Text(server, params.text_document.uri)
        found = text.ask(params.position).named()
        if found is None:
            return None
        return types.PrepareRenamePlaceholder(text.places.range(found.at.start, found.at.end), found.name)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit:
        text = _Text(server, params.text_document.uri)
        try:
            edits = text.ask(params.position).rename(params.new_name)
        except EditRefused as error:
            raise JsonRpcInvalidParams(str(error)) from error
        changed = [types.TextEdit(text.places.range(each.start, each.end), each.insert) for each in edits]
        return types.WorkspaceEdit(changes={text.uri: changed})


def _outline(server: LanguageServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        text = _Text(server, params.text_document.uri)
        return document_symbols(symbols_of(text.host, text.file_name), text.places)

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def fold(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        text = _Text(server, params.text_document.uri)
        return [types.FoldingRange(first, last) for first, last in folds(text.host.document)]


def _locations(text: _Text, found: Named, *, definitions: bool, uses: bool) -> list[types.Location]:
    ranges = (*(found.definitions if definitions else ()), *(found.uses if uses else ()))
    return [types.Location(text.uri, text.places.range(each.start, each.end)) for each in ranges]


def _editor(server: LanguageServer, names: list[str]) -> Editor:
    """Return what the editor says of itself."""
    text = server.client_capabilities.text_document
    item = text.completion.completion_item if text is not None and text.completion is not None else None
    modes = item.insert_text_mode_support.value_set if item is not None and item.insert_text_mode_support else ()
    return Editor(
        snippets=bool(item is not None and item.snippet_support),
        indents=types.InsertTextMode.AdjustIndentation in modes,
        asks_again=any(name.startswith("Visual Studio Code") for name in names),
    )
