"""Paste states from a text: renamed where names are taken, led on to what follows at their new place.

What is written in the same format keeps its text and its comments.
"""

from msgspec.structs import replace

from webapp.editing.clipboard import copy_states, read_clipboard
from webapp.editing.clipping import Clipping
from webapp.editing.commands import DuplicateStates, PasteStates, RenameState, TransitionRef
from webapp.editing.comments import comments_inside, comments_of
from webapp.editing.definition import Definition, free_name
from webapp.editing.edits import EditRefused
from webapp.editing.flow import Group, chosen_of_one_machine, groups, links_of
from webapp.editing.languages import take_language_along
from webapp.editing.naming import copy_name
from webapp.editing.places import Place, filled, place_of, without_filler
from webapp.editing.relinking import lead_on
from webapp.editing.rename_state import rename_state
from webapp.editing.steps import Steps
from webapp.editing.trail import copies_of
from webapp.editing.transitions import ENDING, lead
from webapp.values import Json, child_path


def paste_states(steps: Steps, command: PasteStates) -> str | None:
    """Paste the states of a text and return the first that the flow comes to; without a place they are unconnected."""
    place = place_of(steps.definition, command.on, command.after, command.into)
    clipboard = read_clipboard(command.text)
    take_language_along(clipboard, jsonata=steps.definition.is_jsonata)
    return paste(steps, clipboard, place or Place("", None))


def first_pasted(command: PasteStates) -> tuple[dict[str, Json], str]:
    """Return the machine that an empty text becomes, and the path of its first state."""
    if command.into or command.after is not None or (command.on is not None and command.on.kind != "start"):
        raise EditRefused("The text is empty: paste the first states without a place.")
    definition = read_clipboard(command.text).definition
    machine = definition.machine("")
    entry = groups(definition, machine, machine.names)[0].entry
    whole = definition.root.value
    assert isinstance(whole, dict)
    rest = {key: value for key, value in whole.items() if key not in ("StartAt", "States")}
    return {**rest, "StartAt": entry, "States": whole["States"]}, child_path("", entry)


def duplicate_states(steps: Steps, command: DuplicateStates) -> str | None:
    """Copy states to a place, behind themselves where none is named, and return the first that the flow comes to."""
    place = place_of(steps.definition, command.on, command.after, command.into)
    copied = copy_states(steps.document, steps.pointer, command.paths)
    clipboard = read_clipboard(copied.text, copied.format)
    outer = chosen_of_one_machine(steps.definition, command.paths)[0].machine.prefix
    first = paste(steps, clipboard, place or _behind(steps.definition, command.paths))
    steps.copies = tuple(
        replace(each, before=f"{outer}/{each.before}" if outer else each.before) for each in steps.copies
    )
    return first


def paste(steps: Steps, clipboard: Steps, place: Place) -> str | None:
    """Paste the states of the machine of ``clipboard``, which is changed, at ``place``."""
    place = filled(steps, place)
    taken = set(steps.definition.paths_by_name())
    there = clipboard.definition.machine("").names
    _rename(clipboard, taken)
    names = clipboard.definition.machine("").names
    ending = free_name("Succeed", taken | set(clipboard.definition.paths_by_name()))
    found = groups(clipboard.definition, clipboard.definition.machine(""), names)
    needs_ending = clipboard.take(lambda definition: _relink(steps, definition, found, place, ending))
    one_line = "\n" not in clipboard.document.text.strip()
    clippings = [_clipping(clipboard, name, afresh=one_line) for name in names]
    added: dict[str, Json] = {ending: {"Type": "Succeed"}} if needs_ending else {}
    before = len(comments_of(steps.document))
    steps.take(lambda definition: _insert(definition, clippings, added, found, place))
    states = clipboard.definition.machine("").states
    brought = comments_inside(clipboard.document, states) if states is not None else 0
    lost = brought - (len(comments_of(steps.document)) - before)
    if lost > 0:
        steps.note(f"{lost} {'comment' if lost == 1 else 'comments'} of the copied text could not be kept.")
    without_filler(steps, place)
    where = steps.definition.paths_by_name()
    steps.selection = tuple(where[name] for name in names)
    steps.copies = copies_of(clipboard.moves, there, place.prefix)
    return where[found[0].entry]


def _behind(definition: Definition, paths: list[str]) -> Place:
    """Return the place behind states: on the one transition that leads on from them; else unconnected beside them."""
    states = chosen_of_one_machine(definition, paths)
    machine = states[0].machine
    found = groups(definition, machine, [state.name for state in states])
    refs: list[TransitionRef] = []
    if len(found) == 1:
        inside = found[0].names
        links = [link for state in states for link in links_of(state) if link.ref.kind in ("next", "end")]
        refs = [link.ref for link in links if link.target == found[0].onward and link.target not in inside]
    return Place(machine.prefix, refs[0], found[0].onward) if len(refs) == 1 else Place(machine.prefix, None)


def _rename(clipboard: Steps, taken: set[str]) -> None:
    """Give the states of the clipboard, at every depth, names that are free."""
    paths = clipboard.definition.paths_by_name()
    used = taken | set(paths)
    renames: dict[str, str] = {}
    for name, path in paths.items():
        if name in taken:
            renames[path] = copy_name(name, used)
            used.add(renames[path])

    def draft(definition: Definition) -> None:
        for path, name in renames.items():
            rename_state(definition, RenameState(path=path, name=name))

    if renames:
        clipboard.take(draft)


def _relink(steps: Steps, definition: Definition, found: list[Group], place: Place, ending: str) -> bool:
    machine = definition.machine("")
    known = set(steps.definition.machine(place.prefix).names) - {place.filler} | set(machine.names)
    following: list[str | None] = [*(group.entry for group in found[1:]), place.target]
    needs_ending = False
    for group, after in zip(found, following, strict=True):
        states = [state for state in definition.states_of(machine) if state.name in group.names]
        if place.ref is None:
            after = group.onward if group.onward in known else None
        needs_ending |= lead_on(steps, definition, states, group, after, known=known, ending=ending)
    return needs_ending


def _clipping(clipboard: Steps, name: str, *, afresh: bool) -> Clipping:
    states = clipboard.definition.machine("").states
    assert states is not None
    clipping = clipboard.clip(states, name)
    return clipping.without_text() if afresh else clipping


def _insert(
    definition: Definition, clippings: list[Clipping], added: dict[str, Json], found: list[Group], place: Place
) -> None:
    states = definition.machine(place.prefix).states
    assert states is not None
    first = clippings[0].value
    ends = len(clippings) == 1 and isinstance(first, dict) and first.get("Type") in ENDING
    after = place.anchor(definition, ends=ends)
    for clipping in clippings:
        definition.draft.paste(states, clipping, after=after)
        after = clipping.key
    for name, state in added.items():
        definition.draft.insert(states, name, state, after=after)
    if place.ref is not None:
        lead(definition, place.ref, found[0].entry)
