"""Every command, on every definition of the corpus and every file that holds one, however they are written.

The text after it can be read and says what was wanted, taking the edits back gives the same characters, and all that
says the same has the same text.
"""

import json
import re
from collections import Counter
from typing import Any

from tests.editing.corpus import CORPUS, SEED, Tries, definitions, needs_corpus
from tests.editing.every_command import DRAWS, KINDS, EveryCommand
from tests.editing.odd_ways import odd_ways, oddly_named
from tests.editing.untouched import Change, Reordered, changed_elsewhere, lost_comments
from tests.editing.ways_to_write import POINTER, ways
from webapp.asl.text import Document, read_text
from webapp.editing import (
    DeleteState,
    DeleteStates,
    Disconnect,
    EditCommand,
    EditRefused,
    FormatText,
    MoveEntry,
    MoveStates,
    RemoveEntry,
    SetField,
    apply,
    edit,
    inverse,
    same,
)
from webapp.editing.comments import comments_of
from webapp.editing.steps import UNSAFE
from webapp.formats import read_host

SAMPLE = 121
TAKING_AWAY = (DeleteState, DeleteStates, Disconnect, RemoveEntry, SetField)
"""What takes away comments with what they are about."""


def test_every_command_is_drawn() -> None:
    assert set(DRAWS) == set(KINDS)


@needs_corpus
def test_every_command_changes_what_it_is_about_and_nothing_else() -> None:
    tries = Tries()
    for number, name, definition in definitions(SAMPLE):
        for way, form, text in ways(definition, number):
            tried(tries, name, way, read_text(text, form), POINTER.get(way, ""), number)
    tries.check()
    assert all(tries.done[kind.__name__] for kind in KINDS), tries.done


@needs_corpus
def test_every_command_leaves_odd_texts_as_odd_as_they_are() -> None:
    tries = Tries()
    for number, name, definition in definitions(SAMPLE):
        for chosen in (definition, oddly_named(definition, number)):
            for way, form, text in odd_ways(chosen, number):
                tried(tries, name, way, read_text(text, form), "", number)
    tries.check()
    assert all(tries.done[kind.__name__] for kind in KINDS), tries.done


@needs_corpus
def test_every_command_leaves_the_rest_of_a_file_that_holds_machines_alone() -> None:
    tries = Tries()
    for number, file in enumerate(sorted((CORPUS / "iac").rglob("*.y*ml"))):
        text = file.read_text("utf-8") if file.is_file() else ""
        host = read_host(text, file.name)
        for machine in host.machines:
            if machine.embedded is None:
                before = read_text(text, host.document.format)
                tried(tries, file.parent.name, file.name, before, machine.pointer, number)
    tries.check()
    assert tries.done.total() >= 40, tries.done


def tried(tries: Tries, name: str, way: str, before: Document, pointer: str, seed: int) -> None:
    """Try some commands on a text that can be read, and count what was done."""
    node = before.at(pointer)
    if not before.readable or node is None or not isinstance(node.value, dict):
        return
    number = seed + sum(map(ord, way))
    every = EveryCommand(node.value, 1_000_003 * SEED + 1000 * seed + number % 997)
    plain = json.dumps(node.value, indent=1)
    for kind in KINDS[(number + SEED) % 4 :: 4]:
        command = every.draw(kind)
        if command is not None:
            with tries.of(f"{name} as {way}: {command}"):
                tries.done[kind.__name__] += holds(before, pointer, command, plain)


def holds(before: Document, pointer: str, command: EditCommand, plain: str) -> bool:
    """Check the laws on a command; return whether it was done. ``plain`` is the machine in JSON."""
    text = before.text
    try:
        answer = edit(before, pointer, command)
    except EditRefused as refused:
        if refused.message == UNSAFE:
            raise
        return False
    changed = apply(text, answer.edits)
    assert apply(changed, inverse(text, answer.edits)) == text
    after = read_text(changed, before.format)
    assert after.readable
    assert same(value_at(after, pointer), wanted(plain, command, is_inside=bool(pointer)))
    if not isinstance(command, FormatText):  # which is about all of the text
        rewritten = [each for each in changed_elsewhere(before, after) if not moved(command, each, before, after)]
        assert rewritten == []
    if not isinstance(command, TAKING_AWAY) and not answer.notes:
        assert not lost_comments(before, after)
    if "\r\n" in text and text.count("\r\n") == text.count("\n"):
        assert changed.count("\r\n") == changed.count("\n")
    return True


def value_at(document: Document, pointer: str) -> Any:
    """Return what stands at ``pointer``."""
    node = document.at(pointer)
    return None if node is None else node.value


def wanted(plain: str, command: EditCommand, *, is_inside: bool) -> Any:
    """Return what a machine says after ``command`` where it is plain JSON."""
    return json.loads(apply(plain, edit(read_text(plain, "json"), "", command, is_inside=is_inside).edits))


def moved(command: EditCommand, told: Change, before: Document, after: Document) -> bool:
    """Return whether what changed is where a state or an entry stands, and the blanks and commas between its lines.

    A comment below the last state that belongs to it stands outside of what the text of all states is, and inside of
    it once that state is another's neighbour: there must be as many of each comment in the whole text then.
    """
    if isinstance(command, MoveEntry):
        return True
    if not isinstance(command, MoveStates):
        return False
    if isinstance(told, Reordered):
        return True
    was, now = words(told.was.written), words(told.now.written)
    if was == now or any(word.startswith("*id") for word in was):
        return True
    return words(told.was.bare) == words(told.now.bare) and Counter(comments_of(before)) == Counter(comments_of(after))


def words(text: str) -> list[str]:
    """Return the words and brackets of a text, in no order: which stand side by side changes with the order."""
    return sorted(re.findall(r"[{}\[\]:]|[^\s,'\"{}\[\]:]+", text))
