"""What the language service says, in the words of the Language Server Protocol."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from lsprotocol import types

from webapp.language import Completions, Item, Kind, Symbol
from webapp.lsp.places import Places

_KINDS: Final[Mapping[Kind, types.CompletionItemKind]] = {
    "field": types.CompletionItemKind.Field,
    "state": types.CompletionItemKind.Class,
    "value": types.CompletionItemKind.EnumMember,
    "variable": types.CompletionItemKind.Variable,
    "function": types.CompletionItemKind.Function,
    "property": types.CompletionItemKind.Property,
    "resource": types.CompletionItemKind.Module,
    "error": types.CompletionItemKind.Event,
    "snippet": types.CompletionItemKind.Snippet,
    "placeholder": types.CompletionItemKind.Constant,
}
_ASK_AGAIN: Final = types.Command("Suggest", "editor.action.triggerSuggest")


@dataclass(frozen=True, slots=True)
class Editor:
    """What the editor can do: take snippets, indent what is inserted, and VS Code's command to complete again."""

    snippets: bool = False
    indents: bool = False
    asks_again: bool = False


def completion_list(found: Completions, places: Places, editor: Editor) -> types.CompletionList:
    """Return completions in their order, as ``editor`` takes them."""
    span = places.range(found.start, found.end)
    extra = [] if found.comma_at is None else [_insertion(places.position(found.comma_at), ",")]
    items = [
        _item(item, number, span, extra, "" if editor.indents else places.indentation(found.start), editor)
        for number, item in enumerate(found.items)
    ]
    return types.CompletionList(is_incomplete=any(item.kind == "resource" for item in found.items), items=items)


def snippet_text(item: Item) -> str:
    """Return an item as a snippet: its stops as ``${1:…}``."""
    parts, place = [], 0
    for number, (start, end) in enumerate(item.stops, 1):
        parts += [_escaped(item.insert[place:start]), f"${{{number}:{_escaped(item.insert[start:end])}}}"]
        place = end
    return "".join((*parts, _escaped(item.insert[place:])))


def document_symbols(found: Iterable[Symbol], places: Places) -> list[types.DocumentSymbol]:
    """Return symbols with those inside them."""
    return [
        types.DocumentSymbol(
            name=symbol.name or "(no name)",
            detail=symbol.detail,
            kind=types.SymbolKind.Class if symbol.detail else types.SymbolKind.Namespace,
            range=places.range(symbol.range.start, symbol.range.end),
            selection_range=places.range(symbol.name_range.start, symbol.name_range.end),
            children=document_symbols(symbol.inner, places),
        )
        for symbol in found
    ]


def _item(
    item: Item,
    number: int,
    span: types.Range,
    extra: list[types.TextEdit],
    indentation: str,
    editor: Editor,
) -> types.CompletionItem:
    is_snippet = editor.snippets and bool(item.stops)
    text = snippet_text(item) if is_snippet else item.insert
    return types.CompletionItem(
        label=item.label,
        kind=_KINDS[item.kind],
        detail=item.detail or None,
        documentation=item.about or None,
        sort_text=f"{number:05}",
        filter_text=item.label,
        insert_text_format=types.InsertTextFormat.Snippet if is_snippet else types.InsertTextFormat.PlainText,
        insert_text_mode=types.InsertTextMode.AdjustIndentation if editor.indents else None,
        text_edit=types.TextEdit(span, text.replace("\n", f"\n{indentation}")),
        additional_text_edits=extra or None,
        command=_ASK_AGAIN if item.again and editor.asks_again else None,
    )


def _insertion(position: types.Position, text: str) -> types.TextEdit:
    return types.TextEdit(types.Range(position, position), text)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
