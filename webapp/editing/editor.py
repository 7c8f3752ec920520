"""One gesture: a document and a command in, the smallest text edits out."""

from typing import assert_never

from webapp.asl.text import Document
from webapp.editing.add_branch import add_branch
from webapp.editing.catalogue import is_pattern
from webapp.editing.change_type import change_type
from webapp.editing.commands import (
    AddBranch,
    AddEntry,
    ChangeType,
    Connect,
    ConvertQueryLanguage,
    DeleteState,
    DeleteStates,
    Disconnect,
    DuplicateStates,
    EditCommand,
    FormatText,
    InsertState,
    InSteps,
    MoveEntry,
    MoveStates,
    OneStep,
    PasteStates,
    Reconnect,
    RemoveEntry,
    RenameState,
    SetEnd,
    SetField,
    SetProcessor,
    SetStart,
    UnwrapState,
    WrapStates,
)
from webapp.editing.connect import connect, disconnect
from webapp.editing.convert_query_language import convert_query_language
from webapp.editing.definition import Definition
from webapp.editing.delete_state import delete_state
from webapp.editing.delete_states import delete_states
from webapp.editing.edits import Edited, EditRefused, Replacement
from webapp.editing.entries import add_entry, move_entry, remove_entry
from webapp.editing.format_text import format_text
from webapp.editing.insert_pattern import insert_pattern
from webapp.editing.insert_state import first_text, insert_state
from webapp.editing.move_states import move_states
from webapp.editing.paste_states import duplicate_states, first_pasted, paste_states
from webapp.editing.reconnect import reconnect
from webapp.editing.rename_state import rename_state
from webapp.editing.set_field import set_field
from webapp.editing.set_processor import set_processor
from webapp.editing.set_start import set_end, set_start
from webapp.editing.steps import Steps, checked, is_empty
from webapp.editing.style import Style
from webapp.editing.unwrap_state import unwrap_state
from webapp.editing.wrap_states import wrap_states
from webapp.editing.writing import block, bracketed


def edit(document: Document, machine_pointer: str, command: EditCommand, *, is_inside: bool = False) -> Edited:
    """Return the edits that do ``command`` to the machine at ``machine_pointer``, or raise :class:`EditRefused`.

    ``is_inside`` says that the text is itself inside a file: new states have no placeholders of their own then.
    """
    if isinstance(command, FormatText):
        return Edited(format_text(document))
    if not machine_pointer and is_empty(document):
        return _edit_empty(document, command, is_inside=is_inside)
    steps = Steps(document, machine_pointer, is_inside=is_inside)
    if steps.definition.root.kind != "object" and not isinstance(command, InsertState | PasteStates):
        raise EditRefused("There is no machine here yet: insert a first state.")
    select = _do(steps, command)
    return Edited(steps.edits, select, steps.selection, tuple(steps.notes), steps.moves, steps.copies)


def _do(steps: Steps, command: InSteps) -> str | None:
    """Do ``command`` and return the state to select."""
    match command:
        case InsertState(template=str(template)) if is_pattern(template):
            return insert_pattern(steps, command)
        case DeleteStates():
            return delete_states(steps, command)
        case ChangeType():
            return change_type(steps, command)
        case SetProcessor():
            return set_processor(steps, command)
        case Reconnect():
            return reconnect(steps, command)
        case MoveEntry():
            return move_entry(steps, command)
        case MoveStates():
            return move_states(steps, command)
        case DuplicateStates():
            return duplicate_states(steps, command)
        case PasteStates():
            return paste_states(steps, command)
        case WrapStates():
            return wrap_states(steps, command)
        case UnwrapState():
            return unwrap_state(steps, command)
        case ConvertQueryLanguage():
            return convert_query_language(steps, command)
        case _:
            return steps.take(lambda definition: _draft(definition, command))


def _draft(definition: Definition, command: OneStep) -> str | None:
    """Draft a command that is done in one step and return the state to select."""
    match command:
        case InsertState():
            return insert_state(definition, command)
        case DeleteState():
            return delete_state(definition, command)
        case RenameState():
            return rename_state(definition, command)
        case Connect():
            return connect(definition, command)
        case Disconnect():
            return disconnect(definition, command)
        case SetField():
            return set_field(definition, command)
        case AddBranch():
            return add_branch(definition, command)
        case SetStart():
            return set_start(definition, command)
        case SetEnd():
            return set_end(definition, command)
        case AddEntry():
            return add_entry(definition, command)
        case RemoveEntry():
            return remove_entry(definition, command)
        case _:
            assert_never(command)


def _edit_empty(document: Document, command: EditCommand, *, is_inside: bool) -> Edited:
    """Turn a text without a value into a complete machine, behind the comments that it may have."""
    match command:
        case InsertState():
            machine, select = first_text(command, substitutions=not is_inside)
        case PasteStates():
            machine, select = first_pasted(command)
        case _:
            raise EditRefused("The text is empty: insert a first state.")
    text = document.text
    style = Style(document.format, newline="\r\n" if "\r\n" in text else "\n")
    new = bracketed(style, machine, spread=True, indent="") if style.format == "json" else block(style, machine, 0)
    lead = style.newline if text.strip() and not text.endswith("\n") else ""
    start = len(text) if text.strip() else 0
    edits = (Replacement(start, len(text), lead + new + style.newline),)
    checked(document, edits, machine)
    return Edited(edits, select)
