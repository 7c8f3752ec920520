"""Every command, on every definition of the corpus and every file that holds one, however they are written.

The text after it can be read and says what was wanted, taking the edits back gives the same characters, and all that
says the same has the same text. ``STATEWALK_WHOLE_CORPUS=1`` tries all instead of a sample; ``STATEWALK_SEED`` draws
other commands.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.editing.every_command import DRAWS, KINDS, EveryCommand
from tests.editing.odd_ways import odd_ways, oddly_named
from tests.editing.untouched import changed_elsewhere, lost_comments
from tests.editing.ways_to_write import POINTER, ways
from webapp.asl.text import Document, Format, read_text
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
from webapp.editing.steps import UNSAFE
from webapp.formats import read_host

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
EVERY = int(os.environ.get("STATEWALK_WHOLE_CORPUS", "121"))
TAKING_AWAY = (DeleteState, DeleteStates, Disconnect, RemoveEntry, SetField)
"""What takes away comments with what they are about."""

SEED = int(os.environ.get("STATEWALK_SEED", "0"))

needs_corpus = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")


def test_every_command_is_drawn() -> None:
    assert set(DRAWS) == set(KINDS)


@needs_corpus
def test_every_command_changes_what_it_is_about_and_nothing_else() -> None:
    done: Counter[str] = Counter()
    for number, definition in definitions():
        for way, form, text in ways(definition, number):
            tried(done, way, text, form, POINTER.get(way, ""), number)
    assert all(done[kind.__name__] for kind in KINDS), done


@needs_corpus
def test_every_command_leaves_odd_texts_as_odd_as_they_are() -> None:
    done: Counter[str] = Counter()
    for number, definition in definitions():
        for chosen in (definition, oddly_named(definition, number)):
            for way, form, text in odd_ways(chosen, number):
                tried(done, way, text, form, "", number)
    assert all(done[kind.__name__] for kind in KINDS), done


@needs_corpus
def test_every_command_leaves_the_rest_of_a_file_that_holds_machines_alone() -> None:
    done: Counter[str] = Counter()
    for number, file in enumerate(sorted((CORPUS / "iac").rglob("*.y*ml"))):
        text = file.read_text("utf-8") if file.is_file() else ""
        host = read_host(text, file.name)
        for machine in host.machines:
            if machine.embedded is None:
                tried(done, file.name, text, host.document.format, machine.pointer, number)
    assert done.total() >= 40, done


def definitions() -> Iterator[tuple[int, Any]]:
    """Yield the definitions, or some of them."""
    for number, file in enumerate(sorted((CORPUS / "definitions").glob("*.json"))):
        if number % EVERY == 0:
            yield number, json.loads(file.read_text("utf-8"))


def tried(done: Counter[str], way: str, text: str, form: Format, pointer: str, seed: int) -> None:
    """Try some commands on a text that can be read, and count what was done."""
    before = read_text(text, form)
    node = before.at(pointer)
    if not before.readable or node is None or not isinstance(node.value, dict):
        return
    number = seed + sum(map(ord, way))
    every = EveryCommand(node.value, 1_000_003 * SEED + 1000 * seed + number % 997)
    for kind in KINDS[(number + SEED) % 4 :: 4]:
        command = every.draw(kind)
        if command is not None and holds(f"{seed} as {way}: {command}", before, pointer, command):
            done[kind.__name__] += 1


def holds(where: str, before: Document, pointer: str, command: EditCommand) -> bool:
    """Check the laws on a command; return whether it was done."""
    text = before.text
    try:
        answer = edit(before, pointer, command)
    except EditRefused as refused:
        if refused.message == UNSAFE:
            raise AssertionError(where) from refused
        return False
    changed = apply(text, answer.edits)
    assert apply(changed, inverse(text, answer.edits)) == text, where
    after = read_text(changed, before.format)
    assert after.readable, where
    assert same(value_at(after, pointer), wanted(value_at(before, pointer), pointer, command)), where
    if not isinstance(command, FormatText):  # which is about all of the text
        rewritten = [each for each in changed_elsewhere(before, after) if not moved(command, each)]
        assert rewritten == [], where
    if not isinstance(command, TAKING_AWAY) and not answer.notes:
        assert not lost_comments(before, after), where
    if "\r\n" in text and text.count("\r\n") == text.count("\n"):
        assert changed.count("\r\n") == changed.count("\n"), where
    return True


def value_at(document: Document, pointer: str) -> Any:
    """Return what stands at ``pointer``."""
    node = document.at(pointer)
    return None if node is None else node.value


def wanted(value: Any, pointer: str, command: EditCommand) -> Any:
    """Return what a machine says after ``command`` where it is plain JSON."""
    plain = json.dumps(value, indent=1)
    return json.loads(apply(plain, edit(read_text(plain, "json"), "", command, is_inside=bool(pointer)).edits))


def moved(command: EditCommand, told: str) -> bool:
    """Return whether what changed is where a state or an entry stands, and the blanks and commas between its lines."""
    if isinstance(command, MoveEntry):
        return True
    if not isinstance(command, MoveStates):
        return False
    if told.startswith("order"):
        return True
    left, right = map(words, told.split(" became "))
    return left == right or any(word.startswith("*id") for word in left)


def words(told: str) -> list[str]:
    """Return the words of a text that is shown as Python shows it, in no order."""
    return sorted(filter(None, re.split(r"(?:\\[rnt]|[\s,'\"])+", told)))
